package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfPausing(t *testing.T) {
	pausedServer := setup{server: ServerOptions{PauseOnConnect: true}}
	playSituations(t, []situation{
		{name: "pause-before-connect", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) {
				r.end(accepted, "hello")
			}, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				r.pause(client)
				client.ConnectWith(to)
				client.OnReady(func() {
					r.quietly(60*time.Millisecond, func() {
						r.props(client, "readableLength", "readyState")
						r.resume(client)
					}, client)
				})
			})
		}},
		{name: "pause-in-data-listener", play: playPauseInDataListener},
		{name: "pause-on-connect-then-peer-resets", play: func(r *recorder) {
			r.pair(pausedServer, func(client, accepted *Socket, _ *Server) {
				r.reset(client)
				r.quietly(80*time.Millisecond, func() {
					r.props(accepted, "readyState", "destroyed")
					r.resume(accepted)
				}, accepted)
			})
		}},
		{name: "pause-on-connect", play: func(r *recorder) {
			r.pair(pausedServer, func(client, accepted *Socket, _ *Server) {
				r.log(accepted, "isPaused %v", accepted.IsPaused())
				r.end(client, "hello")
				client.OnceFinish(func() {
					r.quietly(60*time.Millisecond, func() {
						r.props(accepted, "bytesRead", "readableLength", "readableFlowing", "readyState")
						r.resume(accepted)
					}, client, accepted)
				})
			})
		}},
		{name: "pause-then-peer-ends-then-resume", play: func(r *recorder) {
			r.pair(setup{client: watchOption{skip: []string{"data"}}}, func(client, accepted *Socket, _ *Server) {
				client.OnData(func(p []byte) { r.log(client, "data %s", r.show(p)) })
				r.pause(client)
				r.end(accepted, "waiting")
				accepted.OnceFinish(func() {
					r.quietly(60*time.Millisecond, func() {
						r.props(client, "readyState", "readableLength", "readableEnded", "bytesRead")
						r.resume(client)
						r.log(client, "resume-returned")
						r.nextTick(func() { r.log(client, "next-tick") })
					}, client)
				})
			})
		}},
		{name: "on-readable-removed-resumes", play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{skip: []string{"data"}}}, func(client, accepted *Socket, _ *Server) {
				accepted.OnData(func(p []byte) { r.log(accepted, "data %s", r.show(p)) })
				var id ListenerID
				id = accepted.OnReadable(func() {
					r.log(accepted, "readable readableLength=%d", accepted.ReadableLength())
					accepted.Off(id)
					r.log(accepted, "readable-listener-removed")
				})
				r.write(client, "abc")
				accepted.OnceData(func([]byte) { r.end(client, "def") })
			})
		}},
		{name: "onread-option", play: playOnReadOption},
	})
}

func playPauseInDataListener(r *recorder) {
	r.pair(setup{client: watchOption{skip: []string{"data"}}}, func(client, accepted *Socket, _ *Server) {
		client.OnData(func(p []byte) {
			r.log(client, "data %s", r.show(p))
			if string(p) != "one" {
				return
			}
			r.pause(client)
			r.log(client, "isPaused %v", client.IsPaused())
			r.write(accepted, "two")
			r.quietly(60*time.Millisecond, func() {
				r.log(client, "isPaused %v", client.IsPaused())
				r.resume(client)
				r.log(client, "isPaused %v", client.IsPaused())
				r.end(accepted, "three")
			}, client)
		})
		r.write(accepted, "one")
	})
}

func playOnReadOption(r *recorder) {
	n := 0
	r.serve(setup{}, func(accepted *Socket, _ *Server) {
		accepted.WriteString("first")
	}, func(to ConnectOptions, _ *Server) {
		var client *Socket
		buffer := make([]byte, 4)
		to.OnRead = &OnRead{Buffer: buffer, Callback: func(data []byte) bool {
			r.log("client", "onread %d %s same-buffer-length %d", len(data), r.show(data), len(buffer))
			if n++; n != 2 {
				return true
			}
			r.after(40*time.Millisecond, func() {
				r.log("client", "call-resume")
				client.Resume()
				client.End()
			})
			return false
		}}
		client = r.watch(r.ConnectWith(to), "client", watchOption{})
	})
}
