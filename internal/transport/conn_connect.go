package transport

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// connSocket is the local end of a connection that Go's net package will make: it
// binds when it connects.
type connSocket struct{ local netip.AddrPort }

func (conns) Socket(_ Addr, local netip.AddrPort) (Bound, error) { return connSocket{local}, nil }

func (s connSocket) Addr() Addr { return Addr{AddrPort: s.local} }

func (connSocket) Fd() int { return -1 }

func (connSocket) Listen(Listen) (Listener, error) { return nil, &Error{"listen", ErrUnsupported} }

func (connSocket) Close() {}

func (s connSocket) Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error) {
	ctx, cancel := context.WithCancel(context.Background())
	d := net.Dialer{KeepAlive: -1}
	if s.local.IsValid() {
		d.LocalAddr = net.TCPAddrFromAddrPort(s.local)
	}
	network, address := goAddress(remote)
	finish := func(c net.Conn, err error) {
		canceled := ctx.Err() != nil
		cancel()
		switch {
		case err != nil && !canceled:
			done(nil, connectError(err))
		case err != nil:
		case canceled:
			_ = c.Close()
		default:
			if tcp, ok := c.(*net.TCPConn); ok {
				_ = tcp.SetNoDelay(false)
			}
			done(NewConn(c), nil)
		}
	}
	go func() {
		c, err := d.DialContext(ctx, network, address)
		l.Post(loop.Task{On: loop.Func(func() { finish(c, err) })})
	}()
	return canceler(cancel), nil
}

// canceler is an attempt that a context ends.
type canceler context.CancelFunc

func (c canceler) Cancel() { c() }

// connectError tells the bind that comes with a local address from the connect.
func connectError(err error) error {
	operation := "connect"
	if sys := (*os.SyscallError)(nil); errors.As(err, &sys) && sys.Syscall == "bind" {
		operation = "bind"
	}
	return &Error{operation, err}
}
