package handle

import (
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// refused is an address at which nobody listens, and nobody else can: that of a
// client.
func (r *rig) refused() transport.Addr {
	r.t.Helper()
	_, ln := r.listen()
	c, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = c.Close() })
	return transport.Addr{AddrPort: c.LocalAddr().(*net.TCPAddr).AddrPort()}
}

// fails connects, and returns the error that comes at once or later.
func (r *rig) fails(c Connecting) *node.Error {
	r.t.Helper()
	failed := make(chan *node.Error, 1)
	r.on(func() {
		cancel, err := r.Connect(c, func(h *Conn, err *node.Error) {
			if h != nil {
				r.t.Error("it is connected")
			}
			if r.Refs.Count() == 0 {
				r.t.Error("nothing keeps the program alive while the failure is told")
			}
			failed <- err
		})
		if (cancel == nil) != (err != nil) {
			r.t.Error("cancel and an error, or neither")
		}
		if err != nil {
			failed <- err
		}
	})
	err := nettest.Await(r.t, failed, "the failure")
	nettest.Await(r.t, r.Refs.Idle(), "the group to be idle")
	if n := len(r.Members()); n > 0 {
		r.t.Errorf("%d members are left", n)
	}
	return err
}

func TestAConnectionThatIsRefusedFailsInNodesWords(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to := r.refused()
		e := r.fails(r.socket(to))
		if e == nil || e.Message != "connect ECONNREFUSED "+to.String() || e.Address != "127.0.0.1" || e.Port != int(to.Port()) {
			t.Errorf("%+v", e)
		}
	})
}

func TestAPathThatIsNotThereFailsInNodesWords(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("about Unix sockets")
	}
	onNetworks(t, func(t *testing.T, r *rig) {
		path := nettest.TempPath(t)
		e := r.fails(r.socket(transport.Addr{Path: path, Unix: true}))
		if e == nil || e.Message != "connect ENOENT "+path || e.Address != path || e.Port != 0 {
			t.Errorf("%+v", e)
		}
	})
}

// A path that no system could be given is found out by the second step, at once.
func TestABadPathFailsAtOnce(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		for _, path := range []string{"/tmp/" + strings.Repeat("x", 120), "/tmp/a\x00b"} {
			c := r.socket(transport.Addr{Path: path, Unix: true})
			e := r.fails(c)
			if want := "connect EINVAL " + path; e == nil || e.Message != want || e.Hint == "" {
				t.Errorf("%v, want %s", e, want)
			}
			c.Close()
			if _, e := r.Bind(transport.Listen{Addr: transport.Addr{Path: path, Unix: true}}); e == nil || e.Message != "bind EINVAL" && e.Code != "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM" {
				t.Errorf("bind: %v", e)
			}
			if _, e := r.Listen(transport.Listen{Addr: transport.Addr{Path: path, Unix: true}}, nil); e == nil || e.Code != "EINVAL" || e.Syscall != "listen" {
				t.Errorf("listen: %v", e)
			}
		}
	})
}

func TestALocalEndThatCannotBeFailsInNodesWords(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, _ := r.listen()
		c, e := r.Socket(to, Local(to, "192.0.2.1", 0), nil) // for documentation only: nobody's
		if e == nil {
			e = r.fails(c)
		}
		if e.Message != "bind EADDRNOTAVAIL 192.0.2.1" || e.Address != "192.0.2.1" || e.Port != 0 {
			t.Errorf("%+v", e)
		}
	})
}

// Between the two steps the connection may be given up.
func TestBetweenTheStepsTheSocketMayBeClosed(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, _ := r.listen()
		c := r.socket(to)
		c.Close()
		c.Close()
		if e := r.fails(c); e == nil || e.Code != "EBADF" {
			t.Errorf("%v", e)
		}
	})
}

func TestClosingAfterTheSecondStepDoesNothing(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, ln := r.listen()
		c := r.socket(to)
		made := make(chan *Conn, 1)
		r.on(func() {
			if _, err := r.Connect(c, func(h *Conn, err *node.Error) { made <- h }); err != nil {
				t.Error(err)
			}
			c.Close()
		})
		peer := r.accept(ln)
		h := nettest.Await(t, made, "the connection")
		c.Close()
		k := newRecorder(r, h)
		r.on(func() { h.Start(k); h.Read(true) })
		_, _ = peer.Write([]byte("alive"))
		k.until("Data")
	})
}

// Before it is made, and after: done is not called once cancel was.
func TestACanceledConnectionIsNotHeardOfAgain(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, ln := r.listen()
		var accepting sync.WaitGroup
		accepting.Go(func() {
			for {
				c, err := ln.Accept()
				if err != nil {
					return
				}
				_ = c.Close()
			}
		})
		for i := range 40 {
			canceled, answered := false, false
			var cancel func()
			c := r.socket(to)
			r.on(func() {
				var err *node.Error
				cancel, err = r.Connect(c, func(h *Conn, err *node.Error) {
					answered = true
					if canceled || err != nil {
						t.Errorf("done with %v, canceled %v", err, canceled)
					}
					h.Discard()
				})
				if err != nil {
					t.Error(err)
				} else if i%4 == 0 {
					cancel()
					canceled = true
				}
			})
			r.turns(i % 4)
			r.on(func() {
				cancel()
				canceled = canceled || !answered
			})
			nettest.Await(t, r.Refs.Idle(), "the group to be idle")
		}
		_ = ln.Close()
		accepting.Wait()
	})
}

