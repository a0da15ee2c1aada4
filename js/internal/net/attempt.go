package net

import (
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/performance"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// attempt connects to one address; several is nil when there is only one to try.
func (s *Socket) attempt(t target, several *attempts) {
	m, h := s.m, s.handle
	if t.path == "" && performance.Observed(m.engine, "net") {
		s.extra().began = m.engine.Now()
	}
	if h.conn != nil || h.cancel != nil {
		s.attemptAgain(t, several)
		return
	}
	var bound transport.Bound
	if h.bound != nil {
		bound = h.takeBound()
	}
	context := m.engine.Context() // of the request, as in Node: not that of the handle
	done := func(conn *base.Conn, err *node.Error) {
		if conn != nil {
			h.start(conn)
		}
		m.runIn(h, context, func() { s.onAttempted(t, several, h, err) })
	}
	end, err := t.socket(m.group, bound)
	if err != nil {
		s.attemptFailed(t, several, err, true)
		return
	}
	if !s.attempting(t, several) {
		end.Close()
		return
	}
	if denied := m.denied(t); denied != nil {
		end.Close()
		s.attemptDenied(several, t, denied)
		return
	}
	if h.cancel, err = m.group.Connect(end, done); err != nil {
		s.attemptFailed(t, several, err, true)
		return
	}
	if several != nil {
		h.gaveUp = func() { s.emitAttempt("connectionAttemptFailed", t, m.connectError(syscall.ECANCELED, t)) }
		if several.current < len(several.addresses) {
			several.timer = timers.Set(m.engine, several.timeout, func() { several.tooSlow(t, h) })
		}
	}
}

// denied is why the program may not connect to a target; nil when it may.
func (m *module) denied(t target) *goja.Object {
	if t.path != "" {
		return m.engine.Denied(engine.UseNetwork, t.path)
	}
	return m.engine.Denied(engine.UseNetwork, t.address)
}

// attemptDenied is the end of an attempt that the program has no permission for. The
// error has the one that says so in the place of a number, as Node's.
func (s *Socket) attemptDenied(several *attempts, t target, denied *goja.Object) {
	failure := s.m.engine.PlainError("connect ERR_ACCESS_DENIED " + denied.Get("message").String())
	fill(failure, "errno", denied, "code", "ERR_ACCESS_DENIED", "syscall", "connect")
	if t.path != "" {
		fill(failure, "address", t.path)
	} else {
		fill(failure, "address", t.address, "port", t.port)
	}
	if several != nil {
		several.failed(t, failure)
		return
	}
	s.Destroy(failure)
}

// socket is the local end of a connection to the target: a new one, or the one that
// is bound already.
func (t target) socket(g *base.Group, bound transport.Bound) (end base.Connecting, err *node.Error) {
	remote, err := base.Remote(t.path, t.address, t.port)
	if err == nil {
		end, err = g.Socket(remote, base.Local(remote, t.local, t.localPort), bound)
	}
	return end, err
}

// attempting tells of an attempt whose local end is bound, and reports whether it
// is still wanted.
func (s *Socket) attempting(t target, several *attempts) bool {
	blocked := t.path == "" && s.blocks(t)
	if several == nil {
		s.emitAttempt("connectionAttempt", t)
		if blocked && s.connecting {
			s.Destroy(s.m.errBlocked(t.address))
		}
		return s.connecting
	}
	if blocked {
		several.failed(t, s.m.errBlocked(t.address))
		return false
	}
	s.extra().attempted = append(s.extra().attempted, t.address+":"+portText(t.port))
	s.emitAttempt("connectionAttempt", t)
	return s.connecting
}

// connectError is what a connection to an address has failed with.
func (m *module) connectError(number syscall.Errno, t target) *goja.Object {
	return m.addressError(node.FailedAt("connect", number, t.address, t.port), t.address, t.port)
}

func (m *module) errBlocked(address string) *goja.Object {
	return m.engine.Error(node.Blocked(address))
}

// onAttempted is the end of an attempt.
func (s *Socket) onAttempted(t target, several *attempts, h *handle, err *node.Error) {
	m := s.m
	h.cancel = nil
	if h.conn != nil {
		h.local = nil // of what it was bound to
	}
	if h.isPipe && h.again == asked {
		return // whose answer is still to come
	}
	if h.closed || s.handle != h {
		h.abandon()
		return
	}
	if several != nil {
		several.stopTimer()
	}
	if err != nil {
		s.attemptFailed(t, several, err, false)
		return
	}
	if s.rare != nil && s.rare.began != 0 {
		performance.Record(m.engine, "connect", "net", s.rare.began, m.engine.Object("host", t.address, "port", t.port))
		s.rare.began = 0
	}
	s.onConnected()
}

// abandon closes a connection that came too late.
func (h *handle) abandon() {
	if h.conn != nil {
		h.conn.Close(false)
	}
}

func (s *Socket) attemptFailed(t target, several *attempts, err *node.Error, atOnce bool) {
	m := s.m
	address, port := t.remoteEnd()
	if t.path == "" && err.Syscall == "bind" {
		address, port = t.localEnd(), t.localPort
	}
	// Then Node names the local end as well. A path has none.
	local := err.Syscall == "connect" && !atOnce && t.localPort != 0
	switch {
	case local:
		err.Message += node.LocalEnd(t.localEnd(), t.localPort)
	case err.Syscall == "connect" && atOnce && t.path != "" && err.Code != "EMFILE" && err.Code != "ENFILE":
		err.Message += node.NoLocalEnd
	}
	failure := m.addressError(err, address, port)
	if t.path != "" && err.Errno != 0 {
		failure = m.systemErrorFrom(err, originOfPath)
		fill(failure, "address", address)
	}
	if local {
		fill(failure, "localAddress", t.localEnd(), "localPort", t.localPort)
	}
	if several != nil {
		several.failed(t, failure)
		return
	}
	if !atOnce {
		s.setConnecting(false)
		s.emitAttempt("connectionAttemptFailed", t, failure)
	}
	s.Destroy(failure)
}

// remoteEnd is where it leads: a path has no port.
func (t target) remoteEnd() (address string, port int) {
	if t.path != "" {
		return t.path, 0
	}
	return t.address, t.port
}

// localEnd is the address that was asked for to connect from.
func (t target) localEnd() string {
	switch {
	case t.local != "":
		return t.local
	case t.family == 6:
		return "::"
	}
	return "0.0.0.0"
}

// onConnected is a socket whose connection is made.
func (s *Socket) onConnected() {
	s.setConnecting(false)
	s.touch()
	s.applyKept()
	s.traced(func(t *nodenet.Trace) {
		if t.Connect != nil {
			t.Connect()
		}
	})
	s.Emit("connect")
	s.Emit("ready")
	if !s.Paused() {
		s.Read0()
	}
}

// writeGeneric is _write and _writev as a script calls them.
func (s *Socket) writeGeneric(writev bool, data, encoding, cb goja.Value) {
	m := s.m
	switch {
	case s.connecting:
		var closed *goja.Object
		s.whenConnected("connect", func() {
			s.Off("close", closed)
			s.writeGeneric(writev, data, encoding, cb)
		})
		closed = m.engine.Func("onClose", 0, func(goja.FunctionCall) goja.Value {
			return m.engine.Call(cb, goja.Undefined(), m.errClosedBeforeConnection())
		})
		s.Once("close", closed)
		return
	case s.handle == nil || s.handle.conn == nil:
		m.engine.Call(cb, goja.Undefined(), m.errClosed())
		return
	}
	s.touch()
	var pieces [][]byte
	if writev {
		list := data.(*goja.Object)
		for i := range int(list.Get("length").ToInteger()) {
			entry := list.Get(portText(i)).(*goja.Object)
			pieces = append(pieces, m.bytes(entry.Get("chunk"), entry.Get("encoding")))
		}
	} else {
		pieces = [][]byte{m.bytes(data, encoding)}
	}
	finish := func(err goja.Value) { m.callback(cb, err) }
	if done, err := s.handle.writev(pieces, finish); done || err != nil {
		finish(err)
	}
}

// bytes are the bytes of a Buffer or of a string in an encoding.
func (m *module) bytes(v, encoding goja.Value) []byte {
	name := "utf8"
	if !engine.IsNullish(encoding) && encoding.String() != "buffer" {
		name = encoding.String()
	}
	return bytesOf(chunkOf(v, name))
}
