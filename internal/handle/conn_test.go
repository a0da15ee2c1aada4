package handle

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

// logged counts what is logged.
type logged struct{ n atomic.Int32 }

func (h *logged) Enabled(context.Context, slog.Level) bool  { return true }
func (h *logged) Handle(context.Context, slog.Record) error { h.n.Add(1); return nil }
func (h *logged) WithAttrs([]slog.Attr) slog.Handler        { return h }
func (h *logged) WithGroup(string) slog.Handler             { return h }
func (h *logged) expect(t *testing.T, times int32, where string) {
	t.Helper()
	if n := h.n.Swap(0); n != times {
		t.Errorf("%s: logged %d times, want %d", where, n, times)
	}
}

func TestEventsComeInOrder(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		r.on(func() { k.Read(true) })
		if _, err := peer.Write([]byte("hello")); err != nil {
			t.Fatal(err)
		}
		_ = peer.(*net.TCPConn).CloseWrite()
		k.until("End")
		got := make(chan []byte, 1)
		go func() { p, _ := io.ReadAll(peer); got <- p }()
		big := bytes.Repeat([]byte("x"), 10_000_000)
		r.on(func() {
			if done, err := k.Writev([][]byte{big[:1], big[1:]}); done || err != nil {
				t.Errorf("%v, %v", done, err)
			}
		})
		k.until("Written")
		r.on(func() { k.Shutdown() })
		k.until("ShutdownDone")
		if p := nettest.Await(t, got, "the end"); len(p) != len(big) {
			t.Errorf("%d bytes of %d", len(p), len(big))
		}
		r.on(func() { k.Close(false); k.Close(false) })
		k.until("Closed")
		r.turns(3)
		want := []string{"Data", "End", "Written", "ShutdownDone", "Closed"}
		if !slices.Equal(k.events, want) || string(k.data) != "hello" || len(k.errs) > 0 {
			t.Errorf("%q, %q, %v", k.events, k.data, k.errs)
		}
	})
}

func TestWhatTheKernelTakesAtOnceNeedsNoEvent(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		r.on(func() {
			done, err := k.Write([]byte("hello"))
			if err != nil || done == k.stream.Retains() {
				t.Errorf("%v, %v", done, err)
			}
		})
		p := make([]byte, 5)
		if _, err := io.ReadFull(peer, p); err != nil || string(p) != "hello" {
			t.Errorf("%q, %v", p, err)
		}
		if k.stream.Retains() {
			k.until("Written")
		}
		r.on(func() {
			for _, write := range []func() (bool, *node.Error){
				func() (bool, *node.Error) { return k.Write(nil) }, func() (bool, *node.Error) { return k.Writev(nil) },
			} {
				if done, err := write(); !done || err != nil {
					t.Errorf("nothing: %v, %v", done, err)
				}
			}
		})
		r.turns(3)
		if n := len(k.told); n > 0 {
			t.Errorf("%d more events", n)
		}
	})
}

// What WriteLent was given is its owner's again, whatever the kernel has taken.
func TestDataThatWasLentMayBeUsedAgain(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		want := bytes.Repeat([]byte("0123456789"), 800_000)
		var done bool
		r.on(func() {
			lent := bytes.Clone(want)
			var err *node.Error
			if done, err = k.WriteLent(lent); err != nil {
				t.Error(err)
			}
			clear(lent)
		})
		if done {
			t.Fatal("it was taken at once: not what this test needs")
		}
		got := make([]byte, len(want))
		if _, err := io.ReadFull(peer, got); err != nil || !bytes.Equal(got, want) {
			t.Errorf("other bytes; %v", err)
		}
		k.until("Written")
	})
}

func TestNothingButClosedFollowsClose(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		_, _ = peer.Write([]byte("hello"))
		r.on(func() {
			k.Read(true)
			_, _ = k.Write(make([]byte, 10_000_000))
			k.Shutdown()
			k.Close(true)
			k.Read(true)
			if _, err := k.Write([]byte("x")); err == nil || err.Code != "EBADF" {
				t.Errorf("write: %v", err)
			}
			if _, err := k.Writev([][]byte{nil}); err == nil || err.Code != "EBADF" {
				t.Errorf("writev: %v", err)
			}
		})
		k.until("Closed")
		r.turns(3)
		if !slices.Equal(k.events, []string{"Closed"}) {
			t.Errorf("%q", k.events)
		}
	})
}

func TestErrorsAreNodes(t *testing.T) {
	winetest.Skip(t, winetest.ResetsAreLost)
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		_ = peer.(*net.TCPConn).SetLinger(0)
		_ = peer.Close()
		r.on(func() { k.Read(true) })
		k.until("ReadFailed")
		if e := k.errs[0]; e.Message != "read ECONNRESET" || e.Code != "ECONNRESET" || e.Syscall != "read" || e.Errno >= 0 {
			t.Errorf("%+v", e)
		}
		var err *node.Error
		r.on(func() { _, err = k.Write([]byte("x")) })
		if err == nil && k.stream.Retains() {
			k.until("Written")
			err = k.errs[1]
		}
		if err == nil || err.Syscall != "write" {
			t.Errorf("%+v", err)
		}
		if k.holds() {
			t.Error("a connection that has failed keeps the program alive")
		}
	})
}

