package nodenet

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// proxied is a client of a proxy, the target behind it, and what the Pipeline says.
func proxied(t *testing.T, n *testNet) (client, target *Conn, done <-chan error) {
	behind := newTestNet(t, n.handles.Network, n.unix, 1)
	ends, said := make(chan *Socket, 1), make(chan error, 2)
	inner := behind.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) { ends <- s })
	outer := n.serve(ServerOptions{}, func(s *Socket) {
		Pipeline(s, behind.connect(inner), func(err error) { said <- err })
	})
	c := n.connect(outer)
	return c.Conn(), nettest.Await(t, ends, "the target").Conn(), said
}

func TestPipelineKeepsHalves(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, target, done := proxied(t, n)
		want := pattern(1_000_000)
		go func() { client.Write(want); client.CloseWrite() }()
		if got, err := io.ReadAll(target); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		go func() { target.Write(want); target.CloseWrite() }() // after the other side's end
		if got, err := io.ReadAll(client); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if err := nettest.Await(t, done, "the callback"); err != nil {
			t.Error(err)
		}
	})
}

func TestPipelineDestroysBoth(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	client, target, done := proxied(t, n)
	if err := client.Socket().ResetAndDestroy(); err != nil {
		t.Fatal(err)
	}
	if err := nettest.Await(t, done, "the callback"); err == nil {
		t.Error("no error")
	}
	io.Copy(io.Discard, target)
	target.Close()
	select {
	case err := <-done:
		t.Error("called twice:", err)
	default:
	}
}

func TestPipelineOfWhatIsDestroyed(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	bad := errors.New("bad")
	a, b := n.NewSocket(SocketOptions{}), n.NewSocket(SocketOptions{})
	a.Destroy(bad)
	done := make(chan error, 1)
	Pipeline(a, b, func(err error) { done <- err })
	if err := nettest.Await(t, done, "the callback"); !errors.Is(err, bad) {
		t.Error(err)
	}
}

// A socket that has closed before is no less an end on the loop, where its 'close' is missed.
func TestPipelineOfWhatHasClosed(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
	bad := errors.New("bad")
	a, b := n.connect(v), n.connect(v)
	closed(t, a.Destroy(bad))
	done := make(chan error, 2)
	say := func(err error) { done <- err }
	b.Post(func() { Pipeline(a, b, say) })
	if err := nettest.Await(t, done, "the callback"); !errors.Is(err, bad) {
		t.Error(err)
	}
	closed(t, b)
	b.Post(func() { Pipeline(a, b, say) })
	if err := nettest.Await(t, done, "the callback for two"); !errors.Is(err, bad) {
		t.Error(err)
	}
}

// What has ended before it is piped passes its end on, also on the loop, where a listener
// would miss it.
func TestPipesOfWhatHasEndedBefore(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		done := make(chan error, 1)
		behind := newTestNet(t, n.handles.Network, n.unix, 1)
		behind.secure = n.secure
		far := behind.serve(ServerOptions{}, func(s *Socket) { s.Resume() })
		near := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			s.OnEnd(func() {
				s.Post(func() { Pipeline(s, n.ConnectWith(behind.to(far)), func(err error) { done <- err }) })
			})
			s.Resume()
		})
		c := n.connect(near)
		c.Resume()
		c.End()
		if err := nettest.Await(t, done, "the callback"); err != nil {
			t.Error(err)
		}
		closed(t, c)
	})
}
