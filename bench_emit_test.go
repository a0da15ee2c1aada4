package nodenet

import (
	"fmt"
	"testing"
)

// BenchmarkEmit is an event with that many listeners.
func BenchmarkEmit(b *testing.B) {
	for _, listeners := range []int{0, 1, 4} {
		b.Run(fmt.Sprint(listeners), func(b *testing.B) {
			s := newTestNet(b, nil, false, 1).NewSocket(SocketOptions{})
			count := 0
			for range listeners {
				s.OnDrain(func() { count++ })
			}
			b.ReportAllocs()
			for b.Loop() {
				s.emitPlain(evDrain)
			}
		})
	}
}

// BenchmarkListener is what it costs to listen for a while.
func BenchmarkListener(b *testing.B) {
	s := newTestNet(b, nil, false, 1).NewSocket(SocketOptions{})
	f := func() {}
	s.OnEnd(f)
	b.ReportAllocs()
	for b.Loop() {
		s.Off(s.OnDrain(f))
	}
}
