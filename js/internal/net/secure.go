package net

import (
	"crypto/tls"

	"github.com/dop251/goja"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file has what package tls needs: a socket whose connection carries TLS.

// securing is what a handle with TLS has.
type securing struct {
	above  *handle // who has the connection now
	below  *handle // whose connection it was; nil when it has always been this one's
	gone   bool    // the connection has closed
	told   bool    // that the handshake is done
	unsent bool    // what was written is still to leave once the descriptor is closed
	to     SecureEvents
}

// SecureEvents are told what TLS does under a socket.
type SecureEvents interface {
	// Secured says that the handshake is done.
	Secured()
	// Failed says that it could not be, or what has gone wrong later.
	Failed(err *node.Error)
	// Arrived comes before what was read, and its end.
	Arrived()
}

// Socketlike reports whether v is a net.Socket with a connection of ours, or one that is
// to come.
func Socketlike(v goja.Value) bool {
	s := socketOf(v)
	return s != nil && s.foreign == nil
}

// MarkTLS is for the socket of a TLSSocket, which in Node has a handle from the beginning.
func MarkTLS(v goja.Value) {
	if s := socketOf(v); s != nil {
		s.extra().tls = true
	}
}

// Secure puts TLS over the connection of a socket, and reports whether there was one.
func Secure(v goja.Value, o transport.TLS, to SecureEvents) bool {
	s := socketOf(v)
	if s == nil || s.handle == nil || s.handle.conn == nil || s.handle.closed {
		return false
	}
	h := s.handle
	if h.secure == nil {
		h.secure = &securing{}
	}
	h.secure.to = to
	h.conn.Secure(o, (*handleEvents)(h))
	return true
}

// Lend gives a socket the connection of another, which keeps it in name: closing either
// closes it. It reports whether there was one.
func Lend(from, to goja.Value) bool {
	below, s := socketOf(from), socketOf(to)
	if below == nil || s == nil || below.handle == nil || below.handle.conn == nil || below.handle.closed {
		return false
	}
	b := below.handle
	h := &handle{m: s.m, owner: s, conn: b.conn, started: true, isPipe: b.isPipe, unref: b.unref, context: s.m.engine.Context(), secure: &securing{below: b}}
	if b.secure == nil {
		b.secure = &securing{}
	}
	b.secure.above = h
	s.handle = h
	if written := b.written; written != nil { // it goes on its way with what is below
		b.written = nil
		s.m.engine.NextTick(func() { written(nil) })
	}
	return true
}

// Over gives a socket a connection over a stream that was not started.
func Over(v goja.Value, stream transport.Stream) bool {
	s := socketOf(v)
	conn, err := s.m.group.StreamConn(stream)
	if err != nil {
		return false
	}
	s.handle = &handle{m: s.m, owner: s, isPipe: true, context: s.m.engine.Context()}
	s.handle.start(conn)
	return true
}

// TLSOf is what the handshake of a socket has agreed on.
func TLSOf(v goja.Value) (state tls.ConnectionState, ok bool) {
	s := socketOf(v)
	if s == nil || s.handle == nil || s.handle.conn == nil {
		return state, false
	}
	return s.handle.conn.TLS()
}

// Secured is told by the connection.
func (k *handleEvents) Secured() {
	h := (*handle)(k)
	descriptor := h.conn.Fd() >= 0 // of none, such as a Duplex, nobody says that it is gone
	h.secure.told = true
	h.run(h.secure.to.Secured)
	if h.closed && descriptor { // what was written meanwhile was to leave now
		h.secure.unsent = true
	}
}

// SystemError is the error that a script gets of one of a connection.
func SystemError(e *engine.Engine, err *node.Error) *goja.Object { return moduleOf(e).systemError(err) }

// arrived is told before what is read.
func (h *handle) arrived() {
	if h.secure != nil {
		h.secure.to.Arrived()
	}
}

// Refuse says that a socket is about to be destroyed because of who its peer is.
func Refuse(v goja.Value) {
	if s := socketOf(v); s != nil && s.handle != nil && s.handle.secure != nil {
		s.handle.secure.unsent = true
	}
}

// FailWrite ends the write under way of a socket with an error, and reports whether there
// was one.
func FailWrite(v goja.Value, err goja.Value) bool {
	s := socketOf(v)
	if s == nil || s.handle == nil || s.handle.written == nil {
		return false
	}
	written := s.handle.written
	s.handle.written = nil
	written(err)
	return true
}

// lent reports whether the connection is another handle's now, and this one only speaks
// of it. They close together.
func (h *handle) lent() bool { return h.secure != nil && h.secure.above != nil }

// whole are the handles of a connection, those below first.
func (h *handle) whole(f func(h *handle)) {
	if h.secure != nil {
		h.secure.gone = true
		if h.secure.below != nil {
			h.secure.below.whole(f)
		}
	}
	f(h)
}

var _ base.SecureEvents = (*handleEvents)(nil)
