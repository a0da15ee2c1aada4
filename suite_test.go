package nodenet

import (
	"context"
	"crypto/tls"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

func TestMain(m *testing.M) { nettest.Main(m, func() { DefaultGroup().Wait() }) }

// onTransports runs a test on every transport and kind of address: descriptors
// and net.Conn, TCP and Unix sockets.
func onTransports(t *testing.T, test func(t *testing.T, n *testNet)) {
	runOnTransports(t, false, test)
}

// onAllTransports runs it with TLS as well: a test in which nobody looks at the bytes on
// the wire.
func onAllTransports(t *testing.T, test func(t *testing.T, n *testNet)) {
	runOnTransports(t, false, test)
	runOnTransports(t, true, test)
}

func runOnTransports(t *testing.T, secure bool, test func(t *testing.T, n *testNet)) {
	for _, family := range transporttest.Families() {
		for _, unix := range []bool{false, true} {
			name := family.Name + "/tcp"
			if unix {
				name = family.Name + "/unix"
			}
			if secure {
				name = "tls/" + name
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				n := newTestNet(t, family.Network, unix, 1)
				n.secure = secure
				test(t, n)
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
	// secure is TLS between all servers and sockets that the test makes by this.
	secure bool
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

// CreateServerWith is that of the group, with TLS where the test has it.
func (n *testNet) CreateServerWith(o ServerOptions) *Server {
	if n.secure && o.TLS == nil {
		o.TLS = serverConfig()
	}
	return n.Group.CreateServerWith(o)
}

// CreateServer is that of the group, with TLS where the test has it.
func (n *testNet) CreateServer(onConnection ...func(*Socket)) *Server {
	v := n.CreateServerWith(ServerOptions{})
	for _, f := range onConnection {
		v.OnConnection(f)
	}
	return v
}

// ConnectWith is that of the group, with TLS where the test has it.
func (n *testNet) ConnectWith(o ConnectOptions) *Socket {
	if n.secure && o.TLS == nil {
		o.TLS = clientConfig()
	}
	return n.Group.ConnectWith(o)
}

// DialWith is that of the group, with TLS where the test has it.
func (n *testNet) DialWith(ctx context.Context, o ConnectOptions) (*Socket, error) {
	if n.secure && o.TLS == nil {
		o.TLS = clientConfig()
	}
	return n.Group.DialWith(ctx, o)
}

// serverConfig and clientConfig are the two ends of TLS in tests.
func serverConfig() *tls.Config {
	cert, _ := nettest.Certificate()
	return &tls.Config{Certificates: []tls.Certificate{cert}}
}

func clientConfig() *tls.Config {
	_, pool := nettest.Certificate()
	return &tls.Config{RootCAs: pool, ServerName: "localhost"}
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
