package nodenet_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet"
)

// A server repeats what its client says, and closes once the client has ended.
func ExampleCreateServer() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		socket.OnText(func(text string) { socket.WriteString("you said " + text) })
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.WriteString("hello")
	client.OnText(func(text string) {
		fmt.Println(text)
		client.End()
		server.Close()
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

// A socket can be made first, given its listeners, and connected later; once it has
// closed it may connect again.
func ExampleNewSocket() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString("welcome") })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	port := server.Address().Port
	client := nodenet.NewSocket(nodenet.SocketOptions{NoDelay: true})
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnceClose(func(bool) {
		fmt.Println("again")
		client.OnceClose(func(bool) { server.Close() })
		if err := client.Connect(port, "127.0.0.1", nil); err != nil {
			log.Print(err)
		}
	})
	if err := client.Connect(port, "127.0.0.1", nil); err != nil {
		log.Fatal(err)
	}
	nodenet.Wait()
	// Output:
	// welcome
	// again
	// welcome
}

// Write says false when enough is waiting, and 'drain' tells when it is gone.
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
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	total := 0
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.OnData(func(data []byte) { total += len(data) })
	client.OnEnd(func() { fmt.Println(total == size) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output: true
}

// A proxy is two pipes. They carry data, ends and backpressure, but not failures:
// when one socket has closed, the other is told.
func ExampleSocket_Pipe() {
	behind := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.Pipe(socket) })
	if err := behind.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	to := behind.Address()
	proxy := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true,
		OnConnection: func(client *nodenet.Socket) {
			upstream := nodenet.ConnectWith(nodenet.ConnectOptions{
				SocketOptions: nodenet.SocketOptions{AllowHalfOpen: true},
				Host:          to.Address,
				Port:          to.Port,
			})
			client.Pipe(upstream).Pipe(client)
			upstream.OnError(func(err error) { log.Print(err) })
			upstream.OnClose(func(bool) { client.DestroySoon() })
			client.OnClose(func(bool) { upstream.DestroySoon() })
		},
	})
	if err := proxy.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}

	client := nodenet.Connect(proxy.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) {
		fmt.Println(text)
		client.End()
	})
	client.OnClose(func(bool) {
		proxy.Close()
		behind.Close()
	})
	client.WriteString("through and back")
	nodenet.Wait()
	// Output: through and back
}

// PipeFrom reads any io.Reader and PipeTo writes to any io.Writer, as fast as the
// slower side can.
func ExampleSocket_PipeTo() {
	var received strings.Builder
	done := make(chan (<-chan error), 1)
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { done <- socket.PipeTo(&received) })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	if err := <-client.PipeFrom(io.LimitReader(strings.NewReader("only this, not that"), 9)); err != nil {
		log.Fatal(err)
	}
	if err := <-<-done; err != nil {
		log.Fatal(err)
	}
	fmt.Println(received.String())
	server.Close()
	nodenet.Wait()
	// Output: only this
}

// With AllowHalfOpen a server may answer after the client's end.
func ExampleServerOptions_halfOpen() {
	server := nodenet.CreateServerWith(nodenet.ServerOptions{
		AllowHalfOpen: true,
		OnConnection: func(socket *nodenet.Socket) {
			length := 0
			socket.OnText(func(text string) { length += len(text) })
			socket.OnEnd(func() { socket.EndString(fmt.Sprint(length, " bytes in all")) })
		},
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.EndString("a question")
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output: 10 bytes in all
}

// A timeout only tells that nothing has moved; what follows is up to you.
func ExampleSocket_SetTimeout() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) {
		err := socket.SetTimeout(20*time.Millisecond, func() { socket.EndString("too slow") })
		if err != nil {
			log.Print(err)
		}
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnError(func(err error) { log.Print(err) })
	client.OnText(func(text string) { fmt.Println(text) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output: too slow
}

// With OnRead every read lands in one buffer, and nothing is allocated.
func ExampleOnRead() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString("hello") })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.ConnectWith(nodenet.ConnectOptions{
		SocketOptions: nodenet.SocketOptions{OnRead: &nodenet.OnRead{
			Buffer: make([]byte, 64<<10),
			Callback: func(data []byte) bool {
				fmt.Printf("%s\n", data) // good until this returns
				return true              // go on reading
			},
		}},
		Host: "127.0.0.1",
		Port: server.Address().Port,
	})
	client.OnError(func(err error) { log.Print(err) })
	client.OnClose(func(bool) { server.Close() })
	nodenet.Wait()
	// Output: hello
}

