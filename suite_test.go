package nodenet

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// patience is how long a test waits for an event that has to come.
const patience = 20 * time.Second

// TestMain fails when the tests leave goroutines or descriptors behind. The
// default group and the Go runtime's own poller are started first: they stay.
func TestMain(m *testing.M) {
	DefaultGroup().Wait()
	if ln, err := net.Listen("tcp", "127.0.0.1:0"); err == nil {
		ln.Close()
	}
	goroutines, descriptors := runtime.NumGoroutine(), countDescriptors()
	code := m.Run()
	if code == 0 && !eventually(func() bool {
		return runtime.NumGoroutine() <= goroutines && countDescriptors() <= descriptors
	}) {
		buf := make([]byte, 1<<20)
		fmt.Printf("left behind: %d goroutines, %d descriptors\n%s\n",
			runtime.NumGoroutine()-goroutines, countDescriptors()-descriptors, buf[:runtime.Stack(buf, true)])
		code = 1
	}
	os.Exit(code)
}

// countDescriptors is 0 where the system does not tell. On wine it is Linux that
// would, of descriptors that are not the program's.
func countDescriptors() int {
	if runtime.GOOS == "windows" {
		return 0
	}
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// eventually waits for what nothing tells of.
func eventually(ok func() bool) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}

// onTransports runs a test on every transport and kind of address: descriptors
// and net.Conn, TCP and Unix sockets.
func onTransports(t *testing.T, test func(t *testing.T, n *testNet)) {
	for _, family := range families() {
		for _, unix := range []bool{false, true} {
			name := family.name + "/tcp"
			if unix {
				name = family.name + "/unix"
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, newTestNet(t, family.network, unix, 1))
			})
		}
	}
}

// family is a family of transports.
type family struct {
	name    string
	network transport.Network
}

// families are those that this system has: where no descriptor can be watched,
// the default is net.Conn.
func families() []family {
	conns := family{"conns", transport.Conns}
	if transport.Default == transport.Conns {
		return []family{conns}
	}
	return []family{{"descriptors", transport.Default}, conns}
}

// unixSockets says why there are no Unix sockets here: an old Windows has none,
// nor has wine 8.
var unixSockets = sync.OnceValue(func() error {
	if runtime.GOOS != "windows" {
		return nil
	}
	ln, err := net.Listen("unix", filepath.Join(os.TempDir(), "nodenet-test-"+itoa(os.Getpid())))
	if err != nil {
		return err
	}
	return ln.Close()
})

// needUnixSockets skips a test where there are none.
func needUnixSockets(t testing.TB) {
	t.Helper()
	if err := unixSockets(); err != nil {
		t.Skip("no Unix sockets here:", err)
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
		needUnixSockets(t)
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
		n.path = tempPath(t)
	}
	return n
}

// tempPath is the path for a socket file, short enough for every system.
func tempPath(t testing.TB) string {
	dir, err := os.MkdirTemp("", "nn")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "s")
}

// listen makes the server listen and returns when it does.
func (n *testNet) listen(v *Server) {
	n.t.Helper()
	listening := newSignal()
	v.OnError(func(err error) { n.t.Error("server:", err) })
	o := ListenOptions{Host: "127.0.0.1", Path: n.path, OnListening: listening.fire}
	if err := v.ListenWith(o); err != nil {
		n.t.Fatal(err)
	}
	listening.wait(n.t, "listening")
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

// signal is something that happens once; firing again does nothing.
type signal struct {
	once sync.Once
	c    chan struct{}
}

func newSignal() *signal { return &signal{c: make(chan struct{})} }

func (s *signal) fire() { s.once.Do(func() { close(s.c) }) }

func (s *signal) wait(t testing.TB, what string) {
	t.Helper()
	await(t, s.c, what)
}

// await returns what comes out of a channel.
func await[T any](t testing.TB, c <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(patience):
		buf := make([]byte, 1<<20)
		t.Fatalf("waited in vain for %s\n%s", what, buf[:runtime.Stack(buf, true)])
	}
	return v
}

// closed waits for a socket's 'close'.
func closed(t testing.TB, sockets ...*Socket) {
	t.Helper()
	for _, s := range sockets {
		c := newSignal()
		s.OnClose(func(bool) { c.fire() })
		c.wait(t, "close")
	}
}
