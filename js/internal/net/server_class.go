package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// serverMethod adds a method of Server.prototype.
func (m *module) serverMethod(name string, length int, f func(v *Server, call goja.FunctionCall) goja.Value) {
	m.server.Assign(name, length, func(call goja.FunctionCall) goja.Value {
		v := serverOf(call.This)
		if v == nil {
			panic(m.engine.VM.NewTypeError("Illegal invocation"))
		}
		return f(v, call)
	})
}

func (m *module) serverMethods() {
	e := m.engine
	m.serverMethod("listen", 0, func(v *Server, call goja.FunctionCall) goja.Value {
		v.listen(call.Arguments)
		return call.This
	})
	m.serverMethod("_listen2", 6, func(v *Server, call goja.FunctionCall) goja.Value {
		v.listen(call.Arguments)
		return nil
	})
	m.serverMethod("address", 0, func(v *Server, _ goja.FunctionCall) goja.Value { return v.address() })
	m.serverMethod("getConnections", 1, func(v *Server, call goja.FunctionCall) goja.Value {
		e.NeedFunction("callback", call.Argument(0))
		v.getConnections(call.Argument(0))
		return call.This
	})
	m.serverMethod("close", 1, func(v *Server, call goja.FunctionCall) goja.Value {
		v.close(call.Argument(0))
		return call.This
	})
	m.serverMethod("_emitCloseIfDrained", 0, func(v *Server, _ goja.FunctionCall) goja.Value {
		if v.handle == nil && v.foreign == nil && v.connections == 0 {
			e.NextTick(func() { v.Emit("close") })
		}
		return nil
	})
	m.serverMethod("_setupWorker", 1, func(v *Server, call goja.FunctionCall) goja.Value {
		if o, ok := call.Argument(0).(*goja.Object); ok {
			v.addWorker(o)
		}
		return nil
	})
	m.serverMethod("ref", 0, func(v *Server, call goja.FunctionCall) goja.Value {
		v.setRef(true)
		return call.This
	})
	m.serverMethod("unref", 0, func(v *Server, call goja.FunctionCall) goja.Value {
		v.setRef(false)
		return call.This
	})
	// A connection listener whose promise is rejected ends its connection, not
	// the server.
	e.SymbolMethod(m.server.Prototype, e.SymbolFor("nodejs.rejection"), "[Symbol(nodejs.rejection)]", func(call goja.FunctionCall) goja.Value {
		if call.Argument(1).String() == "connection" {
			if o, ok := call.Argument(2).(*goja.Object); ok {
				return e.Invoke(o, "destroy", call.Argument(0))
			}
		}
		return e.Invoke(e.This(call, "emit"), "emit", e.Text("error"), call.Argument(0))
	})
	e.SymbolMethod(m.server.Prototype, e.WellKnown("asyncDispose"), "[Symbol.asyncDispose]", func(call goja.FunctionCall) goja.Value {
		v := serverOf(call.This)
		promise, resolve, reject := e.Promise()
		if v == nil || v.handle == nil {
			resolve(goja.Undefined())
			return promise
		}
		e.Invoke(v.Object, "close", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			if err := call.Argument(0); err.ToBoolean() {
				reject(err)
			} else {
				resolve(goja.Undefined())
			}
			return nil
		}))
		return promise
	})
}

func (v *Server) setRef(ref bool) {
	v.unref = !ref
	if v.handle != nil {
		v.handle.setRef(ref)
	}
	if o, ok := v.foreign.(*goja.Object); ok {
		name := "unref"
		if ref {
			name = "ref"
		}
		v.m.engine.Invoke(o, name)
	}
}

func (v *Server) address() goja.Value {
	switch {
	case v.handle != nil && v.handle.isPipe && v.pipeName != "":
		return v.m.engine.Text(v.pipeName)
	case v.handle != nil && v.handle.object != nil:
		return v.addressForeign(v.handle.object) // a script may have replaced getsockname
	case v.handle != nil:
		return v.m.addressObject(v.handle.addr())
	case v.foreign != nil:
		if o, ok := v.foreign.(*goja.Object); ok && engine.IsFunction(o.Get("getsockname")) {
			return v.addressForeign(o)
		}
		if v.pipeName != "" {
			return v.m.engine.Text(v.pipeName)
		}
	case v.pipeName != "":
		return v.m.engine.Text(v.pipeName)
	}
	return goja.Null()
}

// addressForeign asks a handle as a script does.
func (v *Server) addressForeign(o *goja.Object) goja.Value {
	out := v.m.engine.VM.NewObject()
	if n := status(v.m.engine.Invoke(o, "getsockname", out)); n != 0 {
		panic(v.m.errnoError(n, "address"))
	}
	return out
}

