package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file has what package childprocess needs to send connections and servers to
// another process, and to make them of what has come from one.

// IsHandle reports whether a value is a TCP or a Pipe object of ours.
func IsHandle(v goja.Value) bool { return handleOf(v) != nil || listenerOf(v) != nil }

// Received makes a handle of a descriptor that another process has sent, and takes it
// over: one that is connected, or one to listen with. It returns nil when that cannot
// be, with the descriptor closed.
func Received(e *engine.Engine, fd int, isSocket bool) *goja.Object {
	m := moduleOf(e)
	if isSocket || transport.IsConnected(fd) {
		conn, err := m.group.OpenConn(fd)
		if err != nil {
			transport.CloseFd(fd)
			return nil
		}
		h := &handle{m: m}
		h.open(conn)
		return h.view()
	}
	b, err := m.group.Adopt(fd)
	if err != nil {
		transport.CloseFd(fd)
		return nil
	}
	return m.boundHandle(b).view()
}

// Detach takes its connection from a socket, which does not notice: it stays as it
// is, but for that.
func Detach(v goja.Value) {
	s := socketOf(v)
	if s == nil || s.handle == nil {
		return
	}
	s.handle.readStop()
	s.bytesRead, s.bytesWrote = s.handle.read, s.handle.wrote
	s.handle = nil
	if server := s.server; server != nil {
		server.connections--
		s.server = nil
		if s.extra().server == nil {
			s.rare.server = server.Object
		}
	}
}

// OfBoundSocket takes what is bound from a BoundSocket, as a handle; nil when it is
// none, or has given it away.
func OfBoundSocket(v goja.Value) goja.Value {
	b := boundSocketOf(v)
	if b == nil || b.bound == nil || b.isPipe {
		return nil
	}
	return b.m.boundHandle(b.consume()).view()
}

// BoundSocketOf makes a BoundSocket of a handle that is bound.
func BoundSocketOf(v goja.Value) goja.Value {
	h := handleOf(v)
	if h == nil || h.bound == nil {
		return nil
	}
	o := h.m.engine.VM.CreateObject(h.m.boundSocket.Prototype)
	engine.Hide(o, engine.Cloneable, &boundSocket{Value: goja.Undefined(), m: h.m, isPipe: h.isPipe, bound: h.takeBound()})
	return o
}
