// Gnet serves with github.com/panjf2000/gnet.
//
//	gnet ROLE PORT [LOOPS]
package main

import (
	"log"
	"os"
	"strconv"

	"github.com/panjf2000/gnet/v2"
)

type server struct {
	gnet.BuiltinEventEngine
	role  string
	conns map[gnet.Conn]bool // one loop, so that no lock is needed
}

func (s *server) OnOpen(c gnet.Conn) ([]byte, gnet.Action) {
	if s.conns != nil {
		s.conns[c] = true
	}
	return nil, gnet.None
}

func (s *server) OnClose(c gnet.Conn, _ error) gnet.Action {
	delete(s.conns, c)
	return gnet.None
}

func (s *server) OnTraffic(c gnet.Conn) gnet.Action {
	data, err := c.Next(-1)
	if err != nil {
		return gnet.Close
	}
	switch s.role {
	case "echo":
		c.Write(data)
	case "broadcast":
		for other := range s.conns {
			other.Write(data)
		}
	}
	return gnet.None
}

func main() {
	s, loops := &server{role: os.Args[1]}, 1
	switch s.role {
	case "broadcast":
		s.conns = map[gnet.Conn]bool{}
	case "loops":
		s.role = "echo"
		loops, _ = strconv.Atoi(os.Args[3])
	case "echo", "sink":
	default:
		log.Fatal("no such role: ", s.role)
	}
	log.Fatal(gnet.Run(s, "tcp://127.0.0.1:"+os.Args[2], gnet.WithNumEventLoop(loops), gnet.WithTCPNoDelay(gnet.TCPNoDelay)))
}
