package js

import (
	"errors"
	stdnet "net"
	"slices"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

// acceptor accepts the connections of a listener for all runtimes that serve it. A loop
// that is asleep takes a connection, or while none is the first that comes: another may
// be busy for long.
type acceptor struct {
	listener stdnet.Listener
	arrived  chan stdnet.Conn // accepted, and not taken by a loop yet
	ended    chan struct{}    // closed when there will be no more, because of err
	err      error
	deadline sync.Mutex // held while the listener's is set

	// Guarded by acceptors.
	servers []*server
	nobody  chan struct{} // closed while nobody serves
	done    bool          // nothing is accepted any more
}

// server is a runtime that serves.
type server struct {
	engine  *engine.Engine
	loop    *Loop
	handler goja.Value
}

// mostArrived is how many connections may wait while all loops are busy. The others
// wait in the backlog.
const mostArrived = 16

var acceptors = struct {
	sync.Mutex
	of map[stdnet.Listener]*acceptor
}{of: map[stdnet.Listener]*acceptor{}}

// serve has one more runtime serve a listener, until it leaves.
func serve(listener stdnet.Listener, s *server) (a *acceptor, leave func()) {
	a = join(listener, s)
	if len(a.arrived) > 0 {
		a.offer([]*server{s})
	}
	return a, func() { a.leave(s) }
}

// join makes a runtime one of those who serve a listener.
func join(listener stdnet.Listener, s *server) (a *acceptor) {
	acceptors.Lock()
	defer acceptors.Unlock()
	if shareable(listener) {
		a = acceptors.of[listener]
	}
	switch {
	case a == nil:
		a = &acceptor{listener: listener, arrived: make(chan stdnet.Conn, mostArrived), ended: make(chan struct{}), nobody: make(chan struct{})}
		if shareable(listener) {
			acceptors.of[listener] = a
		}
		go a.accept()
	case len(a.servers) == 0:
		a.nobody = make(chan struct{})
	}
	a.servers = append(slices.Clone(a.servers), s)
	return a
}

// shareable reports whether a listener can be told from others.
func shareable(listener stdnet.Listener) (ok bool) {
	defer func() { ok = recover() == nil }()
	_ = map[stdnet.Listener]bool{listener: true} // panics when it holds what cannot be compared
	return
}

// leave has others take what the runtime was offered. When nobody is left the listener
// is let alone; one whose Accept cannot be ended still accepts a connection, and closes it.
func (a *acceptor) leave(s *server) {
	acceptors.Lock()
	servers := slices.DeleteFunc(slices.Clone(a.servers), func(other *server) bool { return other == s })
	a.servers = servers
	var left []stdnet.Conn
	if len(servers) == 0 {
		close(a.nobody)
		left = a.leftLocked()
	}
	acceptors.Unlock()
	if len(servers) == 0 {
		a.setDeadline()
	}
	a.offer(servers)
	closeAll(left)
}

// leftLocked are the connections that nobody will take.
func (a *acceptor) leftLocked() (left []stdnet.Conn) {
	for {
		select {
		case conn := <-a.arrived:
			left = append(left, conn)
		default:
			return left
		}
	}
}

func closeAll(conns []stdnet.Conn) {
	for _, conn := range conns {
		transport.CloseConn(conn)
	}
}

// setDeadline ends an Accept that waits, when nobody serves any more, or has the next one
// wait again. The listener is foreign: nobody else's has to wait for it, and whoever comes
// last knows what holds.
func (a *acceptor) setDeadline() {
	l, ok := a.listener.(interface{ SetDeadline(time.Time) error })
	if !ok {
		return
	}
	a.deadline.Lock()
	defer a.deadline.Unlock()
	defer func() { _ = recover() }() // a deadline that cannot be set
	acceptors.Lock()
	at := time.Time{}
	if len(a.servers) == 0 && !a.done {
		at = time.Unix(1, 0)
	}
	acceptors.Unlock()
	_ = l.SetDeadline(at)
}

// errGone is a listener's whose Accept has called runtime.Goexit.
var errGone = errors.New("js: Accept has ended its goroutine")

func (a *acceptor) accept() {
	last := errGone // unless it returns
	defer func() { a.end(last) }()
	for {
		conn, err := transport.Accept(a.listener)
		nobody := a.goesOn(err)
		switch {
		case nobody == nil:
			if last = err; conn != nil {
				transport.CloseConn(conn)
			}
			return
		case err != nil: // there may be no descriptors, for now
			a.setDeadline() // it may be of a moment in which nobody served
			select {
			case <-time.After(retryAccept):
			case <-nobody:
			}
		default:
			select {
			case a.arrived <- conn:
				a.offerOne()
			case <-nobody:
				transport.CloseConn(conn)
			}
		}
	}
}

// offerOne tells a runtime whose loop is asleep of a connection; all when none is. What a
// loop of the host's is at nobody knows. Who leaves meanwhile has others take it. When
// nobody is left, that may have been before it came.
func (a *acceptor) offerOne() {
	acceptors.Lock()
	servers := a.servers
	var left []stdnet.Conn
	if len(servers) == 0 {
		left = a.leftLocked()
	}
	acceptors.Unlock()
	closeAll(left)
	for i, s := range servers {
		if !s.loop.hosted && s.loop.group.Handles().Loops[0].Asleep() {
			servers = servers[i : i+1]
			break
		}
	}
	a.offer(servers)
}

// offer tells runtimes of what has arrived.
func (a *acceptor) offer(servers []*server) {
	for _, s := range servers {
		s.engine.Scheduler.Post(func() { a.take(s) })
	}
}

// take has a runtime handle what has arrived, unless another was first.
func (a *acceptor) take(s *server) {
	for !s.engine.Halted() {
		select {
		case conn := <-a.arrived:
			_ = net.Handle(s.engine, conn, s.handler) // an error has closed it
		default:
			return
		}
	}
}

// retryAccept is how long a listener rests that could not accept.
const retryAccept = 50 * time.Millisecond

// goesOn returns what tells that nobody serves any more, after an Accept with this error;
// nil when the acceptor is done.
func (a *acceptor) goesOn(err error) (nobody chan struct{}) {
	passing := err == nil || transport.Temporary(err)
	acceptors.Lock()
	defer acceptors.Unlock()
	if len(a.servers) > 0 && passing {
		return a.nobody
	}
	a.forgetLocked()
	return nil
}

// forgetLocked has who comes now start anew.
func (a *acceptor) forgetLocked() {
	if a.done = true; shareable(a.listener) && acceptors.of[a.listener] == a {
		delete(acceptors.of, a.listener)
	}
}

// end tells those who serve that there will be no more, and why.
func (a *acceptor) end(err error) {
	acceptors.Lock()
	a.forgetLocked()
	served := len(a.servers) > 0
	acceptors.Unlock()
	if !served {
		a.setDeadline()
	}
	a.err = err
	close(a.ended)
}
