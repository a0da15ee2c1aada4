package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

// Socket is a script's net.Socket as seen by the Go program. Call its methods on the
// JavaScript goroutine.
type Socket struct{ socket *net.Socket }

// SocketOf returns the net.Socket that a value is; ok is false if it is not one.
func SocketOf(value goja.Value) (s Socket, ok bool) {
	s.socket = net.SocketOf(value)
	return s, s.socket != nil
}

// Object returns the object that scripts see.
func (s Socket) Object() *goja.Object { return s.socket.Object }

// Tag returns the value given to SetTag, or nil. Scripts cannot see it.
func (s Socket) Tag() any { return s.socket.Tag() }

// SetTag attaches a value of the program's to the socket.
func (s Socket) SetTag(tag any) { s.socket.SetTag(tag) }

// StatsOf returns what the sockets of a runtime have done so far, like
// [nodenet.Group.Stats], but without the figures of the loop itself. It may be called
// from any goroutine.
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
