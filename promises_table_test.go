package nodenet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// What a socket promises: each is asked for, and calls answer when it is kept.
var socketPromises = []struct {
	name string
	ask  func(s *Socket, answer func())
}{
	{"Write", func(s *Socket, answer func()) { s.Write([]byte("x"), func(error) { answer() }) }},
	{"Write of nothing", func(s *Socket, answer func()) { s.Write(nil, func(error) { answer() }) }},
	{"WriteString, corked", func(s *Socket, answer func()) { s.Cork(); s.WriteString("x", func(error) { answer() }) }},
	{"End", func(s *Socket, answer func()) { s.End(func(error) { answer() }) }},
	{"EndWith", func(s *Socket, answer func()) { s.EndWith([]byte("x"), func(error) { answer() }) }},
	{"End twice", func(s *Socket, answer func()) { s.End(); s.End(func(error) { answer() }) }},
	{"OnClose", func(s *Socket, answer func()) { s.OnClose(func(bool) { answer() }) }},
	{"OnceClose", func(s *Socket, answer func()) { s.OnceClose(func(bool) { answer() }) }},
	{"PipeTo", func(s *Socket, answer func()) {
		done := s.PipeTo(io.Discard)
		go func() { <-done; answer() }()
	}},
	{"PipeFrom", func(s *Socket, answer func()) {
		done := s.PipeFrom(strings.NewReader("text"))
		go func() { <-done; answer() }()
	}},
	{"Chunks", func(s *Socket, answer func()) {
		go func() {
			for range s.Chunks() {
			}
			answer()
		}()
	}},
	{"WaitDrain", func(s *Socket, answer func()) { go func() { _ = s.WaitDrain(context.Background()); answer() }() }},
}

// socketStates make a socket in every state of its life.
func socketStates(n *testNet, v *Server) map[string]func() *Socket {
	never := func(ctx context.Context, _ string, _ int) ([]netip.Addr, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	open := func() *Socket {
		s := n.connect(v)
		connected := nettest.NewSignal()
		s.OnConnect(connected.Fire)
		connected.Wait(n.t, "a connection")
		return s
	}
	full := func() *Socket {
		s := open()
		for s.Write(make([]byte, 1<<20)) {
		}
		return s
	}
	after := func(s *Socket) *Socket { closed(n.t, s); return s }
	return map[string]func() *Socket{
		"new":        func() *Socket { return n.NewSocket(SocketOptions{}) },
		"connecting": func() *Socket { return n.connect(v) },
		"looking up": func() *Socket { return n.ConnectWith(ConnectOptions{Host: "a.test", Port: 1, Lookup: never}) },
		"lookup that ends its goroutine": func() *Socket {
			return n.ConnectWith(ConnectOptions{Host: "a.test", Port: 1, Lookup: func(context.Context, string, int) ([]netip.Addr, error) {
				runtime.Goexit()
				return nil, nil
			}})
		},
		"refused":        func() *Socket { return n.ConnectWith(ConnectOptions{Path: nettest.TempPath(n.t)}) },
		"bad options":    func() *Socket { return n.ConnectWith(ConnectOptions{Port: 70000}) },
		"open":           open,
		"paused":         func() *Socket { return open().Pause() },
		"full":           full,
		"ending":         func() *Socket { return open().End() },
		"full, ending":   func() *Socket { return full().End() },
		"destroyed":      func() *Socket { return open().Destroy(nil) },
		"with an error":  func() *Socket { return open().Destroy(errors.New("an error")) },
		"closed":         func() *Socket { return after(open().Destroy(nil)) },
		"refused before": func() *Socket { return after(n.ConnectWith(ConnectOptions{Path: nettest.TempPath(n.t)})) },
		"after a panic": func() *Socket {
			s := open()
			s.SetTimeout(1, func() { panic("in a timeout") })
			return after(s)
		},
		"after Goexit": func() *Socket {
			s := open()
			s.OnClose(func(bool) { runtime.Goexit() })
			return s.Destroy(nil)
		},
	}
}

// Every promise of a socket is kept exactly once, whatever state it was asked in and
// whatever ends the socket: Destroy, or its group.
func TestEveryPromiseInEveryState(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		for _, ends := range []string{"Destroy", "Group.Close", "a group closed before"} {
			group, err := NewGroup(GroupOptions{Loops: 2})
			if err != nil {
				t.Fatal(err)
			}
			group.handles.Network = n.handles.Network
			m := &testNet{Group: group, t: t, unix: n.unix, path: n.path}
			v := m.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) { s.Pause() })
			promised := map[string]*atomic.Int32{}
			var made []*Socket
			var asks []func()
			for state, makeSocket := range socketStates(m, v) {
				for _, p := range socketPromises {
					s, kept := makeSocket(), new(atomic.Int32)
					made = append(made, s)
					promised[fmt.Sprintf("%s of a socket that is %s", p.name, state)] = kept
					asks = append(asks, func() { p.ask(s, func() { kept.Add(1) }) })
					if ends != "a group closed before" { // or the state would be another by then
						asks[len(asks)-1]()
					}
				}
			}
			switch ends {
			case "Destroy":
				for _, s := range made {
					s.Destroy(nil)
				}
			case "Group.Close":
				group.Close()
			case "a group closed before":
				group.Close()
				for _, ask := range asks {
					ask()
				}
			}
			for what, kept := range promised {
				if !nettest.Eventually(func() bool { return kept.Load() > 0 }) {
					t.Errorf("%s, %s: never answered", ends, what)
				}
			}
			for what, kept := range promised {
				if n := kept.Load(); n > 1 {
					t.Errorf("%s, %s: answered %d times", ends, what, n)
				}
			}
			group.Close()
		}
	})
}

