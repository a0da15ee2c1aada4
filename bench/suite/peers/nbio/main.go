// Nbio serves with github.com/lesismal/nbio.
//
//	nbio ROLE PORT [LOOPS, or CERT KEY]
package main

import (
	"log"
	"os"
	"strconv"

	"github.com/lesismal/nbio"
)

func main() {
	role, loops := os.Args[1], 1
	if role == "loops" {
		role = "echo"
		loops, _ = strconv.Atoi(os.Args[3])
	}
	engine := nbio.NewEngine(nbio.Config{
		Network: "tcp",
		Addrs:   []string{"127.0.0.1:" + os.Args[2]},
		NPoller: loops,
	})
	switch role {
	case "echo":
		engine.OnData(func(c *nbio.Conn, data []byte) {
			c.Write(append([]byte{}, data...)) // its documentation has it so: a write may keep the slice
		})
	case "sink":
		engine.OnData(func(*nbio.Conn, []byte) {})
	case "tls":
		secure(engine, os.Args[3], os.Args[4])
	case "broadcast":
		broadcast(engine)
	default:
		log.Fatal("no such role: ", role)
	}
	if err := engine.Start(); err != nil {
		log.Fatal(err)
	}
	select {}
}
