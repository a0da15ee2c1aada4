package nodenet

import "testing"

func TestOrdersOfEnding(t *testing.T) {
	playSituations(t, []situation{
		{name: "client-ends-first", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				r.props(client, "readyState", "writable", "writableEnded", "writableFinished", "destroyed")
				client.OnceFinish(func() { r.props(client, "readyState", "writableFinished") })
				client.OnceEnd(func() { r.props(client, "readyState", "destroyed") })
			})
		}},
		{name: "accepted-ends-first", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				r.end(accepted, "bye")
				client.OnceEnd(func() { r.props(client, "readyState", "writable", "writableEnded", "destroyed") })
			})
		}},
	})
}