// What a server promises, as socketPromises.
var serverPromises = []struct {
	name string
	ask  func(v *Server, answer func())
}{
	{"Close", func(v *Server, answer func()) { v.Close(func(error) { answer() }) }},
	{"Close twice", func(v *Server, answer func()) { v.Close(); v.Close(func(error) { answer() }) }},
	// As in Node every Close emits it.
	{"OnClose", func(v *Server, answer func()) { v.OnClose(sync.OnceFunc(answer)) }},
	{"Connections", func(v *Server, answer func()) {
		go func() {
			for range v.Connections(context.Background()) {
			}
			answer()
		}()
	}},
	{"Shutdown", func(v *Server, answer func()) {
		go func() { _ = v.Shutdown(context.Background()); answer() }()
	}},
	{"Shutdown, its time over", func(v *Server, answer func()) {
		over, cancel := context.WithCancel(context.Background())
		cancel()
		go func() { _ = v.Shutdown(over); answer() }()
	}},
}

// Every promise of a server is kept exactly once, as those of sockets are.
func TestEveryPromiseOfAServer(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		states := map[string]func(m *testNet) *Server{
			"new":       func(m *testNet) *Server { return m.CreateServer() },
			"listening": func(m *testNet) *Server { return m.serve(ServerOptions{}, nil) },
			"connected": func(m *testNet) *Server {
				accepted := nettest.NewSignal()
				v := m.serve(ServerOptions{}, func(*Socket) { accepted.Fire() })
				m.connect(v)
				accepted.Wait(t, "a connection")
				return v
			},
			"failed": func(m *testNet) *Server {
				v := m.CreateServer()
				_ = v.ListenPath("/nowhere/at/all")
				return v
			},
			"looking up a name": func(m *testNet) *Server {
				v := m.CreateServer()
				_ = v.Listen(0, "nowhere.invalid")
				return v
			},
			"closing": func(m *testNet) *Server {
				v := m.serve(ServerOptions{}, nil)
				v.Close()
				return v
			},
		}
		for state, makeServer := range states {
			for _, p := range serverPromises {
				for _, before := range []bool{false, true} {
					group, err := NewGroup(GroupOptions{Loops: 2})
					if err != nil {
						t.Fatal(err)
					}
					group.handles.Network = n.handles.Network
					m := &testNet{Group: group, t: t, unix: n.unix}
					if n.unix {
						m.path = nettest.TempPath(t)
					}
					v, kept := makeServer(m), new(atomic.Int32)
					if before {
						group.Close()
					}
					p.ask(v, func() { kept.Add(1) })
					v.Close()
					group.Close()
					if !nettest.Eventually(func() bool { return kept.Load() > 0 }) {
						t.Errorf("%s of a server that is %s, its group closed before %v: never answered", p.name, state, before)
					}
					group.Wait()
					if n := kept.Load(); n > 1 {
						t.Errorf("%s of a server that is %s: answered %d times", p.name, state, n)
					}
				}
			}
		}
	})
}

// A deadline is one, whatever is left in the group, and its error is the context's.
func TestGroupShutdownKeepsItsDeadline(t *testing.T) {
	quietLog(t)
	reason := errors.New("no time")
	over, cancel := context.WithCancelCause(context.Background())
	cancel(reason)
	blocked := make(chan struct{})
	for name, leave := range map[string]func(m *testNet){
		"a timer":  func(m *testNet) { m.SetTimeout(time.Hour, func() {}) },
		"a Ref":    func(m *testNet) { m.Ref() },
		"a socket": func(m *testNet) { m.connect(m.serve(ServerOptions{}, nil)) },
		"a callback": func(m *testNet) {
			running := nettest.NewSignal()
			m.Post(func() { running.Fire(); <-blocked })
			running.Wait(t, "the callback")
		},
	} {
		m := newTestNet(t, nil, false, 1)
		leave(m)
		if err := m.Shutdown(over); err != reason {
			t.Errorf("with %s left: %v", name, err)
		}
		if name == "a Ref" {
			_ = m.Unref()
		}
	}
	close(blocked)
}
