package transport

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// Conns is the network of Go's own net package; it runs wherever Go does.
var Conns Network = conns{}

type conns struct{}

// connListener accepts on any net.Listener, in a goroutine that posts.
type connListener struct {
	net.Listener
	options  Listen
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
	if err != nil {
		return nil, &Error{"bind", err}
	}
	if o.Unix && o.Path[0] != 0 {
		if err := chmod(o); err != nil {
			_ = ln.Close()
			return nil, err
		}
	}
	return &connListener{Listener: ln, options: o, closed: make(chan struct{})}, nil
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
	if !o.ReadableAll && !o.WritableAll {
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

func (ln *connListener) Addr() Addr { return addressOf(ln.Listener.Addr()) }

func (ln *connListener) Start(l *loop.Loop, a Acceptor) {
	ln.loop, ln.acceptor = l, a
	go ln.accept()
}

func (ln *connListener) Close() {
	ln.closing.Do(func() {
		close(ln.closed)
		_ = ln.Listener.Close()
	})
}

func (ln *connListener) accept() {
	failing := false
	for {
		c, err := ln.Listener.Accept()
		if err == nil {
			failing = false
			ln.post(func() { ln.accepted(c) })
			continue
		}
		select {
		case <-ln.closed:
			return
		default:
		}
		if errors.Is(err, net.ErrClosed) {
			ln.post(func() { ln.acceptor.AcceptEnded(err) })
			return
		}
		if !failing {
			failing = true
			ln.post(func() { ln.acceptor.AcceptFailed(err) })
		}
		select {
		case <-ln.closed:
			return
		case <-time.After(retryDelay):
		}
	}
}

func (ln *connListener) post(f func()) { ln.loop.Post(loop.Task{On: loop.Func(f)}) }

func (ln *connListener) accepted(c net.Conn) {
	select {
	case <-ln.closed:
		_ = c.Close() // it came in while the server was closing
		return
	default:
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
