// Echo shows a server on a TCP port or a Unix socket that sends back what it
// gets, and closes in order on SIGINT. With -tls it does so over TLS.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/nodenet-go/nodenet"
)

func main() {
	host := flag.String("host", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 7000, "port to listen on; 0 has the system pick one")
	path := flag.String("path", "", "Unix socket to listen on, in the place of a port")
	loops := flag.Int("loops", 0, "number of event loops; 0 means one for each processor")
	secure := flag.Bool("tls", false, "TLS, with -cert and -key or a certificate made for now")
	certFile := flag.String("cert", "", "certificate in PEM, with the chain")
	keyFile := flag.String("key", "", "its private key in PEM")
	byData := flag.Bool("data", false, "echo by OnData and Write, in the place of Pipe")
	flag.Parse()

	var config *tls.Config
	if *secure {
		config = &tls.Config{Certificates: []tls.Certificate{certificate(*certFile, *keyFile)}}
	}
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: *loops})
	if err != nil {
		log.Fatal(err)
	}
	server := group.CreateServerWith(nodenet.ServerOptions{
		NoDelay: true,
		TLS:     config,
		OnConnection: func(socket *nodenet.Socket) {
			if *byData {
				echo(socket)
			} else {
				socket.Pipe(socket)
			}
		},
	})
	server.OnError(func(err error) { log.Fatal(err) })
	server.OnListening(func() { fmt.Println("listening on", server.Address()) })
	err = server.ListenWith(nodenet.ListenOptions{Host: *host, Port: *port, Path: *path})
	if err != nil {
		log.Fatal(err)
	}

	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		server.Close()
		server.CloseAllConnections()
	}()
	group.Wait()
	group.Close()
}

// echo is what Pipe does, by hand: every chunk is the listener's own, so it costs
// an allocation that Pipe does not need.
func echo(socket *nodenet.Socket) {
	socket.OnData(func(data []byte) {
		if !socket.Write(data) {
			socket.Pause() // until the client has taken what it is owed
		}
	})
	socket.OnDrain(func() { socket.Resume() })
}
