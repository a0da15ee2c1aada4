package nodenet

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkTimer is what one timer costs beside many others. It runs on the loop,
// which looks at what has changed as after every callback. The timer that is reset
// is the soonest, as with idle timeouts.
func BenchmarkTimer(b *testing.B) {
	for _, count := range []int{10, 10_000, 1_000_000} {
		for _, c := range []struct {
			name string
			use  func(n *testNet, soonest *Timer)
		}{
			{"set and stop", func(n *testNet, _ *Timer) { n.SetTimeout(time.Hour, func() {}).Stop() }},
			{"reset", func(_ *testNet, soonest *Timer) { soonest.Reset(time.Hour) }},
			{"stop and reset", func(n *testNet, soonest *Timer) {
				soonest.Stop()
				n.handles.Loops[0].Drain()
				soonest.Reset(time.Hour)
			}},
		} {
			b.Run(fmt.Sprintf("%s/%d", c.name, count), func(b *testing.B) {
				n := newTestNet(b, nil, false, 1)
				done := make(chan struct{})
				n.Post(func() {
					defer close(done)
					timers := make([]*Timer, count)
					for i := range timers {
						timers[i] = n.SetTimeout(time.Hour, func() {})
					}
					n.handles.Loops[0].Drain()
					i := 0
					b.ReportAllocs()
					for b.Loop() {
						c.use(n, timers[i%count])
						n.handles.Loops[0].Drain()
						i++
					}
				})
				<-done
			})
		}
	}
}
