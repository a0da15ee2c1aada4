// Chat shows many users, line by line, and what a server does about one who
// does not read: the others neither wait for them nor pay for them.
//
//	go run ./examples/chat &
//	nc 127.0.0.1 7001
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"

	"github.com/nodenet-go/nodenet"
)

// maxLine is how long a line may be. Without a limit one user could fill the
// memory with a line that never ends.
const maxLine = 4 << 10

func main() {
	host := flag.String("host", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 7001, "port to listen on; 0 has the system pick one")
	flag.Parse()

	// One loop: all callbacks run on it, so the room needs no lock.
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		log.Fatal(err)
	}
	r := room{}
	server := group.CreateServer(r.join)
	server.OnError(func(err error) { log.Fatal(err) })
	err = server.Listen(*port, *host, func() { fmt.Println("listening on", server.Address()) })
	if err != nil {
		log.Fatal(err)
	}
	group.Wait()
}

// room is everybody, and how many lines each of them has missed.
type room map[*nodenet.Socket]*user

type user struct {
	name   string
	line   []byte // what has come of a line so far
	missed int
}

func (r room) join(socket *nodenet.Socket) {
	u := &user{name: socket.RemoteAddr().String()}
	r[socket] = u
	r.say(nil, u.name+" has joined")
	socket.OnData(func(data []byte) { r.read(socket, u, data) })
	socket.OnDrain(func() {
		if u.missed > 0 {
			socket.WriteString(fmt.Sprintf("(you have missed %d lines)\n", u.missed))
			u.missed = 0
		}
	})
	socket.OnClose(func(bool) {
		delete(r, socket)
		r.say(nil, u.name+" has left")
	})
}

// read takes the lines out of what has come.
func (r room) read(socket *nodenet.Socket, u *user, data []byte) {
	u.line = append(u.line, data...)
	for {
		line, rest, whole := bytes.Cut(u.line, []byte("\n"))
		if !whole {
			break
		}
		u.line = rest
		r.say(socket, u.name+": "+string(bytes.TrimRight(line, "\r")))
	}
	if len(u.line) > maxLine {
		socket.EndString("line too long\n")
	}
}

// say writes a line to everybody else. Who has more to read than the high-water
// mark misses it.
func (r room) say(from *nodenet.Socket, line string) {
	for socket, u := range r {
		switch {
		case socket == from:
		case socket.WritableNeedDrain():
			u.missed++
		case socket.Writable():
			socket.WriteString(line + "\n")
		}
	}
}
