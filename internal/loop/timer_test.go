package loop

import "testing"

// What a burst of timers took is given back, and those left are due in order.
func TestTimersFollowWhatIsArmed(t *testing.T) {
	l := &Loop{refs: NewRefs()}
	burst := make([]Timer, 100_000)
	for i := range burst {
		l.Arm(&burst[i], int64(i))
	}
	for i := range burst {
		if i%1000 != 0 {
			l.Disarm(&burst[i])
		}
	}
	if n := cap(l.timers.heap); n > 2048 {
		t.Errorf("100 timers are armed, and there is room for %d", n)
	}
	last := int64(-1)
	for l.timers.Len() > 0 {
		next := l.timers.heap[0]
		l.Disarm(next)
		if next.when <= last {
			t.Fatalf("%d after %d", next.when, last)
		}
		last = next.when
	}
}
