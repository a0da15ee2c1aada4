package handle

import (
	"io"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

var loopback = transport.Listen{Addr: transport.Addr{AddrPort: netip.MustParseAddrPort("127.0.0.1:0")}}

// listenConns listens on the loop.
func (r *rig) listenConns(accepted func(*Conn), failed func(*node.Error)) (h *Listener) {
	r.t.Helper()
	r.on(func() {
		var err *node.Error
		if h, err = r.ListenConns(loopback, nil, accepted, failed); err != nil {
			r.t.Error(err)
		}
	})
	return h
}

func (r *rig) dial(h *Listener) net.Conn {
	r.t.Helper()
	c, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestAListenerHandsOutConnections(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		recorders := make(chan *recorder, 1)
		h := r.listenConns(func(h *Conn) {
			k := newRecorder(r, h)
			h.Start(k)
			h.Read(true)
			recorders <- k
		}, nil)
		c := r.dial(h)
		_, _ = c.Write([]byte("hello"))
		k := nettest.Await(t, recorders, "a connection")
		k.until("Data")
		if h.Fd() != h.listener.Fd() || !h.Addr().Known() {
			t.Error(h.Fd(), h.Addr())
		}
	})
}

// Nobody is handed out before ListenConns has returned, and nobody after Close.
func TestAListenerThatIsClosedAtOnceHandsOutNobody(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		r.on(func() {
			h, err := r.ListenConns(loopback, nil, func(*Conn) { t.Error("it was handed out") }, nil)
			if err != nil {
				t.Error(err)
				return
			}
			c, dialErr := net.Dial("tcp", h.Addr().String())
			if dialErr != nil {
				t.Error(dialErr)
				return
			}
			defer c.Close()
			h.Close()
			h.Close()
		})
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
	})
}

func TestAListenerKeepsTheGroupAliveUnlessItIsUnrefd(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		h := r.listenConns(func(h *Conn) { h.Discard() }, nil)
		idle := func() bool {
			r.turns(2)
			held := true
			r.on(func() { held = h.held })
			return !held
		}
		if idle() {
			t.Error("it does not keep the group alive")
		}
		r.on(func() { h.SetRef(false) })
		if !idle() {
			t.Error("unref'd, it does")
		}
		r.on(func() { h.SetRef(true) })
		if idle() {
			t.Error("ref'd again, it does not")
		}
		r.on(func() { h.Close(); h.SetRef(true) })
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
	})
}

func TestAPanicWhereAnAcceptedConnectionIsHandedOutClosesIt(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		l := quiet(t)
		var started bool
		h := r.listenConns(func(h *Conn) {
			if started {
				h.Start(newRecorder(r, h))
			}
			panic("in accepted")
		}, nil)
		for _, s := range []bool{false, true} {
			r.on(func() { started = s })
			if _, err := r.dial(h).Read(make([]byte, 1)); err != io.EOF {
				t.Error(err)
			}
			l.expect(t, 1, "accepted")
		}
		r.turns(2)
		if n := len(r.Members()); n != 1 {
			t.Errorf("%d members, want the listener alone", n)
		}
	})
}

// A listener that somebody else has closed says so, once, and not after Close.
func TestAListenerThatIsOfNoUseAnyMoreSaysSo(t *testing.T) {
	r := newRig(t)
	var told []string
	h := &Listener{loop: r.Loops[0], failed: func(err *node.Error) { told = append(told, err.Message) }}
	a := (*acceptor)(h)
	h.listener = transport.NewListener(closedListener{}, transport.Listen{})
	a.AcceptEnded(net.ErrClosed)
	h.closed = true
	a.AcceptEnded(net.ErrClosed)
	if !slices.Equal(told, []string{"accept use of closed network connection"}) {
		t.Errorf("%q", told)
	}
	l := quiet(t)
	a.AcceptFailed(net.ErrClosed)
	l.expect(t, 1, "AcceptFailed")
	_ = r
}

type closedListener struct{ net.Listener }

func (closedListener) Addr() net.Addr { return &net.TCPAddr{} }

