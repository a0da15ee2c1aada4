//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net/netip"
	"syscall"

	"golang.org/x/sys/unix"
)

// noWait sets O_NONBLOCK again where somebody else has cleared it: the flag belongs
// to the open file, which others may have too.
func noWait(fd int) {
	if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0); err == nil && flags&unix.O_NONBLOCK == 0 {
		_ = unix.SetNonblock(fd, true)
	}
}

func read(fd int, p []byte) (int, error) {
	noWait(fd)
	n, err := unix.Read(fd, p)
	return max(n, 0), err
}

func write(fd int, p []byte) (int, error) {
	noWait(fd)
	n, err := unix.Write(fd, p)
	return max(n, 0), err
}

// writev writes one slice after another: not every BSD's writev is within
// reach of the standard packages.
func writev(fd int, ps [][]byte) (total int, err error) {
	for _, p := range ps {
		if len(p) == 0 {
			continue
		}
		n, err := write(fd, p)
		total += n
		if err != nil || n < len(p) {
			if total > 0 {
				return total, nil
			}
			return 0, err
		}
	}
	return total, nil
}

func accept(fd int) (int, Peer, error) {
	noWait(fd)
	syscall.ForkLock.RLock()
	s, from, err := unix.Accept(fd)
	if err == nil {
		unix.CloseOnExec(s)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return -1, Peer{}, err
	}
	s, err = ready(s)
	return s, newPeer(from, nil), err
}

// newPeer takes what the kernel says.
func newPeer(sa unix.Sockaddr, err error) Peer {
	if err != nil {
		return Peer{}
	}
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		p := Peer{port: uint16(sa.Port), family: unix.AF_INET}
		copy(p.ip[:], sa.Addr[:])
		return p
	case *unix.SockaddrInet6:
		return Peer{ip: sa.Addr, zone: sa.ZoneId, port: uint16(sa.Port), family: unix.AF_INET6}
	case *unix.SockaddrUnix:
		return Peer{family: unix.AF_UNIX}
	}
	return Peer{}
}

// socket makes a non-blocking socket that no child process inherits.
func socket(family int) (int, error) {
	syscall.ForkLock.RLock()
	s, err := unix.Socket(family, unix.SOCK_STREAM, 0)
	if err == nil {
		unix.CloseOnExec(s)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return -1, err
	}
	return ready(s)
}

// ready makes a new socket as all of ours are.
func ready(s int) (int, error) {
	if err := unix.SetNonblock(s, true); err != nil {
		_ = unix.Close(s)
		return -1, err
	}
	ignorePipeSignal(s)
	return s, nil
}

func bind(fd int, at unix.Sockaddr) error { return unix.Bind(fd, at) }

func connectTo(fd int, to unix.Sockaddr) error {
	noWait(fd)
	return unix.Connect(fd, to)
}

func unixSockaddr(path string) unix.Sockaddr { return &unix.SockaddrUnix{Name: path} }

// sockName and peerName are the addresses of the two ends.
func sockName(fd int) Addr { return address(unix.Getsockname(fd)) }
func peerName(fd int) Addr { return address(unix.Getpeername(fd)) }

// address turns the kernel's form into ours; the zero value stands for none.
func address(sa unix.Sockaddr, err error) Addr {
	if err != nil {
		return Addr{}
	}
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return Addr{AddrPort: netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port))}
	case *unix.SockaddrInet6:
		ip := netip.AddrFrom16(sa.Addr)
		if sa.ZoneId != 0 {
			ip = ip.WithZone(zoneName(int(sa.ZoneId)))
		}
		return Addr{AddrPort: netip.AddrPortFrom(ip, uint16(sa.Port))}
	case *unix.SockaddrUnix:
		return unixAddr(sa.Name)
	}
	return Addr{}
}

func getPeer(fd int) Peer { return newPeer(unix.Getpeername(fd)) }
