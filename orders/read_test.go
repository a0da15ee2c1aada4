package orders

import (
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// noData is watching without starting the flow.
var noData = watchOption{skip: []string{"data"}}

// read logs what Read(n) returns; negative is Node's read().
func (r *recorder) read(s *Socket, n int) []byte {
	p := s.Read(n)
	if n < 0 {
		r.log(s, "read %s", r.show(p))
	} else {
		r.log(s, "read(%d) %s", n, r.show(p))
	}
	return p
}

func TestOrdersOfRead(t *testing.T) {
	playSituations(t, []situation{
		{name: "read-n-over-chunks", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				client.WriteString("abc")
				r.arrived(accepted, 3, func() { client.WriteString("defg") })
				r.arrived(accepted, 7, func() {
					r.props(accepted, "readableLength", "readableFlowing")
					r.read(accepted, 4)
					r.read(accepted, 9)
					r.read(accepted, 0)
					r.props(accepted, "readableLength")
					client.End()
					r.after(40*time.Millisecond, func() {
						r.read(accepted, 9)
						r.read(accepted, 9)
					})
				})
			})
		}},
		{name: "read-never-connected", play: func(r *recorder) {
			client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
			r.read(client, -1)
			r.resume(client)
			r.quietly(50*time.Millisecond, func() { r.state(client) }, client)
		}},
		{name: "resume-without-data-listener", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				r.resume(accepted)
				r.end(client, "thrown away")
				accepted.OnceEnd(func() { r.props(accepted, "bytesRead") })
			})
		}},
		{name: "read-without-size", play: func(r *recorder) {
			r.pair(setup{accepted: noData}, func(client, accepted *Socket, _ *Server) {
				client.WriteString("abc")
				r.arrived(accepted, 3, func() { client.EndString("def") })
				r.arrived(accepted, 6, func() {
					r.after(40*time.Millisecond, func() {
						r.props(accepted, "readableLength", "readableFlowing")
						r.read(accepted, -1)
						r.read(accepted, -1)
						r.read(accepted, -1)
					})
				})
			})
		}},
	})
}

func TestOrdersOfReadable(t *testing.T) {
	playSituations(t, []situation{
		{name: "readable-read-all", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}, readable: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				accepted.OnReadable(func() {
					for r.read(accepted, -1) != nil {
					}
				})
				r.write(client, "hello")
				r.arrived(accepted, 5, func() { r.end(client, "world") })
			})
		}},
		{name: "readable-read-n", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}, readable: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				accepted.OnReadable(func() {
					for p := accepted.Read(4); p != nil; p = accepted.Read(4) {
						r.log(accepted, "read(4) %s", r.show(p))
					}
					r.log(accepted, "read(4) null readableLength=%d", accepted.ReadableLength())
				})
				r.write(client, "abcdefghij")
				r.arrived(accepted, 10, func() { r.end(client, nil) })
			})
		}},
		{name: "readable-not-consumed", play: func(r *recorder) {
			o := setup{accepted: watchOption{skip: []string{"data"}, readable: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(client, "abc")
				r.arrived(accepted, 3, func() { r.end(client, "def") })
				client.OnceFinish(func() {
					r.quietly(80*time.Millisecond, func() {
						r.props(accepted, "readableLength", "readableEnded", "readyState")
						r.read(accepted, -1)
						r.read(accepted, -1)
					}, accepted)
				})
			})
		}},
	})
}