// close stops accepting; 'close' comes when the last connection has ended.
func (v *Server) close(cb goja.Value) {
	m, e := v.m, v.m.engine
	if engine.IsFunction(cb) {
		if v.handle == nil && v.foreign == nil {
			e.Invoke(v.Object, "once", e.Text("close"), e.Func("close", 0, func(goja.FunctionCall) goja.Value {
				return e.Call(cb, goja.Undefined(), e.Error(node.NotListening()))
			}))
		} else {
			e.Invoke(v.Object, "once", e.Text("close"), cb)
		}
	}
	if h := v.handle; h != nil {
		v.handle = nil
		h.close()
	}
	if o, ok := v.foreign.(*goja.Object); ok {
		v.foreign = nil
		e.Invoke(o, "close")
	}
	v.turn++
	v.closeWorkers(func() { m.engine.Invoke(v.Object, "_emitCloseIfDrained") })
}

func (m *module) serverProperties() {
	e := m.engine
	property := func(name string, how shape, get func(v *Server) goja.Value, set func(v *Server, value goja.Value)) {
		getter := e.Func("get", 0, func(call goja.FunctionCall) goja.Value {
			if v := serverOf(call.This); v != nil {
				return get(v)
			}
			return nil
		})
		var setter goja.Value
		if set != nil {
			setter = e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
				if v := serverOf(call.This); v != nil {
					set(v, call.Argument(0))
				}
				return nil
			})
		}
		engine.Must(m.server.Prototype.DefineAccessorProperty(name, getter, setter, how.configurable, how.enumerable))
	}
	property("listening", shape{goja.FLAG_TRUE, goja.FLAG_TRUE}, func(v *Server) goja.Value { return e.Bool(v.handle != nil || v.foreign != nil) }, nil)
	property("_connections", hidden, func(v *Server) goja.Value { return e.Int(v.connections) },
		func(v *Server, n goja.Value) { v.connections = int(n.ToInteger()) })
	property("_handle", hidden, func(v *Server) goja.Value {
		switch {
		case v.foreign != nil:
			return v.foreign
		case v.handle != nil:
			return v.handle.view()
		}
		return goja.Null()
	}, func(v *Server, value goja.Value) {
		v.handle, v.foreign = listenerOf(value), nil
		if v.handle == nil && !engine.IsNullish(value) {
			v.foreign = value
		}
	})
	property("_unref", hidden, func(v *Server) goja.Value { return e.Bool(v.unref) }, nil)
	property("_usingWorkers", hidden, func(v *Server) goja.Value { return e.Bool(v.usingWorkers) }, nil)
	property("_workers", hidden, func(v *Server) goja.Value {
		list := make([]any, len(v.workers))
		for i, w := range v.workers {
			list[i] = w
		}
		return e.VM.NewArray(list...)
	}, nil)
	property("_listeningId", hidden, func(v *Server) goja.Value { return e.Int(v.turn + 1) }, nil)
	property("_pipeName", hidden, func(v *Server) goja.Value {
		if v.pipeName == "" {
			return goja.Undefined()
		}
		return e.Text(v.pipeName)
	}, nil)
}

// view is the object that scripts know as server._handle.
func (h *listenHandle) view() *goja.Object {
	if h.object != nil {
		return h.object
	}
	m, class := h.m, h.m.tcp
	if h.isPipe {
		class = m.pipe
	}
	h.attach(m.engine.VM.CreateObject(class.Prototype))
	return h.object
}

// attach makes an object the one of this handle.
func (h *listenHandle) attach(o *goja.Object) {
	h.object = o
	engine.Hide(o, "handle", &hiddenHandle{Value: goja.Undefined(), listener: h})
	if h.owner != nil {
		engine.Must(o.Set("onconnection", h.onconnection()))
	}
}

// onconnection is what a server has its handle call.
func (h *listenHandle) onconnection() *goja.Object {
	m := h.m
	return m.engine.Func("onconnection", 2, func(call goja.FunctionCall) goja.Value {
		l := listenerOf(call.This)
		if l == nil || l.owner == nil {
			return nil
		}
		if err := call.Argument(0); err.ToBoolean() {
			l.owner.Emit("error", m.acceptError(int(err.ToInteger())))
			return nil
		}
		if c := handleOf(call.Argument(1)); c != nil {
			l.owner.connection(c)
		} else if o, ok := call.Argument(1).(*goja.Object); ok {
			l.owner.connectionForeign(o)
		}
		return nil
	})
}
