//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"errors"
	"net"
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
	acceptor Acceptor
	unix     bool

	mu     sync.Mutex
	fd     int
	undo   undo
	closed bool
	paused bool         // SetAccepting(false)
	on     []*accepting // the loops, the one of Start first
}

// accepting is a listener on one of the loops that accept for it.
type accepting struct {
	loop.Watcher
	*listener
	retry   loop.Timer
	failing bool
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
	ln.acceptor = a
	ln.add(l)
}

// Share has another loop accept too.
func (ln *listener) Share(l *loop.Loop) {
	l.Tick(loop.Task{On: loop.Func(func() { ln.add(l) })})
}

// add begins to accept on a loop, which it is called on.
func (ln *listener) add(l *loop.Loop) {
	ln.mu.Lock()
	if ln.closed {
		ln.mu.Unlock()
		return
	}
	a := &accepting{listener: ln}
	a.retry.Task = loop.Task{On: loop.Func(a.apply)}
	a.Watcher.Start(l, ln.fd, a)
	ln.on = append(ln.on, a)
	ln.mu.Unlock()
	a.apply()
}

// SetAccepting says whether connections are wanted.
func (ln *listener) SetAccepting(wanted bool) {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	ln.paused = !wanted
	for _, a := range ln.on {
		a.Loop().Tick(loop.Task{On: loop.Func(a.apply)})
	}
}

// apply watches, or does not, as the listener's state says.
func (a *accepting) apply() {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.closed:
		return
	case a.paused || a.retry.Armed():
		a.Want(0)
	default:
		// Of several loops that sleep one is woken.
		a.Want(poll.Readable | poll.Exclusive)
	}
	a.Sync()
}

func (ln *listener) Close() {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return
	}
	ln.closed = true
	for _, a := range ln.on {
		a.Drop()
		a.Loop().Tick(loop.Task{On: loop.Func(func() {
			a.Forget()
			a.Loop().Disarm(&a.retry)
		})})
	}
	ln.undo.release(ln.fd)
}

// Unwatchable says that the descriptor cannot be polled now. The lock is held.
func (a *accepting) Unwatchable(err error) {
	a.Loop().Tick(loop.Task{On: loop.Func(func() { a.rest(err) })})
}

// Ready accepts one connection. If others wait the poller says so again, after
// those already there have had their turn.
func (a *accepting) Ready(poll.Interest) {
	if !a.acceptor.Accepting() {
		return
	}
	fd, from, err := a.accept()
	if err != nil {
		a.acceptor.NotAccepted()
	}
	switch err {
	case nil:
		a.failing = false
		if a.unix { // not every system says so of a peer without a name
			from = Peer{family: unix.AF_UNIX}
		}
		a.acceptor.Accepted(newStream(fd, from, undo{}), a.Loop())
	case errClosed, syscall.EAGAIN, syscall.EINTR:
	case syscall.ECONNABORTED, syscall.EPROTO, syscall.EPERM:
		// that one connection is gone already
	case syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP:
		a.end(err) // somebody else has closed or shut it
	default:
		a.rest(err)
	}
}

// end stops accepting on all loops; the first one tells.
func (a *accepting) end(err error) {
	a.SetAccepting(false)
	if first := a.first(); first == a {
		a.acceptor.AcceptEnded(err)
	} else {
		first.Loop().Tick(loop.Task{On: loop.Func(func() { a.acceptor.AcceptEnded(err) })})
	}
}

func (ln *listener) first() *accepting {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	return ln.on[0]
}

// errClosed is what accept says when nothing is wanted.
var errClosed = errors.New("closed")

func (ln *listener) accept() (int, Peer, error) {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed || ln.paused {
		return -1, Peer{}, errClosed
	}
	return System.Accept(ln.fd)
}

// rest takes the listener out of the poller for a moment, or a level-triggered
// report would spin. What waits stays in the backlog and loses nothing.
func (a *accepting) rest(err error) {
	a.Loop().Arm(&a.retry, a.Loop().Now()+int64(retryDelay))
	a.apply()
	if !a.failing && a.first() == a {
		a.acceptor.AcceptFailed(err)
	}
	a.failing = true
}

func (ln *listener) Fd() int {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	if ln.closed {
		return -1
	}
	return ln.fd
}

func (ln *listener) SyscallConn() (syscall.RawConn, error) {
	return RawConn(func(use func(fd int) error) error {
		ln.mu.Lock()
		defer ln.mu.Unlock()
		if ln.closed {
			return net.ErrClosed
		}
		return use(ln.fd)
	}), nil
}
