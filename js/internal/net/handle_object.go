package net

import (
	"time"

	"github.com/dop251/goja"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// This file has the objects that scripts know as _handle: TCP and Pipe. They are
// made when a script first looks; nothing of ours needs them.

// hidden is a handle as a value of its object.
type hiddenHandle struct {
	goja.Value
	handle   *handle
	listener *listenHandle
}

func handleOf(v goja.Value) *handle {
	if h := engine.Held[*hiddenHandle](v, "handle"); h != nil {
		return h.handle
	}
	return nil
}

func listenerOf(v goja.Value) *listenHandle {
	if h := engine.Held[*hiddenHandle](v, "handle"); h != nil {
		return h.listener
	}
	return nil
}

func chunkOf(v goja.Value, encoding string) stream.Chunk {
	return stream.Chunk{Value: v, Encoding: encoding}
}

// makeHandles makes the classes TCP and Pipe.
func (m *module) makeHandles() {
	e := m.engine
	base := e.Class("LibuvStreamWrap", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	m.commonHandle(base)
	m.writers(base)
	m.shutdownWrap = e.Class("ShutdownWrap", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	make := func(name string, pipe bool) *engine.Class {
		return e.Class(name, 1, base.Constructor, func(call goja.ConstructorCall) *goja.Object {
			h := &handle{m: m, isPipe: pipe, object: call.This}
			engine.Hide(call.This, "handle", &hiddenHandle{Value: goja.Undefined(), handle: h})
			return nil
		})
	}
	m.tcp, m.pipe = make("TCP", false), make("Pipe", true)
	m.tcpHandle(m.tcp)
}

// view returns the object of a handle.
func (h *handle) view() *goja.Object {
	if h.object == nil {
		class := h.m.tcp
		if h.isPipe {
			class = h.m.pipe
		}
		h.object = h.m.engine.VM.CreateObject(class.Prototype)
		engine.Hide(h.object, "handle", &hiddenHandle{Value: goja.Undefined(), handle: h})
	}
	return h.object
}

// handleProperty is socket._handle.
func (m *module) handleProperty(s *Socket) goja.Value {
	switch {
	case s.foreign != nil:
		return s.foreign
	case s.handle != nil:
		return s.handle.view()
	}
	return goja.Null()
}

func (m *module) assignHandle(s *Socket, v goja.Value) {
	if h := handleOf(v); h != nil {
		s.handle, s.foreign = h, nil
		h.owner = s
		return
	}
	s.handle, s.foreign = nil, nil
	if !engine.IsNullish(v) {
		s.foreign = v
	}
}

func (m *module) commonHandle(c *engine.Class) {
	e := m.engine
	zero := func(name string, f func(h *handle, l *listenHandle, call goja.FunctionCall)) {
		c.Method(name, 0, func(call goja.FunctionCall) goja.Value {
			h, l := handleOf(call.This), listenerOf(call.This)
			if h != nil || l != nil {
				f(h, l, call)
			}
			return e.Int(0)
		})
	}
	zero("readStart", func(h *handle, _ *listenHandle, _ goja.FunctionCall) {
		if h != nil {
			h.readStart()
		}
	})
	zero("readStop", func(h *handle, _ *listenHandle, _ goja.FunctionCall) {
		if h != nil {
			h.readStop()
		}
	})
	zero("shutdown", func(h *handle, _ *listenHandle, call goja.FunctionCall) {
		if h == nil || h.conn == nil {
			return
		}
		request, this := call.Argument(0), call.This
		h.shutdown(func() {
			if o, ok := request.(*goja.Object); ok && engine.IsFunction(o.Get("oncomplete")) {
				e.Invoke(o, "oncomplete", e.Int(0), this)
			}
		})
	})
	zero("getAsyncId", func(*handle, *listenHandle, goja.FunctionCall) {})
	zero("ref", func(h *handle, l *listenHandle, _ goja.FunctionCall) { setRefOf(h, l, true) })
	zero("unref", func(h *handle, l *listenHandle, _ goja.FunctionCall) { setRefOf(h, l, false) })
	zero("close", func(h *handle, l *listenHandle, call goja.FunctionCall) {
		cb, this := call.Argument(0), call.This // call does not last
		done := func() {
			if engine.IsFunction(cb) {
				e.Call(cb, this)
			}
		}
		if l != nil {
			l.close()
			e.Immediate(done)
			return
		}
		h.close(false, done)
	})
	c.Method("hasRef", 0, func(call goja.FunctionCall) goja.Value {
		if h := handleOf(call.This); h != nil {
			return e.Bool(!h.unref && !h.closed)
		}
		if l := listenerOf(call.This); l != nil {
			return e.Bool(!l.unref && !l.closed)
		}
		return e.Bool(false)
	})
	zero("getsockname", func(h *handle, l *listenHandle, call goja.FunctionCall) {
		if l != nil {
			m.fillAddress(call.Argument(0), l.addr())
		} else {
			m.fillAddress(call.Argument(0), h.localAddr())
		}
	})
	zero("getpeername", func(h *handle, _ *listenHandle, call goja.FunctionCall) {
		if h != nil {
			m.fillAddress(call.Argument(0), h.remoteAddr())
		}
	})
	m.bindingMethods(c)
	m.handleProperties(c)
}

func (m *module) handleProperties(c *engine.Class) {
	e := m.engine
	number := func(name string, f func(h *handle) int64) {
		c.Getter(name, func(this *goja.Object) goja.Value {
			if h := handleOf(this); h != nil {
				return e.VM.ToValue(f(h))
			}
			return e.Int(0)
		}, nil)
	}
	number("bytesRead", func(h *handle) int64 { return h.read })
	number("bytesWritten", func(h *handle) int64 { return h.wrote })
	number("writeQueueSize", func(h *handle) int64 {
		if h.owner != nil && h.written != nil {
			return int64(h.owner.WritableLength())
		}
		return 0
	})
	c.Getter("fd", func(this *goja.Object) goja.Value {
		if h := handleOf(this); h != nil {
			return e.Int(h.fd())
		}
		if l := listenerOf(this); l != nil {
			return e.Int(l.fd())
		}
		return e.Int(-1)
	}, nil)
	c.Getter("reading", func(this *goja.Object) goja.Value {
		h := handleOf(this)
		return e.Bool(h != nil && h.reading)
	}, func(this *goja.Object, v goja.Value) {
		if h := handleOf(this); h != nil {
			h.reading = v.ToBoolean()
		}
	})
	c.Getter("isStreamBase", func(*goja.Object) goja.Value { return e.Bool(true) }, nil)
}

func setRefOf(h *handle, l *listenHandle, ref bool) {
	if l != nil {
		l.setRef(ref)
	} else {
		h.setRef(ref)
	}
}

// fillAddress is how getsockname answers: into the object it was given.
func (m *module) fillAddress(v goja.Value, a *transport.Addr) {
	o, ok := v.(*goja.Object)
	if !ok || a == nil || a.Unix {
		return
	}
	engine.Must(o.Set("address", a.Host()))
	engine.Must(o.Set("family", a.Family()))
	engine.Must(o.Set("port", int(a.Port())))
}

// tcpHandle are the methods that only TCP has.
func (m *module) tcpHandle(c *engine.Class) {
	for _, name := range []string{"setNoDelay", "setKeepAlive", "setTypeOfService"} {
		c.Method(name, 1, func(call goja.FunctionCall) goja.Value {
			if h := handleOf(call.This); h != nil {
				h.set(name, call.Arguments)
			}
			return m.engine.Int(0)
		})
	}
	c.Method("getTypeOfService", 0, func(call goja.FunctionCall) goja.Value {
		if h := handleOf(call.This); h != nil && h.conn != nil {
			if tos, err := h.conn.TypeOfService(); err == nil {
				return m.engine.Int(tos)
			}
		}
		return m.engine.Int(0)
	})
	c.Method("reset", 1, func(call goja.FunctionCall) goja.Value {
		if h := handleOf(call.This); h != nil {
			cb, this := call.Argument(0), call.This // call does not last
			h.close(true, func() {
				if engine.IsFunction(cb) {
					m.engine.Call(cb, this)
				}
			})
		}
		return m.engine.Int(0)
	})
}

// set applies an option of TCP; one that the system refuses is ignored, as Node
// ignores it.
func (h *handle) set(name string, args []goja.Value) {
	arg := func(i int) goja.Value {
		if i < len(args) {
			return args[i]
		}
		return goja.Undefined()
	}
	on := arg(0).ToBoolean()
	if h.conn == nil {
		return
	}
	switch name {
	case "setNoDelay":
		_ = h.conn.SetNoDelay(on)
	case "setKeepAlive":
		seconds := func(i int) time.Duration { return time.Duration(arg(i).ToInteger()) * time.Second }
		k := base.KeepAlive(on, seconds(1), 0, 0)
		if len(args) > 3 {
			k = base.KeepAlive(on, seconds(1), seconds(2), int(arg(3).ToInteger()))
		}
		_ = h.conn.SetKeepAlive(k)
	case "setTypeOfService":
		_ = h.conn.SetTypeOfService(int(arg(0).ToInteger()))
	}
}

// fd is the number of the descriptor; -1 when there is none.
func (h *handle) fd() int {
	switch {
	case h.bound != nil:
		return h.bound.Fd()
	case h.conn == nil || h.closed:
		return -1
	}
	return h.conn.Fd()
}
