package nodenet

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// All of several callbacks are called, in order, also when one before panics.
func TestSeveralCallbacks(t *testing.T) {
	var called []string
	add := func(name string) func(error) { return func(error) { called = append(called, name) } }
	f := errorCallback([]func(error){add("a"), nil, func(error) { panic("b") }, add("c")})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was lost")
			}
		}()
		f(nil)
	}()
	if got := strings.Join(called, ""); got != "ac" {
		t.Error(got)
	}
	if callback(nil) != nil || callback([]func(){nil}) != nil || errorCallback([]func(error){nil, nil}) != nil {
		t.Error("nothing to call is not nil")
	}
}

func TestSeveralCallbacksOfASocket(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		client := n.connect(v)
		told := make(chan string, 4)
		tell := func(what string) func(error) { return func(error) { told <- what } }
		client.Write([]byte("x"), tell("write"), tell("write"))
		client.End(tell("end"), tell("end"))
		for _, want := range []string{"write", "write", "end", "end"} {
			if got := nettest.Await(t, told, want); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
		closed(t, client)
		closing := make(chan error, 2)
		_ = v.Close(func(err error) { closing <- err }, func(err error) { closing <- err })
		nettest.Await(t, closing, "close")
		nettest.Await(t, closing, "close")
	})
}

func TestWaitDrain(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{PauseOnConnect: true}, func(s *Socket) { accepted <- s })
		client := n.connect(v)
		if err := client.WaitDrain(context.Background()); err != nil {
			t.Error("nothing waits:", err)
		}
		for client.Write(make([]byte, 32<<20)) { // more than the kernel has room for
		}
		ctx, cancel := context.WithCancelCause(context.Background())
		cause := errors.New("enough")
		cancel(cause)
		if err := client.WaitDrain(ctx); err != cause {
			t.Errorf("%v, want the cause of the context", err)
		}
		nettest.Await(t, accepted, "connection").Resume()
		if err := client.WaitDrain(context.Background()); err != nil || client.WritableNeedDrain() {
			t.Errorf("%v, need drain %v", err, client.WritableNeedDrain())
		}
		inside := make(chan error, 1)
		n.Post(func() { inside <- client.WaitDrain(context.Background()) })
		wantCode(t, nettest.Await(t, inside, "an answer"), "ERR_INVALID_STATE", "")
		client.Destroy(cause)
		if err := client.WaitDrain(context.Background()); !errors.Is(err, cause) {
			t.Errorf("%v, want what has ended the socket", err)
		}
		if client.Write([]byte("x")) {
			t.Error("a dead socket welcomes more")
		}
		_ = v.Close()
	})
}

// WaitDrain ends with a socket that is destroyed while it waits.
func TestWaitDrainOfASocketThatDies(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{PauseOnConnect: true}, func(*Socket) {})
		client := n.connect(v)
		for client.Write(make([]byte, 32<<20)) {
		}
		waited := make(chan error, 1)
		go func() { waited <- client.WaitDrain(context.Background()) }()
		client.Destroy(nil)
		wantCode(t, nettest.Await(t, waited, "the end"), "ERR_STREAM_DESTROYED", "")
		v.CloseAllConnections()
		_ = v.Close()
	})
}

func TestOptionsOfASocketAreNotThoseOfConnecting(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	err := s.ConnectWith(ConnectOptions{Port: 1, SocketOptions: SocketOptions{NoDelay: true}})
	wantCode(t, err, "ERR_INVALID_ARG_VALUE", "")
	if s.Connecting() {
		t.Error("it connects all the same")
	}
	s.Destroy(nil)
	closed(t, s)
}

func TestMaxConnectionsOfNone(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
		v.SetMaxConnections(0) // no limit, as in the options
		client := n.connect(v)
		client.Resume()
		ended := nettest.NewSignal()
		client.OnEnd(ended.Fire)
		ended.Wait(t, "end")
		_ = v.Close()
	})
}
