// Command redis is a server that speaks the protocol of Redis: PING, ECHO, SET, GET, DEL,
// EXISTS, INCR and a few more. It shows how requests are taken out of a stream, however it is
// cut, and how the answers to those that came together leave together (pipelining).
//
//	go run ./examples/redis 6380
//	redis-cli -p 6380 set greeting hello
//	redis-benchmark -p 6380 -t set,get -n 200000 -P 16
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet"
)

func main() {
	flag.Parse()
	port := 6380
	if flag.NArg() > 0 {
		var err error
		if port, err = strconv.Atoi(flag.Arg(0)); err != nil {
			log.Fatal(err)
		}
	}
	// One loop, as Redis has one thread: the data needs no lock.
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	data := store{}
	server := group.CreateServerWith(nodenet.ServerOptions{
		NoDelay:      true,
		WriteTimeout: time.Minute, // a client that asks and does not read
		OnConnection: func(s *nodenet.Socket) { serve(s, data) },
	})
	if err := server.Listen(port, "127.0.0.1"); err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", server.Address())
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	<-stop
	group.Close()
}

// serve answers one client. What has come is answered at one go: the answers of a
// pipeline are one write. A client that does not read its answers is not read either.
func serve(s *nodenet.Socket, data store) {
	var requests parser
	var answers []byte
	over := false // what comes after QUIT, or after nonsense, is of no interest
	s.OnData(func(p []byte) {
		if over {
			return
		}
		answers = answers[:0]
		requests.add(p)
		for {
			request, err := requests.next()
			if err != nil {
				over = true
				s.EndWith(append(answers, "-ERR Protocol error: "+err.Error()+"\r\n"...))
				return
			}
			if request == nil {
				break
			}
			if answers = data.do(answers, request); isQuit(request) {
				over = true
				s.EndWith(answers)
				return
			}
		}
		if len(answers) > 0 && !s.Write(answers) {
			s.Pause()
		}
	})
	s.OnDrain(func() { s.Resume() })
}
