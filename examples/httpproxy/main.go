// Command httpproxy is a proxy for clients such as curl, by CONNECT of HTTP and by SOCKS5,
// on one port: the first byte tells which. It shows a protocol whose head is read first,
// and then two sockets piped into each other, half-close and backpressure included.
//
//	go run ./examples/httpproxy -listen 127.0.0.1:3128
//	curl -p -x http://127.0.0.1:3128 http://example.org/
//	curl -x socks5h://127.0.0.1:3128 http://example.org/
//
// It connects its clients to anything that it can reach: let it listen only where those
// are who may.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:3128", "where to listen")
	flag.Parse()
	host, text, err := net.SplitHostPort(*listen)
	if err != nil {
		log.Fatal(err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		log.Fatal(err)
	}
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true, // the end of one direction is not the end of the other
		NoDelay:       true,
		OnConnection:  serve,
	})
	server.OnListening(func() { fmt.Println("listening on", server.Address()) })
	if err := server.Listen(port, host); err != nil {
		log.Fatal(err)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	nodenet.DefaultGroup().Close()
}

const (
	headTimeout = 10 * time.Second // for the client to say where to
	mostHead    = 16 << 10
)

// serve reads the head of one client, then connects it.
func serve(client *nodenet.Socket) {
	timer := client.AfterFunc(headTimeout, func() { client.Destroy(nil) })
	client.OnClose(func(bool) { timer.Stop() })
	h := &head{client: client}
	var id nodenet.ListenerID
	ended := client.OnEnd(func() { client.Destroy(nil) }) // before it has said where to
	id = client.OnToken(h.split, func(p []byte) {
		target, answers, ok := h.read(p)
		if !ok {
			return
		}
		timer.Stop()
		client.Off(ended)
		client.Off(id) // what follows the head is for the target
		connect(client, target, answers)
	}, nodenet.TokenOptions{Limit: mostHead})
}

// answers are what the client is told.
type answers struct{ connected, failed string }

// connect connects the client to its target and pipes.
func connect(client *nodenet.Socket, target nodenet.ConnectOptions, say answers) {
	client.Pause()
	target.AllowHalfOpen, target.NoDelay, target.ConnectTimeout = true, true, headTimeout
	target.SameLoop = client
	upstream := nodenet.ConnectWith(target)
	connected := false
	upstream.OnConnect(func() {
		connected = true
		client.WriteString(say.connected)
		nodenet.Pipeline(client, upstream, func(error) {})
	})
	upstream.OnClose(func(bool) {
		if !connected {
			client.EndString(say.failed)
			client.Resume()
			client.DestroySoon()
		}
	})
	client.OnClose(func(bool) { upstream.Destroy(nil) })
}
