package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// within starts a NATS server in this process, one of a cluster, and connects to it
// without a socket.
func within(cluster, routes string) (*nats.Conn, error) {
	host, portText, err := net.SplitHostPort(cluster)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		return nil, err
	}
	if port == 0 {
		port = server.RANDOM_PORT
	}
	options := &server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, // without a port it joins no cluster
		Cluster: server.ClusterOpts{Name: "room", Host: host, Port: port},
	}
	for route := range strings.SplitSeq(routes, ",") {
		if route == "" {
			continue
		}
		u, err := url.Parse(route)
		if err != nil {
			return nil, err
		}
		options.Routes = append(options.Routes, u)
	}
	s, err := server.NewServer(options)
	if err != nil {
		return nil, err
	}
	s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		return nil, errors.New("the NATS server does not start")
	}
	fmt.Println("cluster at", s.ClusterAddr())
	return nats.Connect("", nats.InProcessServer(s))
}
