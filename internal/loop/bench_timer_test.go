package loop

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkTimer is what the heap costs with that many timers in it. The one that
// is armed anew is the soonest, which has the longest way down: so it is with idle
// timeouts, where the one armed longest ago comes first.
func BenchmarkTimer(b *testing.B) {
	for _, count := range []int{10, 10_000, 1_000_000} {
		for _, c := range []struct {
			name string
			use  func(l *Loop, soonest, other *Timer, when int64)
		}{
			{"set and stop", func(l *Loop, _, other *Timer, when int64) { l.Arm(other, when); l.Disarm(other) }},
			{"reset", func(l *Loop, soonest, _ *Timer, when int64) { l.Arm(soonest, when) }},
			{"stop and set", func(l *Loop, soonest, _ *Timer, when int64) { l.Disarm(soonest); l.Arm(soonest, when) }},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) {
				l := &Loop{refs: NewRefs()}
				all := make([]Timer, count)
				for i := range all {
					l.Arm(&all[i], int64(i))
				}
				other := &Timer{}
				when := int64(count)
				b.ReportAllocs()
				for b.Loop() {
					c.use(l, &all[int(when)%count], other, when)
					when++
				}
			})
		}
	}
}

// BenchmarkFire is a timer that goes off and is set again, beside others that are
// not due.
func BenchmarkFire(b *testing.B) {
	for _, count := range []int{10, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			l := &Loop{refs: NewRefs()}
			late := l.Now() + int64(time.Hour)
			all := make([]Timer, count)
			for i := range all {
				l.Arm(&all[i], late+int64(i))
			}
			fired := 0
			one := &Timer{Task: Task{On: Func(func() { fired++ })}}
			b.ReportAllocs()
			for b.Loop() {
				l.Arm(one, 0)
				l.timers.fire(l)
			}
			if fired == 0 {
				b.Error("never fired")
			}
		})
	}
}
