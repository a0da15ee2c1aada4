package orders

import (
	"errors"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfDestroying(t *testing.T) {
	playSituations(t, []situation{
		{name: "client-destroys-close-listener-timing", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				client.OnClose(func(bool) { r.log(client, "close-listener") })
				r.nextTick(func() { r.log(client, "next-tick-before") })
				r.destroy(client, nil)
				r.nextTick(func() { r.log(client, "next-tick-after") })
			})
		}},
		{name: "destroy-twice", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				r.destroy(client, errors.New("late"))
				r.props(client, "errored")
			})
		}},
		{name: "destroy-twice-with-errors", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, errors.New("first"))
				r.destroy(client, errors.New("second"))
				r.props(client, "errored")
				client.OnceClose(func(bool) {
					r.destroy(client, errors.New("third"))
					r.props(client, "errored")
				})
			})
		}},
		{name: "destroy-with-error-timing", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.nextTick(func() { r.log(client, "next-tick-before") })
				r.destroy(client, errors.New("boom"))
				r.nextTick(func() { r.log(client, "next-tick-after") })
			})
		}},
		{name: "close-order-is-last-in-first-out", play: playCloseOrder, conns: "closed on goroutines"},
		{name: "destroy-with-unread-data-resets-peer", play: func(r *recorder) {
			o := setup{server: ServerOptions{PauseOnConnect: true}, accepted: watchOption{skip: []string{"data"}}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(client, "unread", r.cb(client, "write-callback"))
				r.quietly(40*time.Millisecond, func() { r.destroy(accepted, nil) }, client)
			})
		}},
	})
}

func playCloseOrder(r *recorder) {
	var list []*Socket
	destroyAll := func() {
		for i, accepted := range list {
			accepted.OnClose(func(bool) { r.log("order", "socket%d close", i+1) })
			accepted.Destroy(nil)
		}
		r.nextTick(func() { r.log("order", "next-tick") })
		r.immediately(func() { r.log("order", "immediate") })
	}
	o := setup{keep: true, quiet: true, accepted: watchOption{skip: []string{"close"}}}
	r.serve(o, func(accepted *Socket, v *Server) {
		accepted.Resume()
		if list = append(list, accepted); len(list) == 3 {
			v.Close()
			r.after(30*time.Millisecond, destroyAll)
		}
	}, func(to ConnectOptions, _ *Server) {
		for range 3 {
			r.ConnectWith(to).Resume()
		}
	})
}

func TestOrdersOfDestroyingInListeners(t *testing.T) {
	playSituations(t, []situation{
		{name: "destroy-in-connect-listener", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.connected(to)
				client.OnceConnect(func() { r.destroy(client, nil) })
			})
		}},
		{name: "destroy-with-error-in-connect-listener", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.connected(to)
				client.OnceConnect(func() { r.destroy(client, errors.New("boom")) })
			})
		}},
		{name: "destroy-in-data-handler-with-more-pending", play: playDestroyInData},
		{name: "destroy-in-end-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() { r.destroy(client, nil) })
				r.end(accepted, "x")
			})
		}},
		{name: "destroy-in-error-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				client.OnceError(func(error) { r.destroy(client, errors.New("again")) })
				r.destroy(client, errors.New("boom"))
			})
		}},
		{name: "destroy-in-finish-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				client.OnceFinish(func() { r.destroy(client, nil) })
				r.end(client, "x")
			})
		}},
	})
}

func playDestroyInData(r *recorder) {
	o := setup{client: watchOption{skip: []string{"data"}},
		accepted: watchOption{skip: []string{"error", "close", "drain", "finish", "end", "data"}}}
	chunks := 0
	r.pair(o, func(client, accepted *Socket, _ *Server) {
		client.OnData(func([]byte) {
			chunks++
			r.log(client, "data-chunk %d", chunks)
			r.destroy(client, nil)
		})
		accepted.Write(make([]byte, 1<<20))
	})
}

// closeLater closes the server when nothing has come for a while after 'close'.
func (r *recorder) closeLater(client *Socket, v *Server) {
	client.OnceClose(func(bool) { r.quietly(60*time.Millisecond, func() { v.Close() }, client) })
}

