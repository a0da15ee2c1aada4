package orders

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

func (r *recorder) typeOfService(s *Socket) {
	r.call(s, "getTypeOfService", nil, func() any {
		tos, err := s.TypeOfService()
		if err != nil {
			return err
		}
		return tos
	})
}

func (r *recorder) setTypeOfService(s *Socket, tos int) {
	r.call(s, "setTypeOfService", []any{tos}, func() any { return s.SetTypeOfService(tos) })
}

// setKeepAlive calls SetKeepAlive with a delay in milliseconds; the longest
// there is stands for what a Duration cannot hold.
func (r *recorder) setKeepAlive(s *Socket, milliseconds int64) {
	delay := time.Duration(math.MaxInt64)
	if milliseconds < delay.Milliseconds() {
		delay = time.Duration(milliseconds) * time.Millisecond
	}
	r.call(s, "setKeepAlive", []any{true, milliseconds}, func() any { return s.SetKeepAlive(true, delay) })
}

func (r *recorder) setNoDelay(s *Socket, on bool) {
	r.call(s, "setNoDelay", []any{on}, func() any { return s.SetNoDelay(on) })
}

func TestOrdersOfSocketOptions(t *testing.T) {
	playSituations(t, []situation{
		{name: "set-options-before-connect", jsOnly: "^client listeners-of-connect", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				returns := func(method string, ok bool) { r.log(client, "%s-returns-this %v", method, ok) }
				returns("setNoDelay", client.SetNoDelay(true) == client)
				returns("setKeepAlive", client.SetKeepAlive(true, time.Second) == client)
				returns("setTimeout", client.SetTimeout(time.Second) == nil)    // an error in Go
				returns("setTypeOfService", client.SetTypeOfService(16) == nil) // an error in Go
				returns("ref", client.Ref() == client)
				returns("unref", client.Unref() == client)
				returns("ref", client.Ref() == client)
				returns("pause", client.Pause() == client)
				returns("resume", client.Resume() == client)
				client.ConnectWith(to)
				client.OnReady(func() { r.end(client, nil) })
			})
		}},
		{name: "socket-options-connected", play: func(r *recorder) {
			r.pair(setup{}, func(client, _ *Socket, _ *Server) {
				logTypeOfService := func() {
					tos, err := client.TypeOfService()
					if err != nil {
						r.t.Error(err)
					}
					r.log(client, "getTypeOfService %d", tos)
				}
				logTypeOfService()
				r.setTypeOfService(client, 16)
				logTypeOfService()
				r.setTypeOfService(client, 256)
				r.setKeepAlive(client, 500)
				r.setKeepAlive(client, 2000)
				r.setKeepAlive(client, -5)
				r.setKeepAlive(client, 1e15)
				r.call(client, "setKeepAlive", []any{false}, func() any { return client.SetKeepAlive(false) })
				r.setNoDelay(client, true)
				r.setNoDelay(client, false)
				r.props(client, "destroyed")
				r.end(client, nil)
			})
		}},
		{name: "socket-options-unix", play: func(r *recorder) {
			r.pair(setup{unix: true}, func(client, _ *Socket, _ *Server) {
				r.typeOfService(client)
				r.setTypeOfService(client, 16)
				r.typeOfService(client)
				r.setKeepAlive(client, 2000)
				r.setNoDelay(client, true)
				r.props(client, "destroyed")
				r.end(client, nil)
			})
		}},
	})
}

func TestOrdersOfRef(t *testing.T) {
	playSituations(t, []situation{
		// "exit 0" says that the loop came to its end.
		{name: "unref-client", play: func(r *recorder) {
			r.serve(setup{keep: true}, func(accepted *Socket, _ *Server) { accepted.Unref() }, func(to ConnectOptions, server *Server) {
				client := r.watch(r.ConnectWith(to), "client", watchOption{})
				client.OnReady(func() {
					r.serving(server, 1, func() {
						client.Unref()
						server.Unref()
						r.log(client, "unref")
					})
				})
			})
			r.exit = func() { r.log("process", "exit 0") }
		}},
	})
}

func TestOrdersOfUnixSockets(t *testing.T) {
	playSituations(t, []situation{
		{name: "unix-destroy-with-unread-data", play: func(r *recorder) {
			o := setup{unix: true, server: ServerOptions{PauseOnConnect: true}, accepted: noData}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.write(client, "unread", r.cb(client, "write-callback"))
				r.quietly(40*time.Millisecond, func() { r.destroy(accepted, nil) }, client)
			})
		}},
		{name: "unix-half-open-server-answers", play: func(r *recorder) {
			o := setup{unix: true, server: ServerOptions{AllowHalfOpen: true}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.end(client, "question")
				accepted.OnceEnd(func() {
					r.immediately(func() { r.end(accepted, "answer", r.cb(accepted, "end-callback")) })
				})
			})
		}},
		{name: "unix-listen-relative-path", play: playRelativePath},
		{name: "unix-write-after-peer-destroyed", conns: writtenLater, play: func(r *recorder) {
			o := setup{unix: true, connect: ConnectOptions{SocketOptions: SocketOptions{AllowHalfOpen: true}}}
			r.pair(o, func(client, accepted *Socket, _ *Server) {
				r.destroy(accepted, nil)
				client.OnceEnd(func() {
					r.after(20*time.Millisecond, func() { r.write(client, "x", r.cb(client, "write-callback")) })
				})
			})
		}},
	})
}

// playRelativePath stays in the folder of the tests, others run there too: the
// way from there to the socket is masked.
func playRelativePath(r *recorder) {
	path := r.tmpPath("rel.sock")
	here, err := os.Getwd()
	if err != nil {
		r.t.Error(err)
	}
	relative, err := filepath.Rel(here, path)
	if err != nil {
		r.t.Error(err)
	}
	r.masks = append([]string{filepath.Dir(relative) + "/", ""}, r.masks...)
	var server *Server
	server = r.CreateServer(func(accepted *Socket) {
		r.watch(accepted, "accepted", watchOption{})
		server.Close()
	})
	r.watchServer(server, "server")
	server.ListenPath(relative, func() {
		r.log(server, "address %s", server.Address().Address)
		client := r.watch(r.ConnectPath(relative, nil), "client", watchOption{})
		client.OnReady(func() { r.end(client, nil) })
	})
}
