package nodenet

import (
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// writeLimits are the options about what waits to be written. A socket looks at them
// where they are, so that they take no room in it.
type writeLimits struct {
	most    int
	refuse  bool
	timeout time.Duration
}

func (o *SocketOptions) writeLimits() writeLimits {
	return writeLimits{o.WriteLimit, o.RefuseWrites, o.WriteTimeout}
}

func (o *ServerOptions) writeLimits() writeLimits {
	return writeLimits{o.WriteLimit, o.RefuseWrites, o.WriteTimeout}
}

func (w writeLimits) check() *Error {
	switch {
	case w.most < 0:
		return errOutOfRange("options.writeLimit", ">= 0", itoa(w.most))
	case w.timeout < 0:
		return errOutOfRange("options.writeTimeout", ">= 0", w.timeout.String())
	}
	return nil
}

func (s *Socket) limitsLocked() writeLimits {
	if s.server != nil {
		return s.server.options.writeLimits()
	}
	return s.more.options.writeLimits()
}

// overLimitLocked reports whether n bytes more would be too many.
func (s *Socket) overLimitLocked(n int) bool {
	most := s.limitsLocked().most
	return most > 0 && s.writableLength+n > most
}

// refusesLocked reports whether a Write of n bytes is to be refused.
func (s *Socket) refusesLocked(n int) bool {
	return s.limitsLocked().refuse && s.overLimitLocked(n) && s.cannotWriteLocked() == nil
}

func errNoRoom() *Error { return systemError("write", syscall.ENOBUFS) }

// stall is the timer of a WriteTimeout. It is armed on the loop while data waits for
// the transport, and touched once in a period.
type stall struct {
	loop.Timer
	moved int64 // when the transport has last taken something
	due   bool  // and this was too long ago
}

// armStallLocked notes that the transport has taken what it can, on the loop.
func (s *Socket) armStallLocked() {
	timeout := s.limitsLocked().timeout
	if timeout == 0 {
		return
	}
	t := s.out.stall
	if t == nil {
		t = &stall{Timer: loop.Timer{Task: s.task(opStalled)}}
		s.out.stall = t
	}
	t.moved, t.due = loop.After(0), false
	if !t.Armed() {
		s.loop.Arm(&t.Timer, loop.After(timeout))
	}
}

func (s *Socket) disarmStallLocked() {
	if s.out != nil && s.out.stall != nil {
		s.loop.Disarm(&s.out.stall.Timer)
	}
}

// stallDue is the timer: when something has moved meanwhile it only starts again. A
// loop that was busy for long has to look at the kernel before it can tell.
func (s *Socket) stallDue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.out == nil || s.out.stall == nil || !s.is(stWriting) || s.is(stDestroyed) {
		return
	}
	t, timeout := s.out.stall, s.limitsLocked().timeout
	if waited := loop.After(0) - t.moved; waited < int64(timeout) {
		s.loop.Arm(&t.Timer, loop.After(timeout-time.Duration(waited)))
		return
	}
	if !t.due {
		t.due = true
		s.loop.Check(s.task(opStalled))
		return
	}
	s.destroyLocked(systemError("write", syscall.ETIMEDOUT))
}
