package nodenet

import (
	"iter"
	"sync/atomic"
)

// Chunks returns what is received, chunk by chunk, until the peer has ended;
// the error that ends the socket is the last pair. While the caller is busy
// with a chunk the socket reads no further than its high-water mark, and the peer's
// end waits: so it may still write, where a socket without
// [SocketOptions.AllowHalfOpen] ends with its peer. Breaking out of the loop,
// or a panic in it, destroys the socket with ABORT_ERR, as it does in Node. Add no data listener
// beside it. On a loop, where it would wait, the one pair has ERR_INVALID_STATE. Node: for await (const chunk of socket).
func (s *Socket) Chunks() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if s.group.inside() {
			yield(nil, errWouldBlock("Chunks"))
			return
		}
		changed := make(chan struct{}, 1)
		signal := func() {
			select {
			case changed <- struct{}{}:
			default:
			}
		}
		// Whether it has ended or closed is asked of a listener: those before it have
		// been called then, and may have destroyed the socket with an error.
		var ended, closed atomic.Bool
		ids := []ListenerID{
			s.OnReadable(signal),
			s.OnEnd(func() { ended.Store(true); signal() }),
			s.OnClose(func(bool) { closed.Store(true); signal() }),
		}
		over := false // otherwise the caller has left, by break, panic or runtime.Goexit
		defer func() {
			if !over {
				s.Destroy(errAborted(nil))
			}
			s.returnChunk()
			for _, id := range ids {
				s.Off(id)
			}
		}()
		for {
			if p := s.lendChunk(); p != nil {
				if !yield(p, nil) {
					return
				}
				continue
			}
			if closed.Load() {
				over = true
				if err := s.Err(); err != nil {
					yield(nil, err)
				}
				return
			}
			if ended.Load() && !s.Destroyed() {
				over = true
				return
			}
			<-changed
		}
	}
}

// lendChunk is Read(-1), after which the end waits for the next call or returnChunk.
func (s *Socket) lendChunk() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.extraLocked()
	m.chunkLent = true
	p := s.readLocked(-1)
	if p == nil {
		s.returnChunkLocked()
	}
	return p
}

func (s *Socket) returnChunk() {
	s.mu.Lock()
	s.returnChunkLocked()
	s.mu.Unlock()
}

func (s *Socket) returnChunkLocked() {
	if s.more != nil {
		s.more.chunkLent = false
	}
	s.scheduleEndLocked()
}