func TestAClosedGroupMakesNoConnections(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, _ := r.listen()
		c := r.socket(to)
		r.Close()
		if e := r.fails(c); e == nil || e.Code != "ERR_SOCKET_CLOSED" {
			t.Errorf("%v", e)
		}
		if e := r.fails(c); e == nil { // it has closed the socket
			t.Error("it is still there")
		}
		if _, e := r.ListenConns(transport.Listen{Addr: to}, nil, nil, nil); e == nil || e.Code != "ERR_SERVER_NOT_RUNNING" {
			t.Errorf("%v", e)
		}
	})
}

// What is not connected yet is given up with the group; nobody is told.
func TestAGroupThatClosesGivesUpWhatIsConnecting(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		to, _ := r.listen()
		r.on(func() {
			if _, err := r.Connect(r.socket(to), func(*Conn, *node.Error) { t.Error("it was told") }); err != nil {
				t.Error(err)
			}
			r.Close()
		})
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
	})
}

func TestAGroupThatClosesClosesItsConnections(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		k, _ := r.started()
		idle, peer := r.connected()
		r.Close()
		k.until("Closed")
		_, _ = peer.Read(make([]byte, 1)) // the end
		late := newRecorder(r, idle)
		r.on(func() { idle.Start(late) })
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
		if n := len(late.told); n > 0 {
			t.Errorf("%d events of one that was closed before it was started", n)
		}
	})
}

// A panic of whoever is handed the connection closes it.
func TestAPanicWhereAConnectionIsHandedOutClosesIt(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		h := quiet(t)
		to, ln := r.listen()
		for _, start := range []bool{true, false} {
			var k *recorder
			r.on(func() {
				if _, err := r.Connect(r.socket(to), func(h *Conn, err *node.Error) {
					if start {
						k = newRecorder(r, h)
						h.Start(k)
					}
					panic("in done")
				}); err != nil {
					t.Error(err)
				}
			})
			_, _ = r.accept(ln).Read(make([]byte, 1)) // the end
			nettest.Await(t, r.Refs.Idle(), "the group to be idle")
			if start {
				k.until("Closed")
			}
			h.expect(t, 1, "done")
		}
		refused := r.refused()
		r.on(func() {
			if _, err := r.Connect(r.socket(refused), func(*Conn, *node.Error) { panic("in done") }); err != nil {
				t.Error(err)
			}
		})
		nettest.Await(t, r.Refs.Idle(), "the group to be idle")
		h.expect(t, 1, "done with an error")
	})
}

func TestWhereToAndFromIsSaidInNodesWords(t *testing.T) {
	if _, e := Remote("", "localhost", 1); e == nil || e.Code != "ERR_INVALID_IP_ADDRESS" {
		t.Errorf("%v", e)
	}
	v4, _ := Remote("", "127.0.0.1", 80)
	v6, _ := Remote("", "::1", 80)
	path, _ := Remote("/tmp/s", "ignored", 80)
	if v4.String() != "127.0.0.1:80" || v6.String() != "[::1]:80" || path != (transport.Addr{Path: "/tmp/s", Unix: true}) {
		t.Error(v4, v6, path)
	}
	for _, c := range []struct {
		remote transport.Addr
		ip     string
		port   int
		want   netip.AddrPort
	}{
		{v4, "", 0, netip.AddrPort{}},
		{path, "127.0.0.1", 5, netip.AddrPort{}},
		{v4, "", 5, netip.MustParseAddrPort("0.0.0.0:5")},
		{v6, "", 5, netip.MustParseAddrPort("[::]:5")},
		{v4, "127.0.0.2", 0, netip.MustParseAddrPort("127.0.0.2:0")},
	} {
		if got := Local(c.remote, c.ip, c.port); got != c.want {
			t.Errorf("from %q and %d to %v: %v", c.ip, c.port, c.remote, got)
		}
	}
}

// Where there is no descriptor Node knows no local end, unless one was to be bound: then
// it has not come further than that.
func TestNoDescriptorFailsInNodesWords(t *testing.T) {
	for want, c := range map[string]Connecting{
		"connect EMFILE 127.0.0.1:1 - Local (undefined:undefined)": {Remote: transport.Addr{AddrPort: netip.MustParseAddrPort("127.0.0.1:1")}},
		"bind EMFILE 127.0.0.2:5":                                  {Remote: transport.Addr{AddrPort: netip.MustParseAddrPort("127.0.0.1:1")}, Local: netip.MustParseAddrPort("127.0.0.2:5")},
		"connect EMFILE /no/where/s":                               {Remote: transport.Addr{Path: "/no/where/s", Unix: true}},
	} {
		if got := c.failed(&transport.Error{Operation: "connect", Err: syscall.EMFILE}, true).Message; got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
