package transport

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// Conns is the network of Go's own net package; it runs wherever Go does.
var Conns Network = conns{}

type conns struct{}

// connListener accepts on any net.Listener, in a goroutine that posts.
type connListener struct {
	net.Listener
	options  Listen
	file     *socketFile
	acceptor Acceptor
	loop     *loop.Loop

	closing sync.Once
	closed  chan struct{}
}

// NewListener makes a listener of any net.Listener.
func NewListener(ln net.Listener) Listener {
	return &connListener{Listener: ln, closed: make(chan struct{})}
}

func (conns) Listen(o Listen) (Listener, error) {
	// Go turns keep-alive on unless told otherwise; Node does not.
	config := net.ListenConfig{KeepAlive: -1, Control: listenControl(o)}
	network, address := goAddress(o.Addr)
	if network == "tcp6" && !o.V6Only {
		network = "tcp"
	}
	ln, err := config.Listen(context.Background(), network, address)
	if node.ErrnoOf(err) == syscall.EADDRINUSE && o.UnlinkStale && unlinkStale(o) {
		ln, err = config.Listen(context.Background(), network, address)
	}
	if err != nil {
		return nil, &Error{calledOf(err, "bind"), err}
	}
	listener := &connListener{Listener: ln, options: o, file: fileOf(o), closed: make(chan struct{})}
	if local, ok := ln.(*net.UnixListener); ok {
		local.SetUnlinkOnClose(false) // it would remove whatever is there by then
	}
	if err := chmod(o); err != nil {
		listener.Close()
		return nil, err
	}
	return listener, nil
}

// goAddress names an address as the net package does.
func goAddress(a Addr) (network, address string) {
	switch {
	case a.Unix:
		return "unix", abstract(a.Path, "\x00", "@")
	case a.Addr().Is4():
		return "tcp4", a.AddrPort.String()
	}
	return "tcp6", a.AddrPort.String()
}

// chmod opens a socket file to more users.
func chmod(o Listen) error {
	if o.file() == "" || !o.ReadableAll && !o.WritableAll {
		return nil
	}
	var mode os.FileMode // nothing else: as libuv
	if o.ReadableAll {
		mode |= 0o444
	}
	if o.WritableAll {
		mode |= 0o222
	}
	err := os.Chmod(o.Path, mode)
	if err != nil {
		return &Error{"chmod", err}
	}
	return nil
}

func (ln *connListener) Addr() Addr {
	if ln.isClosed() {
		return Addr{}
	}
	return addressOf(ln.Listener.Addr())
}

func (ln *connListener) Start(l *loop.Loop, a Acceptor) {
	ln.loop, ln.acceptor = l, a
	go ln.accept()
}

func (ln *connListener) Close() {
	ln.closing.Do(func() {
		close(ln.closed)
		ln.file.remove()
		_ = ln.Listener.Close()
	})
}

func (ln *connListener) accept() {
	failing := false
	for {
		c, err := ln.Listener.Accept()
		if err == nil {
			failing = false
			if !ln.post(func() { ln.accepted(c) }) {
				_ = c.Close() // the loop has stopped
			}
			continue
		}
		if ln.isClosed() {
			return
		}
		if ended(err) {
			ln.tell(func() { ln.acceptor.AcceptEnded(err) })
			return
		}
		if !failing {
			failing = true
			ln.tell(func() { ln.acceptor.AcceptFailed(err) })
		}
		select {
		case <-ln.closed:
			return
		case <-time.After(retryDelay):
		}
	}
}

// ended reports whether nothing can be accepted any more. What the system says may
// pass, and what says so itself; anything else is a listener's last word, as for
// net/http.
func ended(err error) bool {
	switch node.ErrnoOf(err) {
	case 0:
		var passing interface{ Temporary() bool }
		return !errors.As(err, &passing) || !passing.Temporary()
	case syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP:
		return true
	}
	return false
}

func (ln *connListener) post(f func()) bool { return ln.loop.Post(loop.Task{On: loop.Func(f)}) }

// tell posts what is not to be told after Close.
func (ln *connListener) tell(f func()) {
	ln.post(func() {
		if !ln.isClosed() {
			f()
		}
	})
}

func (ln *connListener) isClosed() bool {
	select {
	case <-ln.closed:
		return true
	default:
		return false
	}
}

func (ln *connListener) accepted(c net.Conn) {
	if ln.isClosed() {
		closeConn(c) // it came in while the server was closing
		return
	}
	s := NewConn(c)
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetNoDelay(ln.options.NoDelay) // Go turns it on; Node does not
		if ln.options.KeepAlive.On {
			_ = s.SetKeepAlive(ln.options.KeepAlive)
		}
	}
	ln.acceptor.Accepted(s)
}

// Fd is unknown: the descriptor, if there is one, is Go's.
func (ln *connListener) Fd() int { return -1 }
