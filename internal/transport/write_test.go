package transport

import (
	"bytes"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

func TestEverythingWrittenBeforeShutdownArrives(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, size := range []int{1, 100, 65_537, 5_000_000} {
			k, peer := r.started()
			want, got := pattern(size), receive(peer)
			r.on(func() { k.write(bytes.Clone(want)) })
			k.untilWritten()
			r.on(func() { k.shutdown() })
			r.received(got, want)
			k.until("the answer to Shutdown", func() bool { return k.shut == 1 })
			if k.shutErr != nil {
				t.Error(k.shutErr)
			}
		}
	})
}

func TestEverythingWrittenBeforeCloseArrives(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, size := range []int{1, 65_537, 5_000_000} {
			k, peer := r.started()
			want, got := pattern(size), receive(peer)
			r.on(func() { k.write(bytes.Clone(want)) })
			k.untilWritten()
			r.on(func() { k.close(false) })
			r.received(got, want)
		}
	})
}

// More pieces than the kernel takes in one call.
func TestManyPiecesAreWrittenInOrder(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		got := receive(peer)
		want := pattern(30_000)
		var pieces [][]byte
		for i := 0; i < len(want); i += 10 {
			pieces = append(pieces, nil, bytes.Clone(want[i:i+10]))
		}
		r.on(func() {
			k.left = bytes.Join(pieces, nil)
			k.gave(k.s.Writev(pieces))
		})
		k.untilWritten()
		r.on(func() { k.shutdown() })
		r.received(got, want)
	})
}

// Where the stream does not retain what it was given, what it has taken may be
// overwritten at once and what it has not may be moved.
func TestWhatIsNotTakenMayBeMovedUnlessTheStreamRetainsIt(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		if k.s.Retains() {
			t.Skip("it does")
		}
		want := pattern(5_000_000)
		var gave int
		r.on(func() {
			lent := bytes.Clone(want)
			n, err := k.s.Write(lent)
			if err != nil || n == len(lent) {
				t.Errorf("%d, %v: not what this test needs", n, err)
			}
			clear(lent)
			gave = n
			k.write(bytes.Clone(want[n:]))
		})
		got := receive(peer)
		k.untilWritten()
		r.on(func() { k.shutdown() })
		if p := nettest.Await(t, got, "the end"); !bytes.Equal(p, want) {
			t.Errorf("%d bytes of %d, or others; %d at first", len(p), len(want), gave)
		}
	})
}

func TestNothingToWriteIsTakenAtOnce(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		got := receive(peer)
		r.on(func() {
			for _, write := range []func() (int, error){
				func() (int, error) { return k.s.Write(nil) },
				func() (int, error) { return k.s.Writev(nil) },
				func() (int, error) { return k.s.Writev([][]byte{{}, nil}) },
			} {
				if n, err := write(); n != 0 || err != nil {
					t.Errorf("%d, %v", n, err)
				}
			}
		})
		r.turns(3) // no Writable follows: the recorder minds
		r.on(func() { k.write([]byte("x")) })
		k.untilWritten()
		r.on(func() { k.shutdown() })
		if p := nettest.Await(t, got, "the end"); string(p) != "x" {
			t.Errorf("%q", p)
		}
	})
}

func TestWritableComesOnceForEachAwaitWritable(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		r.on(func() {
			k.left = make([]byte, 8_000_000)
			k.gave(k.s.Write(k.left))
			k.s.AwaitWritable() // again: still one answer, as the recorder minds
			if k.written {
				t.Error("everything was taken: not what this test needs")
			}
		})
		r.turns(5)
		r.on(func() {
			if k.writable > 0 && r.network != Conns { // a conn tells of each piece that the system has taken
				t.Error("Writable, with nobody to read")
			}
		})
		got := receive(peer)
		k.untilWritten()
		r.turns(3)
		r.on(func() { k.shutdown() })
		if p := nettest.Await(t, got, "the end"); len(p) != 8_000_000 {
			t.Errorf("%d bytes", len(p))
		}
	})
}

func TestWritesMayComeFromAnyGoroutine(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		got := receive(peer)
		want := pattern(1000)
		if k.s.Retains() {
			k.awaiting = true
			k.left = bytes.Clone(want)
		}
		n, err := k.s.Write(bytes.Clone(want)) // the test's goroutine
		switch {
		case err != nil || n != 0 && n != len(want):
			t.Fatal(n, err)
		case k.s.Retains():
			k.untilWritten()
		case n == 0: // TLS has something of its own to send first
			r.on(func() {
				k.awaiting = true
				k.left = bytes.Clone(want)
				k.s.AwaitWritable()
			})
			k.untilWritten()
		}
		r.on(func() { k.shutdown() })
		r.received(got, want)
	})
}

func TestAWriteToAPeerThatIsGoneFails(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		if tcp, ok := tcpOf(peer); ok {
			_ = tcp.SetLinger(0)
		}
		_ = peer.Close()
		for failed := false; !failed; {
			r.on(func() { k.write(make([]byte, 100)) })
			k.until("a write", func() bool { return k.written || k.writeErr != nil })
			failed = k.writeErr != nil
		}
	})
}

// The peer goes while a write waits: that is told too.
func TestAWriteThatWaitsFailsWhenThePeerGoes(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		if _, isTCP := tcpOf(peer); isTCP {
			winetest.Skip(t, winetest.ResetsAreLost)
		}
		r.on(func() { k.write(make([]byte, 20_000_000)) })
		r.turns(3)
		_ = peer.Close()
		k.untilWriteFails()
	})
}

// A write that has failed does not cost what the peer has sent before.
func TestWhatThePeerHasSentArrivesAfterAFailedWrite(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		if !r.unix {
			t.Skip("only Unix sockets certainly keep it")
		}
		if _, err := peer.Write(pattern(1000)); err != nil {
			t.Fatal(err)
		}
		_ = peer.Close()
		r.on(func() { k.write(make([]byte, 100)) })
		k.untilWriteFails()
		r.on(func() { k.read(true); k.s.ReadRest() })
		k.until("the data", func() bool { return len(k.data) == 1000 })
	})
}
