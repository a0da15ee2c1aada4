package nodenet

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestGroupClose(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		var closes atomic.Int32
		v.OnClose(func() { closes.Add(1) })
		for range 5 {
			c := n.connect(v)
			connected := nettest.NewSignal()
			c.OnConnect(connected.Fire)
			c.OnClose(func(bool) { closes.Add(1) })
			connected.Wait(t, "connect")
		}
		n.Close()
		if closes.Load() != 6 {
			t.Errorf("%d closed", closes.Load())
		}
		// What comes later is refused, and nothing hangs.
		wantCode(t, n.Connect(1, "127.0.0.1", nil).Err(), "ERR_SOCKET_CLOSED", "")
		wantCode(t, v.Listen(0, "127.0.0.1"), "ERR_SERVER_NOT_RUNNING", "")
		if _, err := n.Dial(context.Background(), "tcp", "127.0.0.1:1"); err == nil {
			t.Error("dialled on a closed group")
		}
		n.Wait()
		n.Close()
	})
}

func TestGroupShutdown(t *testing.T) {
	for _, patient := range []bool{true, false} {
		onAllTransports(t, func(t *testing.T, n *testNet) {
			v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
			c := n.connect(v)
			echoed := nettest.NewSignal()
			c.OnData(func([]byte) { echoed.Fire() })
			c.WriteString("x")
			echoed.Wait(t, "echo")
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			done := make(chan error, 1)
			v.OnClose(func() {}) // the server waits for the connection
			go func() { done <- n.Shutdown(ctx) }()
			if !nettest.Eventually(func() bool { return !v.Listening() }) {
				t.Fatal("still listening")
			}
			if patient {
				c.End()
				if err := nettest.Await(t, done, "Shutdown"); err != nil {
					t.Error(err)
				}
			} else {
				cancel()
				err := nettest.Await(t, done, "Shutdown")
				if err != context.Canceled {
					t.Error(err, "is not the context's own error")
				}
			}
			if !c.Destroyed() {
				t.Error("the client is open")
			}
			closed(t, c)
		})
	}
}

func TestServerShutdown(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.WriteString("x") })
		c := n.connect(v)
		got := nettest.NewSignal()
		c.OnData(func([]byte) { got.Fire() })
		got.Wait(t, "data")
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		if err := v.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		closed(t, c)
		inside := make(chan error, 1)
		n.listen(v)
		n.Post(func() { inside <- v.Shutdown(context.Background()) })
		wantCode(t, nettest.Await(t, inside, "Shutdown"), "ERR_INVALID_STATE", "")
		if err := v.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

// Wait ignores what is unref'd, and sees what is ref'd again.
func TestWaitAndUnref(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Unref() })
		v.Unref()
		c := n.connect(v)
		connected := nettest.NewSignal()
		c.OnConnect(connected.Fire)
		connected.Wait(t, "connect")
		c.Unref()
		if !nettest.Eventually(func() bool { return n.handles.Refs.Count() == 0 }) {
			t.Fatal("unref'd things count")
		}
		n.Wait()
		c.Ref()
		waited := nettest.NewSignal()
		go func() { n.Wait(); waited.Fire() }()
		select {
		case <-waited.C:
			t.Error("Wait does not wait for a ref'd socket")
		case <-time.After(10 * time.Millisecond):
		}
		c.Destroy(nil)
		waited.Wait(t, "Wait")
	})
}

// Many goroutines call everything on the same sockets while they work.
func TestEveryMethodFromAnyGoroutine(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		m := newTestNet(t, n.handles.Network, n.unix, 3)
		v := m.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		var all sync.WaitGroup
		for range 20 {
			c := m.connect(v)
			c.SetTimeout(time.Second)
			for range 4 {
				all.Go(func() {
					for range 60 {
						disturb(c, v)
					}
				})
			}
		}
		all.Wait()
		v.CloseAllConnections()
		m.Close()
	})
}

// disturb calls something at random.
func disturb(s *Socket, v *Server) {
	calls := []func(){
		func() { s.Write([]byte("data"), func(error) {}) }, func() { s.WriteString("text") },
		func() { s.Pause() }, func() { s.Resume() }, func() { s.Read(3) }, func() { s.Unshift([]byte("x")) },
		func() { s.Cork() }, func() { s.Uncork() }, func() { s.Off(s.OnData(func([]byte) {})) },
		func() { s.Off(s.OnReadable(func() {})) }, func() { s.OnceDrain(func() {}) },
		func() { s.SetTimeout(time.Duration(rand.IntN(3)) * time.Millisecond) }, func() { s.Timeout() },
		func() { s.SetNoDelay(true) }, func() { s.SetKeepAlive(true, time.Second) }, func() { s.SetEncoding(UTF8) },
		func() { s.LocalAddr() }, func() { s.RemoteAddr() }, func() { s.ReadyState() }, func() { s.Err() },
		func() { s.BytesRead() }, func() { s.BytesWritten() }, func() { s.ReadableLength() }, func() { s.WritableLength() },
		func() { s.Ref() }, func() { s.Unref() }, func() { s.AttemptedAddresses() }, func() { s.Server() },
		func() { s.SetTypeOfService(4) }, func() { s.TypeOfService() }, func() { s.OnEnd(func() {}) }, func() { s.OnClose(func(bool) {}) },
		func() { v.GetConnections() }, func() { v.Address() }, func() { v.Listening() }, func() { v.SetMaxConnections(1000) },
		func() { s.Unpipe() },
	}
	if rand.IntN(100) == 0 {
		calls = []func(){func() { s.End() }, func() { s.Destroy(nil) }, func() { s.DestroySoon() }, func() { s.Destroy(errors.New("x")) }}
	}
	calls[rand.IntN(len(calls))]()
}

// A socket's callbacks never overlap, and run on one goroutine.
func TestCallbacksNeverOverlap(t *testing.T) {
	n := newTestNet(t, nil, false, 4)
	var overlaps atomic.Int32
	v := n.serve(ServerOptions{}, func(s *Socket) {
		var inside atomic.Int32
		s.OnData(func(p []byte) {
			if inside.Add(1) != 1 {
				overlaps.Add(1)
			}
			s.Write(p, func(error) {
				if inside.Load() != 0 {
					overlaps.Add(1)
				}
			})
			runtime.Gosched()
			inside.Add(-1)
		})
	})
	var all sync.WaitGroup
	for range 8 {
		c, err := net.Dial("tcp", v.Address().String())
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			defer c.Close()
			buf := make([]byte, 10)
			for range 50 {
				c.Write([]byte("x"))
				c.Read(buf)
			}
		})
	}
	all.Wait()
	if overlaps.Load() > 0 {
		t.Errorf("%d overlaps", overlaps.Load())
	}
}

// Connections are dealt to the loops in turn, and work there.
func TestSeveralLoops(t *testing.T) {
	n := newTestNet(t, nil, false, 3)
	loops := make(chan any, 9)
	v := n.serve(ServerOptions{}, func(s *Socket) { loops <- s.loop; s.Pipe(s) })
	count := map[any]int{}
	for range 9 {
		c := n.connect(v)
		got := make(chan []byte, 1)
		c.OnData(func(p []byte) { got <- p })
		c.WriteString("hi")
		if p := nettest.Await(t, got, "echo"); !bytes.Equal(p, []byte("hi")) {
			t.Error(p)
		}
		count[nettest.Await(t, loops, "loop")]++
	}
	for _, k := range count {
		if len(count) < 2 || k > 6 {
			t.Error(count)
		}
	}
}
