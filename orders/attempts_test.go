package orders

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfAttemptsAndAborts(t *testing.T) {
	quiet := setup{keep: true, quiet: true}
	playSituations(t, []situation{
		// Wait returns between a server's closing and its 'close'.
		{name: "abort-listening-server", play: func(r *recorder) {
			ctx, cancel := context.WithCancel(context.Background())
			server := r.watchServer(r.CreateServer(), "server")
			server.ListenWith(listenLocally(ctx))
			server.OnListening(func() {
				r.abort(server, cancel, notListening(server))
				r.log(server, "abort-returned")
				r.serverState(server)
			})
		}},
		{name: "destroy-in-connection-attempt-failed-event", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.connected(ConnectOptions{Port: port, Host: "example.test", Lookup: finding("::1", "127.0.0.1")})
				client.OnConnectionAttemptFailed(func(string, int, int, error) { r.destroy(client, nil) })
				r.quietly(100*time.Millisecond, func() { r.state(client) }, client)
			})
		}},
		// Every address that was found is told of, in its order.
		{name: "connect-autoselect-interleaves-families", play: func(r *recorder) {
			r.closedPort(func(port int) {
				r.connected(ConnectOptions{Port: port, Host: "example.test",
					Lookup: finding("127.0.0.1", "127.0.0.2", "::1", "::1", "127.0.0.3")})
			})
		}},
		// A signal that has ended already.
		{name: "abort-already-aborted-new-socket", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{Signal: abortedContext()}), "client", watchOption{})
			r.props(client, "destroyed", "readyState")
		}, instead: map[string]string{"client close undefined": "client close true"}}, // hadError is a bool
		{name: "abort-server-already-aborted", play: func(r *recorder) {
			r.listenAborted(listenLocally(abortedContext()), `{port:0,host:"127.0.0.1",signal:AbortSignal}`)
		}},
		{name: "abort-server-already-aborted-no-host", play: func(r *recorder) {
			r.listenAborted(ListenOptions{Signal: abortedContext()}, "{port:0,signal:AbortSignal}")
		}},
		// A destroyed socket is not connecting.
		{name: "abort-connecting-socket", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				ctx, cancel := context.WithCancel(context.Background())
				to.Signal = ctx
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.abort(client, cancel, client.Destroyed)
				r.props(client, "destroyed", "readyState")
				r.logCause(client)
				client.OnceClose(func(bool) { v.Close() })
			})
		}, instead: map[string]string{
			"client error-name AbortError cause AbortError This operation was aborted": "client cause context canceled",
		}},
		{name: "destroy-while-connecting-ip", play: func(r *recorder) {
			r.serve(quiet, nil, func(to ConnectOptions, v *Server) {
				to.OnConnect = func() { r.log("client", "connect-callback ok") }
				client := r.connected(to)
				r.destroy(client, nil)
				r.state(client)
				r.closeLater(client, v)
			})
		}},
		// What Chunks does when the loop is left.
		{name: "async-iterator-break", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(client, "iterate me")
				r.alongside(func() {
					for p := range accepted.Chunks() {
						r.log("iterator", "chunk %s", r.show(p))
						break
					}
					r.log("iterator", "loop-done")
					r.log("iterator", "props destroyed=%s errored=%s", property(accepted, "destroyed"), property(accepted, "errored"))
				})
			})
		}, instead: map[string]string{
			`accepted chunk "iterate me"`: `iterator chunk "iterate me"`,
			"accepted loop-done":          "iterator loop-done",
			"accepted props destroyed=true errored=The operation was aborted": "iterator props destroyed=true errored=The operation was aborted",
		}},
		// An address that cannot be bound is no attempt.
		{name: "connect-local-port-in-use", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				other := r.CreateServer()
				other.Listen(0, "127.0.0.1", func() {
					to.LocalAddress, to.LocalPort = "127.0.0.1", other.Address().Port
					client := r.connected(to)
					r.logErrorKeys(client)
					client.OnceClose(func(bool) { v.Close(); other.Close() })
				})
			})
		}, conns: "bound on a goroutine"},
		{name: "connect-invalid-local-address", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				to.LocalAddress = "192.0.2.1"
				client := r.connected(to)
				r.logErrorKeys(client)
				client.OnceClose(func(bool) { v.Close() })
			})
		}, conns: "bound on a goroutine"},
		// A Unix socket that cannot be connected is a failed attempt.
		{name: "connect-unix-dead-socket-file", play: playDeadSocketFile},
		{name: "connect-unix-missing", play: func(r *recorder) {
			client := r.watched("connectionAttempt")
			r.log(client, "call-connect")
			client.ConnectPath(r.tmpPath("missing"), nil)
			r.log(client, "connect-returned")
			client.OnceError(func(err error) {
				_, values := errorFields(err)
				r.log(client, "error-fields %s", strings.Join(values, " "))
				r.state(client)
			})
		}, instead: map[string]string{ // nothing is emitted before the call has returned
			"client connectionAttempt PATH/missing undefined undefined": "",
		}},
		{name: "connect-unix-missing-watched-late", play: func(r *recorder) {
			r.connected(ConnectOptions{Path: r.tmpPath("missing")})
		}},
		{name: "connect-unix-plain-file", play: func(r *recorder) {
			path := r.tmpPath("file")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				r.t.Error(err)
			}
			r.connected(ConnectOptions{Path: path})
		}},
		// The peer's address, once asked for, stays.
		{name: "connect-order", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) { playConnectOrder(r, to) })
		}},
		{name: "connect-order-create-connection", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.state(accepted)
				accepted.OnceClose(func(bool) { r.state(accepted) })
			}, func(to ConnectOptions, _ *Server) {
				to.OnConnect = func() { r.log("client", "connect-callback") }
				client := r.connected(to)
				r.log(client, "net.connect-returned")
				r.props(client, "readyState", "connecting", "pending")
				r.nextTick(func() { r.log(client, "next-tick"); r.props(client, "readyState", "connecting") })
				client.OnReady(func() { r.end(client, nil) })
			})
		}},
		// closed is true as soon as the socket is destroyed.
		{name: "client-destroys", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				r.state(client)
				r.nextTick(func() { r.log(client, "next-tick") })
				r.immediately(func() { r.log(client, "immediate") })
			})
		}, conns: "closed on a goroutine"},
		{name: "client-destroys-with-error", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, errors.New("boom"))
				r.props(client, "destroyed", "errored", "closed", "readyState")
				client.OnceError(func(error) { r.props(client, "destroyed", "closed", "errored") })
				client.OnceClose(func(bool) { r.props(client, "destroyed", "closed", "errored") })
			})
		}},
		{name: "destroy-in-connection-listener", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.destroy(accepted, nil)
				r.state(accepted)
			}, func(to ConnectOptions, _ *Server) { r.connected(to) })
		}},
		// An end comes before the next look at the kernel.
		{name: "both-end-at-once", play: func(r *recorder) { r.endBoth(setup{}) }, conns: "ended and read on goroutines"},
		{name: "both-end-at-once-half-open", play: func(r *recorder) {
			r.endBoth(setup{server: ServerOptions{AllowHalfOpen: true},
				connect: ConnectOptions{SocketOptions: SocketOptions{AllowHalfOpen: true}}})
		}, conns: "ended and read on goroutines"},
	})
}
