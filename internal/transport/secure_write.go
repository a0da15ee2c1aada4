package transport

import (
	"slices"
	"sync"
	"syscall"
)

const (
	// mostSealed is how much is encrypted at once: what is held for a peer that does
	// not take it is not much more.
	mostSealed = 64 << 10
	// oneRecord is what crypto/tls makes one record of, whatever it has sent before.
	oneRecord = 1 << 10
)

// sealedPool has room for what mostSealed becomes in the smallest records.
var sealedPool = sync.Pool{New: func() any {
	b := make([]byte, 0, mostSealed+8<<10)
	return &b
}}

// plainPool has room to put pieces together.
var plainPool = sync.Pool{New: func() any {
	b := make([]byte, 0, mostSealed)
	return &b
}}

func (s *secure) Retains() bool { return false }

// Write encrypts what can be sent. Of a part that the stream below does not take
// altogether Handler.Writable tells, once it has: so a writer is told that data was
// taken when the system has taken it.
func (s *secure) Write(p []byte) (n int, err error) {
	for n < len(p) {
		some := p[n:min(len(p), n+mostSealed)]
		ok, err := s.seal(some)
		if err != nil || !ok {
			return n, err
		}
		n += len(some)
	}
	return n, nil
}

// Writev makes records of several pieces each.
func (s *secure) Writev(ps [][]byte) (n int, err error) {
	var b *[]byte
	for len(ps) > 0 {
		if len(ps) == 1 || len(ps[0]) >= mostSealed {
			m, err := s.Write(ps[0])
			n += m
			if err != nil || m < len(ps[0]) {
				return n, err
			}
			ps = ps[1:]
			continue
		}
		if b == nil {
			b = plainPool.Get().(*[]byte)
			defer plainPool.Put(b)
		}
		some := (*b)[:0]
		for len(ps) > 0 && len(some)+len(ps[0]) <= mostSealed {
			some = append(some, ps[0]...)
			ps = ps[1:]
		}
		if len(some) == 0 {
			continue
		}
		ok, err := s.seal(some)
		if err != nil || !ok {
			return n, err
		}
		n += len(some)
	}
	return n, nil
}

// seal encrypts p and sends it, and reports whether the stream below has taken
// everything. If not, p is owed, or was not touched at all.
func (s *secure) seal(p []byte) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.gone:
		return false, syscall.EBADF
	case s.shake != nil || s.telling || s.unsent != nil:
		return false, s.writeErrLocked() // nil while something waits
	}
	if s.asks {
		s.unsent = &backlog{owed: len(p)}
		s.sealLaterLocked(slices.Clone(p))
		return false, nil
	}
	return s.sealLocked(p)
}

func (s *secure) sealLocked(p []byte) (bool, error) {
	if len(p) > oneRecord {
		s.gather = sealedPool.Get().(*[]byte)
	}
	err := s.encryptLocked(p)
	if b := s.gather; b != nil {
		s.gather = nil
		if len(*b) > 0 && !s.gone && s.writeErrLocked() == nil {
			s.offerLocked(*b)
		}
		*b = (*b)[:0]
		sealedPool.Put(b)
	}
	switch failed := s.writeErrLocked(); {
	case failed != nil:
		return false, failed
	case err != nil:
		return false, err
	case s.pendingLocked():
		s.unsent.owed = len(p)
		return false, nil
	}
	return true, nil
}

// encryptLocked gives back the lock while crypto/tls writes p, or close_notify for nil.
func (s *secure) encryptLocked(p []byte) (err error) {
	s.mu.Unlock()
	defer s.mu.Lock()
	if p == nil {
		return s.tls.CloseWrite()
	}
	_, err = s.tls.Write(p)
	return err
}

// offerLocked gives the stream below what nothing waits before, and keeps what that
// does not take.
func (s *secure) offerLocked(p []byte) {
	if s.below.Retains() {
		s.sendLaterLocked(p)
		s.pushLocked()
		return
	}
	n, err := s.below.Write(p)
	if err != nil {
		s.unsent = &backlog{err: err}
	} else if n < len(p) {
		s.sendLaterLocked(p[n:])
	}
}

