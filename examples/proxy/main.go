// Proxy shows two sockets piped into each other: backpressure and half-close
// are carried through in both directions.
//
//	go run ./examples/proxy -listen 127.0.0.1:7002 -to 127.0.0.1:6379
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"strconv"
	"strings"

	"github.com/nodenet-go/nodenet"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:7002", "host:port, or the path of a Unix socket, to listen on")
	to := flag.String("to", "", "host:port, or the path of a Unix socket, to connect to")
	flag.Parse()

	target, err := parse(*to)
	if err != nil {
		log.Fatal("-to: ", err)
	}
	source, err := parse(*listen)
	if err != nil {
		log.Fatal("-listen: ", err)
	}
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true, // the end of one direction is not the end of the other
		NoDelay:       true,
		OnConnection:  func(client *nodenet.Socket) { proxy(client, target) },
	})
	server.OnError(func(err error) { log.Fatal(err) })
	server.OnListening(func() { fmt.Println("listening on", server.Address()) })
	err = server.ListenWith(nodenet.ListenOptions{Host: source.Host, Port: source.Port, Path: source.Path})
	if err != nil {
		log.Fatal(err)
	}
	nodenet.Wait()
}

// proxy connects a client to the target.
func proxy(client *nodenet.Socket, target nodenet.ConnectOptions) {
	target.AllowHalfOpen, target.NoDelay = true, true
	upstream := nodenet.ConnectWith(target)
	client.Pipe(upstream)
	upstream.Pipe(client)
	upstream.OnError(func(err error) { log.Print(err) })

	// A pipe passes an end on, but not a failure.
	upstream.OnClose(func(hadError bool) { follow(client, hadError) })
	client.OnClose(func(hadError bool) { follow(upstream, hadError) })
}

// follow closes what is left of a pair: with a reset after a failure, so that
// the peer does not take a part for the whole.
func follow(socket *nodenet.Socket, hadError bool) {
	if hadError && socket.RemoteAddr().Network() == "tcp" && !socket.Destroyed() {
		socket.ResetAndDestroy()
		return
	}
	socket.DestroySoon()
}

// parse reads "host:port" or a path.
func parse(where string) (o nodenet.ConnectOptions, err error) {
	if strings.Contains(where, "/") {
		o.Path = where
		return o, nil
	}
	host, port, err := net.SplitHostPort(where)
	if err != nil {
		return o, err
	}
	o.Host = host
	o.Port, err = strconv.Atoi(port)
	return o, err
}
