package nodenet

import (
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// idleTimer is the idle timeout of a socket. Traffic only notes the time; the
// loop's heap of timers is touched once in a period.
type idleTimer struct {
	loop.Timer
	period   time.Duration
	last     int64      // loop time of the last activity
	fired    bool       // and nothing has moved since
	callback ListenerID // of SetTimeout
}

// SetTimeout emits 'timeout' when nothing has been read or written for d. The
// event only notifies: the socket stays open. Zero turns it off, which is the
// default. The optional callbacks are called for the next 'timeout', in the
// place of those of an earlier call, where Node would call both. A negative d
// is ERR_OUT_OF_RANGE. Mind the unit: a bare number is nanoseconds
// in Go, so Node's setTimeout(60000) is SetTimeout(time.Minute). Node:
// setTimeout().
func (s *Socket) SetTimeout(d time.Duration, given ...func()) error {
	if d < 0 {
		return errOutOfRange("msecs", node.NonNegative, d.String())
	}
	s.mu.Lock()
	if s.is(stDestroyed) {
		s.mu.Unlock()
		return nil
	}
	if s.idle == nil && d > 0 {
		s.idle = &idleTimer{}
		s.idle.Task = s.task(opIdle)
	}
	s.mu.Unlock()
	// Before the timer is set, which may go off at once.
	if f := callback(given); f != nil && d > 0 {
		s.replaceTimeoutCallback(f)
	}
	s.mu.Lock()
	if s.idle != nil {
		s.idle.period, s.idle.last = min(d, node.MaxTimeout), loop.After(0)
		s.tick(opArmIdle)
	}
	s.mu.Unlock()
	return nil
}

// replaceTimeoutCallback makes f a listener in the place of the callbacks that an
// earlier SetTimeout was given: called for every message it must not pile them up.
func (s *Socket) replaceTimeoutCallback(f func()) {
	id := s.OnceTimeout(f)
	s.mu.Lock()
	before := ListenerID(0)
	if s.idle != nil {
		before, s.idle.callback = s.idle.callback, id
	}
	s.mu.Unlock()
	s.Off(before)
}

// Timeout returns what SetTimeout has set; 0 means none. Node: timeout.
func (s *Socket) Timeout() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.idle == nil {
		return 0
	}
	return s.idle.period
}

// activeLocked notes that something has moved.
func (s *Socket) activeLocked() {
	s.last = s.loop.Stamp()
	if s.idle == nil {
		return
	}
	s.idle.last = s.loop.Now()
	if s.idle.fired {
		s.idle.fired = false
		s.tick(opArmIdle)
	}
}

// armIdle sets the loop's timer, on the loop.
func (s *Socket) armIdle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.idle
	if t == nil {
		return
	}
	t.fired = false
	if t.period == 0 || s.is(stDestroyed) {
		s.loop.Disarm(&t.Timer)
		return
	}
	s.loop.Arm(&t.Timer, t.last+int64(t.period))
}

func (s *Socket) disarmIdle() {
	if s.idle != nil {
		s.loop.Disarm(&s.idle.Timer)
	}
}

// idleDue is the timer: when there was activity meanwhile it only starts again.
func (s *Socket) idleDue() {
	s.mu.Lock()
	t := s.idle
	if t.period == 0 || s.is(stDestroyed) {
		s.mu.Unlock()
		return
	}
	if due := t.last + int64(t.period); due > s.loop.Now() {
		s.loop.Arm(&t.Timer, due)
		s.mu.Unlock()
		return
	}
	t.fired = true
	s.mu.Unlock()
	s.emitPlain(evTimeout)
}
