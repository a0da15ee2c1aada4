package handle

import (
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Handover is a connection on its way from one owner to another, both on the same loop:
// between a socket of Go and one of JavaScript.
type Handover struct {
	Stream   transport.Stream
	Running  bool     // it was started: who is told what happens changes
	Rest     [][]byte // what was read, and not consumed
	Ended    bool     // the peer has ended
	Finished bool     // this side has
}

// Sockets is how package js reaches the groups of package nodenet, and moves connections
// from and to their sockets. That package sets it, and has no exported methods for it,
// since they would be of no use to others; this package does not know that one, so that
// groups and sockets are any here.
var Sockets struct {
	// Group makes a *Group of its handles.
	Group func(*Group) any
	// HandOver takes the connection from a *Socket of a *Group, on its loop: the socket
	// is destroyed without an error, and its peer does not notice. It fails when the
	// socket is not connected, or has something on its way to the peer.
	HandOver func(group, socket any) (from Handover, ok bool)
	// TakeOver makes a *Socket of a *Group that is about to be connected; take, on the
	// loop, gives it the connection.
	TakeOver func(group any, allowHalfOpen bool) (socket any, take func(Handover))
}

// TakeConn makes a connection of one that is handed over. One that cannot be taken is
// closed. On the loop.
func (g *Group) TakeConn(from Handover) (*Conn, *node.Error) {
	h := g.newConn(from.Stream)
	if h == nil {
		from.Stream.Close(false)
		if g.FullOfConns() {
			return nil, node.Failed("open", syscall.EMFILE)
		}
		return nil, errSocketClosed()
	}
	h.running, h.over = from.Running, from.Ended
	h.counted(connected)
	return h, nil
}

// HandOver gives the connection away; false while something is on its way to the peer,
// and after Close. Nobody is told of anything any more.
func (h *Conn) HandOver() (Handover, bool) {
	if h.closing || h.ending || !h.pump.Done() || h.events == nil {
		return Handover{}, false
	}
	h.stream.SetReading(false)
	h.closing = true
	h.release()
	return Handover{Stream: h.stream, Running: true, Ended: h.over}, true
}
