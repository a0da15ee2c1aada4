package nodenet

import (
	"context"
	"iter"

	"github.com/nodenet-go/nodenet/internal/node"
)

// leaveServer is a connection that has ended.
func (s *Socket) leaveServer() {
	v := s.server
	if v == nil {
		return
	}
	v.mu.Lock()
	if s.previous != nil {
		s.previous.next = s.next
	} else if v.head == s {
		v.head = s.next
	}
	if s.next != nil {
		s.next.previous = s.previous
	}
	s.previous, s.next = nil, nil
	v.connections--
	s.loop.Load.Add(-1)
	if s.is(stShaking) {
		v.coming-- // nobody will hand it out
	}
	v.settleLocked()
	q := v.taken
	v.mu.Unlock()
	if q != nil {
		v.acceptAgain(q.leave(s))
	}
}

// SetMaxConnections sets how many connections there may be at a time: more are
// closed at once, with 'drop'. 0 sets no limit, and a negative number refuses all.
// Node: maxConnections, where 0 refuses all, and dropMaxConnection.
func (v *Server) SetMaxConnections(n int) *Server {
	v.mu.Lock()
	v.limit = n
	v.mu.Unlock()
	return v
}

// MaxConnections returns what SetMaxConnections has set; 0 means no limit.
func (v *Server) MaxConnections() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.limit
}

// GetConnections returns how many connections there are; [Server.Sockets] returns the
// connections themselves.
// Node: getConnections().
func (v *Server) GetConnections() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.connections
}

// Close stops accepting. Connections stay; 'close' comes when the last one has
// ended, and the optional callbacks are called with it. When the server does not
// listen the callbacks get ERR_SERVER_NOT_RUNNING, and Close returns it. Node:
// close().
func (v *Server) Close(callback ...func(error)) error {
	v.mu.Lock()
	running := v.listener != nil || v.resolving != nil
	var err error
	if !running {
		err = closedError(node.NotListening())
	}
	if f := errorCallback(callback); f != nil {
		v.addLocked(evClose, func() { f(err) }, true)
	}
	ln := v.listener
	if v.resolving != nil {
		v.resolving()
	}
	v.listener, v.resolving = nil, nil
	v.unwatchLocked()
	v.closing = true
	v.settleLocked()
	v.mu.Unlock()
	if ln != nil {
		ln.Close()
	}
	return err
}

// settleLocked is what follows from Close once no connection is on its way any more:
// those that are left hold for themselves, and when there are none 'close' is emitted.
func (v *Server) settleLocked() {
	if !v.closing || v.listener != nil || v.coming > 0 {
		return
	}
	if v.taken != nil {
		v.taken.setClosed(true)
	}
	if v.connections == 0 {
		v.closing, v.closeTicked = false, true
		v.tick(opServerClose)
	}
	v.holdLocked(false) // last: until then the program waits, and after that for the tick
}

func (v *Server) emitClose() {
	v.mu.Lock()
	v.happened |= 1 << evClose
	v.closeTicked = false
	all := v.listeners
	v.mu.Unlock()
	defer v.leaveIdle() // also when a listener calls runtime.Goexit
	emitTo(v, all, evClose, func(f func()) { f() })
}

// leaveIdle has the group forget a server that has nothing left.
func (v *Server) leaveIdle() {
	v.mu.Lock()
	idle := v.listener == nil && v.resolving == nil && v.connections == 0 && v.coming == 0
	v.mu.Unlock()
	if idle {
		v.group.handles.Leave((*serverMember)(v))
	}
}

// Sockets returns the connections there are when the loop over them begins, newest
// first: to tell all of something, say. [Server.Connections] is for new ones.
func (v *Server) Sockets() iter.Seq[*Socket] {
	return func(yield func(*Socket) bool) {
		v.mu.Lock()
		all := make([]*Socket, 0, v.connections)
		for s := v.head; s != nil; s = s.next {
			all = append(all, s)
		}
		v.mu.Unlock()
		for _, s := range all {
			if !yield(s) {
				return
			}
		}
	}
}

// abort destroys every connection, and those that are on their way.
func (v *Server) abort() {
	v.mu.Lock()
	v.aborted = true
	v.mu.Unlock()
	v.CloseAllConnections()
}

// CloseAllConnections destroys every connection of the server.
func (v *Server) CloseAllConnections() {
	for s := range v.Sockets() {
		s.Destroy(nil)
	}
}

// Shutdown stops accepting and waits until the last connection has ended by
// itself and 'close' was emitted, also when Close was called before. When ctx ends
// first, the connections that are left are destroyed, and the context's error is
// returned at once: a callback that blocks does not hold it up. A server that has
// never listened returns ERR_SERVER_NOT_RUNNING. Do not call it on a loop.
func (v *Server) Shutdown(ctx context.Context) error {
	if err := checkWait(ctx, v.group, "Shutdown"); err != nil {
		return err
	}
	closed := make(chan struct{})
	over, due := v.joinClose(func() { close(closed) })
	if over {
		return nil
	}
	if !due {
		if err := v.Close(func(error) { close(closed) }); err != nil {
			return err
		}
	}
	select {
	case <-closed:
		return nil
	case <-ctx.Done():
		v.abort()
		return context.Cause(ctx)
	}
}

// closedLocked reports whether Close was called since the last Listen.
func (v *Server) closedLocked() bool {
	return v.closing || v.closeTicked || v.happened&(1<<evClose) != 0
}

// joinClose reports whether 'close' was emitted since the last Listen, and whether
// it is due because Close was called: then f is called with it.
func (v *Server) joinClose(f func()) (over, due bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	over = v.happened&(1<<evClose) != 0
	due = !over && v.closedLocked()
	if due {
		v.addLocked(evClose, f, true)
	}
	return over, due
}

// serverMember is a server as a group that closes sees it.
type serverMember Server

func (m *serverMember) DestroyMember() {
	v := (*Server)(m)
	_ = v.Close()
	v.abort()
}
