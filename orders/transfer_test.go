package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfEndingBothSides(t *testing.T) {
	playSituations(t, []situation{
		{name: "client-ends-first-unix", play: func(r *recorder) {
			r.pair(setup{unix: true}, func(client, accepted *Socket, _ *Server) {
				r.props(client, "remoteAddress", "localAddress", "remotePort")
				r.props(accepted, "remoteAddress", "localAddress", "remotePort")
				r.logAddress(accepted)
				r.end(client, "x")
			})
		}},
		{name: "client-ends-first-with-data", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.write(client, "hello", r.cb(client, "write-callback"))
				r.end(client, " world", r.cb(client, "end-callback"))
				r.props(client, "bytesWritten", "writableLength")
			})
		}, conns: "nothing is written before Write has returned"},
	})
}

func (r *recorder) endBoth(o setup) {
	r.pair(o, func(client, accepted *Socket, _ *Server) {
		r.end(client, "from client")
		r.end(accepted, "from accepted")
	})
}

func (r *recorder) cork(s *Socket) { r.call(s, "cork", nil, func() any { s.Cork(); return nil }) }

// writeEach writes each text with a callback of its name.
func (r *recorder) writeEach(s *Socket, texts ...string) {
	for _, text := range texts {
		r.write(s, text, r.cb(s, "write-callback-"+text))
	}
}

func TestOrdersOfCork(t *testing.T) {
	playSituations(t, []situation{
		{name: "cork-uncork", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.cork(client)
				r.writeEach(client, "a", "b", "c")
				r.props(client, "writableCorked", "writableLength", "bytesWritten")
				r.immediately(func() {
					r.log(client, "immediate")
					r.call(client, "uncork", nil, func() any { client.Uncork(); return nil })
					r.props(client, "writableCorked", "writableLength", "bytesWritten")
					r.immediately(func() { r.end(client, nil) })
				})
			})
		}, conns: "nothing is written before Uncork has returned"},
		{name: "cork-end", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.cork(client)
				r.cork(client)
				r.writeEach(client, "a", "b")
				r.end(client, "c", r.cb(client, "end-callback"))
				r.props(client, "writableCorked", "writableLength", "bytesWritten")
			})
		}, conns: "nothing is written before End has returned"},
		{name: "cork-destroy", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.cork(client)
				r.writeEach(client, "a", "b")
				r.destroy(client, nil)
			})
		}},
	})
}

func TestOrdersOfDataListeners(t *testing.T) {
	noData := setup{accepted: watchOption{skip: []string{"data"}}}
	playSituations(t, []situation{
		{name: "data-in-parts", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				parts := []string{"one", "two", "three"}
				next := func() {
					if len(parts) == 0 {
						accepted.End()
						return
					}
					accepted.WriteString(parts[0])
					parts = parts[1:]
				}
				client.OnData(func([]byte) { next() })
				next()
			})
		}},
		{name: "data-listener-after-pause", play: func(r *recorder) {
			r.pair(noData, func(client, accepted *Socket, _ *Server) {
				r.pause(accepted)
				accepted.OnData(func(p []byte) { r.log(accepted, "data %s", r.show(p)) })
				r.end(client, "hello")
				client.OnceFinish(func() {
					r.quietly(60*time.Millisecond, func() {
						r.props(accepted, "readableFlowing", "readableLength")
						r.resume(accepted)
					}, accepted)
				})
			})
		}},
		{name: "data-listener-removed", play: func(r *recorder) {
			r.pair(noData, func(client, accepted *Socket, _ *Server) {
				var id ListenerID
				id = accepted.OnData(func(p []byte) {
					r.log(accepted, "data %s", r.show(p))
					accepted.Off(id)
					r.props(accepted, "readableFlowing")
					r.end(client, "lost")
				})
				r.write(client, "seen")
				accepted.OnceClose(func(bool) { r.props(accepted, "bytesRead") })
			})
		}},
	})
}

// alongside runs f on a goroutine, as a part of the program.
func (r *recorder) alongside(f func()) {
	r.Handles().Refs.Add()
	go func() { f(); r.Handles().Refs.Done() }()
}

// A range over Chunks blocks, so it is on a goroutine and has no place among the
// other lines of the socket.
func TestOrdersOfChunks(t *testing.T) {
	playSituations(t, []situation{
		{name: "async-iterator", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}, sum: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.end(client, "iterate me")
				r.alongside(func() {
					for p := range accepted.Chunks() {
						r.log("iterator", "chunk %s", r.show(p))
					}
					r.log("iterator", "loop-done")
					r.log("iterator", "props readableEnded=%s", property(accepted, "readableEnded"))
				})
			})
		}, instead: map[string]string{
			// Node destroys the socket when the loop has ended; here it ends by itself.
			"accepted end":                                     "accepted end\naccepted finish",
			`accepted chunk "iterate me"`:                      `iterator chunk "iterate me"`,
			"accepted loop-done":                               "iterator loop-done",
			"accepted props destroyed=true readableEnded=true": "iterator props readableEnded=true",
		}},
	})
}
