package transport

import (
	"bytes"
	"runtime"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
)

func TestNothingIsReadUntilItIsWanted(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		want := pattern(100_000)
		r.send(peer, want)
		r.turns(20)
		r.on(func() {
			k.s.ReadRest()
			if len(k.data) > 0 {
				t.Errorf("%d bytes", len(k.data))
			}
			k.read(true)
		})
		k.untilEndOf(want)
	})
}

func TestEverythingBeforeTheEndArrives(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, size := range []int{0, 1, 65_536, 3_000_000} {
			k, peer := r.started()
			want := pattern(size)
			r.send(peer, want)
			r.on(func() { k.read(true) })
			k.untilEndOf(want)
			// There is nothing more, whatever is wanted: the recorder minds.
			r.on(func() { k.read(false) })
			r.on(func() { k.read(true) })
			r.turns(3)
		}
	})
}

// A peer that is not read from has to wait: what is on its way is bounded.
func TestAStreamThatIsNotReadStallsItsPeer(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		if r.tls {
			t.Skip("crypto/tls, the peer, is of no use after a deadline: see TestASecureStreamThatIsNotReadStallsItsPeer")
		}
		k, peer := r.started()
		if b, ok := peer.(interface{ SetWriteBuffer(int) error }); ok {
			_ = b.SetWriteBuffer(64 << 10)
		}
		k.onData = func([]byte) { k.read(false) }
		r.on(func() { k.read(true) })
		const most = 64 << 20
		chunk, sent := make([]byte, 64<<10), 0
		for sent < most {
			_ = peer.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
			n, err := peer.Write(chunk)
			if sent += n; err != nil {
				break
			}
		}
		if sent >= most {
			t.Fatalf("the peer got rid of %d bytes", sent)
		}
		endWriting(peer)
		r.on(func() {
			k.onData = nil
			k.read(true)
		})
		k.untilEnd()
		if len(k.data) != sent {
			t.Errorf("%d bytes of %d", len(k.data), sent)
		}
	})
}

func TestNoDataComesAfterAHandlerHasStoppedReading(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		want := pattern(1_000_000)
		wanted := false
		k.onData = func([]byte) {
			if !wanted {
				t.Error("data that is not wanted")
			}
			k.read(false)
			wanted = false
			r.loop.Check(loop.Task{On: loop.Func(func() {
				wanted = true
				k.read(true)
			})})
		}
		r.send(peer, want)
		r.on(func() {
			wanted = true
			k.read(true)
		})
		k.untilEndOf(want)
	})
}

func TestReadingMayBeSwitchedOffAndOnWithinData(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		want := pattern(300_000)
		k.onData = func([]byte) {
			k.read(false)
			k.read(true)
		}
		r.send(peer, want)
		r.on(func() { k.read(true) })
		k.untilEndOf(want)
	})
}

func TestReadRestHandsOverWhatIsThere(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		want := pattern(30_000)
		r.send(peer, want)
		for got := 0; got < len(want); {
			r.on(func() {
				k.read(true)
				k.s.ReadRest()
				got = len(k.data)
			})
			r.turns(1)
		}
		if !bytes.Equal(k.data, want) {
			t.Error("other bytes")
		}
	})
}

func TestWhatIsKeptStays(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, keep := range []struct {
			name string
			all  func(k *recorder, p []byte) [][]byte
		}{
			{"the whole", func(k *recorder, p []byte) [][]byte { return [][]byte{k.s.Keep(p)} }},
			{"two halves", func(k *recorder, p []byte) [][]byte {
				return [][]byte{k.s.Keep(p[:len(p)/2]), k.s.Keep(p[len(p)/2:])}
			}},
			{"the first half, twice", func(k *recorder, p []byte) [][]byte {
				half := k.s.Keep(p[:len(p)/2])
				again := k.s.Keep(p[:len(p)/2])
				clear(again) // it is the caller's own
				return [][]byte{half, k.s.Keep(p[len(p)/2:])}
			}},
		} {
			k, peer := r.started()
			var kept [][]byte
			k.onData = func(p []byte) {
				for _, part := range keep.all(k, p) {
					kept = append(kept, part)
					_ = append(part, "overwritten?"...)
				}
			}
			want := pattern(1_000_000)
			go func() { // in pieces of many sizes
				for rest, n := want, 1; len(rest) > 0; n = n*3 + 1 {
					n = min(n%90_000, len(rest))
					_, _ = peer.Write(rest[:n])
					rest = rest[n:]
				}
				endWriting(peer)
			}()
			r.on(func() { k.read(true) })
			k.untilEnd()
			if !bytes.Equal(bytes.Join(kept, nil), want) {
				t.Errorf("%s: what was kept has changed", keep.name)
			}
		}
	})
}

