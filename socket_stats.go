package nodenet

import (
	"iter"
	"slices"
	"time"
)

// SocketStats is a socket as it was at one moment.
type SocketStats struct {
	State          string // as [Socket.ReadyState]
	Paused         bool   // by Pause, or by a pipe whose destination is full
	NeedDrain      bool   // Write has returned false, and 'drain' is still to come
	Local, Remote  *Address
	Accepted       bool // by a server of this program
	BytesRead      int64
	BytesWritten   int64         // those that wait included
	ReadableLength int           // bytes that wait to be read
	WritableLength int           // bytes that wait to be written
	Age            time.Duration // since it was accepted, made or told to connect
	Idle           time.Duration // since something has moved; both in tenths of a second
	Loop           int           // the index of its loop, as in [Stats.Loops]
}

// Stats returns the socket as it is now.
func (s *Socket) Stats() SocketStats {
	state := s.ReadyState()
	local, remote := s.LocalAddr(), s.RemoteAddr()
	s.mu.Lock()
	defer s.mu.Unlock()
	return SocketStats{
		State:          state,
		Paused:         s.is(stConnected) && s.pausedLocked() && !s.is(stDestroyed),
		NeedDrain:      s.is(stNeedDrain) && !s.is(stDestroyed),
		Local:          local,
		Remote:         remote,
		Accepted:       s.server != nil,
		BytesRead:      s.bytesRead,
		BytesWritten:   s.bytesWritten,
		ReadableLength: s.readableLength,
		WritableLength: s.writableLength,
		Age:            s.begun.Since(),
		Idle:           s.last.Since(),
		Loop:           slices.Index(s.group.handles.Loops, s.loop),
	}
}

// Sockets returns the sockets of the group that there are when the loop over them
// begins: those of its servers, and those that were made to connect, in no order.
// [Socket.Stats] describes each.
func (g *Group) Sockets() iter.Seq[*Socket] {
	return func(yield func(*Socket) bool) {
		for _, m := range g.handles.Members() {
			switch m := m.(type) {
			case *socketMember:
				if !yield((*Socket)(m)) {
					return
				}
			case *serverMember:
				for s := range (*Server)(m).Sockets() {
					if !yield(s) {
						return
					}
				}
			}
		}
	}
}

// receivedLocked counts what has arrived.
func (s *Socket) receivedLocked(n int) {
	s.bytesRead += int64(n)
	s.loop.Counters.BytesRead.Add(int64(n))
	s.activeLocked()
	s.traceLocked(n, 0)
}

// sentLocked counts what Write was given.
func (s *Socket) sentLocked(n int) {
	s.bytesWritten += int64(n)
	s.loop.Counters.BytesWritten.Add(int64(n))
	s.activeLocked()
	s.traceLocked(0, n)
}
