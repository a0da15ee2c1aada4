package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfClosing(t *testing.T) {
	playSituations(t, []situation{
		// Server.Close lets go of the program for a moment when there is no connection,
		// and Group.Wait returns: what comes after that is lost, now and then.
		{name: "server-close-twice", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Listen(0, "127.0.0.1", func() {
				r.closeServer(server, r.cb(server, "close-callback-1"))
				r.closeServer(server, r.cb(server, "close-callback-2"))
				r.after(40*time.Millisecond, func() { r.closeServer(server, r.cb(server, "close-callback-3")) })
			})
		}},
		{name: "server-error-then-listen-again", play: func(r *recorder) {
			r.portInUse("127.0.0.1", func(port int, other *Server) {
				server := r.watchServer(r.CreateServer(), "server")
				r.callListen(server, port, "127.0.0.1", r.listened(server, "listen-callback-1"))
				onceServerError(server, func(error) {
					r.callListen(server, 0, "127.0.0.1", r.listened(server, "listen-callback-2"))
					other.Close()
				})
				onceListening(server, func() { r.closeServer(server, r.cb(server, "close-callback")) })
			})
		}},
		{name: "server-listen-no-host-order", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Listen(0, "", r.listened(server, "listen-callback"))
			r.serverProps(server, "listening")
			r.log(server, "address %s", addressText(server.Address()))
			r.nextTick(func() { r.log(server, "next-tick") })
			onceListening(server, func() { r.closeServer(server) })
		}},
		{name: "server-listen-no-host-twice", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Listen(0, "", r.listened(server, "listen-callback"))
			r.callListen(server, 0, "", r.listened(server, "listen-callback-2"))
			onceListening(server, func() { r.closeServer(server) })
		}},
		{name: "server-unix-file-removed-on-close", jsOnly: addressOfNone, play: func(r *recorder) {
			path := r.tmpPath("sock")
			server := r.watchServer(r.CreateServer(), "server")
			server.ListenPath(path)
			r.log(server, "file-there-after-listen-call %v", exists(path))
			onceListening(server, func() {
				r.log(server, "address %s", addressText(server.Address()))
				r.closeServer(server)
				r.log(server, "file-there-after-close-call %v", exists(path))
			})
		}},

		// Group.Wait may return before callbacks that are due in the tick after 'close'.
		{name: "end-callback-after-close", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, nil)
				client.OnceClose(func(bool) {
					r.end(client, nil, r.cb(client, "end-callback"))
					r.write(client, "x", r.cb(client, "write-callback"))
				})
			})
		}},
		{name: "end-twice-with-callbacks", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x", r.cb(client, "end-callback-1"))
				r.end(client, nil, r.cb(client, "end-callback-2"))
				client.OnceFinish(func() { r.end(client, nil, r.cb(client, "end-callback-in-finish")) })
				client.OnceClose(func(bool) { r.end(client, nil, r.cb(client, "end-callback-in-close")) })
			})
		}},

		// A second Listen forgets the error of the first: 'error' comes with nil.
		{name: "server-listen-no-host-twice-after-error", play: func(r *recorder) {
			r.portInUse("", func(port int, other *Server) {
				server := r.watchServer(r.CreateServer(), "server")
				r.callListen(server, port, "", r.listened(server, "listen-callback-1"))
				r.serverProps(server, "listening")
				r.callListen(server, 0, "", r.listened(server, "listen-callback-2"))
				r.serverProps(server, "listening")
				r.after(40*time.Millisecond, func() { other.Close(); r.closeServer(server) })
			})
		}},

		// The callback of End with data gets the error of the write, after 'error'.
		{name: "end-twice-with-data", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.end(client, "x", r.cb(client, "end-callback-1"))
				r.end(client, "y", r.cb(client, "end-callback-2"))
			})
		}},

		// Destroy leaves the server at once, not a tick later.
		{name: "server-close-with-connections", play: playServerCloseWithConnections},
		// setImmediate comes before the closing of this turn, Post in the next.
		{name: "server-close-order-two-connections", jsOnly: "^order immediate$", play: playServerCloseOrderTwoConnections},

		// Closing goes from the last to the first; goroutines close in any order.
		{name: "error-order-of-several", play: playErrorOrderOfSeveral},

		// The callback of Close stands among the 'close' listeners.
		{name: "server-close-callback-order", play: func(r *recorder) {
			server := r.CreateServer()
			server.OnClose(func() { r.log("server", "close-listener-before") })
			server.Listen(0, "127.0.0.1", func() {
				server.Close(func(err error) {
					// Node gives its callback no argument rather than null.
					if err == nil {
						r.log("server", "close-callback args=0 undefined")
					} else {
						r.log("server", "close-callback args=1 %v", err)
					}
				})
				server.OnClose(func() { r.log("server", "close-listener-after") })
				r.nextTick(func() { r.log("server", "next-tick") })
				r.immediately(func() { r.log("server", "immediate") })
			})
		}},

		// A name is looked up and bound on a goroutine: the server listens in the middle
		// of a callback, and until then it is running for Close and for Listen.
		{name: "server-listen-by-name-order", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Listen(0, "localhost", r.listened(server, "listen-callback"))
			r.serverProps(server, "listening")
			r.log(server, "address %s", addressText(server.Address()))
			onceListening(server, func() {
				r.log(server, "address %s", addressText(server.Address()))
				server.Close()
			})
		}},

		// Node looks an address up too, in a tick; ours is bound when Listen returns.

		// A path may have 108 bytes, and a NUL in one is the system's error.
		{name: "server-listen-path-with-nul", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.callListenPath(server, "/tmp/no\x00where")
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "errno", "code", "syscall", "port"))
			})
		}},

		// One connection is accepted a turn, then others have theirs.
		{name: "pipe-to-other-socket", conns: acceptedByGoroutine, jsOnly: pipeEvents, play: playPipeToOtherSocket},
	})
}
