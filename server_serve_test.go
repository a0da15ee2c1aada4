package nodenet

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// configured is a connection that notes what is set on it.
type configured struct {
	net.Conn
	noDelay   chan bool
	keepAlive chan net.KeepAliveConfig
}

func (c *configured) SetNoDelay(on bool) error { c.noDelay <- on; return nil }

func (c *configured) SetKeepAliveConfig(k net.KeepAliveConfig) error { c.keepAlive <- k; return nil }

// oneConn is a listener that has one connection.
type oneConn struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (ln oneConn) Accept() (net.Conn, error) {
	select {
	case c := <-ln.conns:
		return c, nil
	case <-ln.closed:
		return nil, net.ErrClosed
	}
}

func (ln oneConn) Close() error   { close(ln.closed); return nil }
func (ln oneConn) Addr() net.Addr { return &net.UnixAddr{Name: "one", Net: "unix"} }

// Serve sets what the server's options ask for, on whatever has it, and nothing
// else.
func TestServeSetsTheServersOptions(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, o := range []ServerOptions{{}, {NoDelay: true, KeepAlive: true, KeepAliveInitialDelay: 33 * time.Second}} {
		ours, theirs := net.Pipe()
		c := &configured{ours, make(chan bool, 9), make(chan net.KeepAliveConfig, 9)}
		ln := oneConn{make(chan net.Conn, 1), make(chan struct{})}
		ln.conns <- c
		accepted := make(chan *Socket, 1)
		o.OnConnection = func(s *Socket) { accepted <- s }
		v := n.CreateServerWith(o)
		if err := v.Serve(ln); err != nil {
			t.Fatal(err)
		}
		nettest.Await(t, accepted, "a connection").Destroy(nil)
		if o.NoDelay {
			if on := nettest.Await(t, c.noDelay, "SetNoDelay"); !on {
				t.Error("no delay is off")
			}
			if k := nettest.Await(t, c.keepAlive, "SetKeepAliveConfig"); !k.Enable || k.Idle != 33*time.Second {
				t.Errorf("keep-alive is %+v", k)
			}
		}
		if len(c.noDelay) > 0 || len(c.keepAlive) > 0 {
			t.Errorf("options nobody asked for were set")
		}
		_ = v.Close()
		_ = theirs.Close()
	}
}

// A nil pointer is no listener, whatever its type.
func TestServeOfNothing(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, ln := range []net.Listener{nil, (*net.TCPListener)(nil)} {
		if err := n.CreateServer().Serve(ln); err == nil {
			t.Errorf("%T: no error", ln)
		}
	}
}

// watched is a context that never ends, and knows how many wait for that.
type watched struct {
	context.Context
	done chan struct{}
	by   atomic.Int32
}

func (w *watched) Done() <-chan struct{} { return w.done }

// AfterFunc is what package context calls instead of its own.
func (w *watched) AfterFunc(func()) (stop func() bool) {
	w.by.Add(1)
	return func() bool { w.by.Add(-1); return true }
}

// The signal of a Listen that has failed is let go: it would close what the next one makes.
func TestTheSignalOfAListenThatFailed(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	taken := n.serve(ServerOptions{}, nil)
	signal := &watched{Context: context.Background(), done: make(chan struct{})}
	v := n.CreateServer()
	v.OnError(func(error) {})
	if v.ListenWith(ListenOptions{Host: "127.0.0.1", Port: taken.Address().Port, Signal: signal}) == nil {
		t.Fatal("no error")
	}
	if by := signal.by.Load(); by != 0 {
		t.Errorf("%d wait for the signal", by)
	}
	if err := v.ListenWith(ListenOptions{Host: "127.0.0.1", Signal: signal}); err != nil || signal.by.Load() != 1 {
		t.Error(err, signal.by.Load())
	}
	if err := v.Close(); err != nil || signal.by.Load() != 0 {
		t.Error(err, signal.by.Load())
	}
}
