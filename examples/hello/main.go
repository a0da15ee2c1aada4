// Hello shows a server and a client in one program: they greet each other,
// print what they hear, and the program ends by itself.
package main

import (
	"fmt"
	"log"

	"github.com/nodenet-go/nodenet"
)

func main() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.OnData(func(data []byte) {
			fmt.Print("client send message: ", string(data))
		})
		socket.WriteString("hello client")
	})
	server.OnError(func(err error) { log.Fatal(err) })
	err := server.Listen(8888, "127.0.0.1", func() { fmt.Println("listening on", server.Address()) })
	if err != nil {
		log.Fatal(err)
	}

	client := nodenet.Connect(8888, "127.0.0.1")
	client.OnError(func(err error) { log.Print(err) })
	client.OnConnect(func() { client.WriteString("hello server!\r\n") })
	client.OnData(func(data []byte) {
		fmt.Println("server send message:", string(data))
		client.End()
		server.Close()
	})
	nodenet.Wait() // returns when nothing is left that could still happen
}
