package orders

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	. "github.com/nodenet-go/nodenet"
)

// finding is a lookup that finds these addresses.
func finding(addresses ...string) LookupFunc {
	found := make([]netip.Addr, len(addresses))
	for i, a := range addresses {
		found[i] = netip.MustParseAddr(a)
	}
	return func(context.Context, string, int) ([]netip.Addr, error) { return found, nil }
}

// telling is a lookup that logs first. It runs on a goroutine, so its lines have
// no place among those of the client.
func (r *recorder) telling(lookup LookupFunc) LookupFunc {
	return func(ctx context.Context, host string, family int) ([]netip.Addr, error) {
		r.log("lookup", "called %s family=%d", host, family)
		return lookup(ctx, host, family)
	}
}

// attemptedProps is props with autoSelectFamilyAttemptedAddresses at the end.
func (r *recorder) attemptedProps(s *Socket, names ...string) {
	var texts []string
	for _, name := range names {
		texts = append(texts, name+"="+property(s, name))
	}
	var attempted []string
	for i, a := range s.AttemptedAddresses() {
		attempted = append(attempted, fmt.Sprintf("%d:%q", i, a))
	}
	r.log(s, "props %s autoSelectFamilyAttemptedAddresses={%s}", strings.Join(texts, " "), strings.Join(attempted, ","))
}

func TestOrdersOfLookups(t *testing.T) {
	playSituations(t, []situation{
		{name: "connect-localhost-events", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Host, to.Lookup = "example.test", r.telling(finding("127.0.0.1"))
				client := r.connected(to)
				r.log(client, "net.connect-returned")
				client.OnReady(func() { r.end(client, nil) })
			})
		}, instead: map[string]string{
			"client lookup-called example.test family=undefined hints=32 all=true": "lookup called example.test family=0",
		}},
		{name: "connect-lookup-no-autoselect", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Host, to.Lookup, to.SingleAddress = "example.test", r.telling(finding("127.0.0.1")), true
				client := r.connected(to)
				client.OnReady(func() { r.end(client, nil) })
			})
		}, instead: map[string]string{
			"client lookup-called example.test family=undefined hints=32 all=undefined": "lookup called example.test family=0",
		}},
		{name: "connect-family-6-lookup-gets-it", play: func(r *recorder) {
			r.connected(ConnectOptions{Port: 1, Host: "nowhere.test", Family: 6,
				Lookup: r.telling(func(context.Context, string, int) ([]netip.Addr, error) {
					return nil, &Error{Code: "ENOTFOUND", Message: "none"}
				})})
		}, instead: map[string]string{
			"client lookup-called family=6 hints=0 all=undefined": "lookup called nowhere.test family=6",
		}},
		{name: "connect-second-address-works", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				to.Host, to.Lookup = "example.test", finding("::1", "127.0.0.1")
				client := r.connected(to)
				client.OnConnectionAttemptFailed(func(string, int, int, error) {
					r.attemptedProps(client, "readyState", "connecting", "destroyed")
				})
				client.OnReady(func() {
					r.attemptedProps(client, "remoteAddress")
					r.end(client, nil)
				})
			})
		}},
		{name: "connect-real-localhost", play: func(r *recorder) {
			r.serve(setup{}, nil, func(to ConnectOptions, _ *Server) {
				client := r.watch(r.Connect(to.Port, "", nil), "client", watchOption{})
				client.OnReady(func() { r.end(client, nil) })
			})
		}},
	})
}

func TestOrdersOfDestroyingInLookups(t *testing.T) {
	// Node calls the lookup before connect() returns, Go after: the scripts'
	// destroy() comes when it was called.
	destroyIn := func(r *recorder, client **Socket, then LookupFunc) LookupFunc {
		return func(ctx context.Context, host string, family int) ([]netip.Addr, error) {
			r.Handles().Refs.Add() // the script ends after the lookup has
			defer r.Handles().Refs.Done()
			r.log("client", "lookup-called")
			r.Post(func() { r.destroy(*client, nil) })
			<-ctx.Done()
			r.log("lookup", "calls-back")
			return then(ctx, host, family)
		}
	}
	callsBack := map[string]string{"client lookup-calls-back": "lookup calls-back"} // on a goroutine
	playSituations(t, []situation{
		{name: "destroy-while-connecting-localhost", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				var client *Socket
				to.Host, to.Lookup = "localhost", destroyIn(r, &client, finding("127.0.0.1"))
				client = r.connected(to)
				client.OnceClose(func(bool) { r.quietly(80*time.Millisecond, func() { v.Close() }, client) })
			})
		}, instead: callsBack},
		{name: "destroy-while-lookup-fails-later", play: func(r *recorder) {
			var client *Socket
			client = r.connected(ConnectOptions{Port: 1, Host: "example.test",
				Lookup: destroyIn(r, &client, func(context.Context, string, int) ([]netip.Addr, error) {
					return nil, &Error{Code: "ENOTFOUND", Message: "no such host"}
				})})
			r.quietly(80*time.Millisecond, func() { r.state(client) }, client)
		}, instead: callsBack},
		{name: "destroy-in-lookup-event", play: func(r *recorder) {
			r.serve(setup{keep: true, quiet: true}, nil, func(to ConnectOptions, v *Server) {
				to.Host, to.Lookup = "example.test", finding("127.0.0.1")
				client := r.connected(to)
				client.OnLookup(func(error, string, int, string) { r.destroy(client, nil) })
				r.closeLater(client, v)
			})
		}},
	})
}
