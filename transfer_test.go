package nodenet

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// pattern is n bytes in which a lost, doubled or moved part shows.
func pattern(n int) []byte {
	p := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(p)
	return p
}

func TestDataGoesBothWays(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnData(func(p []byte) { s.Write(bytes.ToUpper(p)) })
		})
		c := n.connect(v)
		got := make(chan string, 1)
		c.OnData(func(p []byte) { got <- string(p) })
		c.WriteString("hello")
		if s := nettest.Await(t, got, "data"); s != "HELLO" {
			t.Error(s)
		}
		c.End()
		closed(t, c)
		if c.BytesRead() != 5 || c.BytesWritten() != 5 {
			t.Error(c.BytesRead(), c.BytesWritten())
		}
	})
}

// Every byte written before End arrives, however slow the reader is.
func TestEverythingBeforeEndArrives(t *testing.T) {
	const size = 8<<20 + 12345
	want := pattern(size)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		got := sha256.New()
		total := 0
		ended := nettest.NewSignal()
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnData(func(p []byte) {
				got.Write(p)
				total += len(p)
				s.Pause() // every chunk, for a turn
				n.Post(func() { s.Resume() })
			})
			s.OnEnd(ended.Fire)
		})
		c := n.connect(v)
		for p := want; len(p) > 0; {
			k := min(len(p), 1+rand.IntN(300_000))
			c.Write(p[:k])
			p = p[k:]
		}
		c.End()
		ended.Wait(t, "end")
		closed(t, c)
		if total != size || [32]byte(got.Sum(nil)) != sha256.Sum256(want) {
			t.Errorf("%d of %d bytes, or others", total, size)
		}
	})
}

// A reader that pauses keeps no more than the high-water mark and what one read
// brings, and the writer really stalls.
func TestPausedReaderStallsTheWriter(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pause(); accepted <- s })
		c := n.connect(v)
		s := nettest.Await(t, accepted, "connection")
		stalled := nettest.NewSignal()
		const chunk = 64 << 10
		written := 0
		fill := func() {
			for c.Write(make([]byte, chunk)) {
				written += chunk
			}
			written += chunk
			// Nothing drains for a few turns of the loop: the kernel is full.
			before := c.WritableLength()
			n.Post(func() {
				n.Post(func() {
					if c.WritableLength() == before && c.WritableNeedDrain() {
						stalled.Fire()
					}
				})
			})
		}
		c.OnDrain(fill)
		c.OnConnect(fill)
		stalled.Wait(t, "the writer to stall")
		if got := s.ReadableLength(); got > 2*DefaultHighWaterMark {
			t.Errorf("%d bytes in memory", got)
		}
		// Everything is still there.
		total := 0
		ended := nettest.NewSignal()
		s.OnData(func(p []byte) { total += len(p) })
		s.OnEnd(ended.Fire)
		n.Post(func() { c.End(); s.Resume() })
		ended.Wait(t, "end")
		if int64(total) != c.BytesWritten() {
			t.Errorf("%d of %d bytes", total, c.BytesWritten())
		}
	})
}

// A peer that never reads costs no more than what the user wrote in spite of
// false, and does not hold the others up.
func TestPeerThatNeverReads(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			for s.Write(make([]byte, 64<<10)) {
			}
			s.OnData(func(p []byte) { s.Write(p) })
		})
		mute := n.connect(v)
		mute.Pause()
		c := n.connect(v)
		answered := nettest.NewSignal()
		c.OnData(func([]byte) { answered.Fire() })
		answered.Wait(t, "data")
		mute.Destroy(nil)
		c.Destroy(nil)
		closed(t, mute, c)
	})
}

// The half-close of the peer is not the end: it still gets its answer.
func TestAnswerAfterThePeersEnd(t *testing.T) {
	const size = 1 << 20
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			total := 0
			s.OnData(func(p []byte) { total += len(p) })
			s.OnEnd(func() { s.EndWith(make([]byte, total)) })
		})
		c := n.connect(v)
		c.EndWith(make([]byte, size))
		total := 0
		c.OnData(func(p []byte) { total += len(p) })
		closed(t, c)
		if total != size {
			t.Errorf("%d of %d bytes", total, size)
		}
	})
}

// Descriptors are used again at once, and no byte goes to the wrong peer.
func TestDescriptorReuseNeverCrossesData(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnData(func(p []byte) { s.Write(p) })
		})
		const lanes = 16
		rounds := 120
		if testing.Short() {
			rounds = 20
		}
		done := make(chan int, lanes*rounds)
		for lane := range lanes {
			var round func(i int)
			round = func(i int) {
				if i == rounds {
					return
				}
				want := pattern(100 + lane*rounds + i)[lane:]
				var got []byte
				c := n.connect(v)
				c.OnData(func(p []byte) {
					got = append(got, p...)
					switch {
					case len(got) < len(want):
					case i%2 == 0:
						c.Destroy(nil)
					default:
						c.End()
					}
				})
				c.Write(want)
				c.OnClose(func(bool) {
					if !bytes.Equal(got, want) {
						t.Errorf("lane %d round %d: %d bytes, want %d: %v", lane, i, len(got), len(want), c.Err())
					}
					done <- i
					round(i + 1)
				})
			}
			round(0)
		}
		for range lanes * rounds {
			nettest.Await(t, done, "a round")
		}
	})
}
