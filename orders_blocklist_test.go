package nodenet

import (
	"testing"
	"time"
)

func blocking(addresses ...string) *BlockList {
	var l BlockList
	for _, a := range addresses {
		_ = l.AddAddress(ip(a))
	}
	return &l
}

func TestOrdersOfBlockLists(t *testing.T) {
	const name = "example.test"
	playSituations(t, []situation{
		{name: "server-block-list", play: func(r *recorder) {
			r.serve(setup{keep: true, server: ServerOptions{BlockList: blocking("127.0.0.1")}}, nil, func(to ConnectOptions, v *Server) {
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}},
		{name: "client-block-list", play: func(r *recorder) {
			r.serve(setup{keep: true}, nil, func(to ConnectOptions, v *Server) {
				to.BlockList = blocking("127.0.0.1")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.logKeys(client)
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}},
		{name: "client-block-list-by-name", play: func(r *recorder) {
			r.serve(setup{keep: true}, nil, func(to ConnectOptions, v *Server) {
				to.Host, to.Lookup, to.BlockList = name, finding("127.0.0.1"), blocking("127.0.0.1")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}},
		{name: "client-block-list-several", play: func(r *recorder) {
			r.closedPort(func(port int) {
				to := ConnectOptions{Port: port, Host: name, Lookup: finding("127.0.0.1", "::1", "127.0.0.2")}
				to.BlockList = blocking("127.0.0.1")
				r.watch(r.ConnectWith(to), "client", watchOption{})
			})
		}},
	})
}

// A connection that is one too many is dropped with an event, blocked or not.
func TestBlockedConnectionOverTheLimit(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServerWith(ServerOptions{BlockList: blocking("127.0.0.1")})
		v.SetMaxConnections(0)
		dropped := make(chan bool, 1)
		v.OnDrop(func(_, _ *Address) { dropped <- true })
		n.listen(v)
		client := n.connect(v)
		client.Resume()
		await(t, dropped, "drop")
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
	text := make(chan string, 1)
	client.OnData(func(p []byte) { text <- string(p) })
	if got := await(t, text, "data"); got != "in" {
		t.Error(got)
	}
	closed(t, client)
	_ = v.Close()
}
