package guide

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/nodenet-go/nodenet"
)

func ExampleSocket_WaitDrain_loop() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		go func() { // a goroutine may wait, a callback must not
			for range 100 {
				if !socket.Write(make([]byte, 1<<16)) {
					if err := socket.WaitDrain(context.Background()); err != nil {
						log.Print(err)
						return
					}
				}
			}
			socket.End()
		}()
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}

	client, err := nodenet.Dial(context.Background(), "tcp", server.Address().String())
	if err != nil {
		log.Fatal(err)
	}
	total := 0
	for chunk, err := range client.Chunks() {
		if err != nil {
			log.Fatal(err)
		}
		total += len(chunk)
	}
	fmt.Println(total == 100<<16)
	server.Close()
	nodenet.Wait()
	// Output: true
}

func Example_idleTimeout() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		err := socket.SetTimeout(20*time.Millisecond, func() {
			fmt.Println("idle for too long")
			socket.Destroy(nil) // the timeout itself only tells
		})
		if err != nil {
			log.Print(err)
		}
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}

	client := nodenet.ConnectWith(nodenet.ConnectOptions{
		Host:           "127.0.0.1",
		Port:           server.Address().Port,
		ConnectTimeout: 5 * time.Second, // for connecting
	})
	client.OnError(func(err error) { log.Print(err) })
	client.OnClose(func(bool) { server.Close() })
	client.Resume() // without a reader it would not notice the end
	nodenet.Wait()
	// Output: idle for too long
}
