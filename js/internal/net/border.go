package net

import (
	"errors"
	"fmt"
	stdnet "net"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// This file has connections that cross the border between Go and JavaScript.

// OfConn makes a net.Socket of a connection of the program's, which it owns from then
// on, also when it fails. On the goroutine of the JavaScript.
func OfConn(e *engine.Engine, conn stdnet.Conn) (o *goja.Object, err error) {
	err = with(e, conn, func(h *handle, from base.Handover) error {
		err := e.Reach(func() { o = h.socket(from).Object })
		if err != nil {
			h.discard()
		}
		return err
	})
	return o, err
}

// Handle has a function called with the net.Socket of a connection, as an event that is
// about that.
func Handle(e *engine.Engine, conn stdnet.Conn, handler goja.Value) error {
	return with(e, conn, func(h *handle, from base.Handover) error {
		if !e.RunFor(h, func() { e.Call(handler, goja.Undefined(), h.socket(from).Object) }) {
			return engine.ErrOver
		}
		return nil
	})
}

// with calls f with the handle of a connection, which is closed unless it gets a socket.
// The runtime, and with it the loop, stays meanwhile.
func with(e *engine.Engine, conn stdnet.Conn, f func(h *handle, from base.Handover) error) error {
	err := engine.ErrOver
	there := e.Outside(func() {
		var h *handle
		var from base.Handover
		if h, from, err = take(e, conn); err == nil {
			defer h.discardUnowned()
			err = f(h, from)
		}
	})
	if !there && !transport.Missing(conn) {
		transport.CloseConn(conn)
	}
	return err
}

// discardUnowned closes a connection whose socket could not be made, since the runtime is
// over, or its event was interrupted.
func (h *handle) discardUnowned() {
	if h.owner == nil {
		h.discard()
	}
}

// take makes a handle of a connection, which is closed when it fails. The module may have
// to be made before, in an event, since the runtime may be closed meanwhile.
func take(e *engine.Engine, conn stdnet.Conn) (*handle, base.Handover, error) {
	var m *module
	defer func() {
		if m == nil && !transport.Missing(conn) {
			transport.CloseConn(conn)
		}
	}()
	if e.Run(func() { m = moduleOf(e) }); m == nil {
		return nil, base.Handover{}, engine.ErrOver
	}
	h, from, err := m.take(conn)
	if err != nil && e.Over() {
		err = engine.ErrOver
	}
	return h, from, err
}

// take is take once there is the module.
func (m *module) take(conn stdnet.Conn) (*handle, base.Handover, error) {
	from, err := m.handover(conn)
	if err != nil {
		return nil, from, err
	}
	c, failed := m.group.TakeConn(from)
	if failed != nil {
		return nil, from, failed
	}
	return &handle{m: m, conn: c}, from, nil
}

// handover takes a connection from the program: as it is where it is one of the same
// loop, and otherwise so that the loop has it, or goroutines.
func (m *module) handover(conn stdnet.Conn) (from base.Handover, err error) {
	if transport.Missing(conn) {
		return from, errors.New("js: there is no connection")
	}
	if own, ok := conn.(*nodenet.Conn); ok {
		if from, ok = base.Sockets.HandOver(m.program(), own.Socket()); ok {
			return from, nil
		}
	}
	if from.Stream, err = transport.Take(conn); err != nil {
		transport.CloseConn(conn)
	}
	return from, err
}

// program is the group in which the program's own sockets are.
func (m *module) program() *nodenet.Group {
	return m.engine.Scheduler.Host.(Grouped).SocketGroup()
}

// socket makes a socket of a connection that was handed over.
func (h *handle) socket(from base.Handover) *Socket {
	m := h.m
	s := socketOf(m.engine.Construct(m.socket.Constructor))
	s.handle, h.owner = h, s
	h.open(h.conn)
	s.beginTrace()
	for _, p := range from.Rest {
		s.Push(p)
	}
	switch {
	case from.Ended:
		s.PushEnd()
	default:
		s.Read0()
	}
	if from.Finished {
		m.engine.Invoke(s.Object, "end")
	}
	return s
}

// ErrNoSocket is what is said of a value that is no net.Socket.
var ErrNoSocket = errors.New("js: the value is no net.Socket")

// ToGo takes the connection from a net.Socket and makes a socket of Go of it: what was
// read and not consumed comes first there, and what was written has left before. The
// net.Socket is destroyed.
func ToGo(v goja.Value) (to *nodenet.Socket, err error) {
	s := socketOf(v)
	if s == nil {
		return nil, ErrNoSocket
	}
	if thrown := s.m.engine.Reach(func() { to, err = s.toGo() }); thrown != nil {
		err = thrown
	}
	return to, err
}

func (s *Socket) toGo() (*nodenet.Socket, error) {
	h := s.handle
	switch {
	case s.Destroyed() || h == nil && !s.connecting:
		return nil, fmt.Errorf("js: the socket: %w", stdnet.ErrClosed)
	case s.connecting || h.conn == nil || !h.started:
		return nil, errors.New("js: the socket is not connected")
	case h.lent():
		return nil, errors.New("js: TLS has the connection")
	case h.object != nil && s.scripted("readStart") != nil:
		return nil, errors.New("js: the socket has a handle of the script's")
	case s.rare != nil && s.rare.leaving != nil:
		return nil, errors.New("js: the socket was detached before")
	case s.Ending() && !s.Finished():
		return nil, errors.New("js: the socket is being ended")
	}
	rest, whole := s.Unread()
	if !whole {
		return nil, errors.New("js: what was read is text already")
	}
	h.readStop()
	s.UncorkAll()
	l := &leaving{rest: rest, ended: s.ReadEnded(), written: h.wrote}
	s.Waiting(func(c stream.Chunk) { l.written += int64(len(bytesOf(c))) })
	socket, take := base.Sockets.TakeOver(s.m.program(), s.AllowHalfOpen())
	to := socket.(*nodenet.Socket)
	l.take = take
	l.destroy = func(err error) { to.Destroy(err) }
	s.extra().leaving = l
	left := false
	defer func() {
		if !left { // a method of the script's has thrown
			to.Destroy(nil)
		}
	}()
	s.leave()
	left = true
	return to, nil
}

// leaving is where the connection of a socket goes once nothing is on its way.
type leaving struct {
	rest    [][]byte
	ended   bool
	written int64 // what the script had written by then, which leaves before
	held    bool  // it has written more
	take    func(base.Handover)
	destroy func(err error)
}

// leavingFailed tells who gets the connection why there will be none.
func (s *Socket) leavingFailed(err *node.Error) {
	if s != nil && s.rare != nil && s.rare.leaving != nil {
		s.rare.leaving.destroy(err)
	}
}

// holdWrite reports whether the connection is leaving, and all is written that was to be
// written before: what a script writes now is refused once it has left.
func (s *Socket) holdWrite() bool {
	if s.rare == nil || s.rare.leaving == nil || s.handle == nil || s.handle.wrote < s.rare.leaving.written {
		return false
	}
	s.rare.leaving.held = true
	return true
}

// leave hands the connection over, unless something has to be written before.
func (s *Socket) leave() {
	h, l := s.handle, s.rare.leaving
	if h == nil || h.written != nil || h.wrote < l.written && s.WritableLength() > 0 {
		return
	}
	from, ok := h.conn.HandOver()
	if !ok {
		return
	}
	from.Rest, from.Ended, from.Finished = l.rest, from.Ended || l.ended, s.Finished()
	s.rare.leaving = nil
	s.bytesRead, s.bytesWrote = h.read, h.wrote
	h.local, h.remote, h.closed = nil, nil, true
	s.handle = nil
	defer l.take(from) // last, also when a method of the script's throws
	s.Destroy(nil)
	if l.held {
		s.Wrote(s.m.errClosed())
	}
}
