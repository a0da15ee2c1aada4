package orders

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"

	. "github.com/nodenet-go/nodenet"
)

// errorField is a property of a Node error that has a value.
type errorField struct {
	key   string
	value any
}

// ownFields are the properties of err that Object.keys finds in Node.
func ownFields(err error) (fields []errorField) {
	var e *Error
	errors.As(err, &e)
	for _, f := range []errorField{{"errno", e.Errno}, {"code", e.Code}, {"syscall", e.Syscall},
		{"address", e.Address}, {"port", e.Port}, {"hostname", e.Hostname}} {
		if f.value != "" && f.value != 0 {
			fields = append(fields, f)
		}
	}
	return fields
}

func keysOf(err error) string {
	var keys []string
	for _, f := range ownFields(err) {
		keys = append(keys, f.key)
	}
	return strings.Join(keys, " ")
}

func fieldsOf(err error) string {
	var texts []string
	for _, f := range ownFields(err) {
		texts = append(texts, fmt.Sprintf("%s=%v", f.key, f.value))
	}
	return strings.Join(texts, " ")
}

// classOf is the class of an error in Node.
func classOf(e *Error) string {
	if len(e.Errors) > 0 {
		return "AggregateError"
	}
	return "Error"
}

// logKeys logs which properties the error of a socket has.
func (r *recorder) logKeys(s *Socket) {
	s.OnceError(func(err error) { r.log(s, "error-keys %s", keysOf(err)) })
}

func TestOrdersOfReconnect(t *testing.T) {
	playSituations(t, []situation{
		{name: "reconnect-in-close-listener", play: func(r *recorder) {
			answer := func(accepted *Socket, _ *Server) { accepted.EndString("hi") }
			r.serve(setup{many: true}, answer, func(to ConnectOptions, server *Server) {
				round := 0
				client := r.watch(r.NewSocket(SocketOptions{}), "client", watchOption{})
				client.OnClose(func(bool) {
					r.state(client)
					if round++; round < 2 {
						r.connect(client, to)
						r.state(client)
					} else {
						server.Close()
					}
				})
				client.ConnectWith(to)
			})
		}},
	})
}

func TestOrdersOfUnknownHost(t *testing.T) {
	notFound := func(_ context.Context, host string, _ int) ([]netip.Addr, error) {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	playSituations(t, []situation{
		{name: "unknown-host-custom-lookup-no-autoselect", play: func(r *recorder) {
			client := r.ConnectWith(ConnectOptions{Port: 80, Host: "nowhere.test", SingleAddress: true, Lookup: notFound})
			r.logKeys(r.watch(client, "client", watchOption{}))
		}},
		{name: "unknown-host-custom-lookup", play: func(r *recorder) {
			client := r.ConnectWith(ConnectOptions{Port: 80, Host: "nowhere.test", Lookup: notFound})
			r.logKeys(r.watch(client, "client", watchOption{}))
		}},
		{name: "unknown-host-real-lookup", play: func(r *recorder) {
			client := r.watch(r.Connect(80, "no such host", nil), "client", watchOption{})
			client.OnceError(func(err error) { r.log(client, "error-fields %s", fieldsOf(err)) })
		}},
		{name: "unknown-host-pending-writes", play: func(r *recorder) {
			failed := func(context.Context, string, int) ([]netip.Addr, error) {
				return nil, &Error{Code: "ENOTFOUND", Message: "lookup failed"}
			}
			client := r.ConnectWith(ConnectOptions{Port: 80, Host: "nowhere.test", Lookup: failed})
			r.watch(client, "client", watchOption{})
			r.write(client, "x", r.cb(client, "write-callback"))
			r.end(client, nil, r.cb(client, "end-callback"))
		}},
	})
}