func TestOrdersOfDestroyingUnconnected(t *testing.T) {
	quiet := setup{keep: true, quiet: true}
	playSituations(t, []situation{
		{name: "destroy-never-connected", play: func(r *recorder) {
			client1 := r.watch(r.NewSocket(SocketOptions{}), "client1", watchOption{})
			r.destroy(client1, nil)
			client2 := r.watch(r.NewSocket(SocketOptions{}), "client2", watchOption{})
			r.destroy(client2, errors.New("boom"))
		}, instead: map[string]string{ // hadError is a bool
			"client1 close undefined":        "client1 close false",
			"client1 close-argument-count 0": "",
			"client2 close undefined":        "client2 close true",
		}},
		{name: "destroy-with-error-while-connecting-ip", play: func(r *recorder) {
			r.serve(quiet, nil, func(to ConnectOptions, v *Server) {
				to.OnConnect = func() { r.log("client", "connect-callback ok") }
				client := r.connected(to)
				r.destroy(client, errors.New("boom"))
				r.closeLater(client, v)
			})
		}},
	})
}

func (r *recorder) destroySoon(s *Socket) {
	r.call(s, "destroySoon", nil, func() any { s.DestroySoon(); return nil })
}

func TestOrdersOfDestroySoon(t *testing.T) {
	playSituations(t, []situation{
		{name: "destroy-soon-after-end", play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				client.OnceFinish(func() {
					r.destroySoon(client)
					r.props(client, "destroyed")
				})
				r.end(client, nil)
				accepted.OnceEnd(func() { r.end(accepted, nil) })
			})
		}},
		{name: "destroy-soon-nothing-pending", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroySoon(client)
				r.props(client, "destroyed", "writableEnded", "writableFinished")
			})
		}},
		{name: "destroy-soon-small-data", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "small", r.cb(client, "write-callback"))
				r.destroySoon(client)
				r.props(client, "destroyed", "writable", "writableEnded")
			})
		}},
		{name: "destroy-soon-while-connecting", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.connected(to)
				r.write(client, "x", r.cb(client, "write-callback"))
				r.destroySoon(client)
				r.props(client, "destroyed", "connecting")
			})
		}, conns: "the write is done on a goroutine, after 'ready'"},
		{name: "destroy-soon-with-data-pending", play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 8<<20), r.cb(client, "write-callback"))
				r.destroySoon(client)
				r.props(client, "destroyed", "writable", "writableEnded")
			})
		}},
	})
}

func TestOrdersOfDestroyingWithData(t *testing.T) {
	noData := setup{accepted: watchOption{skip: []string{"data"}}}
	playSituations(t, []situation{
		{name: "destroy-with-pending-writes", play: func(r *recorder) {
			r.pair(noData, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.write(client, "three", r.cb(client, "write-callback-3"))
				r.props(client, "writableLength", "writableNeedDrain")
				r.immediately(func() {
					r.destroy(client, nil)
					r.props(client, "writableLength")
					r.nextTick(func() { r.log(client, "next-tick") })
					r.immediately(func() { r.log(client, "immediate") })
				})
				client.OnceClose(func(bool) { accepted.Destroy(nil) })
			})
		}, conns: "closed on a goroutine"},
		{name: "destroy-with-error-with-pending-writes", play: func(r *recorder) {
			r.pair(noData, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.end(client, "three", r.cb(client, "end-callback"))
				r.immediately(func() { r.destroy(client, errors.New("boom")) })
				client.OnceClose(func(bool) { accepted.Destroy(nil) })
			})
		}, conns: "the peer sees the end before 'close' comes"},
		{name: "destroy-paused-with-data-waiting", play: func(r *recorder) {
			o := setup{client: watchOption{skip: []string{"data"}, readable: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(accepted, "never read")
				client.OnceReadable(func() {
					r.props(client, "readableLength")
					r.destroy(client, nil)
					r.props(client, "readableLength")
					r.log(client, "read %s", r.show(client.Read(-1)))
				})
			})
		}},
	})
}
