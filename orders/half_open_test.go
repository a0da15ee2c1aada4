package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfHalfOpen(t *testing.T) {
	halfOpenServer := setup{server: ServerOptions{AllowHalfOpen: true}}
	halfOpenClient := setup{connect: ConnectOptions{SocketOptions: SocketOptions{AllowHalfOpen: true}}}
	halfOpenBoth := setup{server: halfOpenServer.server, connect: halfOpenClient.connect}
	playSituations(t, []situation{
		{name: "half-close-then-peer-writes-then-destroys", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(halfOpenServer, func(client, accepted *Socket, _ *Server) {
				r.end(client, nil)
				accepted.OnceEnd(func() {
					r.write(accepted, "a", r.cb(accepted, "write-callback-a"))
					client.OnceData(func([]byte) {
						r.write(accepted, "b", r.cb(accepted, "write-callback-b"))
						r.destroy(accepted, nil)
					})
				})
			})
		}},
		{name: "half-open-both", play: func(r *recorder) {
			r.pair(halfOpenBoth, func(client, accepted *Socket, _ *Server) {
				r.end(client, "one")
				accepted.OnceEnd(func() { r.immediately(func() { r.end(accepted, "two") }) })
			})
		}},
		{name: "half-open-client", play: func(r *recorder) {
			r.pair(halfOpenClient, func(client, accepted *Socket, _ *Server) {
				r.end(accepted, "greeting")
				client.OnceEnd(func() {
					r.props(client, "readyState", "writable", "readable")
					r.immediately(func() { r.end(client, "answer", r.cb(client, "end-callback")) })
				})
			})
		}},
		{name: "half-open-no-end-listener", play: func(r *recorder) {
			o := halfOpenServer
			o.accepted.skip = []string{"end"}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.end(client, "x")
				client.OnceFinish(func() {
					r.quietly(80*time.Millisecond, func() {
						r.props(accepted, "readyState", "readableEnded", "destroyed")
						r.destroy(accepted, nil)
					}, client, accepted)
				})
			})
		}},
		{name: "half-open-peer-gone-then-write", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				r.destroy(client, nil)
				accepted.OnceEnd(func() {
					r.quietly(30*time.Millisecond, func() {
						r.props(accepted, "readyState")
						r.write(accepted, "one", r.cb(accepted, "write-callback-1"))
						r.after(50*time.Millisecond, func() {
							r.write(accepted, "two", r.cb(accepted, "write-callback-2"))
						})
					}, accepted)
				})
			})
		}},
		{name: "half-open-server-answers", play: func(r *recorder) {
			r.pair(halfOpenServer, func(client, accepted *Socket, _ *Server) {
				r.end(client, "question")
				accepted.OnceEnd(func() {
					r.props(accepted, "readyState", "writable", "readable")
					r.immediately(func() {
						r.write(accepted, "answer", r.cb(accepted, "write-callback"))
						r.end(accepted, nil, r.cb(accepted, "end-callback"))
					})
				})
			})
		}},
	})
}
