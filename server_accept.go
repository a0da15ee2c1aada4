package nodenet

import (
	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// acceptor is a server as one of its listeners sees it.
type acceptor struct {
	server   *Server
	listener transport.Listener
}

// AcceptFailed is a lack of descriptors or memory: the listener tries again by
// itself, and the connections there are do not notice.
func (a *acceptor) AcceptFailed(err error) { handle.WarnAccept(a.server.loop, a.listener.Addr(), err) }

// AcceptEnded is a listener that somebody else has closed.
func (a *acceptor) AcceptEnded(err error) {
	v := a.server
	v.mu.Lock()
	if v.listener != a.listener {
		v.mu.Unlock()
		return
	}
	v.last = systemError("accept", err)
	v.mu.Unlock()
	defer v.Close() // also when a listener calls runtime.Goexit
	v.tellError(v.Err(), v.snapshot())
}

// Accepting counts a connection that may come: until it is there the server is not done,
// whatever Close says meanwhile on another goroutine.
func (a *acceptor) Accepting() bool {
	v := a.server
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.listener != a.listener {
		return false
	}
	v.coming++
	return true
}

// NotAccepted is a connection that does not come.
func (a *acceptor) NotAccepted() { a.server.came() }

// came is a connection that was counted as coming, and has been handed out or is gone.
func (v *Server) came() {
	v.mu.Lock()
	v.cameLocked()
	v.mu.Unlock()
}

func (v *Server) cameLocked() {
	v.coming--
	v.settleLocked()
}

// Accepted makes a socket of a stream that was accepted on a loop.
func (a *acceptor) Accepted(stream transport.Stream, on *loop.Loop) {
	v, o := a.server, &a.server.options
	if v.blocks(stream) {
		on.Counters.Blocked.Add(1)
		stream.Close(false)
		v.came()
		return
	}
	s := newSocket(v.group, v.group.deal(on), o.HighWaterMark, o.AllowHalfOpen)
	s.stream, s.server = v.secure(stream), v
	s.set(stShaking, s.stream != stream)
	s.set(stConnected, true)
	s.set(stLimited, o.writeLimits() != writeLimits{})
	if !v.admit(s) {
		on.Counters.Dropped.Add(1)
		v.drop(stream)
		v.came()
		return
	}
	if s.loop == on {
		s.startAccepted()
	} else {
		s.tick(opAccepted)
	}
}

// startAccepted starts an accepted socket, on its loop, and hands it out.
func (s *Socket) startAccepted() {
	defer s.openAccepted() // also when what is asked calls runtime.Goexit
	s.beginTrace()
	if ask := s.server.options.OnRead; ask != nil {
		s.askOnRead(ask)
	}
}

// openAccepted is startAccepted once the program was asked how.
func (s *Socket) openAccepted() {
	v := s.server
	s.mu.Lock()
	if s.is(stDestroyed) { // by Group.Close, before it came here
		left := s.is(stShaking) // see leaveServer
		s.mu.Unlock()
		s.stream.Close(false)
		if !left {
			v.came()
		}
		return
	}
	s.startLocked(s.stream)
	s.set(stOpen, true)
	if v.options.PauseOnConnect {
		s.set(stFlowSet|stPaused, true)
	} else {
		s.set(stStarted|stReading, true)
		s.stream.SetReading(true)
	}
	s.mu.Unlock()
	s.setKernel(v.options.kernel())
	if !s.flag(stShaking) {
		v.handOutFirst(s)
	}
}

// handOutFirst hands out a connection that has come.
func (v *Server) handOutFirst(s *Socket) {
	defer v.came() // also when a listener calls runtime.Goexit
	v.handOut(s)
}

// handOut gives the socket to whoever waits for connections. A panic there
// destroys that socket only.
func (v *Server) handOut(s *Socket) {
	v.mu.Lock()
	all, queue := v.listeners, v.waitLocked()
	v.mu.Unlock()
	if queue != nil {
		defer v.wait(queue, s) // also when a listener calls runtime.Goexit
		if queue.areConns() {
			s.Conn()
			return
		}
	}
	callConnection(s, all)
}

// wait has a connection wait for whoever takes it.
func (v *Server) wait(q *acceptQueue, s *Socket) {
	taken, changed := q.put(s)
	v.acceptAgain(changed)
	if !taken {
		s.Destroy(nil)
	}
}

// callConnection calls the listeners of 'connection'. What one of them does to the
// goroutine costs that call, as in emitTo.
func callConnection(s *Socket, left listeners) {
	defer func() {
		if len(left.all) > 0 {
			callConnection(s, left)
		}
	}()
	defer guard(s)
	for len(left.all) > 0 {
		l := &left.all[0]
		left.all = left.all[1:]
		if word := l.load(); event(word) == evConnection && left.has(word) {
			l.call.(func(*Socket))(s)
		}
	}
}

// admit counts s among the connections, unless there are too many already or
// all of them were destroyed for good.
func (v *Server) admit(s *Socket) bool {
	v.mu.Lock()
	if v.aborted || v.fullLocked() {
		v.mu.Unlock()
		return false
	}
	v.connections++
	s.next = v.head
	if v.head != nil {
		v.head.previous = s
	}
	v.head = s
	s.loop.Load.Add(1)
	s.loop.Counters.Accepted.Add(1)
	v.mu.Unlock()
	s.mu.Lock()
	s.holdLocked(true)
	s.mu.Unlock()
	return true
}

// fullLocked reports whether one more connection would be too many.
func (v *Server) fullLocked() bool {
	return v.limit < 0 || v.limit > 0 && v.connections >= v.limit
}

// drop closes a connection there is no room for.
func (v *Server) drop(stream transport.Stream) {
	local, remote := newAddress(stream.LocalAddr()), newAddress(stream.RemoteAddr())
	stream.Close(false)
	v.loop.Tell(loop.Task{On: loop.Func(func() {
		if v.Listening() {
			emit(v, evDrop, func(f func(local, remote *Address)) { f(local, remote) })
		}
	})})
}

// blocks reports whether a new connection comes from a blocked address. One that
// is too many is dropped first, as in Node.
func (v *Server) blocks(stream transport.Stream) bool {
	list := v.options.BlockList
	if list == nil {
		return false
	}
	v.mu.Lock()
	full := v.fullLocked()
	v.mu.Unlock()
	return !full && list.Check(stream.RemoteAddr().Addr())
}
