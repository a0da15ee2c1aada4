package nodenet_test

import (
	"fmt"
	"log"
	"time"

	"github.com/nodenet-go/nodenet"
)

// A heartbeat of each connection. It runs on the connection's loop, so that missed
// needs no lock, however many loops there are.
func ExampleSocket_AfterFunc() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		missed := 0
		socket.OnData(func([]byte) { missed = 0 })
		var beat *nodenet.Timer
		beat = socket.AfterFunc(time.Millisecond, func() {
			if missed++; missed == 3 {
				socket.EndString("goodbye")
				return
			}
			socket.WriteString("ping ")
			beat.Reset(time.Millisecond)
		})
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	said := ""
	client.OnText(func(text string) { said += text })
	client.OnEnd(func() {
		fmt.Println(said)
		server.Close()
	})
	nodenet.Wait()
	// Output: ping ping goodbye
}

// A server that publishes to whoever listens. A subscriber that does not read costs no
// more than a megabyte, and not for long.
func ExampleServerOptions_writeLimit() {
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		WriteLimit:   1 << 20,
		WriteTimeout: 10 * time.Second,
	})
	client := nodenet.NewSocket(nodenet.SocketOptions{})
	client.OnError(func(error) {}) // it may be reset
	client.Pause()
	server.OnConnection(func(socket *nodenet.Socket) {
		socket.OnError(func(err error) { fmt.Println("subscriber:", err) })
		socket.OnClose(func(bool) {
			client.Destroy(nil)
			server.Close()
		})
		for !socket.Destroyed() {
			socket.Write(make([]byte, 64<<10))
		}
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	if err := client.Connect(server.Address().Port, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	nodenet.Wait()
	// Output: subscriber: write ENOBUFS
}
