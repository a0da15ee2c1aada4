package nodenet

import "testing"

// BenchmarkWakeUp is a call on the loop from another goroutine.
func BenchmarkWakeUp(b *testing.B) {
	b.Run("and back", func(b *testing.B) {
		n := newTestNet(b, nil, false, 1)
		done := make(chan struct{})
		f := func() { done <- struct{}{} }
		b.ReportAllocs()
		for b.Loop() {
			n.Post(f)
			<-done
		}
	})
	b.Run("many", func(b *testing.B) {
		n := newTestNet(b, nil, false, 1)
		left, done := 0, make(chan struct{})
		f := func() {
			if left--; left == 0 {
				close(done)
			}
		}
		left = b.N
		b.ReportAllocs()
		b.ResetTimer()
		for range b.N {
			n.Post(f)
		}
		<-done
	})
}
