package nodenet

import (
	"context"
	"iter"
	"slices"
	"sync"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// mostWaiting is how many accepted connections wait for Connections. From then on,
// until half of them are taken, the others wait in the system's backlog.
const mostWaiting = 128

// acceptQueue holds connections until Connections takes them, or a first listener
// of 'connection' comes. Those that close meanwhile leave it.
type acceptQueue struct {
	mu      sync.Mutex
	sockets []*Socket
	full    bool // no more are to be accepted
	closed  bool
	changed chan struct{} // closed and replaced when something comes
	wanted  bool          // by Connections, also where there are listeners
	takers  int           // loops over Connections that are under way
	conns   int           // Listeners that are open: an end that comes before Accept must not close a connection
	left    bool          // by Listener, which has closed: nobody takes what still comes
}

// put reports whether full has changed, as the other methods do, and whether there is
// somebody to wait for.
func (q *acceptQueue) put(s *Socket) (taken, changed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.left {
		return false, false
	}
	q.sockets = append(q.sockets, s)
	q.announceLocked()
	return true, q.fillLocked()
}

func (q *acceptQueue) fillLocked() bool {
	was := q.full
	if n := len(q.sockets); n >= mostWaiting {
		q.full = true
	} else if n <= mostWaiting/2 {
		q.full = false
	}
	return q.full != was
}

func (q *acceptQueue) announceLocked() {
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *acceptQueue) setClosed(on bool) {
	q.mu.Lock()
	q.closed = on
	q.announceLocked()
	q.mu.Unlock()
}

// take returns the next connection, or where to wait for one; neither when
// there will be none.
func (q *acceptQueue) take() (s *Socket, more <-chan struct{}, changed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.sockets) > 0 {
		s = q.sockets[0]
		q.sockets = slices.Delete(q.sockets, 0, 1)
		return s, nil, q.fillLocked()
	}
	if q.closed {
		return nil, nil, false
	}
	return nil, q.changed, false
}

// leave is a connection that has closed.
func (q *acceptQueue) leave(s *Socket) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if i := slices.Index(q.sockets, s); i >= 0 {
		q.sockets = slices.Delete(q.sockets, i, i+1)
	}
	return q.fillLocked()
}

// unwanted takes everything out, unless Connections shall have it.
func (q *acceptQueue) unwanted() (all []*Socket, changed bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.wanted {
		all, q.sockets = q.sockets, nil
	}
	return all, q.fillLocked()
}

func (q *acceptQueue) want() {
	q.mu.Lock()
	q.wanted = true
	q.mu.Unlock()
}

// taking counts the loops over Connections.
func (q *acceptQueue) taking(n int) {
	q.mu.Lock()
	q.takers += n
	q.wanted = q.takers > 0
	q.mu.Unlock()
}

// asConns makes every connection that comes a Conn, for Accept alone.
func (q *acceptQueue) asConns() {
	q.mu.Lock()
	q.conns++
	q.left = false
	q.mu.Unlock()
}

// abandon takes out what nobody will accept any more, unless somebody else takes it.
func (q *acceptQueue) abandon() (all []*Socket) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.conns--
	if q.left = !q.wanted; q.left {
		all, q.sockets = q.sockets, nil
	}
	return all
}

func (q *acceptQueue) areConns() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.conns > 0
}

func (q *acceptQueue) isWanted() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.wanted
}

// queue makes connections wait for Connections.
func (v *Server) queue() *acceptQueue {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.taken == nil {
		v.taken = &acceptQueue{changed: make(chan struct{}), closed: v.closedLocked() && v.coming == 0}
	}
	return v.taken
}

// waitLocked is where a new connection waits; nil when the listeners have it.
func (v *Server) waitLocked() *acceptQueue {
	if q := v.taken; q != nil && (q.isWanted() || !v.listeners.any(evConnection)) {
		return q
	}
	return nil
}

// handOutWaiting gives what waits to the first listeners of 'connection', each on
// its loop.
func (v *Server) handOutWaiting() {
	v.mu.Lock()
	q := v.taken
	v.mu.Unlock()
	if q == nil {
		return
	}
	all, changed := q.unwanted()
	v.acceptAgain(changed)
	for _, s := range all {
		s.loop.Tell(loop.Task{On: loop.Func(func() {
			if !s.Destroyed() {
				v.handOut(s)
			}
		})})
	}
}

// acceptAgain has the listener accept, or wait, when the queue says otherwise than
// before.
func (v *Server) acceptAgain(changed bool) {
	if changed {
		v.tick(opServerAccepting)
	}
}

// applyAccepting tells the listener, on the loop.
func (v *Server) applyAccepting() {
	v.mu.Lock()
	ln, q := v.listener, v.taken
	started := v.started
	v.mu.Unlock()
	if ln == nil || !started || q == nil {
		return
	}
	q.mu.Lock()
	full := q.full
	q.mu.Unlock()
	ln.SetAccepting(!full)
}

// Connections returns the connections of the server, one after another, as they
// come in. It ends when the server has closed, or ctx ends. Breaking out of the
// loop leaves the server as it is: what comes in waits for the next call, unless
// there are 'connection' listeners.
//
// At most 128 accepted connections wait, the others in the system's backlog. A
// socket reads nothing beyond its high-water mark until somebody wants its data, so
// none is lost between here and the first listener; one that closes before its turn
// is left out. Call Connections before Listen, or use the function [Listen]: those
// that were accepted before went to the 'connection' listeners only. Node:
// for await (… of server).
func (v *Server) Connections(ctx context.Context) iter.Seq[*Socket] {
	q := v.queue()
	q.want()
	return func(yield func(*Socket) bool) {
		if err := checkWait(ctx, v.group, "Connections"); err != nil {
			v.loop.Log().Error("nodenet: " + err.Error())
			return
		}
		q.taking(1)
		defer q.taking(-1)
		for ctx.Err() == nil {
			s, more, changed := q.take()
			v.acceptAgain(changed)
			switch {
			case s != nil:
				if !yield(s) {
					return
				}
			case more == nil:
				return
			default:
				select {
				case <-more:
				case <-ctx.Done():
				case <-v.group.handles.Closed():
					return
				}
			}
		}
	}
}
