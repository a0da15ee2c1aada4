package handle

import (
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

func TestMain(m *testing.M) { nettest.Main(m, nil) }

// rig is a group of one loop.
type rig struct {
	*Group
	t testing.TB
}

// onNetworks runs a test on every family of transports that this system has.
func onNetworks(t *testing.T, test func(t *testing.T, r *rig)) {
	for _, family := range transporttest.Families() {
		t.Run(family.Name, func(t *testing.T) {
			r := newRig(t)
			r.Network = family.Network
			test(t, r)
		})
	}
}

func newRig(t testing.TB) *rig {
	t.Helper()
	g, err := NewGroup(1, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{g, t}
	t.Cleanup(func() {
		g.Close()
		nettest.Await(t, g.Refs.Idle(), "the group to be idle")
		if n := len(g.Members()); n > 0 {
			t.Errorf("%d members are left", n)
		}
		g.Stop()
	})
	return r
}

// on runs f on the loop and waits for it.
func (r *rig) on(f func()) {
	r.t.Helper()
	done := make(chan struct{})
	r.Loops[0].Post(loop.Task{On: loop.Func(func() {
		defer close(done)
		f()
	})})
	nettest.Await(r.t, done, "the loop")
}

// turns lets the loop go round, so that what could happen by itself has happened.
func (r *rig) turns(n int) {
	r.t.Helper()
	for range n {
		done := make(chan struct{})
		r.Group.Post(func() { close(done) })
		nettest.Await(r.t, done, "a turn of the loop")
	}
}

// listen is a listener of Go's own.
func (r *rig) listen() (transport.Addr, net.Listener) {
	r.t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = ln.Close() })
	return transport.Addr{AddrPort: ln.Addr().(*net.TCPAddr).AddrPort()}, ln
}

// accept takes a connection of such a listener.
func (r *rig) accept(ln net.Listener) net.Conn {
	r.t.Helper()
	c, err := ln.Accept()
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = c.Close() })
	return c
}

// socket is the first step of a connection.
func (r *rig) socket(to transport.Addr) Connecting {
	r.t.Helper()
	c, err := r.Socket(to, netip.AddrPort{}, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return c
}

// connected is a connection that is made but not started, and its peer.
func (r *rig) connected() (*Conn, net.Conn) {
	r.t.Helper()
	to, ln := r.listen()
	made := make(chan *Conn, 1)
	r.on(func() {
		if _, err := r.Connect(r.socket(to), func(h *Conn, err *node.Error) {
			if err != nil {
				r.t.Error(err)
			}
			made <- h
		}); err != nil {
			r.t.Error(err)
		}
	})
	peer := r.accept(ln)
	return nettest.Await(r.t, made, "the connection"), peer
}

// started is a connection that tells a recorder.
func (r *rig) started() (*recorder, net.Conn) {
	r.t.Helper()
	h, peer := r.connected()
	k := newRecorder(r, h)
	r.on(func() { h.Start(k) })
	return k, peer
}

// recorder notes the events of a connection.
type recorder struct {
	*Conn
	rig *rig

	then func(event string) // on the loop

	mu     sync.Mutex
	events []string
	data   []byte
	errs   []*node.Error
	told   chan string
}

func newRecorder(r *rig, h *Conn) *recorder {
	return &recorder{Conn: h, rig: r, told: make(chan string, 1000)}
}

func (k *recorder) note(event string, err *node.Error) {
	if !k.rig.Loops[0].Inside() {
		k.rig.t.Errorf("%s is not on the loop", event)
	}
	k.mu.Lock()
	if slices.Contains(k.events, "Closed") {
		k.rig.t.Errorf("%s after Closed", event)
	}
	if event != "Data" || !slices.Contains(k.events, "Data") {
		k.events = append(k.events, event)
	}
	if err != nil {
		k.errs = append(k.errs, err)
	}
	k.mu.Unlock()
	k.told <- event
	if k.then != nil {
		k.then(event)
	}
}

func (k *recorder) Buffer() []byte {
	if k.then != nil {
		k.then("Buffer")
	}
	return nil
}

func (k *recorder) Data(p []byte) {
	k.mu.Lock()
	k.data = append(k.data, p...)
	k.mu.Unlock()
	k.note("Data", nil)
}
func (k *recorder) End()                         { k.note("End", nil) }
func (k *recorder) ReadFailed(err *node.Error)   { k.note("ReadFailed", err) }
func (k *recorder) Written(err *node.Error)      { k.note("Written", err) }
func (k *recorder) ShutdownDone(err *node.Error) { k.note("ShutdownDone", err) }
func (k *recorder) Closed()                      { k.note("Closed", nil) }

// until waits for an event.
func (k *recorder) until(event string) {
	k.rig.t.Helper()
	for nettest.Await(k.rig.t, k.told, event) != event {
	}
}

// holds reports whether the connection keeps the group alive, once what has been
// done has settled.
func (k *recorder) holds() (held bool) {
	k.rig.t.Helper()
	k.rig.turns(2)
	k.rig.on(func() { held = k.held })
	return held
}

// quiet has panics logged nowhere, and counts them.
func quiet(t *testing.T) *logged {
	h := &logged{}
	before := slog.Default()
	slog.SetDefault(slog.New(h))
	t.Cleanup(func() { slog.SetDefault(before) })
	return h
}
