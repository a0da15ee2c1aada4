// Nodenet serves with this library in the roles that examples/echo does not have.
//
//	nodenet ROLE PORT [BACKEND]
package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/nodenet-go/nodenet"
)

func main() {
	if os.Args[1] == "blocklist" {
		checks()
		return
	}
	port, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	if os.Args[1] == "http" {
		server := group.CreateServer()
		if err := server.Listen(port, "127.0.0.1", nil); err != nil {
			log.Fatal(err)
		}
		log.Fatal(http.Serve(server.Listener(), http.HandlerFunc(hello)))
	}
	options := map[string]nodenet.ServerOptions{
		"sink":      {OnConnection: func(s *nodenet.Socket) { s.OnData(func([]byte) {}) }},
		"broadcast": {OnConnection: new(room).join},
		"timers":    {OnConnection: timed},
		"proxy":     {AllowHalfOpen: true, OnConnection: proxy(group)},
	}
	o, ok := options[os.Args[1]]
	if !ok {
		log.Fatal("no such role: ", os.Args[1])
	}
	o.NoDelay = true
	server := group.CreateServerWith(o)
	server.OnError(func(err error) { log.Fatal(err) })
	if err := server.Listen(port, "127.0.0.1", nil); err != nil {
		log.Fatal(err)
	}
	group.Wait()
}

func hello(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") }

// timed echoes, and ends a connection that is quiet for a minute.
func timed(socket *nodenet.Socket) {
	socket.SetTimeout(time.Minute, func() { socket.Destroy(nil) })
	socket.Pipe(socket)
}

// room is all connections: what one sends goes to all.
type room struct{ sockets map[*nodenet.Socket]bool }

func (r *room) join(socket *nodenet.Socket) {
	if r.sockets == nil {
		r.sockets = map[*nodenet.Socket]bool{}
	}
	r.sockets[socket] = true
	socket.OnClose(func(bool) { delete(r.sockets, socket) })
	socket.OnData(func(data []byte) {
		for other := range r.sockets {
			other.Write(data)
		}
	})
}

// proxy pipes a client and the backend into each other, on one loop.
func proxy(group *nodenet.Group) func(client *nodenet.Socket) {
	return func(client *nodenet.Socket) {
		backend, err := strconv.Atoi(os.Args[3])
		if err != nil {
			log.Fatal(err)
		}
		target := nodenet.ConnectOptions{Host: "127.0.0.1", Port: backend}
		target.AllowHalfOpen, target.NoDelay = true, true
		upstream := group.ConnectWith(target)
		client.Pipe(upstream)
		upstream.Pipe(client)
		client.OnClose(func(bool) { upstream.Destroy(nil) })
		upstream.OnClose(func(bool) { client.Destroy(nil) })
	}
}
