package net

import (
	"math"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

var nan = math.NaN()

// makeSocket makes the class Socket.
func (m *module) makeSocket() {
	e := m.engine
	m.socket = e.Class("Socket", 1, stream.Duplex(e), m.constructSocket)
	m.socketMethods()
	m.socketSource()
	m.socketOptions()
	m.socketProperties()
	m.inspectable(m.socket, socketShown)
	m.writeAfterEnd = e.Func("writeAfterFIN", 3, m.writeAfterFIN)
	m.onEnd = e.Func("onReadableStreamEnd", 0, func(call goja.FunctionCall) goja.Value {
		if s := socketOf(call.This); s != nil && !s.AllowHalfOpen() {
			engine.Must(s.Object.Set("write", m.writeAfterEnd))
		}
		return nil
	})
}

// method adds a method of Socket.prototype.
func (m *module) method(name string, length int, f func(s *Socket, call goja.FunctionCall) goja.Value) *goja.Object {
	return m.socket.Assign(name, length, func(call goja.FunctionCall) goja.Value { return f(m.this(call), call) })
}

// writeAfterFIN is the write method of a socket whose peer has ended it.
func (m *module) writeAfterFIN(call goja.FunctionCall) goja.Value {
	s := m.this(call)
	if !s.Ending() {
		return s.WriteScript(call)
	}
	code, message := node.EndedByPeer()
	err := m.engine.PlainError(message)
	fill(err, "code", code)
	for _, v := range call.Arguments[1:] {
		if engine.IsFunction(v) {
			m.engine.NextTick(func() { m.engine.Call(v, goja.Undefined(), err) })
			break
		}
	}
	s.Destroy(err)
	return m.engine.Bool(false)
}

func (m *module) socketMethods() {
	e := m.engine
	m.method("connect", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.connect(m.arguments(call.Arguments))
		return call.This
	})
	superEnd, _ := goja.AssertFunction(stream.Duplex(e).Get("prototype").(*goja.Object).Get("end"))
	m.socket.Assign("end", 3, func(call goja.FunctionCall) goja.Value {
		v, err := superEnd(call.This, call.Arguments...)
		engine.Must(err)
		return v
	})
	m.method("destroySoon", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		if s.Writable() {
			e.Invoke(s.Object, "end")
		}
		if s.Finished() {
			e.Invoke(s.Object, "destroy")
		} else {
			destroy := s.Object.Get("destroy").(*goja.Object)
			s.Once("finish", destroy)
		}
		return nil
	})
	m.method("resetAndDestroy", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		switch {
		case s.handle == nil && s.foreign != nil:
			panic(e.TypeError(node.InvalidHandleType()))
		case s.handle == nil:
			s.Destroy(m.errClosed())
		case s.handle.isPipe:
			panic(e.TypeError(node.InvalidHandleType()))
		case s.connecting:
			s.whenConnected("", func() { s.reset() })
		default:
			s.reset()
		}
		return call.This
	})
	m.method("_reset", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.reset()
		return call.This
	})
	m.method("ref", 0, func(s *Socket, call goja.FunctionCall) goja.Value { return s.setRef("ref", true) })
	m.method("unref", 0, func(s *Socket, call goja.FunctionCall) goja.Value { return s.setRef("unref", false) })
	m.method("address", 0, func(s *Socket, call goja.FunctionCall) goja.Value { return s.sockname() })
	m.method("_getsockname", 0, func(s *Socket, call goja.FunctionCall) goja.Value { return s.sockname() })
	m.method("_getpeername", 0, func(s *Socket, call goja.FunctionCall) goja.Value { return s.peername() })
	m.method("_unrefTimer", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.touch()
		return nil
	})
	m.method("_onTimeout", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.Emit("timeout")
		return nil
	})
	m.method("setTimeout", 2, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.setTimeout(call.Argument(0), call.Argument(1))
		return call.This
	})
}

func (s *Socket) reset() {
	s.resetting = true
	s.Destroy(nil)
}

// setRef is ref or unref: while there is no handle it waits for one.
func (s *Socket) setRef(name string, ref bool) goja.Value {
	if o := s.scripted(name); o != nil {
		if engine.IsFunction(o.Get(name)) {
			s.m.engine.Invoke(o, name)
		}
		return s.Object
	}
	if s.handle == nil {
		s.whenConnected(name, func() { s.setRef(name, ref) })
		return s.Object
	}
	s.handle.setRef(ref)
	return s.Object
}