func TestWhatTheSystemRefusesToListenOnIsSaidInNodesWords(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		path := nettest.TempPath(t) + "/none/s"
		_, e := r.Listen(transport.Listen{Addr: transport.Addr{AddrPort: netip.MustParseAddrPort("192.0.2.1:0")}}, nil)
		if e == nil || e.Message != "listen EADDRNOTAVAIL: address not available 192.0.2.1" {
			t.Errorf("%v", e)
		}
		if nettest.UnixSockets() == nil {
			_, e = r.Listen(transport.Listen{Addr: transport.Addr{Path: path, Unix: true}}, nil)
			if e == nil || e.Code != "EACCES" || e.Address != path {
				t.Errorf("%v", e)
			}
		}
		r.on(func() {
			if _, e := r.ListenConns(transport.Listen{Addr: transport.Addr{Path: path, Unix: true}}, nil, nil, nil); e == nil {
				t.Error("it listens")
			}
		})
		ln, e := r.Listen(transport.Listen{}, nil) // everywhere
		if e != nil {
			t.Fatal(e)
		}
		if !ln.Addr().Addr().IsUnspecified() {
			t.Errorf("%v", ln.Addr())
		}
		ln.Close()
	})
}

// Where there are descriptors, one that is bound or open can be taken over.
func TestDescriptorsAreTakenOver(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		const unavailable = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM"
		bound, e := r.Bind(loopback)
		if r.Network == transport.Conns {
			_, adopt := r.Adopt(0)
			if e == nil || e.Code != unavailable || adopt == nil || adopt.Code != unavailable {
				t.Errorf("%v, %v", e, adopt)
			}
			return
		}
		if e != nil {
			t.Fatal(e)
		}
		var h *Listener
		accepted := make(chan *Conn, 1)
		r.on(func() {
			var err *node.Error
			if h, err = r.ListenConns(loopback, bound, func(h *Conn) { accepted <- h }, nil); err != nil {
				t.Error(err)
			}
		})
		r.dial(h)
		nettest.Await(t, accepted, "a connection").Discard()

		if _, e := r.Listen(loopback, bound); e == nil || e.Message != "listen EBADF: bad file descriptor" {
			t.Errorf("%v", e)
		}
		if _, e := r.OpenConn(-1); e == nil || e.Code != "ERR_INVALID_FD_TYPE" || e.Message != "Unsupported fd type: UNKNOWN" {
			t.Errorf("%v", e)
		}
		if _, e := r.Adopt(-1); e == nil || e.Code != "EINVAL" {
			t.Errorf("%v", e)
		}
		if _, e := r.Bind(transport.Listen{Addr: h.Addr()}); e == nil || e.Message != "bind EADDRINUSE "+h.Addr().String() {
			t.Errorf("%v", e)
		}
		bound, e = r.Bind(loopback)
		if e != nil {
			t.Fatal(e)
		}
		r.Close()
		if _, e := r.ListenConns(loopback, bound, nil, nil); e == nil {
			t.Error("a closed group listens")
		}
		if bound.Fd() != -1 {
			t.Error("what it was given is still open")
		}
	})
}

func TestGroupsThatCouldNotStartDoNothing(t *testing.T) {
	g := closedGroup(loop.NewRefs(), nil)
	if g.newConn(nil) != nil || g.Inside() {
		t.Error("there is a loop")
	}
	g.Post(func() { t.Error("called") })
	if _, e := g.ListenConns(loopback, nil, nil, nil); e == nil || e.Code != "ERR_SERVER_NOT_RUNNING" {
		t.Errorf("%v", e)
	}
}

// From any goroutine.
func TestWhatIsPostedRunsOnTheLoopAndMayPanic(t *testing.T) {
	r := newRig(t)
	l := quiet(t)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			done := make(chan bool, 1)
			r.Post(func() {
				done <- r.Inside()
				panic("posted")
			})
			if !<-done || r.Inside() {
				t.Error("not on the loop")
			}
		})
	}
	all.Wait()
	nettest.Await(t, r.Refs.Idle(), "the group to be idle")
	l.expect(t, 10, "Post")
}
