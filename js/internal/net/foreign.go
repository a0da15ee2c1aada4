package net

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// This file has handles whose methods are JavaScript: objects of a script's that
// stand for a connection, and our own of which a script has replaced a method.

// scripted returns the _handle when a script decides what this method of it does;
// nil when it is ours.
func (s *Socket) scripted(method string) *goja.Object {
	if s.foreign != nil {
		o, _ := s.foreign.(*goja.Object)
		return o
	}
	if s.handle != nil {
		return s.handle.replaced(method)
	}
	return nil
}

// replaced returns the object of the handle when it has a method of its own.
func (h *handle) replaced(method string) *goja.Object {
	if h.object != nil && h.object.Get(method) != h.object.Prototype().Get(method) {
		return h.object
	}
	return nil
}

// status is what a method of a handle returns: 0, or the number of an error.
func status(v goja.Value) int {
	if engine.IsNullish(v) {
		return 0
	}
	return int(v.ToInteger())
}

// errnoError is the error of a system call that a handle answers with a number.
func (m *module) errnoError(errno int, syscall string) *goja.Object {
	code := m.engine.Invoke(m.engine.Require("util"), "getSystemErrorName", m.engine.Int(errno)).String()
	o := m.engine.PlainError(syscall + " " + code)
	fill(o, "errno", errno, "code", code, "syscall", syscall)
	return o
}

// readForeign starts reading, unless the handle is at it.
func (s *Socket) readForeign(o *goja.Object) {
	if s.foreign != nil && truthy(o, "reading") {
		return
	}
	if s.handle != nil && s.handle.reading {
		return
	}
	engine.Must(o.Set("reading", true))
	if n := status(s.m.engine.Invoke(o, "readStart")); n != 0 {
		s.Destroy(s.m.errnoError(n, "read"))
	}
}

// stopReading has the handle read no more for now.
func (s *Socket) stopReading() {
	o := s.handle.replaced("readStop")
	if o == nil {
		s.handle.readStop()
		return
	}
	engine.Must(o.Set("reading", false))
	if n := status(s.m.engine.Invoke(o, "readStop")); n != 0 {
		s.Destroy(s.m.errnoError(n, "read"))
	}
}

// writeMethod is the method of a handle that writes a chunk.
func writeMethod(c stream.Chunk) string {
	if _, text := c.Value.(goja.String); !text {
		return "writeBuffer"
	}
	switch strings.ToLower(c.Encoding) {
	case "utf8", "utf-8", "":
		return "writeUtf8String"
	case "latin1", "binary":
		return "writeLatin1String"
	case "ascii":
		return "writeAsciiString"
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		return "writeUcs2String"
	}
	return "writeBuffer"
}

// writeForeign writes chunks through the method that a script has made.
func (s *Socket) writeForeign(o *goja.Object, method string, chunks []stream.Chunk) {
	e := s.m.engine
	args := []goja.Value{goja.Null()}
	switch {
	case method == "writev":
		list, all := foreignChunks(e, chunks)
		args = append(args, list, e.Bool(all))
	case method == "writeBuffer":
		args = append(args, s.m.asBuffer(chunks[0]))
	default:
		args = append(args, chunks[0].Value)
	}
	h := s.handle
	if h != nil {
		h.given = s.wrote
	}
	n := status(e.Invoke(o, method, args...))
	if h != nil {
		if h.given == nil && n == 0 {
			return // the method of ours has taken it
		}
		h.given = nil
	}
	switch {
	case n == 0:
		s.wrote(nil)
	default:
		err := s.m.errnoError(n, "write")
		s.Destroy(err)
		s.Wrote(err)
	}
}

// foreignChunks are chunks as writev of a handle gets them: buffers alone, or each
// followed by its encoding.
func foreignChunks(e *engine.Engine, chunks []stream.Chunk) (list goja.Value, all bool) {
	all = true
	for _, c := range chunks {
		if _, text := c.Value.(goja.String); text {
			all = false
		}
	}
	var items []any
	for _, c := range chunks {
		items = append(items, c.Value)
		if !all {
			items = append(items, c.Encoding)
		}
	}
	return e.VM.NewArray(items...), all
}

func (m *module) asBuffer(c stream.Chunk) goja.Value {
	if _, text := c.Value.(goja.String); text {
		return buffer.Wrap(m.engine, bytesOf(c))
	}
	return c.Value
}