// socketSource are the methods of the stream that a socket has of its own.
func (m *module) socketSource() {
	e := m.engine
	duplex := stream.Duplex(e).Get("prototype").(*goja.Object)
	n := func(s *Socket) *native { return (*native)(s) }
	m.methods.Read = m.method("_read", 1, func(s *Socket, call goja.FunctionCall) goja.Value {
		n(s).Read(int(call.Argument(0).ToInteger()))
		return nil
	})
	m.methods.Write = m.method("_write", 3, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.writeGeneric(false, call.Argument(0), call.Argument(1), call.Argument(2))
		return nil
	})
	m.methods.Writev = m.method("_writev", 2, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.writeGeneric(true, call.Argument(0), goja.Undefined(), call.Argument(1))
		return nil
	})
	m.method("_writeGeneric", 4, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.writeGeneric(call.Argument(0).ToBoolean(), call.Argument(1), call.Argument(2), call.Argument(3))
		return nil
	})
	m.methods.Final = m.method("_final", 1, func(s *Socket, call goja.FunctionCall) goja.Value {
		cb := call.Argument(0)
		n(s).Final(func(err goja.Value) { m.callback(cb, err) })
		return nil
	})
	m.methods.Destroy = m.method("_destroy", 2, func(s *Socket, call goja.FunctionCall) goja.Value {
		cb := call.Argument(1)
		var err goja.Value
		if v := call.Argument(0); !engine.IsNullish(v) {
			err = v
		}
		n(s).Destroy(err, func(err goja.Value) { m.callback(cb, err) })
		return nil
	})
	// With onread, reading is a matter of the handle alone.
	m.methods.Pull = m.method("read", 1, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.readStartOnread()
		return s.ReadAgain(call.Argument(0))
	})
	pause, resume := duplex.Get("pause"), duplex.Get("resume")
	m.methods.Pause = m.method("pause", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		if s.onread != nil && !s.connecting && s.handle != nil && s.handle.reading {
			s.stopReading()
		}
		return e.Call(pause, s.Object)
	})
	m.methods.Resume = m.method("resume", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.readStartOnread()
		return e.Call(resume, s.Object)
	})
}

func (s *Socket) readStartOnread() {
	if s.onread != nil && !s.connecting && s.handle != nil && !s.handle.reading {
		s.handle.readStart()
	}
}

// callback calls back with an error, or null.
func (m *module) callback(cb, err goja.Value) {
	if err == nil {
		err = goja.Null()
	}
	m.engine.Call(cb, goja.Undefined(), err)
}

func (m *module) socketOptions() {
	e := m.engine
	m.method("setNoDelay", 1, func(s *Socket, call goja.FunctionCall) goja.Value {
		on := goja.IsUndefined(call.Argument(0)) || call.Argument(0).ToBoolean()
		if s.handle == nil || on != s.noDelay {
			s.noDelay = on
			s.option("setNoDelay", e.Bool(on))
		}
		return call.This
	})
	m.method("setKeepAlive", 4, func(s *Socket, call goja.FunctionCall) goja.Value {
		s.setKeepAlive(call)
		return call.This
	})
	m.method("setTypeOfService", 1, func(s *Socket, call goja.FunctionCall) goja.Value {
		if v := call.Argument(0); engine.TypeOf(v) == "number" && v.ToFloat() != v.ToFloat() {
			panic(e.InvalidArgType("tos", v, "number"))
		}
		tos := int(e.NeedInteger("tos", call.Argument(0), 0, 255))
		s.extra().tos, s.extra().tosSet = tos, true
		if s.handle != nil && s.handle.conn != nil && !s.handle.isPipe {
			if err := s.handle.conn.SetTypeOfService(tos); err != nil {
				panic(m.systemError(node.Failed("setTypeOfService", err)))
			}
		}
		return call.This
	})
	m.method("getTypeOfService", 0, func(s *Socket, call goja.FunctionCall) goja.Value {
		if s.handle != nil && s.handle.conn != nil && !s.handle.isPipe {
			tos, err := s.handle.conn.TypeOfService()
			if err != nil {
				panic(m.systemError(node.Failed("getTypeOfService", err)))
			}
			return e.Int(tos)
		}
		if s.handle != nil && s.connecting && s.handle.cancel == nil && !s.handle.isPipe {
			// There is no descriptor yet to ask.
			panic(m.systemError(node.Failed("getTypeOfService", syscall.EBADF)))
		}
		if s.rare != nil {
			return e.Int(s.rare.tos)
		}
		return e.Int(0)
	})
}

// option applies an option to the handle: through the object that scripts know as
// _handle, if one has looked at it, since it may have methods of its own.
func (s *Socket) option(name string, args ...goja.Value) {
	h := s.handle
	switch {
	case s.foreign != nil:
		if o, ok := s.foreign.(*goja.Object); ok && engine.IsFunction(o.Get(name)) {
			s.m.engine.Invoke(o, name, args...)
		}
	case h == nil || h.isPipe:
	case h.object != nil:
		s.m.engine.Invoke(h.object, name, args...)
	default:
		h.set(name, args)
	}
}

// applyKept applies what was set before there was a connection.
func (s *Socket) applyKept() {
	if s.noDelay {
		s.option("setNoDelay", s.m.engine.Bool(true))
	}
	if s.keepAlive {
		s.applyKeepAlive()
	}
	if s.rare != nil && s.rare.tosSet && s.handle != nil && !s.handle.isPipe {
		_ = s.handle.conn.SetTypeOfService(s.rare.tos)
	}
}
