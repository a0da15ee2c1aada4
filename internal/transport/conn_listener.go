package transport

import (
	"context"
	"net"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// Conns is the network of Go's own net package; it runs wherever Go does.
var Conns Network = conns{}

type conns struct{}

// connListener accepts on any net.Listener, in a goroutine. A loop that is asleep takes
// a connection, or while none is the first that comes: another may be busy for long.
type connListener struct {
	net.Listener
	options  Listen
	file     *socketFile
	ours     bool // made by Listen
	acceptor Acceptor

	closing sync.Once
	closed  chan struct{}
	arrived chan net.Conn // accepted, and not taken by a loop yet

	mu     sync.Mutex
	loops  []*loop.Loop
	paused chan struct{} // closed when connections are wanted again; nil while they are
}

// mostArrived is how many connections may wait for a loop while all are busy. The
// others wait in the backlog.
const mostArrived = 16

// NewListener makes a listener of any net.Listener. Of the options those count that
// accepted connections inherit; what is not asked for stays as the listener has it.
func NewListener(ln net.Listener, o Listen) Listener { return newConnListener(ln, o) }

func newConnListener(ln net.Listener, o Listen) *connListener {
	return &connListener{Listener: ln, options: o, closed: make(chan struct{}), arrived: make(chan net.Conn, mostArrived)}
}

func (conns) Listen(o Listen) (Listener, error) {
	if p := o.pipes(); p != nil {
		ln, err := p.Listen(o)
		if err != nil {
			return nil, &Error{"listen", err}
		}
		return NewListener(ln, o), nil
	}
	// Go turns keep-alive on unless told otherwise; Node does not.
	config := net.ListenConfig{KeepAlive: -1, Control: o.Control.also(o.Addr, listenControl(o))}
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
	listener := newConnListener(ln, o)
	listener.ours, listener.file = true, fileOf(o)
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

func (ln *connListener) Addr() Addr {
	if ln.isClosed() {
		return Addr{}
	}
	return addressOf(ln.Listener.Addr)
}

func (ln *connListener) Start(l *loop.Loop, a Acceptor) {
	ln.acceptor = a
	ln.Share(l)
	go ln.accept()
}

func (ln *connListener) Close() {
	ln.closing.Do(func() {
		close(ln.closed)
		ln.file.remove()
		_ = guarded(nil, ln.Listener.Close)
	})
}

// Share has another loop take connections too.
func (ln *connListener) Share(l *loop.Loop) {
	ln.mu.Lock()
	ln.loops = append(ln.loops, l)
	ln.mu.Unlock()
}

// SetAccepting says whether connections are wanted.
func (ln *connListener) SetAccepting(on bool) {
	ln.mu.Lock()
	defer ln.mu.Unlock()
	switch {
	case !on && ln.paused == nil:
		ln.paused = make(chan struct{})
	case on && ln.paused != nil:
		close(ln.paused)
		ln.paused = nil
	}
}

// wait returns when another connection is wanted; false when none will be.
func (ln *connListener) wait() bool {
	ln.mu.Lock()
	paused := ln.paused
	ln.mu.Unlock()
	if paused != nil {
		select {
		case <-paused:
		case <-ln.closed:
		}
	}
	return !ln.isClosed()
}

func (ln *connListener) accept() {
	failing, last := false, errGone // unless it returns
	defer func() {
		if last != nil && !ln.isClosed() {
			ln.tell(func() { ln.acceptor.AcceptEnded(last) })
		}
	}()
	for ln.wait() {
		c, err := Accept(ln.Listener)
		if err == nil {
			failing = false
			if !ln.offer(c) {
				break
			}
			continue
		}
		if ended(err) {
			last = err
			return
		}
		if !failing {
			failing = true
			ln.tell(func() { ln.acceptor.AcceptFailed(err) })
		}
		select {
		case <-ln.closed:
		case <-time.After(retryDelay):
		}
	}
	last = nil
}

// Accept is that of any listener: what it does wrong is an error.
func Accept(ln net.Listener) (c net.Conn, err error) {
	defer foreign(nil, new(int), &err)
	if c, err = ln.Accept(); err == nil && Missing(c) {
		c, err = nil, errNoConn
	}
	return c, err
}

// ended reports whether nothing can be accepted any more. What the system says may
// pass, and what says so itself; anything else is a listener's last word, as for
// net/http.
func ended(err error) bool {
	switch node.ErrnoOf(err) {
	case 0:
		return !Temporary(err)
	case syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP:
		return true
	}
	return false
}

// offer tells the loops of a connection. When none will take it, it is closed.
func (ln *connListener) offer(c net.Conn) bool {
	select {
	case ln.arrived <- c:
	case <-ln.closed:
		CloseConn(c)
		return false
	}
	ln.mu.Lock()
	loops := ln.loops
	ln.mu.Unlock()
	if i := slices.IndexFunc(loops, (*loop.Loop).Asleep); i >= 0 {
		loops = loops[i : i+1]
	}
	told := false
	for _, l := range loops {
		told = l.Post(loop.Task{On: loop.Func(func() { ln.take(l) })}) || told
	}
	if !told { // they have stopped
		select {
		case c := <-ln.arrived:
			CloseConn(c)
		default: // one that was told of a connection before has taken it
		}
	}
	return told
}

// take takes a connection on a loop, unless another was first.
func (ln *connListener) take(l *loop.Loop) {
	select {
	case c := <-ln.arrived:
		ln.accepted(c, l)
	default:
	}
}

// tell posts what is not to be told after Close.
func (ln *connListener) tell(f func()) {
	ln.mu.Lock()
	l := ln.loops[0]
	ln.mu.Unlock()
	l.Post(loop.Task{On: loop.Func(func() {
		if !ln.isClosed() {
			f()
		}
	})})
}

func (ln *connListener) isClosed() bool {
	select {
	case <-ln.closed:
		return true
	default:
		return false
	}
}

func (ln *connListener) accepted(c net.Conn, on *loop.Loop) {
	if ln.isClosed() || !ln.acceptor.Accepting() {
		CloseConn(c) // it came in while the server was closing
		return
	}
	s := ln.stream(c)
	if ln.ours || ln.options.NoDelay { // Go turns it on, and Node does not
		_ = s.SetNoDelay(ln.options.NoDelay)
	}
	if ln.options.KeepAlive.On {
		_ = s.SetKeepAlive(ln.options.KeepAlive)
	}
	ln.acceptor.Accepted(s, on)
}

// stream makes a stream of a connection. Our own listener stands for a system on which
// there is nothing but Go's net.
func (ln *connListener) stream(c net.Conn) Stream {
	if ln.ours {
		return NewConn(c)
	}
	return Own(c)
}

// Fd is unknown: the descriptor, if there is one, is Go's.
func (ln *connListener) Fd() int { return -1 }

func (ln *connListener) SyscallConn() (syscall.RawConn, error) { return rawOf(ln.Listener) }

// rawOf is what is below a connection or a listener of somebody else's.
func rawOf(v any) (raw syscall.RawConn, err error) {
	c, ok := v.(syscall.Conn)
	if !ok {
		return nil, ErrUnsupported
	}
	err = guarded(nil, func() (err error) { raw, err = c.SyscallConn(); return err })
	if raw == nil && err == nil {
		err = ErrUnsupported
	}
	return raw, err
}

// optionsOf is rawOf for options, which say as the system does that there are none.
func optionsOf(c net.Conn) (syscall.RawConn, error) {
	raw, err := rawOf(c)
	if err == ErrUnsupported {
		err = syscall.ENOTSUP
	}
	return raw, err
}
