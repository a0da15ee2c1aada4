package nodenet

import (
	"context"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// listenAsGo makes a server by Listen, and returns it with where to connect to.
func (n *testNet) listenAsGo() (*Server, ConnectOptions) {
	n.t.Helper()
	network, address := "tcp", "127.0.0.1:0"
	if n.unix {
		network, address = "unix", n.path
	}
	v, err := n.Listen(context.Background(), network, address)
	if err != nil {
		n.t.Fatal(err)
	}
	return v, n.to(v)
}

// turns returns when the first loop has gone round some times.
func (n *testNet) turns(count int) {
	n.t.Helper()
	for range count {
		posted := make(chan struct{})
		n.Post(func() { close(posted) })
		nettest.Await(n.t, posted, "a turn")
	}
}

// A slow consumer of Connections holds up who connects, in the system's backlog, and
// none is lost.
func TestWaitingConnectionsAreBounded(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v, to := n.listenAsGo()
		const count = 300
		connected := make(chan struct{}, count)
		to.OnConnect = func() { connected <- struct{}{} }
		for range count {
			n.ConnectWith(to)
		}
		for range count {
			nettest.Await(t, connected, "connect")
		}
		if !nettest.Eventually(func() bool { return v.GetConnections() >= mostWaiting }) {
			t.Fatalf("%d connections were accepted", v.GetConnections())
		}
		n.turns(2 * count)
		if k := v.GetConnections(); k > mostWaiting+20 {
			t.Errorf("%d connections were accepted", k)
		}
		taken := 0
		for s := range v.Connections(context.Background()) {
			if taken++; taken == count {
				s.Destroy(nil)
				break
			}
		}
	})
}

// A connection that a listener has, or that has closed, waits for nobody.
func TestConnectionsWaitForWhoWantsThem(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v, to := n.listenAsGo()
		waiting := func() int {
			v.taken.mu.Lock()
			defer v.taken.mu.Unlock()
			return len(v.taken.sockets)
		}
		early := n.ConnectWith(to)
		gone := n.ConnectWith(to)
		if !nettest.Eventually(func() bool { return waiting() == 2 }) {
			t.Fatal("nothing waits for Connections")
		}
		v.mu.Lock()
		second := v.head // the newest
		v.mu.Unlock()
		second.Destroy(nil)
		if !nettest.Eventually(func() bool { return waiting() == 1 }) {
			t.Error("a connection that has closed still waits")
		}
		got := make(chan *Socket, 2)
		v.OnConnection(func(s *Socket) { got <- s })
		nettest.Await(t, got, "the connection that came before the listener")
		late := n.ConnectWith(to)
		nettest.Await(t, got, "the next one")
		if k := waiting(); k != 0 {
			t.Errorf("%d wait, although there is a listener", k)
		}
		for _, s := range []*Socket{early, gone, late} {
			s.Destroy(nil)
		}
		// Where both are wanted both get it.
		done := make(chan struct{})
		each := v.Connections(context.Background())
		go func() {
			for s := range each {
				s.Destroy(nil)
				break
			}
			close(done)
		}()
		n.ConnectWith(to)
		nettest.Await(t, done, "a connection")
		nettest.Await(t, got, "the listener's")
	})
}
