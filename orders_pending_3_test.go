package nodenet

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// TestOrdersPending3 is what Node does and we do not yet, by cause. A situation
// moves to the others once it passes.
func TestOrdersPending3(t *testing.T) {
	text := setup{accepted: watchOption{text: true}, client: watchOption{text: true}}
	playSituations(t, []situation{
		// Closing a server with no connection lets Wait return for a moment.
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
		// The phases of the loop: a shutdown done before the next poll, posted tasks after it.
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
		// A write between 'end' and the socket's own end is still sent.
		{name: "write-in-end-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() {
					r.props(client, "writable", "writableEnded")
					r.write(client, "last words", r.cb(client, "write-callback"))
				})
				r.end(accepted, "bye")
			})
		}},
		{name: "write-after-end-event-next-tick", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() {
					r.nextTick(func() {
						r.props(client, "writable", "writableEnded")
						r.write(client, "too late?", r.cb(client, "write-callback"))
					})
				})
				r.end(accepted, "bye")
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
		// The callbacks of what was under way when the socket was destroyed.
		{name: "reset-self-with-pending-writes", conns: readLater, play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.immediately(func() { r.reset(client) })
				client.OnceClose(func(bool) { accepted.Destroy(nil) })
			})
		}},
		{name: "timeout-with-pending-big-write", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback"))
				r.setTimeout(client, 60*time.Millisecond)
				client.OnceTimeout(func() {
					r.props(client, "destroyed", "writableNeedDrain")
					r.destroy(client, nil)
					accepted.Destroy(nil)
				})
			})
		}},
		{name: "write-after-end-event-while-pending-writes", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.end(accepted, "bye")
				client.OnceEnd(func() {
					r.immediately(func() {
						r.props(client, "writable", "writableEnded", "writableFinished", "destroyed")
						r.write(client, "too late", r.cb(client, "write-callback-2"))
						accepted.Destroy(nil)
					})
				})
			})
		}},
		{name: "write-before-connect-then-destroy-with-error", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, server *Server) {
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.write(client, "one", r.cb(client, "write-callback-1"))
				r.end(client, "two", r.cb(client, "end-callback"))
				r.destroy(client, errors.New("boom"))
				client.OnceClose(func(bool) { server.Close() })
			})
		}},
		{name: "write-before-connect-then-destroy", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, server *Server) {
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.write(client, "one", r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.destroy(client, nil)
				client.OnceClose(func(bool) { server.Close() })
			})
		}},
		{name: "unknown-host-pending-writes", play: func(r *recorder) {
			failed := func(context.Context, string, int) ([]netip.Addr, error) {
				return nil, &Error{Code: "ENOTFOUND", message: "lookup failed"}
			}
			client := r.ConnectWith(ConnectOptions{Port: 80, Host: "nowhere.test", Lookup: failed})
			r.watch(client, "client", watchOption{})
			r.write(client, "x", r.cb(client, "write-callback"))
			r.end(client, nil, r.cb(client, "end-callback"))
		}},
	})
}
