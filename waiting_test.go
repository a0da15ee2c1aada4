package nodenet

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// waitingCalls wait until a context ends.
func waitingCalls(n *testNet, v *Server, s *Socket) map[string]func(context.Context) error {
	at := v.Address().String()
	return map[string]func(context.Context) error{
		"Dial":     func(ctx context.Context) error { _, err := n.Dial(ctx, "tcp", at); return err },
		"DialWith": func(ctx context.Context) error { _, err := n.DialWith(ctx, n.to(v)); return err },
		"Dialer": func(ctx context.Context) error {
			_, err := (&Dialer{Group: n.Group}).DialContext(ctx, "tcp", at)
			return err
		},
		"Dialer.Timeout": func(ctx context.Context) error {
			_, err := (&Dialer{Group: n.Group, Timeout: time.Hour}).DialContext(ctx, "tcp", at)
			return err
		},
		"Listen":    func(ctx context.Context) error { _, err := n.Listen(ctx, "tcp", "127.0.0.1:0"); return err },
		"WaitDrain": s.WaitDrain,
		"Server":    v.Shutdown,
		"Group":     n.Shutdown,
	}
}

// Without a context, and on a loop, a call that waits is misuse, and nothing has happened.
func TestWaitingWhereItCannotBe(t *testing.T) {
	quietLog(t)
	n := newTestNet(t, nil, false, 2)
	v := n.serve(ServerOptions{}, nil)
	s := n.NewSocket(SocketOptions{})
	var none context.Context
	for name, call := range waitingCalls(n, v, s) {
		if err := call(none); err == nil {
			t.Errorf("%s of no context: no error", name)
		} else {
			wantCode(t, asOwn(err), "ERR_INVALID_ARG_TYPE", `The "ctx" argument must be a context.Context. Received nil`)
		}
		told := make(chan error, 1)
		n.Post(func() { told <- call(context.Background()) })
		wantCode(t, asOwn(nettest.Await(t, told, name+" on a loop")), "ERR_INVALID_STATE", "")
	}
	for range v.Connections(none) {
		t.Error("a connection")
	}
	if !v.Listening() || v.GetConnections() > 0 || s.Destroyed() {
		t.Error("misuse has done something")
	}
	if k := n.Stats().Connected; k > 0 {
		t.Error(k, "connections")
	}
}

// asOwn is what a *net.OpError has in it.
func asOwn(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return err
}

// On a loop nobody waits for another Read or Write, which may itself wait for that loop; and
// one loop does not wait for another, which may wait for it.
func TestConnOnALoopWhileOthersWait(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		group, err := NewGroup(GroupOptions{Loops: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer group.Close()
		group.handles.Network = n.handles.Network
		n = &testNet{Group: group, t: t, unix: n.unix, path: n.path, secure: n.secure}
		client, server := connPair(t, n)
		defer client.Close()
		defer server.Close()
		over := make(chan error, 3)
		go func() { _, err := client.Read(make([]byte, 1)); over <- err }()
		go func() { _, err := client.Write(make([]byte, 64<<20)); over <- err }()
		waits := func() bool {
			held := !client.reading.TryLock()
			if !held {
				client.reading.Unlock()
			}
			return held && client.Socket().WritableLength() > 0
		}
		if !nettest.Eventually(waits) {
			t.Fatal("nobody waits")
		}
		for name, call := range map[string]func() error{
			"Read":    func() error { _, err := client.Read(make([]byte, 1)); return err },
			"WriteTo": func() error { _, err := client.WriteTo(io.Discard); return err },
			"Write":   func() error { _, err := client.Write([]byte("x")); return err },
			"ReadFrom": func() error {
				_, err := client.ReadFrom(readFunc(func(p []byte) (int, error) { return 1, nil }))
				return err
			},
			"Chunks": func() (err error) {
				for _, err = range server.Socket().Chunks() {
				}
				return err
			},
		} {
			for _, l := range group.handles.Loops {
				told := make(chan error, 1)
				l.Post(loop.Task{On: loop.Func(func() { told <- call() })})
				wantCode(t, asOwn(nettest.Await(t, told, name+" on a loop")), "ERR_INVALID_STATE", "")
			}
		}
		client.Close()
		nettest.Await(t, over, "Read or Write")
		nettest.Await(t, over, "Read or Write")
	})
}

// While WriteTo writes, to what may take its time or read itself, others may read: with
// their deadline.
func TestConnReadsWhileWriteToWrites(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		defer client.Close()
		defer server.Close()
		if _, err := server.Write([]byte("hello")); err != nil {
			t.Fatal(err)
		}
		copied := make(chan error, 1)
		writing, release := nettest.NewSignal(), make(chan struct{})
		go func() {
			_, err := client.WriteTo(writeFunc(func(p []byte) (int, error) {
				writing.Fire()
				<-release
				return len(p), nil
			}))
			copied <- err
		}()
		writing.Wait(t, "the writer")
		read := make(chan error, 1)
		_ = client.SetReadDeadline(time.Now().Add(time.Millisecond))
		go func() { _, err := client.Read(make([]byte, 1)); read <- err }()
		if err := nettest.Await(t, read, "Read with a deadline"); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error(err)
		}
		_ = client.SetReadDeadline(time.Time{})
		if _, err := server.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		go func() { _, err := io.ReadFull(client, make([]byte, 1)); read <- err }()
		if err := nettest.Await(t, read, "Read"); err != nil {
			t.Error(err)
		}
		close(release)
		_ = server.Close()
		nettest.Await(t, copied, "WriteTo")
	})
}