func (s *secure) sendLaterLocked(p []byte) {
	if s.unsent == nil {
		s.unsent = new(backlog)
	}
	s.unsent.sending = slices.Clone(p)
}

// pushLocked writes what waits, as far as that goes now.
func (s *secure) pushLocked() {
	u := s.unsent
	for {
		if len(u.sending) == 0 {
			u.sending, u.queue = u.queue, nil
		}
		if len(u.sending) == 0 {
			break
		}
		n, err := s.below.Write(u.sending)
		if err != nil {
			s.unsent = &backlog{err: err}
			return
		}
		if u.sending = u.sending[n:]; len(u.sending) > 0 {
			return
		}
	}
	if u.sending = nil; u.owed == 0 && u.err == nil {
		s.unsent = nil
	}
}

func (s *secure) pendingLocked() bool { return s.unsent != nil && len(s.unsent.sending) > 0 }

func (s *secure) writeErrLocked() error {
	if s.unsent == nil {
		return nil
	}
	return s.unsent.err
}

func (s *secure) pending() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pendingLocked()
}

func (s *secure) AwaitWritable() {
	s.awaiting = true
	switch {
	case s.pending():
		s.below.AwaitWritable()
	case s.shake == nil: // secureSealed tells of what is being encrypted
		s.loop.Post(s.task(secureWritable))
	}
}

// Writable is the stream below that takes more.
func (h *secureHandler) Writable(n int, err error) {
	s := (*secure)(h)
	s.mu.Lock()
	if err != nil {
		s.unsent = &backlog{err: err}
	} else if u := s.unsent; u != nil && !s.gone {
		u.sending = u.sending[min(n, len(u.sending)):]
		s.pushLocked()
	}
	relieved := s.flooded.Load() && (s.unsent == nil || len(s.unsent.queue) == 0)
	pending := s.pendingLocked()
	shut := s.shutting && s.shut && !pending
	if shut {
		s.shutting = false
	}
	s.mu.Unlock()
	if relieved {
		s.flooded.Store(false)
		defer s.settle()
	}
	switch {
	case pending:
		s.below.AwaitWritable()
	case s.shake != nil && s.shake.failed != nil:
		s.tellFailed()
		return
	}
	if shut {
		if done, err := s.below.Shutdown(); done {
			s.handler.ShutdownDone(err)
		}
		return
	}
	s.tellWritable() // also when only a part has gone: something moves
}

// tellWritable tells who waits how much of the last write was taken since.
func (s *secure) tellWritable() {
	if !s.awaiting || s.shake != nil || s.closed {
		return
	}
	s.mu.Lock()
	if s.sealing {
		s.mu.Unlock()
		return
	}
	s.awaiting = false
	n, err := 0, s.writeErrLocked()
	if !s.pendingLocked() && s.unsent != nil && err == nil {
		n, s.unsent = s.unsent.owed, nil
	}
	s.mu.Unlock()
	s.handler.Writable(n, err)
}

// Shutdown sends close_notify, and then ends the writing side below as well.
func (s *secure) Shutdown() (done bool, err error) {
	s.mu.Lock()
	k, gone := s.shake, s.gone
	hasty := k != nil && k.Hasty && (k.Server || k.greeted)
	if k != nil && !gone && !hasty {
		s.shutting = true
	}
	s.mu.Unlock()
	switch {
	case gone: // after a handshake that has failed
		return s.below.Shutdown()
	case k != nil && !hasty:
		return false, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if hasty {
		return s.shutLocked()
	}
	if s.asks {
		s.shutting = true
		s.sealLaterLocked(nil)
		return false, nil
	}
	_ = s.encryptLocked(nil)
	return s.shutLocked()
}

// shutLocked is the rest of Shutdown.
func (s *secure) shutLocked() (done bool, err error) {
	s.shut = true
	if s.pendingLocked() {
		s.shutting = true
		return false, nil
	}
	return s.below.Shutdown()
}

func (h *secureHandler) ShutdownDone(err error) { h.handler.ShutdownDone(err) }

func (h *secureHandler) Closed() { h.handler.Closed() }
