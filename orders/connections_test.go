package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// countConnections is getConnections as in Node: f gets in the next tick what
// there was at the time of the call.
func (r *recorder) countConnections(v *Server, f func(n int)) {
	n := v.GetConnections()
	r.nextTick(func() { f(n) })
}

func TestOrdersOfMaxConnections(t *testing.T) {
	playSituations(t, []situation{
		{name: "drop-connection-option", play: func(r *recorder) {
			// There is no cluster in Go, where dropMaxConnection alone acts.
			r.serve(setup{many: true}, nil, func(to ConnectOptions, v *Server) {
				v.SetMaxConnections(-1)
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}},
		{name: "max-connections-drop", conns: acceptedByGoroutine, play: playMaxConnectionsDrop},
		{name: "max-connections-lowered-below-current", play: func(r *recorder) {
			r.serve(setup{many: true}, nil, func(to ConnectOptions, v *Server) {
				client1 := r.watch(r.ConnectWith(to), "client1", watchOption{})
				client1.OnReady(func() {
					client2 := r.watch(r.ConnectWith(to), "client2", watchOption{})
					client2.OnReady(func() {
						r.serving(v, 2, func() { r.lowerMaxConnections(to, v, client1, client2) })
					})
				})
			})
		}},
		{name: "max-connections-unix", play: func(r *recorder) {
			r.serve(setup{keep: true, unix: true}, nil, func(to ConnectOptions, v *Server) {
				v.SetMaxConnections(-1)
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}},
		{name: "max-connections-zero", play: func(r *recorder) {
			r.serve(setup{keep: true}, nil, func(to ConnectOptions, v *Server) {
				v.SetMaxConnections(-1)
				r.serverProps(v, "maxConnections")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnceClose(func(bool) { r.closeServer(v) })
			})
		}, instead: map[string]string{"server props maxConnections=0": "server props maxConnections=-1"}},
		{name: "get-connections", jsOnly: "^server returns-this true$", play: playGetConnections},
		// The properties of the server are options in Go.
		{name: "local-server-options", jsOnly: "^server props", play: playServerOptions},
	})
}

func playMaxConnectionsDrop(r *recorder) {
	r.serve(setup{many: true}, nil, func(to ConnectOptions, v *Server) {
		v.SetMaxConnections(1)
		client1 := r.watch(r.ConnectWith(to), "client1", watchOption{})
		client1.OnReady(func() {
			client2 := r.watch(r.ConnectWith(to), "client2", watchOption{})
			client2.OnceClose(func(bool) {
				r.countConnections(v, func(n int) {
					r.log(v, "getConnections %d", n)
					r.end(client1, nil)
				})
			})
		})
		client1.OnceClose(func(bool) {
			client3 := r.watch(r.ConnectWith(to), "client3", watchOption{})
			client3.OnReady(func() { r.end(client3, nil); r.closeServer(v) })
		})
	})
}

func (r *recorder) lowerMaxConnections(to ConnectOptions, v *Server, client1, client2 *Socket) {
	v.SetMaxConnections(1)
	client3 := r.watch(r.ConnectWith(to), "client3", watchOption{})
	client3.OnceClose(func(bool) {
		r.end(client1, nil)
		r.end(client2, nil)
		r.closeServer(v)
	})
}

func playGetConnections(r *recorder) {
	server := r.watchServer(r.CreateServer(), "server")
	count := func(label string) {
		r.log(server, "call-getConnections %s", label)
		r.countConnections(server, func(n int) {
			r.log(server, "getConnections-callback %s null %d", label, n)
		})
	}
	count("before-listen")
	server.OnConnection(func(accepted *Socket) {
		accepted.Resume()
		count("in-connection")
		accepted.OnceEnd(func() { count("in-end") })
		accepted.OnceFinish(func() { count("in-finish") })
		accepted.OnceClose(func(bool) { count("in-accepted-close") })
		server.Close()
	})
	server.OnClose(func() { count("in-server-close") })
	server.Listen(0, "127.0.0.1", func() {
		r.Connect(server.Address().Port, "127.0.0.1", nil).End()
	})
}

func playServerOptions(r *recorder) {
	o := setup{keep: true, server: ServerOptions{AllowHalfOpen: true, HighWaterMark: 1000,
		NoDelay: true, KeepAlive: true, KeepAliveInitialDelay: 5 * time.Second}}
	r.serve(o, func(accepted *Socket, v *Server) {
		r.props(accepted, "allowHalfOpen", "readableHighWaterMark", "writableHighWaterMark", "readableFlowing")
		r.log(accepted, "server-is-server %v", accepted.Server() == v)
		accepted.OnceEnd(func() { r.end(accepted, nil); v.Close() })
	}, func(to ConnectOptions, _ *Server) { r.ConnectWith(to).End() })
}

func TestOrdersOfServersOnIPv6(t *testing.T) {
	playSituations(t, []situation{
		{name: "server-accepts-ipv4-mapped", play: func(r *recorder) {
			server := r.addressLoggingServer()
			server.Listen(0, "", func() {
				client := r.watch(r.Connect(server.Address().Port, "127.0.0.1", nil), "client", watchOption{})
				client.OnReady(func() {
					r.props(client, "remoteAddress", "remoteFamily", "localAddress", "localFamily")
					r.end(client, nil)
				})
			})
		}},
		{name: "server-ipv6", play: func(r *recorder) {
			server := r.addressLoggingServer()
			server.Listen(0, "::1", func() {
				r.log(server, "address %s", addressText(server.Address()))
				client := r.watch(r.Connect(server.Address().Port, "::1", nil), "client", watchOption{})
				client.OnReady(func() { r.end(client, nil) })
			})
		}},
		{name: "server-ipv6-only", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.ListenWith(ListenOptions{Host: "::", IPv6Only: true, OnListening: func() {
				client := r.watch(r.Connect(server.Address().Port, "127.0.0.1", nil), "client", watchOption{})
				client.OnceClose(func(bool) { server.Close() })
			}})
		}},
	})
}

// addressLoggingServer accepts one connection and logs its addresses.
func (r *recorder) addressLoggingServer() *Server {
	var server *Server
	server = r.CreateServer(func(accepted *Socket) {
		r.watch(accepted, "accepted", watchOption{})
		r.props(accepted, "remoteAddress", "remoteFamily", "localAddress", "localFamily")
		server.Close()
	})
	return r.watchServer(server, "server")
}