// A block list keeps addresses, ranges and subnets; a server closes connections from
// them at once, and a socket does not connect to them.
func ExampleBlockList() {
	var list nodenet.BlockList
	if err := list.AddCIDR("10.0.0.0/8"); err != nil {
		log.Fatal(err)
	}
	if err := list.AddAddress(netip.MustParseAddr("127.0.0.1")); err != nil {
		log.Fatal(err)
	}
	fmt.Println(list.Check(netip.MustParseAddr("10.1.2.3")), list.CheckString("192.0.2.1"))

	client := nodenet.ConnectWith(nodenet.ConnectOptions{
		SocketOptions: nodenet.SocketOptions{BlockList: &list},
		Host:          "127.0.0.1",
		Port:          80,
	})
	client.OnError(func(err error) { fmt.Println(err) })
	nodenet.Wait()
	// Output:
	// true false
	// IP(127.0.0.1) is blocked by net.BlockList
}

// Go's own style: functions that wait, and loops over what comes in.
func ExampleDial() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	server, err := nodenet.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()
	go func() {
		for socket := range server.Connections(ctx) {
			socket.EndString("welcome")
		}
	}()
	client, err := nodenet.Dial(ctx, "tcp", server.Address().String())
	if err != nil {
		log.Fatal(err)
	}
	for chunk, err := range client.Chunks() {
		fmt.Println(string(chunk), err)
	}
	// Output: welcome <nil>
}

// DialWith is Dial with options; its context is for connecting only.
func ExampleDialWith() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndString(socket.RemoteAddr().Address) })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	client, err := nodenet.DialWith(ctx, nodenet.ConnectOptions{
		Host:         "127.0.0.1",
		Port:         server.Address().Port,
		LocalAddress: "127.0.0.1",
	})
	cancel()
	if err != nil {
		log.Fatal(err)
	}
	for chunk, err := range client.Chunks() {
		fmt.Println(string(chunk), err)
	}
	server.Close()
	nodenet.Wait()
	// Output: 127.0.0.1 <nil>
}

// Chunks is a loop over what comes in. While it is busy with a chunk the socket reads
// no further than its high-water mark, so that the peer has to wait.
func ExampleSocket_Chunks() {
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { socket.EndWith(make([]byte, 1<<20)) })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	total := 0
	for chunk, err := range client.Chunks() {
		if err != nil {
			log.Fatal(err)
		}
		total += len(chunk)
	}
	fmt.Println(total)
	server.Close()
	nodenet.Wait()
	// Output: 1048576
}

// Any net.Conn becomes a socket, here the two ends of a pipe in memory.
func ExampleFromConn() {
	left, right := net.Pipe()
	a := nodenet.FromConn(left, nodenet.SocketOptions{})
	b := nodenet.FromConn(right, nodenet.SocketOptions{})
	b.OnText(func(text string) { fmt.Println(text) })
	a.EndString("through memory")
	nodenet.Wait()
	// Output: through memory
}

// Shutdown stops accepting and waits for the connections that there are, but not for
// longer than its context.
func ExampleServer_Shutdown() {
	accepted := make(chan struct{})
	server := nodenet.CreateServer(func(socket *nodenet.Socket) { close(accepted) })
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	client := nodenet.Connect(server.Address().Port, "127.0.0.1", nil)
	client.OnClose(func(bool) { fmt.Println("the client is cut off") })
	client.Resume() // without a reader it would not notice the end
	<-accepted

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	fmt.Println(server.Shutdown(ctx))
	nodenet.Wait()
	// Unordered output:
	// the client is cut off
	// context deadline exceeded
}
