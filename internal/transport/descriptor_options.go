//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import "golang.org/x/sys/unix"

func (d *descriptor) TCP() bool { return d.peer.tcp() }

func (d *descriptor) SetNoDelay(on bool) error {
	if !d.TCP() {
		return nil
	}
	return unix.SetsockoptInt(int(d.FD), unix.IPPROTO_TCP, unix.TCP_NODELAY, number(on))
}

func (d *descriptor) SetKeepAlive(k KeepAlive) error {
	if !d.TCP() {
		return nil
	}
	return setKeepAlive(int(d.FD), k)
}

func setKeepAlive(fd int, k KeepAlive) error {
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_KEEPALIVE, number(k.On)); err != nil || !k.On {
		return err
	}
	for _, o := range [...]struct{ option, value int }{
		{keepIdle, seconds(k.Delay)}, {keepIntvl, seconds(k.Interval)}, {keepCount, k.Count},
	} {
		if o.option == 0 || o.value <= 0 {
			continue
		}
		if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, o.option, o.value); err != nil {
			return err
		}
	}
	return nil
}

func number(on bool) int {
	if on {
		return 1
	}
	return 0
}

func (d *descriptor) SetTypeOfService(tos int) error {
	if d.v6() {
		return unix.SetsockoptInt(int(d.FD), unix.IPPROTO_IPV6, unix.IPV6_TCLASS, tos)
	}
	return unix.SetsockoptInt(int(d.FD), unix.IPPROTO_IP, unix.IP_TOS, tos)
}

func (d *descriptor) TypeOfService() (int, error) {
	if d.v6() {
		return unix.GetsockoptInt(int(d.FD), unix.IPPROTO_IPV6, unix.IPV6_TCLASS)
	}
	return unix.GetsockoptInt(int(d.FD), unix.IPPROTO_IP, unix.IP_TOS)
}

func (d *descriptor) v6() bool {
	sa, err := unix.Getsockname(int(d.FD))
	if err != nil {
		return false
	}
	_, v6 := sa.(*unix.SockaddrInet6)
	return v6
}

func (d *descriptor) LocalAddr() Addr { return sockName(int(d.FD)) }

// RemoteAddr is known from the beginning; a [named] one tells the path.
func (d *descriptor) RemoteAddr() Addr { return d.peer.addr() }

// sockaddr turns our form into the kernel's, and names the family.
func sockaddr(a Addr) (unix.Sockaddr, int) {
	if a.Unix {
		return unixSockaddr(a.Path), unix.AF_UNIX
	}
	ip := a.Addr()
	if ip.Is4() {
		return &unix.SockaddrInet4{Port: int(a.Port()), Addr: ip.As4()}, unix.AF_INET
	}
	return &unix.SockaddrInet6{Port: int(a.Port()), Addr: ip.As16(), ZoneId: zoneIndex(ip.Zone())}, unix.AF_INET6
}

func (d *descriptor) Fd() int { return int(d.FD) }
