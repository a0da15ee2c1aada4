package orders

import (
	"errors"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// Why the transport for any net.Conn is left out.
const (
	writtenLater = "a goroutine writes to a net.Conn: when Write returns nothing is written yet"
	bothWrite    = "both sides write: a goroutine may have read before the other is known to have written"
	readLater    = "a goroutine reads from a net.Conn: a reset may overtake what came before, or be read although paused"
)

func TestOrdersOfWrite(t *testing.T) {
	playSituations(t, []situation{
		{name: "write-callback-order", conns: writtenLater, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "a", r.cb(client, "write-callback-a"))
				r.write(client, "b", r.cb(client, "write-callback-b"))
				r.write(client, "c", r.cb(client, "write-callback-c"))
				r.props(client, "writableLength", "bytesWritten", "writableNeedDrain")
				r.nextTick(func() { r.log(client, "next-tick") })
				r.immediately(func() {
					r.log(client, "immediate")
					r.end(client, nil)
				})
			})
		}},
		{name: "write-empty", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "", r.cb(client, "write-callback-1"))
				r.write(client, []byte{}, r.cb(client, "write-callback-2"))
				r.write(client, "x", r.cb(client, "write-callback-3"))
				r.props(client, "bytesWritten")
				client.OnceDrain(func() { r.log(client, "drain-seen") })
				client.End()
			})
		}},
		{name: "write-in-write-callback", conns: writtenLater, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "a", func(error) {
					r.log(client, "write-callback-a")
					r.write(client, "b", func(error) {
						r.log(client, "write-callback-b")
						r.end(client, "c", r.cb(client, "end-callback"))
					})
					r.write(client, "d", r.cb(client, "write-callback-d"))
				})
			})
		}},
		{name: "write-in-end-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() {
					r.props(client, "writable", "writableEnded")
					r.write(client, "last words", r.cb(client, "write-callback"))
				})
				r.end(accepted, "bye")
			})
		}},
		{name: "write-to-paused-peer", play: func(r *recorder) {
			const size = 32 << 20
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, size), r.cb(client, "write-callback"))
				r.quietly(80*time.Millisecond, func() {
					r.props(client, "writableLength", "writableNeedDrain")
					n := accepted.ReadableLength()
					r.log(accepted, "buffered-at-least-the-high-water-mark %v less-than-all %v", n >= 65536, n < size)
					accepted.Resume()
					client.OnceDrain(func() { client.End() })
				}, client)
			})
		}},
	})
}

func TestOrdersOfWriteInConnectionListener(t *testing.T) {
	connect := func(r *recorder) func(ConnectOptions, *Server) {
		return func(to ConnectOptions, _ *Server) { r.watch(r.ConnectWith(to), "client", watchOption{}) }
	}
	playSituations(t, []situation{
		{name: "write-and-destroy-in-connection-listener", conns: writtenLater, play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.write(accepted, "one", r.cb(accepted, "write-callback"))
				r.destroy(accepted, nil)
			}, connect(r))
		}},
		{name: "write-and-destroy-soon-in-connection-listener", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.write(accepted, "one", r.cb(accepted, "write-callback"))
				r.call(accepted, "destroySoon", nil, func() any { accepted.DestroySoon(); return nil })
			}, connect(r))
		}},
		{name: "write-and-end-in-connection-listener", conns: writtenLater, play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.write(accepted, "one", r.cb(accepted, "write-callback"))
				r.end(accepted, "two", r.cb(accepted, "end-callback"))
			}, connect(r))
		}},
	})
}

func TestOrdersOfWriteBeforeConnect(t *testing.T) {
	playSituations(t, []situation{
		{name: "write-before-connect", conns: writtenLater, play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.OnConnect = r.connectCallback("client")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.write(client, "one", r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.end(client, "three", r.cb(client, "end-callback"))
				r.props(client, "writableLength", "bytesWritten", "readyState")
			})
		}},
		{name: "write-in-connect-listener-after-earlier-write", conns: writtenLater, play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				to.OnConnect = func() { r.end(client, "second", r.cb(client, "end-callback")) }
				client.ConnectWith(to)
				r.write(client, "first-", r.cb(client, "write-callback"))
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
	})
}

func TestOrdersOfWriteTooLate(t *testing.T) {
	playSituations(t, []situation{
		{name: "write-after-destroy-with-error", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, errors.New("boom"))
				r.write(client, "x", r.cb(client, "write-callback"))
			})
		}},
		{name: "write-after-destroy", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				r.write(client, "x", r.cb(client, "write-callback"))
				client.OnceClose(func(bool) {
					r.write(client, "y", r.cb(client, "write-callback-after-close"))
					r.write(client, "z")
				})
			})
		}},
		{name: "write-after-end-and-destroy", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil, r.cb(client, "end-callback"))
				r.destroy(client, nil)
				r.write(client, "x", r.cb(client, "write-callback"))
			})
		}},
		{name: "write-after-end-later", conns: readByGoroutine, play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				r.end(client, nil)
				accepted.OnceEnd(func() { r.write(client, "y", r.cb(client, "write-callback")) })
				client.OnceClose(func(bool) { r.end(accepted, nil) })
			})
		}},
		{name: "write-after-end", conns: writtenLater, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x", r.cb(client, "end-callback"))
				r.write(client, "y", r.cb(client, "write-callback"))
				r.props(client, "destroyed", "errored", "writableLength")
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
		{name: "write-after-peer-reset", conns: writtenLater, play: func(r *recorder) {
			o := setup{server: ServerOptions{PauseOnConnect: true}, accepted: noData}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.reset(client)
				r.quietly(50*time.Millisecond, func() {
					r.write(accepted, "x", r.cb(accepted, "write-callback"))
					accepted.OnceError(func(err error) { r.log(accepted, "error-syscall %s", err.(*Error).Syscall) })
				}, accepted)
			})
		}},
	})
}

// TestOrdersOfBigWrites is apart: what takes long would hold up those that wait
// for a time.
func TestOrdersOfBigWrites(t *testing.T) {
	playSituations(t, []situation{
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
		{name: "reset-self-with-pending-writes", conns: readLater, play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.immediately(func() { r.reset(client) })
				client.OnceClose(func(bool) { accepted.Destroy(nil) })
			})
		}},
	})
}
