package orders

import (
	"testing"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfDraining(t *testing.T) {
	counted := setup{accepted: watchOption{sum: true}}
	playSituations(t, []situation{
		{name: "drain-after-big-write", play: func(r *recorder) {
			r.pair(counted, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 8<<20), r.cb(client, "write-callback"))
				r.props(client, "writableLength", "writableNeedDrain", "writableHighWaterMark")
				client.OnceDrain(func() {
					r.props(client, "writableLength", "writableNeedDrain")
					r.end(client, nil)
				})
			})
		}},
		{name: "drain-big-write-then-small", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(counted, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 16<<20), r.cb(client, "write-callback-1"))
				r.write(client, "small", r.cb(client, "write-callback-2"))
				client.OnceDrain(func() { r.end(client, nil, r.cb(client, "end-callback")) })
			})
		}},
		{name: "drain-not-when-ended", play: func(r *recorder) {
			r.pair(counted, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 8<<20), r.cb(client, "write-callback"))
				r.end(client, "tail", r.cb(client, "end-callback"))
				r.props(client, "writableLength")
			})
		}},
		{name: "drain-two-big-writes", play: func(r *recorder) {
			r.pair(counted, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 16<<20), r.cb(client, "write-callback-1"))
				r.write(client, make([]byte, 16<<20), r.cb(client, "write-callback-2"))
				client.OnceDrain(func() { r.end(client, nil, r.cb(client, "end-callback")) })
			})
		}},
		{name: "drain-write-in-drain", play: func(r *recorder) {
			rounds := 0
			r.pair(counted, func(client, _ *Socket, _ *Server) {
				next := func() {
					if rounds++; rounds > 3 {
						r.end(client, nil)
						return
					}
					r.write(client, make([]byte, 16<<20), r.cb(client, "write-callback-"+itoa(rounds)))
				}
				client.OnDrain(next)
				next()
			})
		}},
		{name: "drain-write-that-fits-kernel", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, _ *Socket, _ *Server) {
				r.write(client, make([]byte, 100000), r.cb(client, "write-callback"))
				r.props(client, "writableLength", "writableNeedDrain", "writableHighWaterMark")
				r.immediately(func() { r.end(client, nil) })
			})
		}},
		{name: "high-water-mark-option", conns: writtenByGoroutine, play: func(r *recorder) {
			r.serve(counted, nil, func(to ConnectOptions, _ *Server) {
				to.HighWaterMark = 10
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.props(client, "writableHighWaterMark", "readableHighWaterMark")
				r.write(client, "123456789", r.cb(client, "write-callback-1"))
				r.write(client, "0", r.cb(client, "write-callback-2"))
				r.props(client, "writableLength", "writableNeedDrain")
				client.OnceDrain(func() { r.end(client, nil) })
			})
		}},
		{name: "large-write-then-end", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, accepted *Socket, _ *Server) {
				r.write(client, make([]byte, 1<<20), r.cb(client, "write-callback"))
				r.end(client, nil, r.cb(client, "end-callback"))
				client.OnceClose(func(bool) { r.props(client, "bytesWritten", "bytesRead") })
				accepted.OnceClose(func(bool) { r.props(accepted, "bytesWritten", "bytesRead") })
			})
		}},
		{name: "large-write-both-ways", play: func(r *recorder) {
			sums := setup{client: watchOption{sum: true}, accepted: watchOption{sum: true}}
			r.pair(sums, func(client, accepted *Socket, _ *Server) {
				waiting := 4
				ready := func() {
					if waiting--; waiting == 0 {
						r.end(client, nil, r.cb(client, "end-callback"))
					}
				}
				for _, s := range []*Socket{client, accepted} {
					n := 0
					s.OnData(func(p []byte) {
						if n += len(p); n == 8<<20 {
							ready()
						}
					})
					r.write(s, make([]byte, 8<<20), func(err error) {
						r.cb(s, "write-callback")(err)
						ready()
					})
					s.OnceClose(func(bool) { r.props(s, "bytesWritten", "bytesRead") })
				}
			})
		}},
	})
}
