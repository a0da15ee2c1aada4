// Balancer shows a TCP balancer: every connection goes to the backend that has the
// fewest. Half-close and backpressure are carried through in both directions. A
// backend that cannot be connected to is left out until it answers again, and the
// client is connected with another. SIGINT or SIGTERM ends it once the connections
// have ended, or after ten seconds.
//
//	go run ./examples/balancer -listen 127.0.0.1:7003 -to 127.0.0.1:9001,127.0.0.1:9002
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:7003", "host:port to listen on")
	to := flag.String("to", "", "backends, as host:port, with commas between them")
	interval := flag.Duration("interval", 2*time.Second, "time between two checks of a backend")
	flag.Parse()

	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	b := &balancer{group: group, interval: *interval, patience: *interval, changed: tell}
	for _, address := range strings.Split(*to, ",") {
		host, port, err := split(address)
		if err != nil {
			log.Fatal("-to: ", err)
		}
		b.backends = append(b.backends, &backend{host: host, port: port})
	}
	host, port, err := split(*listen)
	if err != nil {
		log.Fatal("-listen: ", err)
	}
	server := b.newServer()
	server.OnError(func(err error) { log.Fatal(err) })
	err = server.Listen(port, host, func() { fmt.Println("listening on", server.Address()) })
	if err != nil {
		log.Fatal(err)
	}

	interrupted, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	<-interrupted.Done()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		log.Print(err)
	}
	group.Close()
}

func tell(to *backend) {
	state := "down"
	if to.up {
		state = "up"
	}
	log.Printf("%s:%d is %s", to.host, to.port, state)
}

// split reads "host:port".
func split(address string) (host string, port int, err error) {
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, err
	}
	port, err = strconv.Atoi(text)
	return host, port, err
}
