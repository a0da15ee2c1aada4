//go:build unix

package guide

import (
	"context"
	"fmt"
	"log"
	"os/signal"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

func ExampleServer_Shutdown_signals() {
	// First of all, or a signal that comes early ends the program.
	signaled, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.OnText(func(text string) {
			stopSoon() // as a supervisor does with SIGTERM
			socket.EndString("answered: " + text)
		})
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1")
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.WriteString("a question")

	<-signaled.Done()
	stop() // a second signal ends the program at once

	// No new connections; those that are there have ten seconds to end.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		log.Print("connections were cut off: ", err)
	}
	fmt.Println("closed")
	// Output:
	// answered: a question
	// closed
}

func stopSoon() {
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGTERM); err != nil {
		panic(err)
	}
}
