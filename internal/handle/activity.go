package handle

import (
	"sync/atomic"
	"weak"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// activity is what a connection remembers for whoever watches.
type activity struct {
	begun, last  loop.Stamp
	bytesRead    int64
	bytesWritten int64
}

func (a *activity) begin(l *loop.Loop) { a.begun = l.Stamp(); a.last = a.begun }

func (h *Conn) received(n int) {
	h.last = h.loop.Stamp()
	h.bytesRead += int64(n)
	h.loop.Counters.BytesRead.Add(int64(n))
	if c := h.group.counters; c != nil {
		c.BytesRead.Add(int64(n))
	}
}

func (h *Conn) sent(n int) {
	h.last = h.loop.Stamp()
	h.bytesWritten += int64(n)
	h.loop.Counters.BytesWritten.Add(int64(n))
	if c := h.group.counters; c != nil {
		c.BytesWritten.Add(int64(n))
	}
}

// counted counts one more of what of chooses, for the loop and for the group.
func (h *Conn) counted(of func(c *loop.Counters) *atomic.Int64) {
	of(&h.loop.Counters).Add(1)
	if c := h.group.counters; c != nil {
		of(c).Add(1)
	}
}

func connected(c *loop.Counters) *atomic.Int64 { return &c.Connected }
func accepted(c *loop.Counters) *atomic.Int64  { return &c.Accepted }
func ended(c *loop.Counters) *atomic.Int64     { return &c.Closed }

// ConnStats is a connection as it was at one moment.
type ConnStats struct {
	Conn          weak.Pointer[Conn] // which it is, for who asks later
	State         string
	Local, Remote transport.Addr
	Paused        bool // no data is wanted
	BytesRead     int64
	BytesWritten  int64
	Unwritten     int
	Begun, Last   loop.Stamp
}

// WatchConns has f told of the group's connections, on the loop. When that has stopped it
// reports false.
func (g *Group) WatchConns(f func([]ConnStats)) bool {
	return g.Loops[0].Post(loop.Task{On: loop.Func(func() { f(g.connStats(nil)) })})
}

func (g *Group) connStats(list []ConnStats) []ConnStats {
	for _, m := range g.Members() {
		switch m := m.(type) {
		case *Group: // a part of this one
			list = m.connStats(list)
		case *Conn:
			if !m.closing {
				list = append(list, m.stats())
			}
		}
	}
	return list
}

func (h *Conn) stats() ConnStats {
	s := ConnStats{Conn: weak.Make(h), State: "opening", BytesRead: h.bytesRead, BytesWritten: h.bytesWritten,
		Unwritten: h.Unwritten(), Begun: h.begun, Last: h.last}
	if h.stream != nil {
		s.State, s.Paused = "open", !h.reading && !h.over
		s.Local, s.Remote = h.LocalAddr(), h.RemoteAddr()
	}
	if h.over {
		s.State = "writeOnly"
	}
	return s
}
