package transport

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"sync/atomic"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// connSocket is the local end of a connection that Go's net package will make: it
// binds when it connects.
type connSocket struct {
	local   netip.AddrPort
	control []Control
	dial    Dial // nil is Go's
	taken   atomic.Bool
}

// Dial makes a connection as [net.Dialer.DialContext] does.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Dialed is the local end of a connection that a function of somebody else's will make.
// It cannot be bound.
func Dialed(dial Dial) Bound { return &connSocket{dial: dial} }

func (conns) Socket(remote Addr, local netip.AddrPort, control ...Control) (Bound, error) {
	if local.IsValid() && (remote.Unix || local.Addr().Is4() != remote.Addr().Is4()) {
		return nil, &Error{"bind", syscall.EINVAL}
	}
	return &connSocket{local: local, control: control}, nil
}

func (s *connSocket) Addr() Addr {
	if s.taken.Load() {
		return Addr{}
	}
	return Addr{AddrPort: s.local}
}

func (*connSocket) Fd() int { return -1 }

func (s *connSocket) Listen(Listen) (Listener, error) {
	s.Close()
	return nil, &Error{"listen", ErrUnsupported}
}

func (s *connSocket) Close() { s.taken.Store(true) }

func (s *connSocket) Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error) {
	if s.taken.Swap(true) {
		return nil, &Error{"connect", syscall.EBADF}
	}
	ctx, cancel := context.WithCancel(context.Background())
	dial := s.dialer(remote)
	network, address := goAddress(remote)
	// live ends the time in which canceling closes c, and reports whether it has not.
	finish := func(c net.Conn, live func() bool, err error) {
		canceled := ctx.Err() != nil
		switch {
		case err == nil && live():
			done(s.stream(c))
		case err != nil && !canceled:
			done(nil, &Error{calledOf(err, "connect"), err})
		}
		cancel()
	}
	go func() {
		c, err := dial(ctx, network, address)
		var live func() bool
		if err == nil {
			live = context.AfterFunc(ctx, func() { _ = c.Close() })
		}
		if !l.Post(loop.Task{On: loop.Func(func() { finish(c, live, err) })}) {
			cancel() // the loop has stopped
		}
	}()
	return canceler(cancel), nil
}

// dialer is what makes the connection.
func (s *connSocket) dialer(remote Addr) Dial {
	if s.dial != nil {
		return func(ctx context.Context, network, address string) (c net.Conn, err error) {
			if !remote.Unix {
				network = "tcp"
			}
			defer foreign(nil, new(int), &err)
			if c, err = s.dial(ctx, network, address); err == nil && Missing(c) {
				err = errNoConn
			}
			return c, err
		}
	}
	if p := remote.pipes(); p != nil {
		return p.Dial
	}
	d := net.Dialer{KeepAlive: -1}
	if s.local.IsValid() {
		d.LocalAddr = net.TCPAddrFromAddrPort(s.local)
	}
	for _, f := range s.control {
		d.Control = func(_, _ string, c syscall.RawConn) error { return f.call(remote, c) }
	}
	return d.DialContext
}

// stream is what was made.
func (s *connSocket) stream(c net.Conn) (Stream, error) {
	if tcp, ok := c.(*net.TCPConn); ok { // Go turns it on, and Node does not
		_ = tcp.SetNoDelay(false)
	}
	if s.dial != nil {
		return Take(c)
	}
	return NewConn(c), nil
}

// canceler is an attempt that a context ends.
type canceler context.CancelFunc

func (c canceler) Cancel() { c() }
func (c canceler) Hangup() { c() }

// calledOf is which of the calls that Go's net package makes in one has failed.
func calledOf(err error, usual string) string {
	if sys := (*os.SyscallError)(nil); errors.As(err, &sys) {
		switch sys.Syscall {
		case "bind", "listen":
			return sys.Syscall
		}
	}
	return usual
}
