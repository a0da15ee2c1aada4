package guide

import (
	"errors"
	"fmt"
	"log"
	"net/netip"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

func Example_retryListen() {
	other := nodenet.CreateServer() // has the port, for now
	if err := other.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	port := other.Address().Port
	time.AfterFunc(50*time.Millisecond, func() { other.Close() })

	server := nodenet.CreateServer()
	err := server.Listen(port, "127.0.0.1")
	for tries := 0; errors.Is(err, syscall.EADDRINUSE) && tries < 100; tries++ {
		time.Sleep(20 * time.Millisecond)
		err = server.Listen(port, "127.0.0.1")
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening:", server.Listening())
	server.Close()
	nodenet.Wait()
	// Output: listening: true
}

func Example_limits() {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	defer group.Close()

	var blocked nodenet.BlockList
	if err := blocked.AddCIDR("192.0.2.0/24"); err != nil {
		log.Fatal(err)
	}
	server := group.CreateServerWith(nodenet.ServerOptions{
		MaxConnections: 1,
		BlockList:      &blocked, // closed at once, without an event
	})
	server.OnDrop(func(local, remote *nodenet.Address) { fmt.Println("one too many") })
	server.OnConnection(func(first *nodenet.Socket) {
		second := group.Connect(server.Address().Port, "127.0.0.1")
		second.OnClose(func(bool) {
			fmt.Println("blocked:", blocked.Check(netip.MustParseAddr("192.0.2.7")))
			first.Destroy(nil)
			server.Close()
		})
		second.Resume() // without a reader it would not notice the end
	})
	if err := server.Listen(0, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	group.Connect(server.Address().Port, "127.0.0.1").Resume()
	group.Wait()
	// Output:
	// one too many
	// blocked: true
}
