package nodenet

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

// A callback that takes long holds up no new connection while another loop is idle,
// whichever loop it runs on.
func TestABusyLoopHoldsUpNoNewConnections(t *testing.T) {
	for _, family := range transporttest.Families() {
		t.Run(family.Name, func(t *testing.T) { aBusyLoop(t, newTestNet(t, family.Network, false, 2)) })
	}
}

func aBusyLoop(t *testing.T, n *testNet) {
	for busy := range 2 {
		release, blocked := make(chan struct{}), nettest.NewSignal()
		var count atomic.Int32
		v := n.serve(ServerOptions{}, func(s *Socket) {
			if int(count.Add(1)) == busy+1 {
				s.OnceData(func([]byte) { blocked.Fire(); <-release })
			}
			s.WriteString("hello")
		})
		clients := newTestNet(t, nil, false, 1)
		greeted := func() *Socket {
			c, hello := clients.ConnectWith(n.to(v)), nettest.NewSignal()
			c.OnData(func([]byte) { hello.Fire() })
			hello.Wait(t, "a greeting")
			return c
		}
		var last *Socket
		for range busy + 1 {
			last = greeted()
		}
		last.WriteString("x")
		blocked.Wait(t, "the callback")
		for range 20 {
			greeted()
		}
		close(release)
		clients.Close()
		v.CloseAllConnections()
		v.Close()
	}
}

// Connections go to the loop that has the fewest.
func TestConnectionsAreDealtByLoad(t *testing.T) {
	n := newTestNet(t, nil, false, 3)
	accepted := make(chan *Socket, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { accepted <- s })
	clients := newTestNet(t, nil, false, 1)
	of := map[any][]*Socket{}
	// A loop at work gets none: all are to be idle.
	idle := func() {
		for _, l := range n.handles.Loops {
			nettest.Eventually(l.Asleep)
		}
	}
	for range 30 {
		idle()
		clients.ConnectWith(n.to(v))
		s := nettest.Await(t, accepted, "a connection")
		of[s.loop] = append(of[s.loop], s)
	}
	for _, l := range n.handles.Loops {
		if got := len(of[l]); got < 5 || int(l.Load.Load()) != got {
			t.Errorf("a loop got %d of 30, and counts %d", got, l.Load.Load())
		}
	}
	gone := n.handles.Loops[1]
	for _, s := range of[gone] {
		s.Destroy(nil)
	}
	closed(t, of[gone]...)
	refilled := 0
	for range of[gone] {
		idle()
		clients.ConnectWith(n.to(v))
		if s := nettest.Await(t, accepted, "a connection"); s.loop == gone {
			refilled++
		}
	}
	if refilled < len(of[gone])/2 {
		t.Errorf("%d of %d on the loop that has none", refilled, len(of[gone]))
	}
}

// What a callback makes stays on its loop, and SameLoop puts a socket beside another.
func TestSameLoop(t *testing.T) {
	n := newTestNet(t, nil, false, 4)
	other := newTestNet(t, nil, false, 1)
	var wrong atomic.Int32
	var all sync.WaitGroup
	all.Add(16)
	v := n.serve(ServerOptions{}, func(s *Socket) {
		defer all.Done()
		if n.NewSocket(SocketOptions{}).loop != s.loop || n.CreateServer().loop != s.loop {
			wrong.Add(1)
		}
	})
	for range 16 {
		n.connect(v)
	}
	all.Wait()
	if wrong.Load() > 0 {
		t.Errorf("%d callbacks made what is on another loop", wrong.Load())
	}
	first := n.NewSocket(SocketOptions{})
	for range 8 {
		if s := n.NewSocket(SocketOptions{SameLoop: first}); s.loop != first.loop {
			t.Error("on another loop")
		}
	}
	if s := other.NewSocket(SocketOptions{SameLoop: first}); s.loop != other.handles.Loops[0] {
		t.Error("on a loop of another group")
	}
}
