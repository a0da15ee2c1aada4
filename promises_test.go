package nodenet

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A panic in a listener costs that call: those after it are called, of a socket and
// of a server, and what waits for the event returns.
func TestListenersAfterOneThatPanicsAreCalled(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { accepted <- s })
		v.OnClose(func() { panic("first") })
		serverClosed := nettest.NewSignal()
		v.OnClose(serverClosed.Fire)

		c := n.connect(v)
		var order atomic.Value
		order.Store("")
		note := func(what string) { order.Store(order.Load().(string) + what + " ") }
		c.OnData(func([]byte) { note("data1"); panic("in data") })
		c.OnData(func([]byte) { note("data2") })
		c.OnError(func(error) { note("error1"); panic("in error") })
		c.OnError(func(error) { note("error2") })
		c.OnClose(func(bool) { note("close1"); panic("in close") })
		last := nettest.NewSignal()
		c.OnceClose(func(bool) { note("close2"); last.Fire() })
		s := nettest.Await(t, accepted, "a connection")
		s.WriteString("hello")
		s.Resume()
		last.Wait(t, "the last listener")
		if got := order.Load(); got != "data1 data2 error1 error2 close1 close2 " {
			t.Error(got)
		}
		if err := c.Err(); err == nil || !strings.Contains(err.Error(), "in data") {
			t.Error(err)
		}
		if err := v.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		serverClosed.Wait(t, "the server's second listener")
	})
}

// Chunks ends with the error of a listener that has panicked at the peer's end.
func TestChunksTellsOfAPanicAtTheEnd(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.EndString("hello") })
		c := n.connect(v)
		c.OnEnd(func() { panic("at the end") })
		var got string
		var last error
		for p, err := range c.Chunks() {
			got, last = got+string(p), err
		}
		if got != "hello" || last == nil || !strings.Contains(last.Error(), "at the end") {
			t.Errorf("%q, %v", got, last)
		}
	})
}

// Chunks ends a closed socket's loop after the listeners of 'close' that were there before.
func TestChunksEndsAfterEarlierListenersOfClose(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		c := n.connect(v)
		over := nettest.NewSignal()
		c.OnClose(func(bool) {
			go func() {
				for range c.Chunks() {
				}
				over.Fire()
			}()
			select {
			case <-over.C:
				t.Error("Chunks is over while a listener of 'close' is called")
			case <-time.After(20 * time.Millisecond):
			}
		})
		c.Destroy(nil)
		over.Wait(t, "the end of Chunks")
	})
}

// The channel of PipeTo is answered whatever has become of the socket, and of the
// writer.
func TestPipeToIsAnswered(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) { s.WriteString("hello"); s.Resume() })

		destroyed := n.connect(v)
		destroyed.Destroy(nil)
		err := nettest.Await(t, destroyed.PipeTo(io.Discard), "a socket that was destroyed")
		wantCode(t, err, "ERR_STREAM_PREMATURE_CLOSE", "")
		closed(t, destroyed)
		err = nettest.Await(t, destroyed.PipeTo(io.Discard), "a socket that has closed")
		wantCode(t, err, "ERR_STREAM_PREMATURE_CLOSE", "")

		unpiped := n.connect(v)
		w := &firstWrite{wrote: nettest.NewSignal()}
		done := unpiped.PipeTo(w)
		w.wrote.Wait(t, "data")
		unpiped.Unpipe()
		if err := nettest.Await(t, done, "a pipe that was taken away"); err != nil || w.closed.Load() {
			t.Error(err, w.closed.Load())
		}
		unpiped.Destroy(nil)

		for name, write := range map[string]func([]byte) (int, error){
			"panics":         func([]byte) (int, error) { panic("in Write") },
			"Goexit":         func([]byte) (int, error) { runtime.Goexit(); return 0, nil },
			"writes nothing": func([]byte) (int, error) { return 0, nil },
		} {
			c := n.connect(v)
			if err := nettest.Await(t, c.PipeTo(writeFunc(write)), name); err == nil || c.Err() == nil {
				t.Errorf("%s: %v, %v", name, err, c.Err())
			}
			closed(t, c)
		}
	})
}

