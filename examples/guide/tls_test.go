package guide

import (
	"crypto/tls"
	"fmt"
	"log"
	"net"

	"github.com/nodenet-go/nodenet"
)

func Example_tls() {
	cert, pool := certificate() // of 127.0.0.1, and the pool trusts it

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.OnText(func(text string) { socket.EndString(text + " to you, too") })
	})
	config := &tls.Config{Certificates: []tls.Certificate{cert}}
	if err := server.Serve(tls.NewListener(listener, config)); err != nil {
		log.Fatal(err)
	}

	conn, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{RootCAs: pool})
	if err != nil {
		log.Fatal(err)
	}
	client := nodenet.FromConn(conn, nodenet.SocketOptions{})
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	client.WriteString("good morning")
	nodenet.Wait()
	// Output: good morning to you, too
}
