//go:build unix

package guide

import (
	"fmt"
	"log"
	"time"

	"github.com/nodenet-go/nodenet"
)

func Example_reconnect() {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	defer group.Close()
	bound, err := group.BindSocket(nodenet.BindOptions{Host: "127.0.0.1"})
	if err != nil {
		log.Fatal(err)
	}
	port := bound.Address().Port // refused until somebody listens on it
	server := group.CreateServer(func(socket *nodenet.Socket) { socket.EndString("at last") })

	delay := time.Millisecond
	client := group.NewSocket(nodenet.SocketOptions{})
	connect := func() {
		if err := client.Connect(port, "127.0.0.1"); err != nil {
			log.Print(err)
		}
	}
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(hadError bool) {
		if !hadError {
			server.Close()
			return
		}
		if !server.Listening() {
			if err := server.ListenWith(nodenet.ListenOptions{Bound: bound}); err != nil {
				log.Fatal(err)
			}
		}
		delay = min(2*delay, time.Minute)
		group.SetTimeout(delay, connect) // a socket that has closed may connect again
	})
	connect()
	group.Wait()
	// Output: at last
}
