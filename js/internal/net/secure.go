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
	above   *handle // who has the connection now
	below   *handle // whose connection it was; nil when it has always been this one's
	gone    bool    // the connection has closed
	secured func()
	failed  func(err *node.Error)
}

// Socketlike reports whether v is a net.Socket with a connection of ours, or one that is
// to come.
func Socketlike(v goja.Value) bool {
	s := socketOf(v)
	return s != nil && s.foreign == nil
}

// Secure puts TLS over the connection of a socket; secured is called when the handshake
// is done, failed when it could not be, and for what goes wrong later with TLS itself. It
// reports whether there was a connection.
func Secure(v goja.Value, o transport.TLS, secured func(), failed func(err *node.Error)) bool {
	s := socketOf(v)
	if s == nil || s.handle == nil || s.handle.conn == nil || s.handle.closed {
		return false
	}
	h := s.handle
	if h.secure == nil {
		h.secure = &securing{}
	}
	h.secure.secured, h.secure.failed = secured, failed
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
	h.run(h.secure.secured)
}

// SystemError is the error that a script gets of one of a connection.
func SystemError(e *engine.Engine, err *node.Error) *goja.Object { return moduleOf(e).systemError(err) }

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
