//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"errors"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/poll"
)

// Descriptors is the network of descriptors on the loop.
var Descriptors Network = descriptors{}

type descriptors struct{}

// listener accepts on a descriptor. Close comes from any goroutine and has to
// free the address at once, so a lock keeps it and accept apart: a number that
// was closed may belong to somebody else a moment later.
type listener struct {
	loop.Watcher
	acceptor Acceptor
	unix     bool

	mu     sync.Mutex
	fd     int
	undo   undo
	closed bool

	retry   loop.Timer
	failing bool
	paused  bool // SetAccepting(false)
}

func (d descriptors) Listen(o Listen) (Listener, error) {
	b, err := d.Bind(o)
	if err != nil {
		return nil, err
	}
	return b.Listen(o)
}

func bindTo(fd int, sa unix.Sockaddr, o Listen) error {
	if err := setBindOptions(fd, o); err != nil {
		return &Error{"bind", err}
	}
	err := System.Bind(fd, sa)
	if err == syscall.EADDRINUSE && o.UnlinkStale && unlinkStale(o) {
		err = System.Bind(fd, sa)
	}
	if err != nil {
		return &Error{"bind", err}
	}
	return nil
}

// listen listens with what is bound.
func (ln *listener) listen(o Listen) error {
	if err := setListenOptions(ln.fd, o); err != nil {
		return &Error{"listen", err}
	}
	if err := chmod(o); err != nil {
		return err
	}
	if err := System.Listen(ln.fd, o.Backlog); err != nil {
		return &Error{"listen", err}
	}
	return nil
}

func setBindOptions(fd int, o Listen) error {
	if o.Unix {
		return nil
	}
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	if o.ReusePort {
		if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, reusePort, 1); err != nil {
			return err
		}
	}
	if o.Addr.Addr().Is6() {
		if err := unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, number(o.V6Only)); err != nil {
			return err
		}
	}
	return nil
}

func setListenOptions(fd int, o Listen) error {
	if o.Unix {
		return nil
	}
	// Accepted sockets inherit these: two calls for a listener instead of
	// two for every connection.
	if o.NoDelay {
		if err := unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1); err != nil {
			return err
		}
	}
	if o.KeepAlive.On {
		return setKeepAlive(fd, o.KeepAlive)
	}
	return nil
}

func (ln *listener) Addr() Addr {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return Addr{}
	}
	return sockName(ln.fd)
}

func (ln *listener) Start(l *loop.Loop, a Acceptor) {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return
	}
	ln.acceptor = a
	ln.retry.Task = loop.Task{On: loop.Func(func() { ln.SetAccepting(!ln.paused) })}
	ln.Watcher.Start(l, ln.fd, ln)
	ln.Want(poll.Readable)
	ln.Sync()
}

// SetAccepting says whether connections are wanted.
func (ln *listener) SetAccepting(on bool) {
	ln.paused = !on
	switch {
	case !on:
		ln.watch(0)
	case !ln.retry.Armed():
		ln.watch(poll.Readable)
	}
}

// watch sets the interest while the descriptor is certainly still ours; false when
// it is not.
func (ln *listener) watch(in poll.Interest) bool {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return false
	}
	ln.Want(in)
	ln.Sync()
	return true
}

func (ln *listener) Close() {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return
	}
	ln.closed = true
	ln.Drop()
	ln.undo.release(ln.fd)
	if l := ln.Loop(); l != nil {
		l.Tick(loop.Task{On: loop.Func(func() {
			ln.Forget()
			l.Disarm(&ln.retry)
		})})
	}
}

// Unwatchable says that the descriptor cannot be polled now. The lock is held.
func (ln *listener) Unwatchable(err error) {
	ln.Loop().Tick(loop.Task{On: loop.Func(func() { ln.rest(err) })})
}

// Ready accepts one connection. If others wait the poller says so again, after
// those already there have had their turn.
func (ln *listener) Ready(poll.Interest) {
	fd, from, err := ln.accept()
	switch err {
	case nil:
		ln.failing = false
		if ln.unix { // not every system says so of a peer without a name
			from = Peer{family: unix.AF_UNIX}
		}
		ln.acceptor.Accepted(newStream(fd, from, undo{}))
	case errClosed, syscall.EAGAIN, syscall.EINTR:
	case syscall.ECONNABORTED, syscall.EPROTO, syscall.EPERM:
		// that one connection is gone already
	case syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP:
		ln.watch(0) // somebody else has closed or shut it
		ln.acceptor.AcceptEnded(err)
	default:
		ln.rest(err)
	}
}

// errClosed is what accept says after Close.
var errClosed = errors.New("closed")

func (ln *listener) accept() (int, Peer, error) {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return -1, Peer{}, errClosed
	}
	return System.Accept(ln.fd)
}

// rest takes the listener out of the poller for a moment, or a level-triggered
// report would spin. What waits stays in the backlog and loses nothing.
func (ln *listener) rest(err error) {
	if !ln.watch(0) {
		return
	}
	l := ln.Loop()
	l.Arm(&ln.retry, l.Now()+int64(retryDelay))
	if !ln.failing {
		ln.failing = true
		ln.acceptor.AcceptFailed(err)
	}
}

func (ln *listener) Fd() int {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return -1
	}
	return ln.fd
}
