package orders

import (
	"context"
	"errors"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// abort ends a context. AbortController.abort() returns when everybody has been
// told; a context tells on goroutines, so this waits until it shows.
func (r *recorder) abort(who any, cancel func(), done func() bool) {
	r.log(who, "abort")
	cancel()
	if !nettest.Eventually(done) {
		r.t.Error("the end of the context is not noticed")
	}
}

// serverState logs the only property of a server that the scripts look at.
func (r *recorder) serverState(v *Server) { r.log(v, "props listening=%v", v.Listening()) }

func notListening(v *Server) func() bool { return func() bool { return !v.Listening() } }

// abortedContext is AbortSignal.abort().
func abortedContext() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

// logCause logs what an error wraps. In Node it is an error with a name too.
func (r *recorder) logCause(s *Socket) {
	s.OnceError(func(err error) { r.log(s, "cause %v", errors.Unwrap(err)) })
}

func TestOrdersOfAbortedSockets(t *testing.T) {
	playSituations(t, []situation{
		{name: "abort-closed-socket", play: func(r *recorder) {
			ctx, cancel := context.WithCancel(context.Background())
			connect := ConnectOptions{SocketOptions: SocketOptions{Signal: ctx}}
			r.pair(setup{connect: connect}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				client.OnceClose(func(bool) {
					r.log(client, "abort")
					cancel()
					r.quietly(30*time.Millisecond, func() { r.props(client, "errored") }, client)
				})
			})
		}},
		{name: "abort-connected-socket", play: func(r *recorder) {
			ctx, cancel := context.WithCancel(context.Background())
			connect := ConnectOptions{SocketOptions: SocketOptions{Signal: ctx}}
			r.pair(setup{connect: connect}, func(client, _ *Socket, _ *Server) {
				r.write(client, "x", r.cb(client, "write-callback"))
				r.abort(client, cancel, client.Destroyed)
				r.props(client, "destroyed", "readyState")
			})
		}, conns: "the write is still under way"},
		{name: "abort-connecting-socket-with-reason", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				ctx, cancel := context.WithCancelCause(context.Background())
				to.Signal = ctx
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				r.abort(client, func() { cancel(errors.New("my reason")) }, client.Destroyed)
				r.logCause(client)
				client.OnceClose(func(bool) { v.Close() })
			})
		}, instead: map[string]string{
			"client error-name AbortError cause Error my reason": "client cause my reason",
		}},
	})
}

func TestOrdersOfAbortedServers(t *testing.T) {
	playSituations(t, []situation{
		{name: "abort-listening-server-with-connection", play: func(r *recorder) {
			ctx, cancel := context.WithCancel(context.Background())
			var server *Server
			server = r.CreateServer(func(accepted *Socket) {
				r.watch(accepted, "accepted", watchOption{})
				r.abort(server, cancel, notListening(server))
			})
			r.watchServer(server, "server")
			server.ListenWith(listenLocally(ctx))
			server.OnListening(func() {
				client := r.watch(r.Connect(server.Address().Port, "127.0.0.1", nil), "client", watchOption{})
				client.OnReady(func() {
					r.quietly(60*time.Millisecond, func() { r.end(client, nil) }, server)
				})
			})
		}},
		{name: "abort-server-before-listening", play: func(r *recorder) {
			ctx, cancel := context.WithCancel(context.Background())
			server := r.watchServer(r.CreateServer(), "server")
			server.ListenWith(listenLocally(ctx))
			r.abort(server, cancel, notListening(server))
			r.quietly(60*time.Millisecond, func() { r.serverState(server); server.Close() }, server)
		}},
	})
}

func listenLocally(signal context.Context) ListenOptions {
	return ListenOptions{Host: "127.0.0.1", Signal: signal}
}

// listenAborted listens with a signal that has ended already.
func (r *recorder) listenAborted(o ListenOptions, shown verbatim) {
	server := r.watchServer(r.CreateServer(), "server")
	r.call(server, "listen", []any{shown}, func() any { return misuse(server.ListenWith(o)) })
	r.quietly(60*time.Millisecond, func() { r.serverState(server); server.Close() }, server)
}
