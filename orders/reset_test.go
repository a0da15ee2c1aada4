package orders

import (
	"context"
	"net/netip"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// lookupAfter is a lookup that takes a while.
func lookupAfter(d time.Duration, addresses ...string) LookupFunc {
	return func(context.Context, string, int) (all []netip.Addr, _ error) {
		time.Sleep(d)
		for _, a := range addresses {
			all = append(all, netip.MustParseAddr(a))
		}
		return all, nil
	}
}

func (r *recorder) connectCallback(who any) func() {
	return func() { r.cb(who, "connect-callback")(nil) }
}

func TestOrdersOfResetByPeer(t *testing.T) {
	playSituations(t, []situation{
		{name: "reset-by-peer-after-our-end", play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				r.end(client, nil, r.cb(client, "end-callback"))
				accepted.OnceEnd(func() { r.reset(accepted) })
			})
		}},
		{name: "reset-by-peer-noticed-by-write", play: func(r *recorder) {
			r.pair(setup{client: noData}, func(client, accepted *Socket, _ *Server) {
				r.props(client, "readableFlowing")
				r.reset(accepted)
				r.quietly(60*time.Millisecond, func() {
					r.props(client, "readyState", "destroyed")
					if !client.Destroyed() {
						r.write(client, "x", r.cb(client, "write-callback"))
					}
				}, client)
			})
		}},
		{name: "reset-by-peer-while-paused", play: func(r *recorder) {
			r.pair(setup{client: noData}, func(client, accepted *Socket, _ *Server) {
				client.Pause()
				r.reset(accepted)
				r.quietly(80*time.Millisecond, func() {
					r.props(client, "readyState", "destroyed")
					r.resume(client)
				}, client)
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
		{name: "reset-by-peer-while-paused-with-data", conns: writtenLater, play: func(r *recorder) {
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

func TestOrdersOfReset(t *testing.T) {
	playSituations(t, []situation{
		{name: "reset-closed", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				client.OnceClose(func(bool) {
					r.reset(client)
					r.props(client, "errored")
					r.quietly(30*time.Millisecond, nil, client)
				})
			})
		}},
		{name: "reset-destroyed", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				r.destroy(client, nil)
				r.reset(client)
				r.props(client, "errored")
			})
		}},
		{name: "reset-self-after-finish", conns: readLater, play: func(r *recorder) {
			r.pair(setup{server: ServerOptions{AllowHalfOpen: true}}, func(client, accepted *Socket, _ *Server) {
				client.OnceFinish(func() {
					r.reset(client)
					r.quietly(60*time.Millisecond, func() {
						r.props(client, "destroyed", "closed", "readyState")
						accepted.Unref() // Node exits here
					}, client)
				})
				r.end(client, nil, r.cb(client, "end-callback"))
			})
		}},
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
	})
}