// The memory is the handler's: data lies in it, and what is kept of it is a copy.
func TestDataLandsWhereTheHandlerSays(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, size := range []int{1, 7, 3000, 100_000} {
			k, peer := r.started()
			place := make([]byte, size)
			k.buffer = func() []byte { return place }
			var kept [][]byte
			k.onData = func(p []byte) {
				if unsafe.SliceData(p) != unsafe.SliceData(place) || len(p) > size {
					t.Fatal("data lies elsewhere")
				}
				kept = append(kept, k.s.Keep(p))
				clear(place)
			}
			want := pattern(min(50*size, 500_000))
			r.send(peer, want)
			r.on(func() { k.read(true) })
			k.untilEnd()
			if !bytes.Equal(k.data, want) || !bytes.Equal(bytes.Join(kept, nil), want) {
				t.Errorf("a buffer of %d: %d bytes of %d, or others", size, len(k.data), len(want))
			}
		}
	})
}

func TestABufferWithoutBytesLeavesItToTheTransport(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		k.buffer = func() []byte { return []byte{} }
		want := pattern(100_000)
		r.send(peer, want)
		r.on(func() { k.read(true) })
		k.untilEndOf(want)
	})
}

// Ticks have their turn between two calls of Data, as after every callback.
func TestTicksRunBetweenDataAndData(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		place := make([]byte, 10)
		k.buffer = func() []byte { return place }
		ticked := true
		k.onData = func([]byte) {
			if !ticked {
				t.Error("data before the tick")
			}
			ticked = false
			r.loop.Tick(loop.Task{On: loop.Func(func() { ticked = true })})
		}
		r.send(peer, pattern(1000))
		r.on(func() { k.read(true) })
		k.untilEnd()
	})
}

// A stream that always has data leaves room for what else the loop has to do.
func TestABusyStreamLeavesRoomForOthers(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		k.buffer = func() []byte { return make([]byte, 100) }
		between := 0
		k.onData = func([]byte) { between++ }
		most := 0
		var task loop.Task
		task = loop.Task{On: loop.Func(func() {
			most = max(most, between)
			between = 0
			if k.ends == 0 && !k.closing {
				r.loop.Post(task)
			}
		})}
		go func() {
			_, _ = peer.Write(pattern(500_000))
			endWriting(peer)
		}()
		r.on(func() {
			k.read(true)
			r.loop.Post(task)
		})
		k.untilEnd()
		r.on(func() {
			if most == 0 || most > 700 { // a read of 64 KB in pieces of 100
				t.Errorf("%d reads without a turn of others", most)
			}
		})
	})
}

// A callback that ends by runtime.Goexit, as by testing's FailNow, costs the stream
// nothing of what comes after.
func TestAfterAGoexitInDataTheRestArrives(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		place := make([]byte, 1000)
		k.buffer = func() []byte { return place }
		k.onData = func([]byte) { runtime.Goexit() }
		want := pattern(10_000)
		r.send(peer, want)
		r.on(func() { k.read(true) })
		k.untilEndOf(want)
	})
}

func TestEverythingBeforeAResetArrives(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows throws away what was received before a reset")
	}
	onStreams(t, func(t *testing.T, r *rig) {
		for _, size := range []int{0, 1, 1000, 30_000} {
			k, peer := r.started()
			tcp, ok := tcpOf(peer)
			if !ok {
				t.Skip("there is no reset")
			}
			want := pattern(size)
			if _, err := peer.Write(want); err != nil {
				t.Fatal(err)
			}
			if !nettest.Eventually(func() bool { return unsent(tcp) == 0 }) {
				t.Fatal("not everything was sent")
			}
			_ = tcp.SetLinger(0)
			_ = peer.Close()
			r.turns(3)
			r.on(func() { k.read(true) })
			k.untilFailure()
			if !bytes.Equal(k.data, want) {
				t.Errorf("%d bytes of %d, or others", len(k.data), size)
			}
			if k.failedOp != "read" || node.ErrnoOf(k.failure) != syscall.ECONNRESET {
				t.Errorf("%s: %v", k.failedOp, k.failure)
			}
			r.on(func() { k.read(false) })
			r.on(func() { k.read(true) }) // the recorder minds
			r.turns(3)
		}
	})
}
