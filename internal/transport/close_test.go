package transport

import (
	"bytes"
	"io"
	"slices"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

func TestShutdownEndsTheWritingSideOnly(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		got := receive(peer)
		r.on(func() {
			k.read(true)
			k.shutdown()
		})
		k.until("the answer to Shutdown", func() bool { return k.shut == 1 })
		nettest.Await(t, got, "the end")
		want := pattern(200_000)
		if r.pipe {
			want = nil // it has no half to close, and reading ends
		} else {
			r.send(peer, want)
		}
		k.untilEnd()
		if !bytes.Equal(k.data, want) || k.shutErr != nil {
			t.Errorf("%d bytes of %d, or others; %v", len(k.data), len(want), k.shutErr)
		}
	})
}

func TestShutdownIsNoErrorWhenThePeerHasReset(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		tcp, ok := tcpOf(peer)
		if !ok {
			t.Skip("there is no reset")
		}
		winetest.Skip(t, winetest.ResetsAreLost)
		_ = tcp.SetLinger(0)
		_ = peer.Close()
		r.on(func() { k.read(true) })
		k.untilFailure()
		r.on(func() { k.shutdown() })
		k.until("the answer to Shutdown", func() bool { return k.shut == 1 })
		if k.shutErr != nil {
			t.Error(k.shutErr)
		}
	})
}

func TestClosedComesLaterInTheClosingPhase(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, _ := r.started()
		var order []string
		note := func(s string) loop.Task {
			return loop.Task{On: loop.Func(func() { order = append(order, s) })}
		}
		k.then = func(event string) {
			order = append(order, event)
			r.loop.Post(note("posted"))
			r.loop.Closing(note("the next closing phase"))
		}
		r.on(func() {
			r.loop.Check(note("check"))
			k.close(false)
			r.loop.Tick(note("tick"))
			order = append(order, "returned")
		})
		k.untilClosed()
		r.turns(3)
		want := []string{"returned", "tick", "check", "Closed", "posted", "the next closing phase"}
		if !slices.Equal(order, want) {
			t.Errorf("%q, want %q", order, want)
		}
	})
}

// The peer is told at once, even when the callback that closes goes on for long.
func TestCloseTellsThePeerAtOnce(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		ended := receive(peer)
		r.on(func() {
			k.close(false)
			nettest.Await(t, ended, "the end, while the loop is busy")
		})
	})
}

func TestCloseMayReset(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, started := range []bool{true, false} {
			s, peer := r.pair()
			if started {
				k := r.start(s)
				r.on(func() { k.close(true) })
			} else {
				s.Close(true)
			}
			_, err := peer.Read(make([]byte, 1))
			if r.tls && !started || r.tls && (r.unix || r.pipe) {
				if err == nil { // the handshake writes first
					t.Error("no end")
				}
			} else if r.unix || r.pipe {
				if err != io.EOF {
					t.Error(err)
				}
			} else if node.ErrnoOf(err) != syscall.ECONNRESET {
				winetest.Skip(t, winetest.ResetsAreLost)
				t.Error(err)
			}
		}
	})
}

func TestAStreamThatWasNotStartedJustCloses(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		s, peer := r.pair()
		ended := receive(peer)
		s.Close(false)
		s.Close(false)
		nettest.Await(t, ended, "the end")
	})
}

func TestClosingAgainDoesNothing(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		k, _ := r.started()
		r.on(func() {
			k.close(false)
			k.close(true)
		})
		k.untilClosed()
		r.turns(2)
		r.on(func() { k.close(false) })
		r.turns(2)
		if k.closed != 1 {
			t.Errorf("Closed %d times", k.closed)
		}
	})
}

// Whatever is under way: after Close there is Closed and nothing else.
func TestNothingButClosedFollowsClose(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for range 10 {
			k, peer := r.started()
			go func() {
				_, _ = peer.Write(make([]byte, 1_000_000))
				_ = peer.Close()
			}()
			r.on(func() {
				k.read(true)
				k.write(make([]byte, 1_000_000))
			})
			r.on(func() { k.close(false) })
			k.untilClosed()
		}
		for range 10 {
			k, peer := r.started()
			_ = peer.Close()
			r.on(func() {
				k.read(true)
				k.shutdown()
				if !k.closing {
					k.close(false)
				}
			})
			k.untilClosed()
		}
		r.turns(5)
	})
}

// Close is welcome in every callback, and ends all of them.
func TestAHandlerMayCloseInAnyCallback(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, event := range []string{"Buffer", "Data", "End", "Fail", "Writable", "ShutdownDone"} {
			k, peer := r.started()
			tcp, isTCP := tcpOf(peer)
			if event == "Fail" && (!isTCP || winetest.OnWine()) {
				continue // there is no reset, or it may be lost
			}
			k.then = func(e string) {
				if e == event {
					k.close(false)
				}
			}
			switch event {
			case "Buffer", "Data":
				go func() { _, _ = peer.Write(make([]byte, 200_000)) }()
			case "End":
				endWriting(peer)
			case "Fail":
				_ = tcp.SetLinger(0)
				_ = peer.Close()
			case "Writable":
				r.on(func() { k.write(make([]byte, 20_000_000)) })
				receive(peer)
			case "ShutdownDone":
				r.on(func() { k.shutdown() })
				receive(peer) // close_notify, which a pipe does not hold
			}
			r.on(func() {
				if !k.closing {
					k.read(true)
				}
			})
			k.untilClosed()
			_ = peer.Close()
		}
	})
}

// A loop that is busy learns later.
func TestHangupAndShutdownTellThePeerAtOnce(t *testing.T) {
	onStreams(t, func(t *testing.T, r *rig) {
		for _, how := range []func(s Stream){
			func(s Stream) { s.Hangup(false) },
			func(s Stream) { _, _ = s.Shutdown() },
			func(s Stream) { _, _ = s.Shutdown(); s.Hangup(true) },
		} {
			k, peer := r.started()
			r.on(func() { k.read(true); k.shutting = true })
			busy, free := nettest.NewSignal(), nettest.NewSignal()
			t.Cleanup(free.Fire)
			r.loop.Post(loop.Task{On: loop.Func(func() { busy.Fire(); <-free.C })})
			busy.Wait(t, "the loop")
			got := receive(peer)
			how(k.s)
			nettest.Await(t, got, "the end")
			free.Fire()
			r.on(func() { k.close(false) })
			k.untilClosed()
		}
	})
}
