package orders

import (
	"strconv"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// setTimeout calls SetTimeout.
func (r *recorder) setTimeout(s *Socket, d time.Duration) {
	r.call(s, "setTimeout", []any{d.Milliseconds()}, func() any { return s.SetTimeout(d) })
}

func TestOrdersOfTimeout(t *testing.T) {
	playSituations(t, []situation{
		{name: "timeout-after-destroy", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				client.OnceClose(func(bool) {
					r.setTimeout(client, 30*time.Millisecond)
					r.props(client, "timeout")
					r.quietly(80*time.Millisecond, nil, client)
				})
			})
		}},
		{name: "timeout-after-end", play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				r.setTimeout(client, 50*time.Millisecond)
				r.end(client, nil)
				client.OnceTimeout(func() { r.end(accepted, nil) })
			})
		}},
		{name: "timeout-again-after-activity", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				n := 0
				r.setTimeout(client, 50*time.Millisecond)
				client.OnTimeout(func() {
					if n++; n == 1 {
						r.write(client, "x")
					} else {
						r.end(client, nil)
					}
				})
			})
		}},
		{name: "timeout-again-after-read-activity", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				n := 0
				r.setTimeout(client, 50*time.Millisecond)
				client.OnTimeout(func() {
					if n++; n == 1 {
						r.write(accepted, "x")
					} else {
						r.end(client, nil)
					}
				})
			})
		}},
		{name: "timeout-before-connect", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.setTimeout(client, 30*time.Millisecond)
			r.after(100*time.Millisecond, func() {}) // the socket's own timer keeps nothing alive
			client.OnceTimeout(func() { r.props(client, "readyState", "destroyed") })
		}},
		{name: "timeout-callback-and-listener", play: playTimeoutCallback, jsOnly: "timeout-listeners"},
		{name: "timeout-disarmed", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.setTimeout(client, 50*time.Millisecond)
				r.props(client, "timeout")
				r.setTimeout(client, 0)
				r.props(client, "timeout")
				r.quietly(150*time.Millisecond, func() { r.end(client, nil) }, client)
			})
		}},
		{name: "timeout-idle-once", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.setTimeout(client, 50*time.Millisecond)
				client.OnceTimeout(func() {
					r.props(client, "readyState", "destroyed", "timeout")
					r.quietly(150*time.Millisecond, func() { r.end(client, nil) }, client)
				})
			})
		}},
		{name: "timeout-option-on-connect", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Timeout = 50 * time.Millisecond
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.props(client, "timeout")
				client.OnceTimeout(func() {
					r.props(client, "readyState", "timeout")
					r.end(client, nil)
				})
			})
		}},
		{name: "timeout-reset-by-write", play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, _ *Socket, _ *Server) {
				r.setTimeout(client, 120*time.Millisecond)
				n := 0
				var again func()
				again = func() {
					if n++; n <= 8 {
						r.write(client, strconv.Itoa(n))
						r.after(20*time.Millisecond, again)
					}
				}
				again()
				client.OnceTimeout(func() { r.end(client, nil) })
			})
		}},
		{name: "timeout-then-destroy", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.setTimeout(client, 50*time.Millisecond)
				client.OnceTimeout(func() { r.destroy(client, nil) })
				client.OnceClose(func(bool) {
					r.quietly(100*time.Millisecond, func() { r.props(client, "timeout") }, client)
				})
			})
		}},
	})
}

// playTimeoutCallback removes a callback by its listener, where JavaScript names
// the function again.
func playTimeoutCallback(r *recorder) {
	r.pair(setup{}, func(client, _ *Socket, _ *Server) {
		client.SetTimeout(50*time.Millisecond, func() { r.log(client, "timeout-callback") })
		client.SetTimeout(50 * time.Millisecond)
		other := client.OnceTimeout(func() { r.log(client, "timeout-callback-other") })
		client.SetTimeout(0)
		client.Off(other)
		client.SetTimeout(40 * time.Millisecond)
		n := 0
		client.OnTimeout(func() {
			if n++; n == 1 {
				client.WriteString("x")
			} else {
				r.end(client, nil)
			}
		})
	})
}

func TestOrdersOfTicks(t *testing.T) {
	playSituations(t, []situation{
		{name: "two-clients-order", play: func(r *recorder) {
			r.serve(setup{many: true}, nil, func(to ConnectOptions, server *Server) {
				client1 := r.watch(r.ConnectWith(to), "client1", watchOption{})
				client1.OnReady(func() {
					client2 := r.watch(r.ConnectWith(to), "client2", watchOption{})
					client2.OnReady(func() {
						r.after(30*time.Millisecond, func() {
							r.closeServer(server, r.cb(server, "close-callback"))
							r.end(client1, nil)
							client1.OnceClose(func(bool) { r.end(client2, nil) })
						})
					})
				})
			})
		}},
	})
}