// A writer that was slow when the pipe was taken away does not make the socket flow
// again: that is no longer the pipe's.
func TestUnpipeFromASlowWriter(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.WriteString("x"); accepted <- s })
		c := n.connect(v)
		writing, release := nettest.NewSignal(), make(chan struct{})
		done := c.PipeTo(writeFunc(func(p []byte) (int, error) {
			writing.Fire()
			<-release
			return len(p), nil
		}))
		writing.Wait(t, "the writer")
		left, full := c.WritableHighWaterMark(), nettest.NewSignal()
		c.OnData(func(p []byte) {
			if left -= len(p); left <= 0 {
				full.Fire()
			}
		})
		c.OnceData(func([]byte) { runtime.Goexit() }) // costs nobody anything
		nettest.Await(t, accepted, "a connection").Write(make([]byte, 1<<20))
		full.Wait(t, "data")
		c.Unpipe()
		close(release)
		if err := nettest.Await(t, done, "the pipe"); err != nil {
			t.Error(err)
		}
		if c.ReadableFlowing() {
			t.Error("the socket flows")
		}
		c.Destroy(nil)
		closed(t, c)
	})
}

// The peer has ended and the socket is half-open: there is nothing to come that
// could end the pipe.
func TestPipeToAfterTheEndIsAnswered(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
		o := n.to(v)
		o.AllowHalfOpen = true
		c := n.ConnectWith(o)
		done := make(chan (<-chan error), 1)
		c.OnEnd(func() { n.Post(func() { done <- c.PipeTo(io.Discard) }) })
		c.Resume()
		if err := nettest.Await(t, nettest.Await(t, done, "the peer's end"), "the pipe"); err != nil {
			t.Error(err)
		}
		c.Destroy(nil)
		closed(t, c)
	})
}

// PipeFrom is answered when its reader breaks what a reader promises.
func TestPipeFromIsAnswered(t *testing.T) {
	quietLog(t)
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		for name, read := range map[string]func([]byte) (int, error){
			"panics":   func([]byte) (int, error) { panic("in Read") },
			"Goexit":   func([]byte) (int, error) { runtime.Goexit(); return 0, nil },
			"too much": func(p []byte) (int, error) { return len(p) + 1, nil },
			"negative": func(p []byte) (int, error) { return -1, nil },
		} {
			c := n.connect(v)
			if err := nettest.Await(t, c.PipeFrom(readFunc(read)), name); err == nil || c.Err() == nil {
				t.Errorf("%s: %v, %v", name, err, c.Err())
			}
			closed(t, c)
		}
	})
}

// Shutdown after Close waits for the same end, and destroys at its deadline, which a
// callback that blocks does not hold up.
func TestShutdownAfterClose(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume(); accepted <- s })
		c := n.connect(v)
		nettest.Await(t, accepted, "a connection")
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		blocked, release := nettest.NewSignal(), make(chan struct{})
		n.Post(func() { blocked.Fire(); <-release })
		blocked.Wait(t, "the loop")
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		if err := v.Shutdown(gone); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		close(release)
		closed(t, c)
		if err := v.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if err := v.Shutdown(context.Background()); err != nil {
			t.Error("after 'close':", err)
		}
		wantCode(t, n.CreateServer().Shutdown(context.Background()), "ERR_SERVER_NOT_RUNNING", "")
	})
}

// firstWrite tells of the first Write, and whether it was closed.
type firstWrite struct {
	wrote  *nettest.Signal
	closed atomic.Bool
}

func (w *firstWrite) Write(p []byte) (int, error) { w.wrote.Fire(); return len(p), nil }
func (w *firstWrite) Close() error                { w.closed.Store(true); return nil }

type writeFunc func([]byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }

type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

// runtime.Goexit in a listener, as testing's FailNow calls it, costs that call too:
// the events after it come, and the group closes.
func TestGoexitInAListener(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume(); s.EndString("hello") })
		v.OnClose(runtime.Goexit)
		serverClosed := nettest.NewSignal()
		v.OnClose(serverClosed.Fire)
		c := n.connect(v)
		c.OnError(func(error) { runtime.Goexit() })
		c.OnClose(func(bool) { runtime.Goexit() })
		last := nettest.NewSignal()
		c.OnClose(func(bool) { last.Fire() })
		c.OnEnd(func() { c.Destroy(errors.New("of the test")) })
		c.OnConnect(func() {
			c.Write([]byte("x"), func(error) { runtime.Goexit() })
			c.End(func(error) { runtime.Goexit() }, func(error) {})
		})
		c.Resume()
		last.Wait(t, "the last listener")

		refused := n.NewSocket(SocketOptions{})
		refused.OnError(func(error) { runtime.Goexit() })
		refused.Destroy(errors.New("of the test"))
		closed(t, refused)

		_ = v.Close()
		serverClosed.Wait(t, "the server's second listener")
		n.Wait()
	})
}

