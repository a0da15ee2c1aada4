package nodenet

import (
	"errors"
	"log/slog"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// An id belongs to one listener for ever: the second Off of one removes nobody
// else's.
func TestIDsAreNotUsedAgain(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	gone := s.OnClose(func(bool) {})
	s.Off(gone)
	called := nettest.NewSignal()
	if id := s.OnClose(func(bool) { called.Fire() }); id == gone {
		t.Errorf("the id %d is used again", id)
	}
	s.Off(gone)
	s.Destroy(nil)
	called.Wait(t, "close")

	v := n.CreateServer()
	gone = v.OnListening(func() {})
	v.Off(gone)
	listening := nettest.NewSignal()
	v.OnListening(listening.Fire)
	v.Off(gone)
	if err := v.Listen(0, "127.0.0.1"); err != nil {
		t.Fatal(err)
	}
	listening.Wait(t, "listening")
	_ = v.Close()
}

// The callback of SetTimeout takes the place of the one before.
func TestTimeoutCallbacksDoNotPileUp(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		c := n.connect(v)
		var before atomic.Int32
		last := nettest.NewSignal()
		for range 20000 {
			if err := c.SetTimeout(time.Hour, func() { before.Add(1) }); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.SetTimeout(time.Millisecond, last.Fire); err != nil {
			t.Fatal(err)
		}
		last.Wait(t, "timeout")
		if before.Load() != 0 {
			t.Errorf("%d callbacks of before were called", before.Load())
		}
		c.Destroy(nil)
		closed(t, c)
		_ = v.Close()
	})
}

// loud is an error whose text cannot be had.
type loud struct{}

func (loud) Error() string { panic("no text") }

// What is given to Destroy, or thrown, may have an Error method that panics, or
// asks the socket: it is not called under a lock.
func TestErrorsWithMethodsOfTheirOwn(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	s.Destroy(loud{})
	closed(t, s)
	if !errors.Is(s.Err(), loud{}) {
		t.Error(s.Err())
	}
	s = n.NewSocket(SocketOptions{})
	s.Destroy(asks{s})
	closed(t, s)
	if got := s.Err().Error(); got != "destroyed: false" {
		t.Error(got)
	}
	for _, thrown := range []any{loud{}, 7, "text", errors.New("an error")} {
		if e := panicError(slog.Default(), thrown); !strings.HasPrefix(e.Error(), "panic in a callback: ") || len(e.Error()) < 22 {
			t.Error(e)
		}
	}
}

// asks is an error whose text depends on the socket.
type asks struct{ socket *Socket }

func (e asks) Error() string {
	if e.socket.Destroyed() {
		return "destroyed: true"
	}
	return "destroyed: false"
}

// A time that is longer than can be counted means never.
func TestVeryLongTimes(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	never := n.SetTimeout(math.MaxInt64, func() { t.Error("MaxInt64 has passed") })
	v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
	to := n.to(v)
	to.ConnectTimeout = math.MaxInt64
	c := n.ConnectWith(to)
	connected := nettest.NewSignal()
	c.OnConnect(connected.Fire)
	connected.Wait(t, "connect")
	// A timer set later comes before.
	due := nettest.NewSignal()
	n.SetTimeout(time.Millisecond, due.Fire)
	due.Wait(t, "the timer")
	never.Stop()
	c.Destroy(nil)
	closed(t, c)
	_ = v.Close()
}

func TestUnrefTooOften(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	wantCode(t, n.Unref(), "ERR_INVALID_STATE", "")
	n.Ref()
	if err := n.Unref(); err != nil {
		t.Error(err)
	}
	wantCode(t, n.Unref(), "ERR_INVALID_STATE", "")
	n.Wait()
}

// Wait in a callback would wait for itself.
func TestWaitInACallback(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	returned := nettest.NewSignal()
	n.Post(func() { n.Wait(); returned.Fire() })
	returned.Wait(t, "Wait to return")
}

// A pipe lets data flow, also from a socket that was paused.
func TestPipeFromAPausedSocket(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{PauseOnConnect: true}, func(s *Socket) { s.Pipe(s) })
		c := n.connect(v)
		text := make(chan string, 1)
		c.OnceData(func(p []byte) { text <- string(p) })
		c.WriteString("through")
		if got := nettest.Await(t, text, "the echo"); got != "through" {
			t.Error(got)
		}
		c.End()
		closed(t, c)
		_ = v.Close()
	})
}

// A buffer of nothing for OnRead is an error, told once: not an end, nor a spin.
func TestOnReadIntoNothing(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume(); s.WriteString("data") })
		to := n.to(v)
		to.OnRead = &OnRead{
			BufferFunc: func() []byte { return []byte{} },
			Callback:   func([]byte) bool { t.Error("read into nothing"); return true },
		}
		c := n.ConnectWith(to)
		c.OnEnd(func() { t.Error("an end that nobody has sent") })
		closed(t, c)
		wantCode(t, c.Err(), "ERR_INVALID_ARG_VALUE", "")
		_ = v.Close()
	})
}

// A listener that is late hears what it has missed before those that were added after it
// hear what comes next, though they are in time for that.
func TestALateListenerHearsFirst(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		c := n.connect(v)
		connected := nettest.NewSignal()
		c.OnConnect(connected.Fire)
		connected.Wait(t, "connect")

		for name, emit := range map[string]func(){
			"data":    func() { c.emitData(c.snapshot(), []byte("x"), true) },
			"timeout": func() { c.emitPlain(evTimeout) },
		} {
			busy, added, heard := make(chan struct{}), make(chan struct{}), make(chan string, 9)
			c.Post(func() {
				close(busy)
				<-added
				emit()
			})
			nettest.Await(t, busy, "the loop")
			ids := []ListenerID{
				c.OnceConnect(func() { heard <- "connect" }),
				c.OnTimeout(func() { heard <- name }),
				c.OnData(func([]byte) { heard <- name }),
			}
			close(added)
			if first, second := nettest.Await(t, heard, "an event"), nettest.Await(t, heard, "an event"); first != "connect" || second != name {
				t.Errorf("%s came before %s", first, second)
			}
			for _, id := range ids {
				c.Off(id)
			}
		}
	})
}
