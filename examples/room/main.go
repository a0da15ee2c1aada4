// Room shows a chat over several servers: whoever is in a room hears what is said in it
// on any of them, through NATS. Each server has a nats-server within, and those make a
// cluster, unless -nats names one that is there already.
//
//	go run . -port 7100 -cluster 127.0.0.1:7200
//	go run . -port 7101 -cluster 127.0.0.1:7201 -routes nats://127.0.0.1:7200
//	nc 127.0.0.1 7100
//
// The first line of a client is the room and its own name, every other line is said there:
//
//	kitchen ann
//	good morning
package main

import (
	"flag"
	"fmt"
	"log"

	"github.com/nats-io/nats.go"

	"github.com/nodenet-go/nodenet"
)

func main() {
	log.SetFlags(0)
	host := flag.String("host", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 7100, "port to listen on; 0 has the system pick one")
	url := flag.String("nats", "", "a NATS server to use, in the place of one within")
	cluster := flag.String("cluster", "127.0.0.1:0", "where the server within listens for others")
	routes := flag.String("routes", "", "others of the cluster, with commas between")
	waiting := flag.Int("waiting", 1<<20, "bytes that may wait for a member; what is said beyond is missed")
	flag.Parse()

	var bus *nats.Conn
	var err error
	if *url != "" {
		bus, err = nats.Connect(*url, nats.MaxReconnects(-1))
	} else {
		bus, err = within(*cluster, *routes)
	}
	if err != nil {
		log.Fatal(err)
	}

	// One loop: all callbacks run on it, so rooms need no lock.
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	h := &house{group: group, bus: bus, rooms: map[string]*room{}}
	server := group.CreateServerWith(nodenet.ServerOptions{
		NoDelay: true, HighWaterMark: *waiting, OnConnection: h.enter,
	})
	server.OnError(func(err error) { log.Fatal(err) })
	err = server.Listen(*port, *host, func() { fmt.Println("listening on", server.Address()) })
	if err != nil {
		log.Fatal(err)
	}
	group.Wait()
}
