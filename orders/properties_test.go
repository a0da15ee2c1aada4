package orders

import (
	"errors"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func TestOrdersOfPeersLeaving(t *testing.T) {
	playSituations(t, []situation{
		{name: "peer-destroys-with-our-writes-pending", conns: writtenByGoroutine, play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{skip: []string{"data"}}}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 64<<20), r.cb(client, "write-callback-1"))
				r.write(client, "two", r.cb(client, "write-callback-2"))
				r.immediately(func() { r.destroy(accepted, nil) })
			})
		}},
		{name: "peer-ends-with-our-writes-pending", play: func(r *recorder) {
			r.pair(setup{accepted: watchOption{sum: true}}, func(client, accepted *Socket, _ *Server) {
				accepted.Pause()
				r.write(client, make([]byte, 16<<20), r.cb(client, "write-callback"))
				r.end(accepted, "bye")
				client.OnceEnd(func() {
					r.props(client, "writableEnded", "readyState")
					r.nextTick(func() {
						r.nextTick(func() { r.props(client, "writableEnded", "readyState") })
					})
					r.after(20*time.Millisecond, func() { accepted.Resume() })
				})
			})
		}},
	})
}

func playErrorOrderOfSeveral(r *recorder) {
	var list []*Socket
	o := setup{keep: true, quiet: true, accepted: watchOption{skip: []string{"close", "error"}}}
	r.serve(o, func(accepted *Socket, v *Server) {
		accepted.Resume()
		if list = append(list, accepted); len(list) < 2 {
			return
		}
		v.Close()
		r.after(30*time.Millisecond, func() {
			for i, s := range list {
				who := "socket" + itoa(i+1)
				s.OnError(func(err error) { r.log("order", "%s error %v", who, err) })
				s.OnClose(func(hadError bool) { r.log("order", "%s close %v", who, hadError) })
				s.Destroy(errors.New("boom" + itoa(i+1)))
			}
		})
	}, func(to ConnectOptions, _ *Server) {
		for range 2 {
			r.ConnectWith(to).Resume()
		}
	})
}

func TestOrdersOfProperties(t *testing.T) {
	playSituations(t, []situation{
		{name: "properties-after-close-not-read-before", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				r.end(client, "hello")
				client.OnceClose(func(bool) { r.state(client) })
				accepted.OnceClose(func(bool) { r.state(accepted) })
			})
		}},
		{name: "properties-in-handlers", play: func(r *recorder) {
			r.pair(setup{}, func(client, accepted *Socket, _ *Server) {
				for _, s := range []*Socket{client, accepted} {
					show := func() {
						r.props(s, "readyState", "readable", "writable", "destroyed", "pending", "closed")
					}
					s.OnceData(func([]byte) { show() })
					s.OnceEnd(show)
					s.OnceFinish(show)
					s.OnceClose(func(bool) { show() })
				}
				r.end(client, "x")
			})
		}},
	})
}
