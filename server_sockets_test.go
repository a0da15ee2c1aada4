package nodenet

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestSocketsOfAServer(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	accepted := make(chan *Socket, 3)
	v := n.serve(ServerOptions{}, func(s *Socket) { accepted <- s })
	var want []*Socket
	for range 3 {
		n.connect(v)
		want = append(want, nettest.Await(t, accepted, "a connection"))
	}
	slices.Reverse(want)
	if got := slices.Collect(v.Sockets()); !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
	for s := range v.Sockets() { // who leaves meanwhile harms nothing
		s.Destroy(nil)
		break
	}
	closed(t, want[0])
	if got := slices.Collect(v.Sockets()); !slices.Equal(got, want[1:]) {
		t.Errorf("%v, not %v", got, want[1:])
	}
}

func TestSocketValue(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	var count, other SocketValue[int]
	var name SocketValue[*string]
	s, empty := n.NewSocket(SocketOptions{}), n.NewSocket(SocketOptions{})
	text := "name"
	count.Set(s, 1)
	other.Set(s, 7)
	name.Set(s, &text)
	count.Set(s, 2)
	if count.Get(s) != 2 || other.Get(s) != 7 || name.Get(s) != &text {
		t.Error(count.Get(s), other.Get(s), name.Get(s))
	}
	if count.Get(empty) != 0 || name.Get(empty) != nil {
		t.Error(count.Get(empty), name.Get(empty))
	}
	for _, s := range []*Socket{s, empty} {
		s.Destroy(nil)
		closed(t, s)
	}
	if name.Get(s) != &text {
		t.Error("the value has gone with 'close'")
	}
}

// syncBuffer is where a log goes.
type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *syncBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

// An error of a server that nobody hears is logged, and one that somebody hears is
// not.
func TestAServersErrorIsHeard(t *testing.T) {
	var log syncBuffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	defer slog.SetDefault(before)
	n := newTestNet(t, nil, false, 1)
	taken := n.serve(ServerOptions{}, nil).Address().Port
	heard := n.CreateServer()
	told := make(chan error, 1)
	heard.OnError(func(err error) { told <- err })
	if heard.Listen(taken, "127.0.0.1") == nil {
		t.Error("two servers on one port")
	}
	nettest.Await(t, told, "the error")
	if strings.Contains(log.text(), "EADDRINUSE") {
		t.Error("logged although somebody has heard it")
	}
	_ = n.CreateServer().Listen(taken, "127.0.0.1")
	if !nettest.Eventually(func() bool { return strings.Contains(log.text(), "EADDRINUSE") }) {
		t.Error("nothing was logged: ", log.text())
	}
}

// The callback of Connect may be left out.
func TestConnectWithoutACallback(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	closed(t, n.Connect(v.Address().Port, "127.0.0.1"))
	connected := nettest.NewSignal()
	c := n.Connect(v.Address().Port, "127.0.0.1", connected.Fire)
	connected.Wait(t, "connect")
	closed(t, c)
}
