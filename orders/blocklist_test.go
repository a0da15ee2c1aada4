package orders

import (
	"net/netip"
	"testing"

	. "github.com/nodenet-go/nodenet"
)

func blocking(addresses ...string) *BlockList {
	var l BlockList
	for _, a := range addresses {
		_ = l.AddAddress(netip.MustParseAddr(a))
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
