package orders

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	. "github.com/nodenet-go/nodenet"
)

// verbatim is an argument of a call as record.js shows it, an object mostly.
type verbatim string

// connect calls ConnectWith.
func (r *recorder) connect(s *Socket, to ConnectOptions) {
	shown := verbatim(fmt.Sprintf("{port:PORT,host:%q}", to.Host))
	if to.Path != "" {
		shown = verbatim("{path:" + r.show(to.Path) + "}")
	}
	r.call(s, "connect", []any{shown}, func() any { return s.ConnectWith(to) })
}

// watched is new net.Socket(), watched as client but for some events.
func (r *recorder) watched(skip ...string) *Socket {
	return r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{skip: skip})
}

// connected is net.connect(), watched as client.
func (r *recorder) connected(to ConnectOptions) *Socket {
	return r.watch(r.ConnectWith(to), "client", watchOption{})
}

// logAddress logs what address() returns, which is {} for a Unix socket too.
func (r *recorder) logAddress(s *Socket) {
	text := "{}"
	if a := s.LocalAddr(); a.Family != "" && a.Family != "pipe" {
		text = fmt.Sprintf("{address:%q,family:%q,port:PORT}", a.Address, a.Family)
	}
	r.log(s, "address %s", text)
}

// errorFields are the fields of an error that are set, under Node's names.
func errorFields(err error) (names, values []string) {
	var e *Error
	if !errors.As(err, &e) {
		return nil, nil
	}
	add := func(name string, value any, set bool) {
		if set {
			names = append(names, name)
			values = append(values, fmt.Sprintf("%s=%v", name, value))
		}
	}
	add("errno", e.Errno, e.Errno != 0)
	add("code", e.Code, e.Code != "")
	add("syscall", e.Syscall, e.Syscall != "")
	add("address", e.Address, e.Address != "")
	add("port", e.Port, e.Port != 0)
	return names, values
}

func (r *recorder) logErrorKeys(s *Socket) {
	s.OnceError(func(err error) {
		names, _ := errorFields(err)
		r.log(s, "error-keys %s", strings.Join(names, " "))
	})
}

func TestOrdersOfConnecting(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-order-unix", play: func(r *recorder) {
			r.serve(setup{unix: true}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watched("connectionAttempt")
				r.log(client, "call-connect")
				to.OnConnect = func() { r.log(client, "connect-callback ok") }
				client.ConnectWith(to)
				r.log(client, "connect-returned")
				r.state(client)
				client.OnReady(func() { r.state(client); r.end(client, nil) })
			})
		}, instead: map[string]string{ // nothing is emitted before the call has returned
			"client connectionAttempt PATH/sock undefined undefined": "",
		}},
		{name: "connect-listener-order", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{skip: []string{"connect", "ready"}})
				client.OnConnect(func() {
					r.log(client, "connect-listener-1")
					r.nextTick(func() { r.log(client, "next-tick") })
				})
				client.OnReady(func() { r.log(client, "ready-listener-1") })
				to.OnConnect = func() { r.log(client, "connect-callback") }
				client.ConnectWith(to)
				client.OnConnect(func() { r.log(client, "connect-listener-2") })
				client.OnReady(func() { r.log(client, "ready-listener-2"); client.End() })
			})
		}, instead: map[string]string{"client microtask": ""}},
		{name: "connect-in-connection-listener-chain", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) { r.end(accepted, nil) }, func(to ConnectOptions, _ *Server) {
				client := r.connected(to)
				client.OnceConnect(func() { r.props(client, "readyState") })
				client.OnceEnd(func() { r.props(client, "readyState") })
			})
		}},
		{name: "accepted-sends-before-client-connect-event", play: func(r *recorder) {
			r.serve(setup{}, func(accepted *Socket, _ *Server) { r.end(accepted, "early") }, func(to ConnectOptions, _ *Server) {
				r.watched().ConnectWith(to)
			})
		}},
		{name: "connect-after-destroy", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watched()
				r.destroy(client, nil)
				client.OnceClose(func(bool) {
					r.connect(client, to)
					r.props(client, "destroyed", "connecting", "readyState")
					client.OnReady(func() { r.end(client, "x") })
				})
			})
		}, instead: map[string]string{"client close undefined": "client close false"}}, // hadError is a bool
	})
}

func playConnectOrder(r *recorder, to ConnectOptions) {
	client := r.watched()
	r.logAddress(client)
	r.state(client)
	client.OnReady(func() { r.log(client, "ready-listener") })
	client.Connect(to.Port, to.Host, func() { r.log(client, "connect-callback ok") })
	r.log(client, "connect-returned")
	r.logAddress(client)
	r.state(client)
	client.OnceConnect(func() {
		r.state(client)
		r.logAddress(client)
		r.nextTick(func() { r.log(client, "next-tick-of-connect") })
	})
	client.OnReady(func() {
		r.log(client, "call-end")
		client.End()
	})
	client.OnceClose(func(bool) {
		r.state(client)
		r.logAddress(client)
	})
}

func TestOrdersOfConnectingFrom(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-local-port", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				r.freePort(func(port int) {
					to.LocalAddress, to.LocalPort = "127.0.0.1", port
					client := r.connected(to)
					client.OnReady(func() {
						r.log(client, "local-port-as-asked %v", client.LocalAddr().Port == port)
						r.end(client, nil)
					})
				})
			})
		}},
		{name: "connect-family-6-to-ipv4", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Family = 6
				client := r.connected(to)
				client.OnReady(func() { r.end(client, nil) })
			})
		}},
	})
}

func TestOrdersOfConnectingToPaths(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-unix-path-too-long", play: func(r *recorder) {
			client := r.watched("connectionAttempt")
			r.connect(client, ConnectOptions{Path: "/tmp/" + strings.Repeat("a", 295)})
			r.props(client, "connecting", "readyState")
		}, instead: map[string]string{ // nothing happens before the call has returned
			"client connectionAttempt /tmp/<295 times a> undefined undefined": "",
			"client props connecting=false readyState=closed":                 "client props connecting=true readyState=opening",
			// There is no local address to be undefined.
			"client error EINVAL: connect EINVAL /tmp/<295 times a> - Local (undefined:undefined)": "client error EINVAL: connect EINVAL /tmp/<295 times a>",
		}},
	})
}

func playDeadSocketFile(r *recorder) {
	path := r.tmpPath("sock")
	server := r.CreateServer()
	server.ListenPath(path, func() {
		if err := os.Link(path, path+".link"); err != nil {
			r.t.Error(err)
		}
		server.Close(func(error) {
			_, err := os.Stat(path)
			r.log("client", "file-still-there %v", err == nil)
			r.connected(ConnectOptions{Path: path + ".link"})
		})
	})
}
