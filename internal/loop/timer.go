package loop

import (
	"container/heap"
	"math"
	"time"
)

// Timer is a task due at a time. Whoever uses many of them embeds it.
type Timer struct {
	Task
	when  int64 // nanoseconds, as Now counts them
	order uint64
	index int // place in the heap plus one; 0: not armed
}

// Armed reports whether the timer is due at some time.
func (t *Timer) Armed() bool { return t.index > 0 }

// timers is a heap, soonest first, and first armed first among equals.
type timers struct {
	heap  []*Timer
	count uint64
}

// Arm has the timer's task done once Now has reached when, instead of whenever
// it was due before.
func (l *Loop) Arm(t *Timer, when int64) {
	ts := &l.timers
	ts.count++
	t.when, t.order = when, ts.count
	if t.Armed() {
		heap.Fix(ts, t.index-1)
	} else {
		heap.Push(ts, t)
	}
	l.wake()
}

// After is the time d from the real now, which the time of a turn that takes long is
// behind. A sum beyond what can be counted means never.
func After(d time.Duration) int64 {
	now := int64(time.Since(epoch))
	if d > 0 && now+int64(d) < now {
		return math.MaxInt64
	}
	return now + int64(d)
}

// Disarm makes the timer not due at all.
func (l *Loop) Disarm(t *Timer) {
	if t.Armed() {
		heap.Remove(&l.timers, t.index-1)
	}
}

// fire does the tasks that are due. Those armed by them wait for the next turn,
// even when they are due already.
func (ts *timers) fire(l *Loop) {
	if len(ts.heap) == 0 {
		return
	}
	now, last := l.Now(), ts.count
	for len(ts.heap) > 0 {
		t := ts.heap[0]
		if t.when > now || t.order > last {
			return
		}
		heap.Pop(ts)
		t.On.Do(t.Operation)
		l.Drain()
	}
}

// timeout is how long to wait for the first timer: negative for ever.
func (ts *timers) timeout() time.Duration {
	if len(ts.heap) == 0 {
		return -1
	}
	return max(0, time.Duration(ts.heap[0].when)-time.Since(epoch))
}

func (ts *timers) Len() int { return len(ts.heap) }

func (ts *timers) Less(i, j int) bool {
	a, b := ts.heap[i], ts.heap[j]
	return a.when < b.when || a.when == b.when && a.order < b.order
}

func (ts *timers) Swap(i, j int) {
	ts.heap[i], ts.heap[j] = ts.heap[j], ts.heap[i]
	ts.heap[i].index, ts.heap[j].index = i+1, j+1
}

func (ts *timers) Push(x any) {
	t := x.(*Timer)
	ts.heap = append(ts.heap, t)
	t.index = len(ts.heap)
}

func (ts *timers) Pop() any {
	last := len(ts.heap) - 1
	t := ts.heap[last]
	ts.heap[last], ts.heap = nil, ts.heap[:last]
	t.index = 0
	if room := cap(ts.heap); room > 1024 && last < room/4 { // what a burst took goes back
		ts.heap = append(make([]*Timer, 0, room/2), ts.heap...)
	}
	return t
}
