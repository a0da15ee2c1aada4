package nodenet

import (
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

func TestMain(m *testing.M) { nettest.Main(m, func() { DefaultGroup().Wait() }) }

// onTransports runs a test on every transport and kind of address: descriptors
// and net.Conn, TCP and Unix sockets.
func onTransports(t *testing.T, test func(t *testing.T, n *testNet)) {
	for _, family := range transporttest.Families() {
		for _, unix := range []bool{false, true} {
			name := family.Name + "/tcp"
			if unix {
				name = family.Name + "/unix"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, newTestNet(t, family.Network, unix, 1))
			})
		}
	}
}

// testNet is a group on one transport, and where its server listens.
type testNet struct {
	*Group
	t    testing.TB
	unix bool
	path string
}

func newTestNet(t testing.TB, network transport.Network, unix bool, loops int) *testNet {
	t.Helper()
	if unix {
		nettest.NeedUnixSockets(t)
	}
	g, err := NewGroup(GroupOptions{Loops: loops})
	if err != nil {
		t.Fatal(err)
	}
	if network != nil {
		g.handles.Network = network
	}
	t.Cleanup(func() { g.Close() })
	n := &testNet{Group: g, t: t, unix: unix}
	if unix {
		n.path = nettest.TempPath(t)
	}
	return n
}

// listen makes the server listen and returns when it does.
func (n *testNet) listen(v *Server) {
	n.t.Helper()
	listening := nettest.NewSignal()
	v.OnError(func(err error) { n.t.Error("server:", err) })
	o := ListenOptions{Host: "127.0.0.1", Path: n.path, OnListening: listening.Fire}
	if err := v.ListenWith(o); err != nil {
		n.t.Fatal(err)
	}
	listening.Wait(n.t, "listening")
}

// serve starts a server with options and a connection listener.
func (n *testNet) serve(o ServerOptions, onConnection func(*Socket)) *Server {
	n.t.Helper()
	o.OnConnection = onConnection
	v := n.CreateServerWith(o)
	n.listen(v)
	return v
}

// to is where to connect to for a server.
func (n *testNet) to(v *Server) ConnectOptions {
	if n.unix {
		return ConnectOptions{Path: n.path}
	}
	return ConnectOptions{Host: "127.0.0.1", Port: v.Address().Port}
}

// connect connects to a server.
func (n *testNet) connect(v *Server) *Socket { return n.ConnectWith(n.to(v)) }

// closed waits for a socket's 'close'.
func closed(t testing.TB, sockets ...*Socket) {
	t.Helper()
	for _, s := range sockets {
		c := nettest.NewSignal()
		s.OnClose(func(bool) { c.Fire() })
		c.Wait(t, "close")
	}
}