// A connection keeps the group alive while something may come of it by itself.
func TestWhatKeepsTheGroupAlive(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		check := func(what string, want bool) {
			t.Helper()
			if got := k.holds(); got != want {
				t.Errorf("%s: held %v", what, got)
			}
		}
		check("idle", false)
		r.on(func() { k.Read(true) })
		check("reading", true)
		r.on(func() { k.Read(false) })
		check("not reading", false)
		r.on(func() { k.Read(false); k.Read(true) })
		check("reading again", true)
		r.on(func() { k.SetRef(false) })
		check("reading, unref'd", false)
		r.on(func() { k.Read(false); k.Read(true) })
		check("reading again, unref'd", false)
		r.on(func() { k.SetRef(true) })
		check("ref'd again", true)
		r.on(func() { k.Read(false) })
		r.on(func() { _, _ = k.Write(make([]byte, 10_000_000)) })
		check("writing", true)
		go func() { _, _ = io.Copy(io.Discard, peer) }()
		k.until("Written")
		check("written", false)
		_ = peer.(*net.TCPConn).CloseWrite()
		r.on(func() { k.Read(true) })
		k.until("End")
		check("after the end", false)
		r.on(func() { k.Shutdown(); k.SetRef(true) })
		k.until("ShutdownDone")
		check("after both ends", false)
		// Until it has closed, unref'd or not.
		k.then = func(string) {
			if !k.held {
				// release comes first, so that Idle and Closed are one.
				return
			}
			t.Error("held when it has closed")
		}
		r.on(func() {
			k.SetRef(false)
			k.Close(false)
			if !k.held {
				t.Error("closing: not held")
			}
		})
		k.until("Closed")
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
	})
}

// A panic in a callback goes to the log and closes that connection, and no other.
func TestAPanicInACallbackClosesTheConnection(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		h := quiet(t)
		other, otherPeer := r.started()
		for _, event := range []string{"Buffer", "Data", "End", "ReadFailed", "Written", "ShutdownDone", "Closed"} {
			if event == "ReadFailed" && winetest.OnWine() {
				continue // winetest.ResetsAreLost
			}
			k, peer := r.started()
			k.then = func(e string) {
				if e == event {
					panic(fmt.Sprint("in ", e))
				}
			}
			r.on(func() { k.Read(event != "Written") })
			switch event {
			case "Buffer", "Data":
				_, _ = peer.Write([]byte("hello"))
			case "End":
				_ = peer.(*net.TCPConn).CloseWrite()
			case "ReadFailed":
				_ = peer.(*net.TCPConn).SetLinger(0)
				_ = peer.Close()
			case "Written":
				r.on(func() { _, _ = k.Write(make([]byte, 10_000_000)) })
				go func() { _, _ = io.Copy(io.Discard, peer) }()
			case "ShutdownDone":
				r.on(k.Shutdown)
			case "Closed":
				r.on(func() { k.Close(false) })
			}
			k.until("Closed")
			r.turns(1)
			h.expect(t, 1, event)
			_ = peer.Close()
		}
		r.on(func() { other.Read(true) })
		_, _ = otherPeer.Write([]byte("alive"))
		other.until("Data")
	})
}

func TestAConnectionThatWasNotStartedMayBeDiscarded(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		for _, discard := range []func(h *Conn){(*Conn).Discard, func(h *Conn) { h.Close(false) }} {
			h, peer := r.connected()
			k := newRecorder(r, h)
			r.on(func() {
				discard(h)
				discard(h)
				h.Discard()
				h.Start(k) // too late
			})
			if _, err := peer.Read(make([]byte, 1)); err != io.EOF {
				t.Error(err)
			}
			nettest.Await(t, r.Refs.Idle(), "the group to be idle")
			if n := len(r.Members()); n > 0 {
				t.Errorf("%d members", n)
			}
		}
	})
}

func TestAddressesAndOptionsAreThoseOfTheStream(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		h, peer := r.connected()
		k := newRecorder(r, h)
		r.on(func() { h.Start(k) })
		if h.LocalAddr().String() != peer.RemoteAddr().String() || h.RemoteAddr().String() != peer.LocalAddr().String() {
			t.Errorf("%v, %v", h.LocalAddr(), h.RemoteAddr())
		}
		if !h.TCP() || h.Fd() != h.stream.Fd() {
			t.Error(h.TCP(), h.Fd())
		}
		if err := h.SetNoDelay(true); err != nil {
			t.Error(err)
		}
		if err := h.SetKeepAlive(KeepAlive(true, 0, 0, 0)); err != nil {
			t.Error(err)
		}
		if err := h.SetTypeOfService(8); err == nil {
			if tos, err := h.TypeOfService(); tos != 8 || err != nil {
				t.Error(tos, err)
			}
		}
	})
}

// Data may be kept by whoever gets it.
func TestDataMayBeKept(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		h, peer := r.connected()
		k := &keeper{recorder: newRecorder(r, h)}
		want := bytes.Repeat([]byte("0123456789abcdef"), 60_000)
		go func() { _, _ = peer.Write(want); _ = peer.(*net.TCPConn).CloseWrite() }()
		r.on(func() { h.Start(k); h.Read(true) })
		k.until("End")
		if !bytes.Equal(bytes.Join(k.kept, nil), want) {
			t.Error("what was kept has changed")
		}
		if len(h.Scratch()) <= loop.ReadSize {
			t.Error("scratch memory is no larger than what a connection chooses")
		}
	})
}

type keeper struct {
	*recorder
	kept [][]byte
}

func (k *keeper) Data(p []byte) { k.kept = append(k.kept, k.Keep(p)) }
