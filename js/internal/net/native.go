package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// native is a socket as its stream sees it: source and sink.
type native Socket

type overridable = stream.Overridable

// Read starts reading from the connection, now or once there is one.
func (n *native) Read(int) {
	s := (*Socket)(n)
	if s.rare != nil && s.rare.leaving != nil {
		return
	}
	if s.connecting || s.handle == nil {
		if o := s.scripted("readStart"); o != nil && !s.connecting {
			s.readForeign(o)
			return
		}
		s.whenConnected("_read", func() { n.Read(0) })
		return
	}
	if !s.handle.reading && s.handle.conn != nil {
		if o := s.handle.replaced("readStart"); o != nil {
			s.readForeign(o)
			return
		}
		s.handle.readStart()
	}
}

// Reading reports whether the connection is being read.
func (n *native) Reading() bool {
	h := n.handle
	return h != nil && h.reading && h.conn != nil && n.foreign == nil && !n.connecting
}

// whenConnected calls f with 'connect', as a listener that is called once.
func (s *Socket) whenConnected(name string, f func()) {
	s.Once("connect", s.m.engine.Func(name, 0, func(goja.FunctionCall) goja.Value {
		f()
		return nil
	}))
}

// Write writes one chunk.
func (n *native) Write(c stream.Chunk) {
	s := (*Socket)(n)
	if s.connecting {
		s.waitToWrite([]stream.Chunk{c}, false)
		return
	}
	if !s.ready() {
		return
	}
	if method := writeMethod(c); s.foreign != nil || s.handle.object != nil {
		if o := s.scripted(method); o != nil {
			s.writeForeign(o, method, []stream.Chunk{c})
			return
		}
	}
	if done, err := s.handle.write(bytesOf(c), s); done || err != nil {
		s.Wrote(err)
	}
}

// Writev writes several.
func (n *native) Writev(chunks []stream.Chunk) {
	s := (*Socket)(n)
	if s.connecting {
		s.waitToWrite(chunks, true)
		return
	}
	if !s.ready() {
		return
	}
	if o := s.scripted("writev"); o != nil {
		s.writeForeign(o, "writev", chunks)
		return
	}
	pieces := make([][]byte, 0, len(chunks))
	for _, c := range chunks {
		if data := bytesOf(c); len(data) > 0 {
			pieces = append(pieces, data)
		}
	}
	if done, err := s.handle.writev(pieces, s.wrote); done || err != nil {
		s.Wrote(err)
	}
}

// ready reports whether there is a connection to write to.
func (s *Socket) ready() bool {
	if s.foreign == nil && (s.handle == nil || s.handle.conn == nil) {
		s.Wrote(s.m.errClosed())
		return false
	}
	s.touch()
	return !s.holdWrite()
}

// waitToWrite keeps chunks until the connection is made.
func (s *Socket) waitToWrite(chunks []stream.Chunk, several bool) {
	s.extra().pending = &pendingWrite{chunks}
	var closed *goja.Object
	s.whenConnected("connect", func() {
		s.Off("close", closed)
		s.extra().pending = nil
		if several {
			(*native)(s).Writev(chunks)
		} else {
			(*native)(s).Write(chunks[0])
		}
	})
	closed = s.m.engine.Func("onClose", 0, func(goja.FunctionCall) goja.Value {
		s.Wrote(s.m.errClosedBeforeConnection())
		return nil
	})
	s.Once("close", closed)
}

// wrote is the end of a write that took longer.
func (s *Socket) wrote(err goja.Value) {
	if err == nil && !s.Destroyed() {
		s.touch()
	}
	s.Wrote(err)
}

func bytesOf(c stream.Chunk) []byte {
	if c.Data != nil {
		return c.Data
	}
	if text, ok := c.Value.(goja.String); ok {
		encoding, _ := buffer.ParseEncoding(c.Encoding)
		return encoding.Decode(text)
	}
	data, _ := buffer.Bytes(c.Value)
	return data
}