// shutdownForeign ends the writing side through a script's method.
func (s *Socket) shutdownForeign(o *goja.Object, done func(err goja.Value)) {
	m, e := s.m, s.m.engine
	request := e.VM.CreateObject(m.shutdownWrap.Prototype)
	engine.Must(request.Set("oncomplete", e.Func("afterShutdown", 0, func(goja.FunctionCall) goja.Value {
		done(nil)
		return nil
	})))
	engine.Must(request.Set("handle", o))
	switch n := status(e.Invoke(o, "shutdown", request)); n {
	case 0:
	case 1, notConnected:
		done(nil)
	default:
		done(m.errnoError(n, "shutdown"))
	}
}

// notConnected is what a shutdown may say without being a failure: ENOTCONN.
const notConnected = -107

// closeForeign closes through a script's method; closed is called by it.
func (s *Socket) closeForeign(o *goja.Object, method string, closed func()) {
	s.m.engine.Invoke(o, method, s.m.engine.Func("", 0, func(goja.FunctionCall) goja.Value {
		closed()
		return nil
	}))
}

// addressForeign asks a script's getsockname or getpeername; nil when there is no
// answer.
func (s *Socket) addressForeign(method string) *goja.Object {
	o := s.scripted(method)
	if o == nil || !engine.IsFunction(o.Get(method)) {
		return nil
	}
	if known := s.extra().names[method]; known != nil {
		return known
	}
	out := s.m.engine.VM.NewObject()
	if status(s.m.engine.Invoke(o, method, out)) != 0 {
		return nil
	}
	if s.rare.names == nil {
		s.rare.names = map[string]*goja.Object{}
	}
	s.rare.names[method] = out
	return out
}

// countForeign is a number that a handle of a script's keeps, such as bytesRead.
func (s *Socket) countForeign(name string) int64 {
	if o, ok := s.foreign.(*goja.Object); ok {
		if v := o.Get(name); v != nil && engine.TypeOf(v) == "number" {
			return v.ToInteger()
		}
	}
	return 0
}

// writers are the methods of handles that write. They call back through the
// request they are given.
func (m *module) writers(c *engine.Class) {
	e := m.engine
	for name, encoding := range map[string]string{
		"writeBuffer": "buffer", "writeUtf8String": "utf8", "writeLatin1String": "latin1",
		"writeAsciiString": "ascii", "writeUcs2String": "utf16le",
	} {
		c.Method(name, 2, func(call goja.FunctionCall) goja.Value {
			return e.Int(m.writeCall(call, [][]byte{bytesOf(chunkOf(call.Argument(1), encoding))}))
		})
	}
	c.Method("writev", 3, func(call goja.FunctionCall) goja.Value {
		list, ok := call.Argument(1).(*goja.Object)
		if !ok {
			return e.Int(-22)
		}
		step, all := 2, call.Argument(2).ToBoolean()
		if all {
			step = 1
		}
		var pieces [][]byte
		for i := 0; i < int(list.Get("length").ToInteger()); i += step {
			encoding := "buffer"
			if !all {
				encoding = list.Get(portText(i + 1)).String()
			}
			pieces = append(pieces, bytesOf(chunkOf(list.Get(portText(i)), encoding)))
		}
		return e.Int(m.writeCall(call, pieces))
	})
}

// writeCall is a write that a script asks a handle of ours for.
func (m *module) writeCall(call goja.FunctionCall, pieces [][]byte) int {
	h := handleOf(call.This)
	if h == nil || h.conn == nil || h.closed {
		return -9
	}
	finish := h.given
	h.given = nil
	if o, ok := call.Argument(0).(*goja.Object); ok {
		this := call.This // call does not last
		finish = func(err goja.Value) {
			n := goja.Value(m.engine.Int(0))
			if err != nil {
				n = err.(*goja.Object).Get("errno")
			}
			if engine.IsFunction(o.Get("oncomplete")) {
				m.engine.Invoke(o, "oncomplete", n, this, goja.Undefined())
			}
		}
	}
	if finish == nil {
		finish = func(goja.Value) {}
	}
	if done, err := h.writev(pieces, finish); done || err != nil {
		finish(err)
	}
	return 0
}
