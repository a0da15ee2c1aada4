package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfNeverReading(t *testing.T) {
	unread := setup{accepted: watchOption{skip: []string{"data"}}}
	playSituations(t, []situation{
		{name: "never-read-peer-destroyed", play: func(r *recorder) {
			r.pair(unread, func(client, accepted *Socket, _ *Server) {
				r.destroy(client, nil)
				client.OnceClose(func(bool) {
					r.quietly(100*time.Millisecond, func() {
						r.props(accepted, "readyState", "readableEnded", "destroyed")
						r.resume(accepted)
					}, accepted)
				})
			})
		}},
		{name: "never-read-peer-ends-no-data", play: func(r *recorder) {
			r.pair(unread, func(client, accepted *Socket, _ *Server) {
				r.end(client, nil)
				client.OnceFinish(func() {
					r.quietly(100*time.Millisecond, func() {
						r.props(accepted, "readyState", "readableLength", "readableEnded", "bytesRead", "readableFlowing", "destroyed")
						r.props(client, "readyState", "destroyed")
					}, client, accepted)
				})
			})
		}},
		{name: "never-read-peer-ends", play: func(r *recorder) {
			r.pair(unread, func(client, accepted *Socket, _ *Server) {
				r.end(client, "unread")
				client.OnceFinish(func() {
					r.quietly(100*time.Millisecond, func() {
						r.props(accepted, "readyState", "readableLength", "readableEnded", "bytesRead", "readableFlowing")
						r.props(client, "readyState", "destroyed")
						r.destroy(accepted, nil)
					}, client, accepted)
				})
			})
		}},
		{name: "never-read-then-data-listener", play: func(r *recorder) {
			r.pair(unread, func(client, accepted *Socket, _ *Server) {
				r.end(client, "waiting")
				client.OnceFinish(func() {
					r.quietly(60*time.Millisecond, func() {
						accepted.OnData(func(p []byte) { r.log(accepted, "data %s", r.show(p)) })
						r.log(accepted, "data-listener-added")
						r.nextTick(func() { r.log(accepted, "next-tick") })
					}, client, accepted)
				})
			})
		}},
		{name: "never-read-we-end-too", play: func(r *recorder) {
			r.pair(unread, func(client, accepted *Socket, _ *Server) {
				r.end(client, "unread")
				client.OnceFinish(func() {
					r.quietly(60*time.Millisecond, func() {
						r.end(accepted, "bye")
						r.quietly(100*time.Millisecond, func() {
							r.props(accepted, "readyState", "readableLength", "readableEnded", "writableFinished", "destroyed")
							r.destroy(accepted, nil)
						}, accepted)
					}, client, accepted)
				})
			})
		}},
	})
}
