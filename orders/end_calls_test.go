package orders

import (
	"encoding/hex"
	"errors"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfEndCalls(t *testing.T) {
	playSituations(t, []situation{
		{name: "end-before-connect", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.end(client, nil, r.cb(client, "end-callback"))
				r.props(client, "readyState", "writable", "writableEnded", "connecting")
			})
		}},
		{name: "end-callback-then-destroy-with-error", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x", r.cb(client, "end-callback"))
				r.destroy(client, errors.New("boom"))
			})
		}},
		{name: "end-callback-then-destroy", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x", r.cb(client, "end-callback"))
				r.destroy(client, nil)
			})
		}},
		{name: "end-finish-order", conns: writtenByGoroutine, jsOnly: "^client prefinish$", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "a", r.cb(client, "write-callback"))
				r.end(client, "b", r.cb(client, "end-callback"))
				r.nextTick(func() { r.log(client, "next-tick") })
				client.OnceFinish(func() { r.props(client, "writableFinished", "writableEnded") })
			})
		}},
		{name: "end-in-data-listener", play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				client.OnceData(func([]byte) { r.end(client, nil) })
				r.write(accepted, "one")
				accepted.OnceEnd(func() {
					r.write(accepted, "two")
					client.OnceData(func([]byte) { r.end(accepted, "three") })
				})
			})
		}},
		{name: "end-in-end-listener", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				client.OnceEnd(func() { r.end(client, "last words", r.cb(client, "end-callback")) })
				r.end(accepted, "bye")
			})
		}},
		{name: "end-never-connected", play: playEndNeverConnected,
			instead: map[string]string{"client close undefined": "client close false"}},
		{name: "end-twice", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x")
				r.end(client, nil)
				client.OnceFinish(func() { r.end(client, nil) })
				client.OnceClose(func(bool) { r.end(client, nil) })
			})
		}},
		{name: "end-with-data-after-close", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				client.OnceClose(func(bool) {
					r.end(client, "into the void")
					r.quietly(30*time.Millisecond, func() { r.props(client, "errored", "bytesWritten") }, client)
				})
			})
		}},
		{name: "end-with-data-and-callback", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				callback := r.cb(client, "end-callback")
				// Text in an encoding is for encoding/hex in Go.
				r.call(client, "end", []any{"68690a", "hex", callback}, func() any {
					data, err := hex.DecodeString("68690a")
					if err != nil {
						return err
					}
					return client.EndWith(data, callback)
				})
				r.props(client, "writableEnded", "writableFinished", "bytesWritten", "writableLength")
			})
		}},
	})
}

func playEndNeverConnected(r *recorder) {
	client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
	r.end(client, nil, r.cb(client, "end-callback"))
	r.quietly(50*time.Millisecond, func() {
		r.state(client)
		r.destroy(client, nil)
	}, client)
}
