package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file moves connections and servers to another runtime of the program: to a
// thread of worker_threads, as package messaging asks for it.

func (m *module) notTransferable(class string) {
	panic(m.engine.Error("ERR_WORKER_HANDLE_NOT_TRANSFERABLE", class+" cannot be transferred in its current state; "+
		"it must be a freshly created or accepted handle that has not started reading and has no pending writes"))
}

// lift copies a descriptor, for what made makes of it in another runtime; the original
// is the caller's to close.
func (m *module) lift(fd int, made func(e *engine.Engine, fd int) *goja.Object) (unload func(e *engine.Engine) *goja.Object, drop func()) {
	number, _, err := transport.Copy(fd)
	if err != nil {
		panic(m.systemError(node.Failed("dup", err)))
	}
	return func(e *engine.Engine) *goja.Object { return made(e, number) }, func() { transport.CloseFd(number) }
}

// CheckTransfer throws unless the socket is a TCP connection that nothing has gone
// through yet.
func (s *Socket) CheckTransfer() {
	h := s.handle
	if h == nil || h.isPipe || h.conn == nil || h.secure != nil || h.read+h.wrote > 0 || s.Destroyed() || h.fd() < 0 {
		s.m.notTransferable("net.Socket")
	}
}

// Lift takes the connection from the socket, which is destroyed.
func (s *Socket) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	halfOpen := s.AllowHalfOpen()
	unload, drop = s.m.lift(s.handle.fd(), func(e *engine.Engine, fd int) *goja.Object {
		return e.Construct(moduleOf(e).socket.Constructor, e.Object("handle", Received(e, fd, true), "allowHalfOpen", halfOpen))
	})
	s.Destroy(nil)
	return unload, drop
}

// CheckTransfer throws unless the server listens on TCP, itself.
func (v *Server) CheckTransfer() {
	h := v.handle
	if h == nil || h.isPipe || h.closeHook != nil || h.fd() < 0 {
		v.m.notTransferable("net.Server")
	}
}

// Lift takes what it listens on from the server.
func (v *Server) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	options := []any{"allowHalfOpen", v.Object.Get("allowHalfOpen"), "pauseOnConnect", v.Object.Get("pauseOnConnect")}
	unload, drop = v.m.lift(v.handle.fd(), func(e *engine.Engine, fd int) *goja.Object {
		server := e.Construct(moduleOf(e).server.Constructor, e.Object(options...))
		if handle := Received(e, fd, false); handle != nil {
			e.Invoke(server, "listen", handle)
		}
		return server
	})
	v.turn++
	v.handle.close()
	v.handle = nil
	return unload, drop
}

// CheckTransfer throws when the BoundSocket has given away what it had.
func (b *boundSocket) CheckTransfer() {
	if b.bound == nil || b.isPipe {
		b.m.notTransferable("net.BoundSocket")
	}
}

// Lift takes the address from the BoundSocket.
func (b *boundSocket) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	unload, drop = b.m.lift(b.bound.Fd(), func(e *engine.Engine, fd int) *goja.Object {
		m := moduleOf(e)
		o := m.engine.VM.CreateObject(m.boundSocket.Prototype)
		made := &boundSocket{Value: goja.Undefined(), m: m}
		if h := handleOf(Received(e, fd, false)); h != nil {
			made.bound = h.takeBound()
		}
		engine.Hide(o, engine.Cloneable, made)
		return o
	})
	b.consume().Close()
	return unload, drop
}
