package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfServerClose(t *testing.T) {
	playSituations(t, []situation{
		{name: "server-close-in-connection", play: func(r *recorder) {
			r.serve(setup{keep: true}, func(_ *Socket, v *Server) {
				r.closeServer(v, r.cb(v, "close-callback"))
			}, func(to ConnectOptions, v *Server) {
				client1 := r.watch(r.ConnectWith(to), "client1", watchOption{})
				client1.OnReady(func() {
					r.serving(v, 1, func() {
						client2 := r.watch(r.ConnectWith(to), "client2", watchOption{})
						client2.OnceClose(func(bool) { r.end(client1, "still here") })
					})
				})
			})
		}},
		{name: "server-close-never-listening", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.closeServer(server, r.cb(server, "close-callback"))
			r.nextTick(func() { r.log(server, "next-tick") })
			r.after(30*time.Millisecond, func() { r.closeServer(server) })
		}},
		{name: "server-close-twice-with-connection", play: func(r *recorder) {
			r.pair(setup{keep: true}, func(client, _ *Socket, v *Server) {
				r.closeServer(v, r.cb(v, "close-callback-1"))
				r.closeServer(v, r.cb(v, "close-callback-2"))
				r.quietly(40*time.Millisecond, func() { r.end(client, nil) }, v)
			})
		}},
	})
}

func playServerCloseOrderTwoConnections(r *recorder) {
	var list []*Socket
	o := setup{many: true, quiet: true, accepted: watchOption{skip: []string{"close"}}}
	server := r.serve(o, func(accepted *Socket, v *Server) {
		list = append(list, accepted)
		name := "accepted" + itoa(len(list))
		accepted.OnClose(func(bool) { r.log("order", "%s close", name) })
		if len(list) < 2 {
			return
		}
		v.Close(func(error) { r.log("order", "server close-callback") })
		r.after(40*time.Millisecond, func() {
			for i, s := range list {
				r.log("order", "call-accepted%d.destroy", i+1)
				s.Destroy(nil)
			}
			r.nextTick(func() { r.log("order", "next-tick") })
		})
	}, func(to ConnectOptions, _ *Server) {
		r.ConnectWith(to).Resume()
		r.ConnectWith(to).Resume()
	})
	server.OnClose(func() { r.log("order", "server close") })
}

func playServerCloseWithConnections(r *recorder) {
	o := setup{keep: true, quiet: true, accepted: watchOption{skip: []string{"close"}}}
	server := r.serve(o, nil, func(to ConnectOptions, _ *Server) { r.ConnectWith(to).Resume() })
	server.OnClose(func() { r.log("order", "server close") })
	count := func() {
		r.countConnections(server, func(n int) { r.log("order", "getConnections %d", n) })
	}
	server.OnConnection(func(accepted *Socket) {
		accepted.OnClose(func(bool) { r.log("order", "accepted close") })
		r.log("order", "call-server.close")
		server.Close(r.cb("order", "server close-callback"))
		r.log("order", "listening %v address %s", server.Listening(), addressText(server.Address()))
		count()
		r.after(50*time.Millisecond, func() {
			r.log("order", "call-accepted.destroy")
			accepted.Destroy(nil)
			count()
		})
	})
}
