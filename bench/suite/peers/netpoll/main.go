// Netpoll serves with github.com/cloudwego/netpoll.
//
//	netpoll ROLE PORT [LOOPS]
package main

import (
	"context"
	"log"
	"os"
	"strconv"

	"github.com/cloudwego/netpoll"
)

func main() {
	handle := map[string]netpoll.OnRequest{"echo": echo, "loops": echo, "sink": sink}[os.Args[1]]
	if handle == nil {
		log.Fatal("no such role: ", os.Args[1])
	}
	loops := 1
	if os.Args[1] == "loops" {
		loops, _ = strconv.Atoi(os.Args[3])
	}
	if err := netpoll.Configure(netpoll.Config{PollerNum: loops}); err != nil {
		log.Fatal(err)
	}
	listener, err := netpoll.CreateListener("tcp", "127.0.0.1:"+os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	loop, err := netpoll.NewEventLoop(handle)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(loop.Serve(listener))
}

func echo(_ context.Context, conn netpoll.Connection) error {
	reader, writer := conn.Reader(), conn.Writer()
	data, err := reader.Next(reader.Len())
	if err != nil {
		return err
	}
	if _, err := writer.WriteBinary(data); err != nil {
		return err
	}
	if err := writer.Flush(); err != nil {
		return err
	}
	return reader.Release()
}

func sink(_ context.Context, conn netpoll.Connection) error {
	reader := conn.Reader()
	if err := reader.Skip(reader.Len()); err != nil {
		return err
	}
	return reader.Release()
}
