//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"syscall"

	"golang.org/x/sys/unix"
)

func read(fd int, p []byte) (int, error) {
	n, err := unix.Read(fd, p)
	return max(n, 0), err
}

func write(fd int, p []byte) (int, error) {
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

// peerName asks the kernel for the other end.
func peerName(fd int) (Peer, string) {
	sa, err := unix.Getpeername(fd)
	return newPeer(sa, err), address(sa, err).Path
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