// quietLog keeps what the test does on purpose out of the log. It is the program's: not
// for tests that run beside others.
func quietLog(t *testing.T) {
	before := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(before) })
}

// runtime.Goexit in a listener costs that call only: what the event is about goes on.
func TestGoexitInEveryListener(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			s.OnEnd(func() { s.EndWith(make([]byte, 100_000)) })
			s.Resume()
		})
		lookup := func(context.Context, string, int) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("127.0.0.2"), netip.MustParseAddr("127.0.0.1")}, nil
		}
		o := n.to(v)
		if !n.unix {
			o.Host, o.Lookup = "a.test", lookup
		}
		var seen sync.Map
		exit := func(what string) { seen.Store(what, true); runtime.Goexit() }
		s := n.NewSocket(SocketOptions{HighWaterMark: 1})
		s.OnLookup(func(error, string, int, string) { exit("lookup") })
		s.OnConnectionAttempt(func(string, int, int) { exit("connectionAttempt") })
		s.OnConnectionAttemptFailed(func(string, int, int, error) { exit("connectionAttemptFailed") })
		s.OnConnect(func() { exit("connect") })
		s.OnReady(func() { exit("ready") })
		s.OnDrain(func() { exit("drain") })
		s.OnFinish(func() { exit("finish") })
		s.OnEnd(func() { exit("end") })
		got := 0
		s.OnData(func(p []byte) { got += len(p); exit("data") })
		s.OnClose(func(bool) { exit("close") })
		last := nettest.NewSignal()
		s.OnClose(func(bool) { last.Fire() })
		written, ended := nettest.NewSignal(), nettest.NewSignal()
		if err := s.ConnectWith(o); err != nil {
			t.Fatal(err)
		}
		s.Write([]byte("hello"), func(error) { written.Fire(); runtime.Goexit() })
		if err := s.WaitDrain(context.Background()); err != nil {
			t.Error(err)
		}
		s.End(func(error) { ended.Fire(); runtime.Goexit() })
		written.Wait(t, "the callback of Write")
		ended.Wait(t, "the callback of End")
		last.Wait(t, "close")
		if got != 100_000 || s.Err() != nil {
			t.Error(got, s.Err())
		}
		events := []string{"connectionAttempt", "connect", "ready", "finish", "end", "data", "close"}
		if !n.unix {
			events = append(events, "lookup")
		}
		for _, what := range events {
			if _, ok := seen.Load(what); !ok {
				t.Errorf("%s was not emitted", what)
			}
		}
	})
}

// A socket may be connected again as soon as it says that it has closed, although the
// listeners of that are still being called.
func TestConnectingAgainFromAnotherGoroutine(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		group, err := NewGroup(GroupOptions{Loops: 1})
		if err != nil {
			t.Fatal(err)
		}
		group.handles.Network = n.handles.Network
		s := group.NewSocket(SocketOptions{})
		var closes atomic.Int32
		s.OnClose(func(bool) { closes.Add(1); time.Sleep(10 * time.Microsecond) })
		const lives = 50
		for range lives {
			if err := s.ConnectWith(n.to(v)); err != nil {
				t.Fatal(err)
			}
			s.Destroy(nil)
			for !s.Closed() {
				runtime.Gosched()
			}
		}
		written := nettest.NewSignal()
		if err := s.ConnectWith(n.to(v)); err != nil {
			t.Fatal(err)
		}
		s.WriteString("x", func(err error) {
			if err != nil {
				t.Error(err)
			}
			written.Fire()
		})
		written.Wait(t, "the last life")
		group.Close()
		if n := closes.Load(); n != lives+1 {
			t.Errorf("%d lives and %d times 'close'", lives+1, n)
		}
	})
}

// The callback of SetTimeout is called also when the time is over before SetTimeout
// has returned.
func TestTheShortestTimeoutIsTold(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, nil)
	c, connected := n.connect(v), nettest.NewSignal()
	c.OnConnect(connected.Fire)
	connected.Wait(t, "the connection")
	for range 1000 {
		told := nettest.NewSignal()
		if err := c.SetTimeout(1, told.Fire); err != nil {
			t.Fatal(err)
		}
		told.Wait(t, "'timeout'")
	}
}
