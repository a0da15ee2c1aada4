package main

import (
	"bufio"
	"fmt"
	"log"
	"strings"

	"github.com/nats-io/nats.go"

	"github.com/nodenet-go/nodenet"
)

// maxLine is how long a line may be.
const maxLine = 8 << 10

// house is the rooms that somebody on this server is in. All of it is for the loop.
type house struct {
	group *nodenet.Group
	bus   *nats.Conn
	rooms map[string]*room
}

// room is those on this server who are in it.
type room struct {
	members map[*nodenet.Socket]*member
	heard   *nats.Subscription // what is said on any server
}

// member is one client.
type member struct {
	room, name string
	missed     int // lines, because it does not read
}

// enter waits for the line that says who comes, and where.
func (h *house) enter(socket *nodenet.Socket) {
	m := &member{}
	limit := nodenet.TokenOptions{Limit: maxLine}
	socket.OnToken(bufio.ScanLines, func(line []byte) {
		if m.room != "" {
			h.say(m, m.name+": "+string(line))
			return
		}
		room, name, _ := strings.Cut(string(line), " ")
		if name == "" || strings.ContainsAny(room, ".*>\t\r") { // which mean something to NATS
			socket.EndString("first say: ROOM NAME\n")
			return
		}
		m.room, m.name = room, name
		if err := h.join(socket, m); err != nil {
			socket.Destroy(err)
		}
	}, limit)
	socket.OnDrain(func() {
		if m.missed > 0 {
			socket.WriteString(fmt.Sprintf("(you have missed %d lines)\n", m.missed))
			m.missed = 0
		}
	})
	socket.OnClose(func(bool) { h.leave(socket, m) })
}

func (h *house) join(socket *nodenet.Socket, m *member) error {
	r := h.rooms[m.room]
	if r == nil {
		r = &room{members: map[*nodenet.Socket]*member{}}
		heard, err := h.bus.Subscribe("room."+m.room, func(said *nats.Msg) {
			h.group.Post(func() { r.tell(said.Data) })
		})
		if err != nil {
			return err
		}
		r.heard = heard
		h.rooms[m.room] = r
	}
	r.members[socket] = m
	h.say(m, m.name+" has joined")
	return nil
}

func (h *house) leave(socket *nodenet.Socket, m *member) {
	r := h.rooms[m.room]
	if r == nil || r.members[socket] == nil {
		return
	}
	delete(r.members, socket)
	h.say(m, m.name+" has left")
	if len(r.members) == 0 {
		delete(h.rooms, m.room)
		if err := r.heard.Unsubscribe(); err != nil {
			log.Print(err)
		}
	}
}

// say gives a line to NATS, which brings it to this server as well: so everybody hears
// what one says in the order in which it was said.
func (h *house) say(m *member, line string) {
	if err := h.bus.Publish("room."+m.room, []byte(line+"\n")); err != nil {
		log.Print(err)
	}
}

// tell writes a line to everybody on this server. Who has too much to read already misses
// it, and the others do not wait.
func (r *room) tell(line []byte) {
	for socket, m := range r.members {
		switch {
		case socket.WritableNeedDrain():
			m.missed++
		case socket.Writable():
			socket.Write(line)
		}
	}
}