// Final tells the peer that nothing more will come.
func (n *native) Final(done func(err goja.Value)) {
	s := (*Socket)(n)
	switch {
	case s.connecting:
		s.whenConnected("_final", func() { n.Final(done) })
	case s.scripted("shutdown") != nil:
		s.shutdownForeign(s.scripted("shutdown"), done)
	case s.handle == nil || s.handle.conn == nil:
		done(nil)
	default:
		s.handle.shutdown(func() { done(nil) })
	}
}

// Destroy closes the connection; 'close' comes when that is done.
func (n *native) Destroy(err goja.Value, done func(err goja.Value)) {
	s := (*Socket)(n)
	e := s.m.engine
	s.setConnecting(false)
	s.stopIdle()
	if s.rare != nil && s.rare.leaving != nil {
		s.rare.leaving.destroy(nil)
	}
	if err != nil {
		s.traceError(err)
	}
	if o := s.scripted(closeMethod(s.resetting)); o != nil {
		s.destroyForeign(o, err)
		done(err)
	} else if h := s.handle; h != nil {
		failed := err != nil
		s.bytesRead, s.bytesWrote = h.read, h.wrote
		s.handle = nil
		reset := s.resetting
		s.resetting = false
		h.close(reset, func() { s.emitClose(e.Bool(failed)) })
		done(err)
		if h.secure != nil && h.secure.below != nil {
			h.secure.below.owner.Destroy(nil)
		}
	} else if s.rare != nil && s.rare.tls {
		failed := e.Bool(err != nil)
		done(err)
		e.Scheduler.Ref()
		e.Immediate(func() {
			e.Scheduler.Unref()
			s.emitClose(failed)
		})
	} else {
		done(err)
		e.NextTick(func() { s.emitClose(nil) })
	}
	if v := s.server; v != nil {
		v.connectionClosed()
	}
}

// closeMethod is the method of a handle that ends the connection.
func closeMethod(reset bool) string {
	if reset {
		return "reset"
	}
	return "close"
}

// destroyForeign closes a handle that a script has to do with.
func (s *Socket) destroyForeign(o *goja.Object, err goja.Value) {
	method := closeMethod(s.resetting)
	s.resetting = false
	if h := s.handle; h != nil {
		s.bytesRead, s.bytesWrote = h.read, h.wrote
	} else {
		s.bytesRead, s.bytesWrote = s.countForeign("bytesRead"), s.countForeign("bytesWritten")
	}
	failed := s.m.engine.Bool(err != nil)
	s.closeForeign(o, method, func() { s.emitClose(failed) })
	s.handle, s.foreign = nil, nil
}

// emitClose emits 'close', which the stream leaves to the socket.
func (s *Socket) emitClose(hadError goja.Value) {
	s.traced(func(t *nodenet.Trace) {
		if t.Close != nil {
			t.Close(hadError != nil && hadError.ToBoolean())
		}
	})
	if hadError == nil {
		s.Emit("close")
		return
	}
	s.Emit("close", hadError)
}

// pipeRaw hands what was read straight to the socket it is piped to, when no
// script would see it: no Buffer is made and no JavaScript runs.
func (s *Socket) pipeRaw(p []byte) bool {
	if s.onread != nil {
		return false
	}
	to, ok := s.PipeTarget().(*Socket)
	if !ok || to.connecting || to.handle == nil || to.handle.conn == nil {
		return false
	}
	if to.handle.object != nil || to.handle.written != nil {
		return false // a script has its hand on the connection
	}
	done, err := to.handle.conn.WriteLent(p)
	if err != nil {
		return false // the long way finds the same error and deals with it
	}
	s.PipedRaw()
	s.touch()
	to.touch()
	to.handle.wrote += int64(len(p))
	if !done {
		to.handle.written = to.wrote
		s.m.engine.Run(func() { to.WritingRaw(len(p), &s.Stream) })
	}
	return true
}
