package nodenet

import (
	"testing"
	"time"
)

// TestOrdersPending3More goes on with smaller causes.
func TestOrdersPending3More(t *testing.T) {
	playSituations(t, []situation{
		// What Write returns.
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
		{name: "unix-write-after-peer-destroyed", conns: writtenLater, play: func(r *recorder) {
			o := setup{unix: true, connect: ConnectOptions{SocketOptions: SocketOptions{AllowHalfOpen: true}}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.destroy(accepted, nil)
				client.OnceEnd(func() {
					r.after(20*time.Millisecond, func() { r.write(client, "x", r.cb(client, "write-callback")) })
				})
			})
		}},
		{name: "reset-by-peer-while-paused-buffer-full", conns: writtenLater, play: func(r *recorder) {
			r.pair(setup{client: noData}, func(client, accepted *Socket, _ *Server) {
				client.OnData(func([]byte) {})
				client.Pause()
				r.write(accepted, make([]byte, 300000), r.cb("accepted", "write-callback"))
				r.after(40*time.Millisecond, func() {
					n := client.ReadableLength()
					r.log(client, "buffered-at-least-64KiB %v all %v", n >= 65536, n == 300000)
					r.reset(accepted)
					r.quietly(80*time.Millisecond, func() {
						r.props(client, "readyState", "destroyed")
						r.resume(client)
					}, client)
				})
			})
		}},
		// Each failed write is told in a tick of its own.
		{name: "write-after-end-twice", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				r.write(client, "y", r.cb(client, "write-callback-1"))
				r.write(client, "z", r.cb(client, "write-callback-2"))
			})
		}},
		// ResetAndDestroy.
		{name: "reset-unix", play: func(r *recorder) {
			r.pair(setup{unix: true}, func(client, _ *Socket, _ *Server) {
				r.call(client, "resetAndDestroy", nil, func() any { return client.ResetAndDestroy() })
				r.props(client, "destroyed", "errored", "readyState")
				r.end(client, "still works", r.cb(client, "end-callback"))
			})
		}},
		{name: "reset-while-connecting", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.OnConnect = r.connectCallback("client")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.reset(client)
				r.props(client, "readyState", "connecting", "destroyed")
			})
		}},
		{name: "reset-while-looking-up", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Host, to.Lookup = "example.test", lookupAfter(20*time.Millisecond, "127.0.0.1")
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.reset(client)
				r.props(client, "destroyed", "connecting")
			})
		}},
		{name: "reset-never-connected", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.reset(client)
			r.state(client)
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
		// Read without a size is one chunk.
		{name: "read-without-size", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				client.WriteString("abc")
				r.arrived(accepted, 3, func() { client.EndString("def") })
				r.arrived(accepted, 6, func() {
					r.after(40*time.Millisecond, func() {
						r.props(accepted, "readableLength", "readableFlowing")
						r.read(accepted, -1)
						r.read(accepted, -1)
						r.read(accepted, -1)
					})
				})
			})
		}},
		{name: "readable-not-consumed", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}, readable: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(client, "abc")
				r.arrived(accepted, 3, func() { r.end(client, "def") })
				client.OnceFinish(func() {
					r.quietly(80*time.Millisecond, func() {
						r.props(accepted, "readableLength", "readableEnded", "readyState")
						r.read(accepted, -1)
						r.read(accepted, -1)
					}, accepted)
				})
			})
		}},
		// Smaller things.
		{name: "write-never-connected", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.write(client, "x", r.cb(client, "write-callback"))
			r.props(client, "destroyed", "errored", "writableLength")
			r.quietly(50*time.Millisecond, func() { r.props(client, "destroyed", "errored") }, client)
		}},
		{name: "readable-and-data", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				accepted.OnData(func(p []byte) { r.log(accepted, "data %s", r.show(p)) })
				accepted.OnReadable(func() {
					r.log(accepted, "readable readableLength=%d", accepted.ReadableLength())
					r.read(accepted, -1)
				})
				r.props(accepted, "readableFlowing")
				r.write(client, "abcdef")
				r.arrived(accepted, 6, func() { r.end(client, nil) })
			})
		}},
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
		{name: "unshift", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				done := false
				accepted.OnData(func(p []byte) {
					if !done {
						done = true
						r.log(accepted, "unshift-returned %v", accepted.Unshift(p[2:]) == nil)
						r.props(accepted, "readableLength", "bytesRead")
					}
				})
				r.write(client, "head-tail")
				r.arrived(accepted, 9, func() { r.end(client, nil) })
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
		{name: "type-of-service-option", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				r.typeOfService(client)
				r.setTypeOfService(client, 8)
				r.typeOfService(client)
				client.ConnectWith(to)
				r.typeOfService(client)
				client.OnReady(func() {
					r.typeOfService(client)
					r.end(client, nil)
				})
				client.OnceClose(func(bool) { r.typeOfService(client) })
			})
		}},
		{name: "reset-by-peer-while-paused-with-data", play: func(r *recorder) {
			r.pair(setup{client: noData}, func(client, accepted *Socket, _ *Server) {
				client.OnData(func(p []byte) { r.log(client, "data %s", r.show(p)) })
				client.Pause()
				r.write(accepted, "before reset", r.cb("accepted", "write-callback"))
				r.arrived(client, 12, func() {
					r.props(client, "bytesRead", "readableLength")
					r.reset(accepted)
					r.quietly(60*time.Millisecond, func() {
						r.props(client, "readyState", "destroyed", "readableLength")
						r.resume(client)
					}, client)
				})
			})
		}},
	})
}
