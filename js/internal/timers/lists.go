package timers

import (
	"container/heap"
	"time"

	"github.com/dop251/goja"
)

// list has the timers of one duration, in the order in which they are due: the
// order of their creation.
type list struct {
	first, last *Timer
	msecs       int64
	expiry      int64 // when the first is due, or earlier
	id          int64 // decides between lists that are due at the same time
	index       int   // in the queue
}

func (l *list) append(t *Timer) {
	t.list, t.prev, t.next = l, l.last, nil
	if l.last != nil {
		l.last.next = t
	} else {
		l.first = t
	}
	l.last = t
}

func (l *list) remove(t *Timer) {
	if t.prev != nil {
		t.prev.next = t.next
	} else {
		l.first = t.next
	}
	if t.next != nil {
		t.next.prev = t.prev
	} else {
		l.last = t.prev
	}
	t.list, t.prev, t.next = nil, nil, nil
}

// queue is a heap of lists, the one that is due first on top.
type queue []*list

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].expiry != q[j].expiry {
		return q[i].expiry < q[j].expiry
	}
	return q[i].id < q[j].id
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(l any) {
	l.(*list).index = len(*q)
	*q = append(*q, l.(*list))
}
func (q *queue) Pop() any {
	last := len(*q) - 1
	l := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	return l
}

// now is the clock of timers: whole milliseconds since the program began.
func (s *state) now() int64 { return int64(time.Since(s.base) / time.Millisecond) }

// insert makes a timer due msecs after start.
func (s *state) insert(t *Timer, msecs float64, start int64) {
	whole := int64(msecs)
	t.idle, t.start = msecs, start
	l := s.lists[whole]
	if l == nil {
		s.lastList++
		l = &list{msecs: whole, expiry: start + whole, id: s.lastList}
		s.lists[whole] = l
		heap.Push(&s.queue, l)
		s.arm(l.expiry)
	}
	l.append(t)
}

// take removes a timer from its list, and the list when it was the last one.
func (s *state) take(t *Timer) {
	l := t.list
	if l == nil {
		return
	}
	l.remove(t)
	if l.first != nil || s.spare == l {
		return
	}
	// One empty list stays: what sets and clears one timer after the other
	// needs the same again.
	if spare := s.spare; spare != nil && spare.first == nil && spare != s.current {
		s.drop(spare)
	}
	s.spare = l
}

func (s *state) drop(l *list) {
	if s.lists[l.msecs] == l {
		delete(s.lists, l.msecs)
		heap.Remove(&s.queue, l.index)
	}
}

// arm has the timers looked at when the clock shows expiry. One alarm of the
// loop serves all; one that goes off too early does no harm.
func (s *state) arm(expiry int64) {
	if s.running {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.stop != nil && s.armed <= expiry {
		return
	}
	if s.stop != nil {
		s.stop()
	}
	s.armed = expiry
	wait := max(time.Until(s.base.Add(time.Duration(expiry)*time.Millisecond)), 0)
	s.stop = s.engine.Alarm(wait, s.run)
}

// run is the timers phase: each timer that is due runs as an event of its own. The
// time is that of its beginning: an interval that takes longer than its period
// would otherwise keep everything else from running.
func (s *state) run() {
	s.mu.Lock()
	s.stop = nil
	s.mu.Unlock()
	s.running = true
	s.clock = s.now()
	for !s.engine.Halted() {
		t := s.due()
		if t == nil {
			break
		}
		s.engine.Run(func() {
			// After an exception the next timer comes before the ticks.
			for t != nil && s.fire(t) && !s.engine.Halted() {
				s.current = nil
				t = s.due()
			}
		})
	}
	s.running = false
	if len(s.queue) > 0 && !s.engine.Halted() {
		s.arm(s.queue[0].expiry)
	}
}

// due takes the next timer that is to run; nil when none is left. A list that
// was begun is finished first.
func (s *state) due() *Timer {
	for len(s.queue) > 0 {
		l := s.current
		if l == nil {
			l = s.queue[0]
			if l.expiry > s.clock {
				return nil
			}
			s.current = l
		}
		t := l.first
		if t == nil {
			s.current = nil
			s.drop(l)
			continue
		}
		if s.clock-t.start < l.msecs {
			s.current = nil
			s.lastList++
			l.id = s.lastList
			l.expiry = max(t.start+l.msecs, s.clock+1)
			heap.Fix(&s.queue, l.index)
			continue
		}
		l.remove(t)
		return t
	}
	s.current = nil
	return nil
}

// fire calls a timer that has been taken from its list, and reports whether it
// threw.
func (s *state) fire(t *Timer) (threw bool) {
	if !t.set {
		s.end(t)
		return false
	}
	var start int64
	if t.repeat > 0 {
		start = s.now()
	}
	thrown := s.call(t, start)
	if thrown != nil {
		s.engine.UncaughtException(thrown)
	}
	return thrown != nil
}

// call calls a timer, and has an interval go on whatever comes of it.
func (s *state) call(t *Timer, start int64) *goja.Exception {
	defer func() {
		switch {
		case t.list != nil: // refreshed by its callback
		case t.repeat > 0 && t.idle != -1:
			s.insert(t, t.repeat, start)
		default:
			s.end(t)
		}
	}()
	return s.engine.VM.Try(func() {
		s.engine.InContext(t.context, func() { s.engine.InResource(t.id, t.trigger, t.call) })
	})
}

// end makes a timer no longer count.
func (s *state) end(t *Timer) {
	if t.destroyed {
		return
	}
	t.destroyed = true
	if t.known {
		delete(s.known, t.id)
	}
	if t.ref {
		s.count(-1)
	}
}

// count keeps the program alive while there are timers that do.
func (s *state) count(n int) {
	s.refs += n
	switch {
	case s.refs > 0 && !s.held:
		s.held = true
		s.engine.Scheduler.Ref()
	case s.refs == 0 && !s.engine.Running():
		s.release()
	case s.refs == 0 && !s.releasing:
		// Not before the end of the event: another timer may follow.
		s.releasing = true
		s.engine.AtEnd(s.release)
	}
}

func (s *state) release() {
	s.releasing = false
	if s.held && s.refs == 0 {
		s.held = false
		s.engine.Scheduler.Unref()
	}
}
