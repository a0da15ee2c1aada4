package orders

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// callListen logs and calls Listen; an empty host is left out.
func (r *recorder) callListen(v *Server, port int, host string, callback ...func()) {
	args := []any{port}
	if port > 1023 {
		args[0] = verbatim("PORT")
	}
	if host != "" {
		args = append(args, host)
	}
	for _, f := range callback {
		args = append(args, f)
	}
	r.call(v, "listen", args, func() any { return misuse(v.Listen(port, host, callback...)) })
}

func (r *recorder) callListenPath(v *Server, path string) {
	r.call(v, "listen", []any{path}, func() any { return misuse(v.ListenPath(path)) })
}

// listened is a callback of Listen that logs `label ok`.
func (r *recorder) listened(v *Server, label string) func() {
	return func() { r.cb(v, label)(nil) }
}

// serverProps logs properties of a server, under Node's names.
func (r *recorder) serverProps(v *Server, names ...string) {
	texts := make([]string, len(names))
	for i, name := range names {
		switch name {
		case "listening":
			texts[i] = fmt.Sprintf("%s=%v", name, v.Listening())
		case "maxConnections":
			texts[i] = fmt.Sprintf("%s=%d", name, v.MaxConnections())
		default:
			panic("no property " + name)
		}
	}
	r.log(v, "props %s", strings.Join(texts, " "))
}

// showFields shows fields of an error, under Node's names.
func showFields(err error, names ...string) string {
	var e *Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	fields := map[string]any{"code": e.Code, "errno": e.Errno, "syscall": e.Syscall,
		"address": e.Address, "port": e.Port, "hostname": e.Hostname}
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = fmt.Sprintf("%s=%v", name, fields[name])
	}
	return strings.Join(texts, " ")
}

func addressText(a *Address) string {
	switch {
	case a.Family == "":
		return "null"
	case a.Family == "pipe":
		return a.Address
	}
	return a.Address + " " + a.Family
}

// onceListening adds a listener for the first 'listening'.
func onceListening(v *Server, f func()) {
	var id ListenerID
	id = v.OnListening(func() { v.Off(id); f() })
}

// onceServerError adds a listener for the first 'error'.
func onceServerError(v *Server, f func(error)) {
	var id ListenerID
	id = v.OnError(func(err error) { v.Off(id); f(err) })
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// portInUse plays f while another server listens on a port of host.
func (r *recorder) portInUse(host string, f func(port int, other *Server)) {
	other := r.CreateServer()
	other.Listen(0, host, func() { f(other.Address().Port, other) })
}

func TestOrdersOfListening(t *testing.T) {
	playSituations(t, []situation{
		// In Go a port is a number, and a bad one leaves the socket as it was, where
		// Node's client is connecting for ever.
		{name: "listen-connect-bad-port", jsOnly: `^client |^server listen\((1\.5|NaN|Infinity|true|".*)\)`, play: func(r *recorder) {
			for _, port := range []int{-1, 65536} {
				if err := r.CreateServer().Listen(port, ""); err != nil {
					r.log("server", "listen(%d) threw %s", port, errText(err))
				}
			}
		}, instead: map[string]string{ // a type number is JavaScript's
			"server listen(-1) threw ERR_SOCKET_BAD_PORT: options.port should be >= 0 and < 65536. Received type number (-1).":       "server listen(-1) threw ERR_SOCKET_BAD_PORT: options.port should be >= 0 and < 65536. Received -1.",
			"server listen(65536) threw ERR_SOCKET_BAD_PORT: options.port should be >= 0 and < 65536. Received type number (65536).": "server listen(65536) threw ERR_SOCKET_BAD_PORT: options.port should be >= 0 and < 65536. Received 65536.",
		}},
		{name: "server-error-then-close", play: func(r *recorder) {
			r.portInUse("127.0.0.1", func(port int, other *Server) {
				server := r.watchServer(r.CreateServer(), "server")
				r.callListen(server, port, "127.0.0.1")
				onceServerError(server, func(error) {
					r.closeServer(server, r.cb(server, "close-callback"))
					other.Close()
				})
			})
		}},
		{name: "server-eaddrnotavail", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.callListen(server, 0, "192.0.2.1")
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "code", "errno", "syscall", "address"))
			})
		}},
		{name: "server-listen-no-host-close-early", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			server.Listen(0, "", r.listened(server, "listen-callback"))
			r.serverProps(server, "listening")
			r.closeServer(server, r.cb(server, "close-callback"))
			r.quietly(60*time.Millisecond, func() { r.serverProps(server, "listening") }, server)
		}},
		{name: "server-listen-unknown-name", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.callListen(server, 0, "no such host", r.listened(server, "listen-callback"))
			r.serverProps(server, "listening")
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "errno", "code", "syscall", "hostname"))
				r.quietly(30*time.Millisecond, nil, server)
			})
		}},
	})
}

// Node keeps the path of a server that has closed, or never listened, as its
// address.
const addressOfNone = `^server address "PATH/`

func TestOrdersOfListeningOnPaths(t *testing.T) {
	playSituations(t, []situation{
		{name: "server-listen-abstract", play: playListenAbstract},
		{name: "server-listen-path-exists", jsOnly: "^server error-keys|" + addressOfNone, play: func(r *recorder) {
			path := r.tmpPath("file")
			if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
				r.t.Error(err)
			}
			server := r.watchServer(r.CreateServer(), "server")
			r.callListenPath(server, path)
			r.serverProps(server, "listening")
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "syscall", "address", "port"))
				r.log(server, "file-still-there %v", exists(path))
			})
		}},
		{name: "server-listen-path-missing-directory", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.callListenPath(server, r.tmpPath("no-such-directory/sock"))
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "errno", "code", "syscall", "address", "port"))
			})
		}},
		{name: "server-listen-path-too-long", play: func(r *recorder) {
			server := r.watchServer(r.CreateServer(), "server")
			r.callListenPath(server, "/tmp/"+strings.Repeat("a", 295))
			r.serverProps(server, "listening")
			onceServerError(server, func(err error) {
				r.log(server, "error-fields %s", showFields(err, "errno", "code", "syscall", "port"))
			})
		}},
		{name: "server-unix-twice-same-path", play: func(r *recorder) {
			path := r.tmpPath("sock")
			server1 := r.watchServer(r.CreateServer(), "server1")
			server1.ListenPath(path, func() {
				server2 := r.watchServer(r.CreateServer(), "server2")
				server2.ListenPath(path)
				onceServerError(server2, func(error) {
					r.log(server1, "file-there %v", exists(path))
					server1.Close()
				})
			})
		}},
	})
}

func playListenAbstract(r *recorder) {
	pid := itoa(os.Getpid())
	name := "\x00nodenet-order-" + pid
	server := r.CreateServer()
	server.OnConnection(func(accepted *Socket) {
		r.watch(accepted, "accepted", watchOption{})
		server.Close()
	})
	r.watchServer(server, "server")
	server.ListenPath(name, func() {
		address, err := json.Marshal(server.Address().Address)
		if err != nil {
			r.t.Error(err)
		}
		r.log(server, "address %s", strings.Replace(string(address), pid, "PID", 1))
		client := r.watch(r.ConnectPath(name, nil), "client", watchOption{})
		client.OnReady(func() { r.end(client, "x") })
	})
}
