package nodenet

import "testing"

// BenchmarkCount is what the counting of one message costs that comes and goes, the
// look at the clock of its turn included.
func BenchmarkCount(b *testing.B) {
	n := newTestNet(b, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	done := make(chan struct{})
	b.ReportAllocs()
	n.Post(func() {
		defer close(done)
		for b.Loop() {
			s.mu.Lock()
			s.receivedLocked(64)
			s.sentLocked(64)
			s.mu.Unlock()
		}
	})
	<-done
}
