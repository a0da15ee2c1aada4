package loop

import "testing"

// What happens with every message, task or timer allocates nothing. No goroutine
// runs here, so one call at a time can be counted, even under the race detector.
func TestNoAllocations(t *testing.T) {
	l := &Loop{refs: NewRefs()}
	fired := new(counter)
	task := Task{On: fired}
	one, other := &Timer{Task: task}, &Timer{Task: task}
	l.Arm(other, 1<<62)
	for _, c := range []struct {
		name string
		f    func()
	}{
		// A loop that falls asleep and wakes up counts once in each direction.
		{"Refs", func() { l.refs.Add(); l.refs.Done() }},
		{"Tick", func() { l.Tick(task); l.Drain() }},
		{"Arm and Disarm", func() { l.Arm(one, 1); l.Disarm(one) }},
		{"Arm again", func() { l.Arm(other, 1<<62) }},
		{"fire", func() { l.Arm(one, 0); l.timers.fire(l) }},
		{"Slab, given back", func() { l.Slab() }},
	} {
		if n := testing.AllocsPerRun(1000, c.f); n > 0 {
			t.Errorf("%s: %.0f allocations", c.name, n)
		}
	}
	if *fired == 0 {
		t.Error("nothing was done")
	}
}
