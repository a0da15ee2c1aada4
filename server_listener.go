package nodenet

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// Listener is a server as a [net.Listener], for [net/http.Server] and the like. Each of
// its connections is a [*Conn].
type Listener struct {
	server *Server
	queue  *acceptQueue
	closed chan struct{}

	mu      sync.Mutex
	addr    net.Addr      // once known: the server forgets it when it closes
	at      time.Time     // the deadline
	changed chan struct{} // closed and replaced when the deadline was set
	done    bool
}

var _ net.Listener = (*Listener)(nil)

// Listener returns the server as a [net.Listener]. From then on its connections wait
// for Accept, as for [Server.Connections], and 'connection' listeners get none, until
// the Listener is closed. Call it before Listen, or use the function [Listen]:
//
//	server, err := nodenet.Listen(ctx, "tcp", ":80")
//	…
//	err = http.Serve(server.Listener(), handler)
func (v *Server) Listener() *Listener {
	q := v.queue()
	q.asConns()
	q.taking(1)
	l := &Listener{server: v, queue: q, closed: make(chan struct{}), changed: make(chan struct{})}
	l.Addr()
	return l
}

// Server returns the server.
func (l *Listener) Server() *Server { return l.server }

// Accept waits for the next connection. After Close, or when the server has closed,
// the error is [net.ErrClosed].
func (l *Listener) Accept() (net.Conn, error) {
	v := l.server
	for asked := false; ; asked = true {
		timeout, changed, err := l.state()
		if err != nil {
			return nil, l.opError("accept", err)
		}
		s, more, again := l.queue.take()
		v.acceptAgain(again)
		switch {
		case s != nil:
			return s.Conn(), nil
		case more == nil:
			return nil, l.opError("accept", net.ErrClosed)
		case !asked && v.group.inside():
			return nil, l.opError("accept", errWouldBlock("Accept"))
		}
		select {
		case <-more:
		case <-l.closed:
		case <-v.group.handles.Closed():
			return nil, l.opError("accept", net.ErrClosed)
		case <-timeout:
		case <-changed:
		}
	}
}

// state is what Accept waits for besides a connection, or why it must not wait.
func (l *Listener) state() (timeout <-chan time.Time, changed <-chan struct{}, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.done:
		return nil, nil, net.ErrClosed
	case l.at.IsZero():
		return nil, l.changed, nil
	}
	left := time.Until(l.at)
	if left <= 0 {
		return nil, nil, os.ErrDeadlineExceeded
	}
	return time.After(left), l.changed, nil
}

// SetDeadline has Accept fail with [os.ErrDeadlineExceeded] from then on; the zero
// time is none.
func (l *Listener) SetDeadline(t time.Time) error {
	l.mu.Lock()
	done := l.done
	if !done {
		l.at = t
		close(l.changed)
		l.changed = make(chan struct{})
	}
	l.mu.Unlock()
	if done {
		return l.opError("set", net.ErrClosed)
	}
	return nil
}

// Close closes the server, as [Server.Close] does: connections stay, but for those that
// nobody has accepted.
func (l *Listener) Close() error {
	l.Addr()
	l.mu.Lock()
	done := l.done
	l.done = true
	l.mu.Unlock()
	if done {
		return l.opError("close", net.ErrClosed)
	}
	close(l.closed)
	err := l.server.Close()
	l.queue.taking(-1)
	for _, s := range l.queue.abandon() {
		s.Destroy(nil)
	}
	if errors.Is(err, net.ErrClosed) {
		err = nil // closed already, by another way
	}
	return err
}

// Addr returns where the server listens, a [*net.TCPAddr] or a [*net.UnixAddr].
func (l *Listener) Addr() net.Addr {
	a := l.server.Address()
	l.mu.Lock()
	defer l.mu.Unlock()
	if a.known() || l.addr == nil {
		l.addr = goAddr(a)
	}
	return l.addr
}

func (l *Listener) opError(operation string, err error) error {
	addr := l.Addr()
	return &net.OpError{Op: operation, Net: addr.Network(), Addr: addr, Err: err}
}
