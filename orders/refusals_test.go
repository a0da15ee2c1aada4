package orders

import (
	"fmt"
	"strings"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfRefusals(t *testing.T) {
	text := setup{accepted: watchOption{text: true}, client: watchOption{text: true}}
	playSituations(t, []situation{
		// Closing a server that has no connection lets Wait return.
		{name: "refused-all-addresses", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.ConnectWith(ConnectOptions{Port: port, Host: "example.test", Lookup: lookupAfter(0, "::1", "127.0.0.1")})
				r.watch(client, "client", watchOption{})
				client.OnceError(func(err error) {
					e := err.(*Error)
					var each []string
					for _, one := range e.Errors {
						x := one.(*Error)
						each = append(each, fmt.Sprintf("%s %s %s %s", classOf(x), x.Code, x.Syscall, x.Address))
					}
					r.log(client, "error-name %s instanceof-AggregateError=%v keys=%s", classOf(e), len(e.Errors) > 0, keysOf(e))
					r.log(client, "errors %s", strings.Join(each, " | "))
					r.state(client)
				})
			})
		}},
		{name: "refused-ip", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.Connect(port, "127.0.0.1", r.connectCallback("client"))
				r.watch(client, "client", watchOption{})
				client.OnceError(func(err error) {
					e := err.(*Error)
					r.log(client, "error-keys %s", keysOf(e))
					r.log(client, "error-fields errno=%d code=%s syscall=%s address=%s name=%s",
						e.Errno, e.Code, e.Syscall, e.Address, classOf(e))
					r.state(client)
				})
				client.OnceClose(func(bool) { r.state(client) })
			})
		}},
		// The machine of the recording knows one address of localhost; a
		// lookup of our own knows no other anywhere.
		{name: "refused-localhost-no-autoselect", play: func(r *recorder) {
			r.closedPort(func(port int) {
				r.watch(r.ConnectWith(ConnectOptions{Port: port, Host: "localhost", SingleAddress: true,
					Lookup: lookupAfter(0, "127.0.0.1")}), "client", watchOption{})
			})
		}},
		{name: "refused-localhost", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.ConnectWith(ConnectOptions{Port: port, Host: "localhost", Lookup: lookupAfter(0, "127.0.0.1")})
				r.logKeys(r.watch(client, "client", watchOption{}))
			})
		}},
		{name: "refused-then-reconnect-in-close", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.watch(r.Connect(port, "127.0.0.1", nil), "client", watchOption{})
				client.OnceClose(func(bool) {
					r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
						r.log(client, "call-connect")
						to.OnConnect = r.connectCallback(client)
						client.ConnectWith(to)
						r.props(client, "destroyed", "closed", "readyState", "errored")
						client.OnReady(func() { r.end(client, "x") })
					})
				})
			})
		}},
		{name: "refused-write-pending", play: func(r *recorder) {
			r.closedPort(func(port int) {
				client := r.watch(r.Connect(port, "127.0.0.1", nil), "client", watchOption{})
				r.write(client, "one", r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.end(client, "three", r.cb(client, "end-callback"))
				r.props(client, "writableLength", "bytesWritten")
			})
		}},
		{name: "reset-while-connecting-refused", play: func(r *recorder) {
			r.closedPort(func(port int) {
				r.reset(r.watch(r.Connect(port, "127.0.0.1", nil), "client", watchOption{}))
			})
		}},
		{name: "ref-unref-before-listen", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Unref()
			server.Ref()
			server.Listen(0, "127.0.0.1")
			r.arm(60*time.Millisecond, func() {
				r.log(server, "still-alive")
				server.Close()
			})
		}},
		// Wait may return before the ticks of what was posted.
		{name: "unref-server", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.log(server, "unref-returns-this %v", server.Unref() == server)
			server.Listen(0, "127.0.0.1")
			r.exit = func() { r.log("process", "exit 0 listening=%v", server.Listening()) }
		}},
		// What is written in 'close', for a new connection, fails with the old one.
		{name: "reconnect-write-before-connected", conns: writtenLater, play: func(r *recorder) {
			r.serve(setup{many: true}, nil, func(to ConnectOptions, server *Server) {
				round := 0
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				client.OnClose(func(bool) {
					if round++; round < 2 {
						r.connect(client, to)
						r.write(client, "again", r.cb(client, "write-callback"))
						r.end(client, nil, r.cb(client, "end-callback"))
					} else {
						server.Close()
					}
				})
				client.ConnectWith(to)
				r.end(client, "first", r.cb(client, "end-callback"))
			})
		}},
		// The phases of the loop: a shutdown comes before the next poll, what was posted after it.
		{name: "set-encoding-latin1-ascii", conns: bothWrite, play: func(r *recorder) {
			r.pair(text, func(client, accepted *Socket, _ *Server) {
				accepted.SetEncoding(Latin1)
				client.SetEncoding(ASCII)
				r.end(client, []byte{0x61, 0xe9, 0xff})
				r.end(accepted, []byte{0x61, 0xe9, 0xff})
			})
		}},
		{name: "unix-unread-bytes", conns: bothWrite, play: func(r *recorder) {
			r.pair(setup{unix: true}, func(client, accepted *Socket, _ *Server) {
				r.write(client, "\u20ac", r.cb(client, "write-callback"))
				r.end(accepted, "four")
				client.OnceClose(func(bool) { r.props(client, "bytesRead", "bytesWritten") })
				accepted.OnceClose(func(bool) { r.props(accepted, "bytesRead", "bytesWritten") })
			})
		}},
		{name: "ticks-around-data", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				mark := func(event string) {
					r.nextTick(func() { r.log(client, "next-tick-of-%s", event) })
					// Go has no microtasks; a second tick comes where they would.
					r.nextTick(func() { r.log(client, "microtask-of-%s", event) })
					r.immediately(func() { r.log(client, "immediate-of-%s", event) })
				}
				client.OnceEnd(func() { mark("end") })
				client.OnceFinish(func() { mark("finish") })
				client.OnceClose(func(bool) { mark("close") })
				r.end(accepted, "x")
			})
		}},
		{name: "write-after-end-event-immediate", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() {
					r.immediately(func() {
						r.props(client, "writable", "writableEnded", "destroyed")
						r.write(client, "too late", r.cb(client, "write-callback"))
					})
				})
				r.end(accepted, "bye")
			})
		}},
		// Each write that fails is told of in a tick of its own.
		{name: "write-after-end-twice", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				r.write(client, "y", r.cb(client, "write-callback-1"))
				r.write(client, "z", r.cb(client, "write-callback-2"))
			})
		}},
		// Closed is true as soon as the socket is destroyed.
		{name: "reset-self", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.reset(client)
				r.state(client)
			})
		}},
		{name: "reset-by-peer-while-flowing", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				r.reset(accepted)
				r.state(accepted)
				client.OnceError(func(err error) {
					r.log(client, "error-fields %s", fieldsOf(err))
					r.props(client, "readyState", "destroyed")
				})
			})
		}},
		{name: "reset-never-connected", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.reset(client)
			r.state(client)
		}, instead: map[string]string{"client close undefined": "client close true"}}, // hadError is a bool
		{name: "write-never-connected", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.write(client, "x", r.cb(client, "write-callback"))
			r.props(client, "destroyed", "errored", "writableLength")
			r.quietly(50*time.Millisecond, func() { r.props(client, "destroyed", "errored") }, client)
		}, instead: map[string]string{"client close undefined": "client close true"}},
		{name: "readable-then-data", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.OnceReadable(func() {
					r.log(accepted, "readable readableLength=%d", accepted.ReadableLength())
					r.read(accepted, 2)
					accepted.OnData(func(p []byte) { r.log(accepted, "data %s", r.show(p)) })
					r.props(accepted, "readableFlowing")
				})
				r.props(accepted, "readableFlowing")
				r.write(client, "abcdef")
				r.arrived(accepted, 6, func() { r.end(client, "gh") })
			})
		}},
		{name: "unshift-after-end", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				accepted.OnceEnd(func() {
					late := []byte("late")
					r.call(accepted, "unshift", []any{late}, func() any { return accepted.Unshift(late) == nil })
				})
				r.end(client, "x")
			})
		}},
	})
}
