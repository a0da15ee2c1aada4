package nodenet

import (
	"errors"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/winetest"
)

// This file is about a loop that is busy for long: in the callback that makes a call,
// or in another when the call comes from a goroutine. The peer is told at once.

// then has f done on the group's loop, which is busy from then on until it is freed.
func (n *testNet) then(f func()) (free func()) {
	n.t.Helper()
	in, release := nettest.NewSignal(), nettest.NewSignal()
	n.t.Cleanup(release.Fire)
	n.Post(func() { f(); in.Fire(); <-release.C })
	in.Wait(n.t, "the loop")
	return release.Fire
}

// rawListener is a listener of Go's own net package at the test's address.
func (n *testNet) rawListener() net.Listener {
	n.t.Helper()
	network, address := "tcp", "127.0.0.1:0"
	if n.unix {
		network, address = "unix", n.path
	}
	ln, err := net.Listen(network, address)
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(func() { _ = ln.Close() })
	return ln
}

// toRaw is where to connect to for a listener of Go's.
func (n *testNet) toRaw(ln net.Listener) ConnectOptions {
	if n.unix {
		return ConnectOptions{Path: n.path}
	}
	return ConnectOptions{Host: "127.0.0.1", Port: ln.Addr().(*net.TCPAddr).Port}
}

func accept(t testing.TB, ln net.Listener) net.Conn {
	t.Helper()
	c, err := ln.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// wantEnd reads what the peer gets, which has to come and to end.
func wantEnd(t *testing.T, what string, c net.Conn, want string, reset bool) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(c)
	if string(got) != want || (err != nil) != reset || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s: %q, %v", what, got, err)
	}
}

func TestThePeerIsToldAlthoughTheLoopIsBusy(t *testing.T) {
	ways := []struct {
		name  string
		do    func(s *Socket)
		want  string
		reset bool
	}{
		{"End", func(s *Socket) { s.End() }, "", false},
		{"EndString", func(s *Socket) { s.EndString("bye") }, "bye", false},
		{"Uncork", func(s *Socket) { s.Cork(); s.WriteString("a"); s.EndString("b") }, "ab", false},
		{"DestroySoon", func(s *Socket) { s.WriteString("soon"); s.DestroySoon() }, "soon", false},
		{"Destroy", func(s *Socket) { s.Destroy(nil) }, "", false},
		{"Destroy with an error", func(s *Socket) { s.WriteString("x"); s.Destroy(errors.New("x")) }, "x", false},
		{"Write after End", func(s *Socket) { s.End(); s.WriteString("x") }, "", false},
		{"ResetAndDestroy", func(s *Socket) { _ = s.ResetAndDestroy() }, "", true},
	}
	onTransports(t, func(t *testing.T, n *testNet) {
		ln := n.rawListener()
		for _, way := range ways {
			if way.reset && (n.unix || winetest.OnWine()) || way.want != "" && n.handles.Network == transport.Conns {
				continue // no reset, which wine loses; and that a goroutine has written is known on the loop
			}
			for _, halfClosed := range []bool{false, true} {
				for _, inside := range []bool{true, false} {
					options := n.toRaw(ln)
					options.AllowHalfOpen = true
					s := n.ConnectWith(options)
					connected, ended := nettest.NewSignal(), nettest.NewSignal()
					s.OnConnect(connected.Fire)
					s.OnEnd(ended.Fire)
					s.Resume()
					connected.Wait(t, "connect")
					peer := accept(t, ln)
					if halfClosed {
						if err := peer.(interface{ CloseWrite() error }).CloseWrite(); err != nil {
							t.Fatal(err)
						}
						ended.Wait(t, "end")
					}
					var free func()
					if inside {
						free = n.then(func() { way.do(s) })
					} else {
						free = n.then(func() {})
						way.do(s)
					}
					wantEnd(t, way.name, peer, way.want, way.reset)
					_ = peer.Close()
					free()
					closed(t, s)
				}
			}
		}
	})
}

// A socket that is connecting, on a loop that has begun with it and goes on with
// something else.
func TestThePeerOfAnAttemptIsToldAlthoughTheLoopIsBusy(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		ln := n.rawListener()
		for _, inside := range []bool{true, false} {
			destroy, destroyed, free := nettest.NewSignal(), nettest.NewSignal(), nettest.NewSignal()
			made := make(chan *Socket, 1)
			n.Post(func() {
				s := n.ConnectWith(n.toRaw(ln))
				made <- s
				s.loop.Tick(loop.Task{On: loop.Func(func() {
					<-destroy.C
					if inside {
						s.Destroy(nil)
					}
					destroyed.Fire()
					<-free.C
				})})
			})
			s := nettest.Await(t, made, "Connect")
			peer := accept(t, ln)
			destroy.Fire()
			destroyed.Wait(t, "the loop")
			if !inside {
				s.Destroy(nil)
			}
			wantEnd(t, "Destroy", peer, "", false)
			free.Fire()
			closed(t, s)
		}
	})
}

// What ends all of them, and a socket with which the loop has not begun.
func TestPeersOfAllAreToldAlthoughTheLoopIsBusy(t *testing.T) {
	for name, all := range map[string]func(n *testNet, v *Server){
		"CloseAllConnections": func(_ *testNet, v *Server) { v.CloseAllConnections() },
		"Group.Close":         func(n *testNet, _ *Server) { go n.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			onTransports(t, func(t *testing.T, n *testNet) {
				accepted := make(chan *Socket, 1)
				v := n.serve(ServerOptions{}, func(s *Socket) { accepted <- s })
				network, address := "tcp", v.Address().String()
				if n.unix {
					network, address = "unix", n.path
				}
				peer, err := net.Dial(network, address)
				if err != nil {
					t.Fatal(err)
				}
				defer peer.Close()
				nettest.Await(t, accepted, "a connection")
				free := n.then(func() {})
				all(n, v)
				wantEnd(t, name, peer, "", false)
				free()
			})
		})
	}
	onTransports(t, func(t *testing.T, n *testNet) {
		ln := n.rawListener()
		c, err := net.Dial(ln.Addr().Network(), ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		peer := accept(t, ln)
		free := n.then(func() {})
		s := n.FromConn(c, SocketOptions{})
		s.Destroy(nil)
		wantEnd(t, "FromConn", peer, "", false)
		free()
		closed(t, s)
	})
}
