package transport

import (
	"net"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

func (c *conn) TCP() bool {
	_, ok := c.Conn.(*net.TCPConn)
	return ok
}

// below finds what has a method, in a connection or in the one that it is over, as
// that of crypto/tls is.
func below[T any](c net.Conn) (T, bool) {
	for range 8 {
		if has, ok := c.(T); ok {
			return has, true
		}
		over, ok := c.(interface{ NetConn() net.Conn })
		if !ok {
			break
		}
		c = over.NetConn()
	}
	var none T
	return none, false
}

func (c *conn) SetNoDelay(on bool) error {
	return guarded(c.loop, func() error {
		if tcp, ok := below[interface{ SetNoDelay(bool) error }](c.Conn); ok {
			return tcp.SetNoDelay(on)
		}
		return nil
	})
}

func (c *conn) SetKeepAlive(k KeepAlive) error {
	// -1 leaves the system's; zero would stand for Go's defaults.
	config := net.KeepAliveConfig{Enable: k.On, Idle: -1, Interval: -1, Count: -1}
	if k.On && seconds(k.Delay) > 0 {
		config.Idle = k.Delay
	}
	if k.On && seconds(k.Interval) > 0 {
		config.Interval = k.Interval
	}
	if k.On && k.Count > 0 {
		config.Count = k.Count
	}
	return guarded(c.loop, func() error {
		if tcp, ok := below[interface {
			SetKeepAliveConfig(net.KeepAliveConfig) error
		}](c.Conn); ok {
			return tcp.SetKeepAliveConfig(config)
		}
		return nil
	})
}

// seconds rounds down as Node does: less than a second leaves the system's.
func seconds(d time.Duration) int { return int(d / time.Second) }

func (c *conn) SetTypeOfService(tos int) error {
	return guarded(c.loop, func() error { return setTypeOfService(c.Conn, tos) })
}

func (c *conn) TypeOfService() (tos int, err error) {
	err = guarded(c.loop, func() (err error) { tos, err = typeOfService(c.Conn); return err })
	return tos, err
}

func (c *conn) LocalAddr() Addr  { return addressOf(c.Conn.LocalAddr) }
func (c *conn) RemoteAddr() Addr { return addressOf(c.Conn.RemoteAddr) }

// addressOf turns Go's form into ours. An address of another kind, such as that
// of a pipe, is a path; where asking panics there is none.
func addressOf(ask func() net.Addr) (at Addr) {
	err := error(nil)
	defer foreign(nil, new(int), &err)
	switch a := ask().(type) {
	case nil:
	case *net.TCPAddr:
		if a != nil {
			at.AddrPort = a.AddrPort()
		}
	case *net.UnixAddr:
		if a == nil {
			return Addr{Unix: true}
		}
		return unixAddr(a.Name)
	default:
		name := a.String()
		if ap, err := netip.ParseAddrPort(name); err == nil {
			return Addr{AddrPort: ap}
		}
		return Addr{Path: name, Unix: true}
	}
	return at
}

// abstract exchanges the mark of an abstract name.
func abstract(name, from, to string) string {
	if rest, ok := strings.CutPrefix(name, from); ok {
		return to + rest
	}
	return name
}

// Fd is unknown: the descriptor, if there is one, is Go's.
func (c *conn) Fd() int { return -1 }

// SyscallConn makes the stream a [syscall.Conn], as descriptors are not: whoever has
// one keeps it open meanwhile.
func (c *conn) SyscallConn() (syscall.RawConn, error) { return rawOf(c.Conn) }
