package nodenet_test

import (
	"context"
	"fmt"
	"time"

	"github.com/nodenet-go/nodenet"
)

// A server repeats what its client says, and closes once the client has ended.
func ExampleCreateServer() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.OnText(func(text string) { socket.WriteString("you said " + text) })
	})
	server.Listen(0, "127.0.0.1", func() {
		client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
		client.WriteString("hello")
		client.OnText(func(text string) {
			fmt.Println(text)
			client.End()
			server.Close()
		})
	})
	nodenet.Wait()
	// Output: you said hello
}

// A client hears of the connection, of its end, and of what went wrong.
func ExampleConnect() {
	client := nodenet.Connect(1, "127.0.0.1", func() { fmt.Println("connected") })
	client.OnError(func(err error) { fmt.Println(err) })
	client.OnClose(func(hadError bool) { fmt.Println("closed, error:", hadError) })
	nodenet.Wait()
	// Output:
	// connect ECONNREFUSED 127.0.0.1:1
	// closed, error: true
}

// Write says false when enough is waiting, and 'drain' when it is gone.
func ExampleSocket_Write_backpressure() {
	const size = 10 << 20
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		left := size
		more := func() {
			for left > 0 {
				left -= 1 << 16
				if !socket.Write(make([]byte, 1<<16)) {
					return // until 'drain'
				}
			}
			socket.End()
		}
		socket.OnDrain(more)
		more()
	})
	server.Listen(0, "127.0.0.1", func() {
		total := 0
		client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
		client.OnData(func(data []byte) { total += len(data) })
		client.OnEnd(func() { fmt.Println(total == size) })
		client.OnClose(func(bool) { server.Close() })
	})
	nodenet.Wait()
	// Output: true
}

// With AllowHalfOpen a server may answer after the client's end.
func ExampleServerOptions_halfOpen() {
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true,
		OnConnection: func(socket *nodenet.Socket) {
			words := 0
			socket.OnText(func(string) { words++ })
			socket.OnEnd(func() { socket.EndString("that was all") })
		},
	})
	server.Listen(0, "127.0.0.1", func() {
		client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
		client.EndString("a question")
		client.OnText(func(text string) { fmt.Println(text) })
		client.OnClose(func(bool) { server.Close() })
	})
	nodenet.Wait()
	// Output: that was all
}

// A timeout only tells that nothing has moved; what follows is up to you.
func ExampleSocket_SetTimeout() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.SetTimeout(20*time.Millisecond, func() { socket.EndString("too slow") })
	})
	server.Listen(0, "127.0.0.1", func() {
		client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
		client.OnText(func(text string) { fmt.Println(text) })
		client.OnClose(func(bool) { server.Close() })
	})
	nodenet.Wait()
	// Output: too slow
}

// Go's own style: functions that wait, and loops over what comes in.
func ExampleDial() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	server, err := nodenet.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go func() {
		for socket := range server.Connections(ctx) {
			socket.EndString("welcome")
		}
	}()
	client, err := nodenet.Dial(ctx, "tcp", server.Address().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	for chunk, err := range client.Chunks() {
		fmt.Println(string(chunk), err)
	}
	// Output: welcome <nil>
}
