package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// There are no 'pipe' and 'unpipe' events in Go.
const pipeEvents = "^[a-z0-9]+ (un)?pipe$"

func TestOrdersOfPipes(t *testing.T) {
	unwatched := watchOption{skip: []string{"data"}}
	playSituations(t, []situation{
		{name: "pipe-destination-destroyed", jsOnly: pipeEvents, play: playPipeDestinationDestroyed},
		{name: "pipe-echo-half-open", conns: writtenByGoroutine, jsOnly: pipeEvents, play: func(r *recorder) {
			o := setup{server: ServerOptions{AllowHalfOpen: true}, accepted: unwatched}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				accepted.Pipe(accepted)
				r.end(client, "hello", r.cb(client, "end-callback"))
			})
		}},
		{name: "pipe-echo", conns: writtenByGoroutine, jsOnly: pipeEvents, play: func(r *recorder) {
			r.pair(setup{accepted: unwatched}, func(client, accepted *Socket, _ *Server) {
				accepted.Pipe(accepted)
				r.write(client, "hello", r.cb(client, "write-callback"))
				client.OnceData(func([]byte) { r.end(client, nil, r.cb(client, "end-callback")) })
			})
		}},
		{name: "pipe-to-other-socket-end-false", jsOnly: pipeEvents, play: playPipeToOtherSocketKeepOpen},
	})
}

// relay has two clients: the connection of the first makes the second, and f
// is called with it. The connection of the second closes the server and calls
// last.
func (r *recorder) relay(f func(client1, accepted1, client2 *Socket), last func(client1 *Socket)) {
	var client1, accepted1 *Socket
	r.serve(setup{many: true}, func(accepted *Socket, v *Server) {
		if accepted1 == nil {
			accepted1 = accepted
			client2 := r.watch(r.Connect(v.Address().Port, "127.0.0.1", nil), "client2", watchOption{})
			f(client1, accepted1, client2)
			return
		}
		v.Close()
		if last != nil {
			last(client1)
		}
	}, func(to ConnectOptions, _ *Server) {
		client1 = r.watch(r.ConnectWith(to), "client1", watchOption{})
	})
}

func playPipeDestinationDestroyed(r *recorder) {
	r.relay(func(client1, accepted, client2 *Socket) {
		client2.OnReady(func() {
			accepted.Pipe(client2)
			r.destroy(client2, nil)
		})
		client2.OnceClose(func(bool) {
			r.quietly(40*time.Millisecond, func() {
				r.log("accepted1", "isPaused %v flowing %v", accepted.IsPaused(), accepted.ReadableFlowing())
				client1.EndString("after")
				r.quietly(60*time.Millisecond, func() { r.resume(accepted) }, accepted)
			}, client2)
		})
	}, nil)
}

func playPipeToOtherSocketKeepOpen(r *recorder) {
	r.relay(func(client1, accepted, client2 *Socket) {
		client2.OnReady(func() {
			accepted.Pipe(client2, PipeOptions{KeepOpen: true})
			client1.EndString("through")
		})
		accepted.OnceClose(func(bool) {
			r.quietly(60*time.Millisecond, func() {
				r.props(client2, "readyState", "writableEnded")
				r.end(client2, "own end")
			}, client2)
		})
	}, nil)
}

func playPipeToOtherSocket(r *recorder) {
	r.relay(func(_, accepted, client2 *Socket) {
		client2.OnReady(func() { accepted.Pipe(client2) })
	}, func(client1 *Socket) { client1.EndString("through") })
}
