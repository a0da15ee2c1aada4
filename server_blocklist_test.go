package nodenet

import (
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A connection that is one too many is dropped with an event, blocked or not.
func TestBlockedConnectionOverTheLimit(t *testing.T) {
	var all BlockList
	if err := all.AddAddress(ip("127.0.0.1")); err != nil {
		t.Fatal(err)
	}
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServerWith(ServerOptions{BlockList: &all})
		v.SetMaxConnections(-1)
		dropped := make(chan bool, 1)
		v.OnDrop(func(_, _ *Address) { dropped <- true })
		n.listen(v)
		client := n.connect(v)
		client.Resume()
		nettest.Await(t, dropped, "drop")
		closed(t, client)
		_ = v.Close()
	})
}

// A path is never blocked.
func TestBlockListAndUnixSockets(t *testing.T) {
	n := newTestNet(t, nil, true, 1)
	var everything BlockList
	if err := everything.AddCIDRs("0.0.0.0/0", "::/0"); err != nil {
		t.Fatal(err)
	}
	v := n.serve(ServerOptions{BlockList: &everything}, func(s *Socket) { s.EndString("in") })
	to := n.to(v)
	to.BlockList, to.ConnectTimeout = &everything, 10*time.Second
	client := n.ConnectWith(to)
	letIn(t, client)
	_ = v.Close()
}

// letIn waits for the word of a server that has accepted the client.
func letIn(t *testing.T, client *Socket) {
	t.Helper()
	text := make(chan string, 1)
	client.OnData(func(p []byte) { text <- string(p) })
	if got := nettest.Await(t, text, "data"); got != "in" {
		t.Error(got)
	}
	closed(t, client)
}
