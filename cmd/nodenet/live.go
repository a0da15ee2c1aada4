package main

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/live"
)

// liveAddress is the value of --live. Without a host only this machine is served.
func liveAddress(c *command, value string) error {
	if !strings.Contains(value, ":") {
		value = ":" + value
	}
	host, port, err := net.SplitHostPort(value)
	if err != nil {
		return usage("invalid value for --live: " + err.Error())
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return usage("invalid value for --live: " + err.Error())
	}
	c.live = net.JoinHostPort(host, port)
	return nil
}

// showLive serves the page of --live, on a listener of its own that is not the script's.
func (c *command) showLive() (func(*js.Loop), error) {
	address, local := c.live, strings.HasPrefix(c.live, ":")
	if local {
		address = "127.0.0.1" + address
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "live on http://%s/\n", listener.Addr())
	return func(loop *js.Loop) {
		page := live.Handler(loop.SocketGroup(), live.Options{Title: c.options.File})
		if local {
			page = onlyLocal(page)
		}
		server := &http.Server{Handler: page, ReadHeaderTimeout: 10 * time.Second}
		go func() { _ = server.Serve(listener) }()
	}, nil
}

// onlyLocal refuses what was asked for by another name than this machine's own: a page
// elsewhere whose name leads here would read it otherwise.
func onlyLocal(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
		if host != "localhost" && (err != nil || !ip.IsLoopback()) {
			http.Error(w, "only for this machine", http.StatusForbidden)
			return
		}
		h.ServeHTTP(w, r)
	})
}
