package nodenet

import (
	"context"
	"iter"
	"log/slog"
	"sync"
)

// acceptQueue holds connections until Connections takes them.
type acceptQueue struct {
	mu      sync.Mutex
	sockets []*Socket
	closed  bool
	changed chan struct{} // closed and replaced when something comes
}

func (q *acceptQueue) put(s *Socket) {
	q.mu.Lock()
	q.sockets = append(q.sockets, s)
	q.announce()
	q.mu.Unlock()
}

func (q *acceptQueue) announce() {
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *acceptQueue) open() { q.setClosed(false) }

func (q *acceptQueue) close() { q.setClosed(true) }

func (q *acceptQueue) setClosed(on bool) {
	q.mu.Lock()
	q.closed = on
	q.announce()
	q.mu.Unlock()
}

// take returns the next connection, or where to wait for one; neither when
// there will be none.
func (q *acceptQueue) take() (*Socket, <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.sockets) > 0 {
		s := q.sockets[0]
		q.sockets = q.sockets[1:]
		return s, nil
	}
	if q.closed {
		return nil, nil
	}
	return nil, q.changed
}

// queue makes connections wait for Connections.
func (v *Server) queue() *acceptQueue {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.taken == nil {
		v.taken = &acceptQueue{changed: make(chan struct{}), closed: v.closedLocked()}
	}
	return v.taken
}

// Connections returns the connections of the server, one after another, as they
// come in. It ends when the server has closed, or ctx ends. Breaking out of the
// loop leaves the server as it is: what comes in waits for the next call.
//
// A socket reads nothing beyond its high-water mark until somebody wants its
// data, so none is lost between here and the first listener. Call Connections
// before Listen, or use the function [Listen]: those that were accepted before
// went to the 'connection' listeners only. Node: for await (… of server).
func (v *Server) Connections(ctx context.Context) iter.Seq[*Socket] {
	q := v.queue()
	return func(yield func(*Socket) bool) {
		if v.group.inside() {
			slog.Error("nodenet: " + errWouldBlock("Connections").Error())
			return
		}
		for ctx.Err() == nil {
			s, more := q.take()
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
