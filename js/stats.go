package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

// Socket is a net.Socket of a script as the program sees it. Its methods are for the
// goroutine of the JavaScript.
type Socket struct{ socket *net.Socket }

// SocketOf is the net.Socket of a value; ok is false when it is none.
func SocketOf(value goja.Value) (s Socket, ok bool) {
	s.socket = net.SocketOf(value)
	return s, s.socket != nil
}

// Object is the object that scripts have.
func (s Socket) Object() *goja.Object { return s.socket.Object }

// Tag is what SetTag was given; nil before. No script sees it.
func (s Socket) Tag() any { return s.socket.Tag() }

// SetTag keeps something of the program's with the socket.
func (s Socket) SetTag(tag any) { s.socket.SetTag(tag) }

// StatsOf returns what the sockets of a runtime have done so far, as [nodenet.Group.Stats]
// does for those of a loop, whose own figures are not in it. Any goroutine may call it.
func StatsOf(vm *goja.Runtime) nodenet.Stats {
	c := net.CountersOf(found(vm))
	stats := nodenet.Stats{Errors: map[string]int64{}}
	closed := c.Closed.Load() // first: what closes now was opened before
	stats.Accepted, stats.Connected, stats.Closed = c.Accepted.Load(), c.Connected.Load(), closed
	stats.Connections = stats.Accepted + stats.Connected - closed
	stats.BytesRead, stats.BytesWritten = c.BytesRead.Load(), c.BytesWritten.Load()
	c.AddErrors(stats.Errors)
	return stats
}
