package net

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file has servers in a worker of a cluster: what they listen on, the primary has.

type shareKey struct{}

// sharing is what servers ask; nil where there is no cluster.
func sharing(e *engine.Engine) *goja.Value {
	return engine.Slot(e, shareKey{}, func() *goja.Value { return new(goja.Value) })
}

// Share has the servers of a runtime ask f for what they listen on, unless they want it
// exclusively. f is called with the server, what it wants, and a function to answer by:
// with the number of an error, a handle, and what is to be called once that is closed.
func Share(e *engine.Engine, f goja.Value) { *sharing(e) = f }

// listenShared asks for what to listen on, and reports whether there is somebody to ask.
func (v *Server) listenShared(o listenOptions, fd goja.Value) bool {
	e := v.m.engine
	share := *sharing(e)
	if share == nil || o.exclusive || o.ReusePort {
		return false
	}
	query, address, port := v.query(o, fd)
	turn, context := v.turn, e.Context()
	e.Call(share, goja.Undefined(), v.Object, query, e.Func("", 3, func(call goja.FunctionCall) goja.Value {
		errno, closed := 0, call.Argument(2)
		if n := call.Argument(0); engine.TypeOf(n) == "number" {
			errno = int(n.ToInteger())
		}
		handle, _ := call.Argument(1).(*goja.Object)
		drop := func() {
			if handle != nil {
				e.Invoke(handle, "close")
			}
			if engine.IsFunction(closed) {
				e.Call(closed, goja.Undefined())
			}
		}
		e.InContext(context, func() {
			switch {
			case errno != 0 || handle == nil:
				v.Emit("error", v.m.bindFailed(errno, address, port))
			case boundElsewhere(handle, o.port):
				drop()
				v.Emit("error", v.m.bindFailed(node.Number("EADDRINUSE"), address, port))
			case v.turn != turn: // closed meanwhile
				drop()
			default:
				v.listenOn(handle, o, closed)
				v.setConnectionKey(query.Get("addressType").String() + ":" + address.String() + ":" + port.String())
			}
		})
		return nil
	}))
	return true
}

// boundElsewhere reports whether a handle has not got the port that was wanted: libuv
// says that it is taken when somebody listens there, and not before.
func boundElsewhere(handle *goja.Object, port int) bool {
	h := handleOf(handle)
	return port > 0 && h != nil && h.bound != nil && int(h.bound.Addr().Port()) != port
}

// query is what a server wants, in the words of the primary.
func (v *Server) query(o listenOptions, fd goja.Value) (query *goja.Object, address, port goja.Value) {
	e := v.m.engine
	query = e.VM.NewObject()
	set := func(name string, value any) { engine.Must(query.Set(name, value)) }
	address = goja.Null()
	kind := goja.Value(e.Int(4))
	port = e.Int(o.port)
	switch {
	case fd != nil:
		port, kind = goja.Null(), goja.Null()
	case o.Unix:
		address, port, kind = e.Text(o.Path), e.Int(-1), e.Int(-1)
	case o.host != "":
		address, kind = e.Text(o.host), e.Int(isIP(e, e.Text(o.host)))
	}
	set("address", address)
	set("port", port)
	set("addressType", kind)
	if fd != nil {
		set("fd", fd)
	}
	if !o.Unix && fd == nil {
		flags := 0
		if o.V6Only {
			flags = 1
		}
		set("flags", flags)
	}
	set("backlog", o.Backlog)
	if o.ReadableAll || o.WritableAll {
		set("readableAll", o.ReadableAll)
		set("writableAll", o.WritableAll)
	}
	return query, address, port
}

// bindFailed is the error of a primary that could not listen.
func (m *module) bindFailed(errno int, address, port goja.Value) *goja.Object {
	err := m.errnoError(errno, "bind")
	message := err.Get("message").String()
	if n := port.ToInteger(); n > 0 {
		message += " " + address.String() + ":" + strconv.FormatInt(n, 10)
	} else if !engine.IsNullish(address) {
		message += " " + address.String()
	}
	fill(err, "message", message, "address", address)
	if port.ToBoolean() {
		fill(err, "port", port)
	}
	return err
}

// listenOn listens on what the primary has given: a socket that is bound, or a handle
// whose connections it accepts.
func (v *Server) listenOn(handle *goja.Object, o listenOptions, closed goja.Value) {
	e := v.m.engine
	if h := handleOf(handle); h != nil && h.bound != nil {
		name := v.pipeName
		v.listenBound(h.takeBound(), handle, o.Backlog)
		v.pipeName = name
		if v.handle == nil { // that has told why
			e.Call(closed, goja.Undefined())
			return
		}
		v.handle.closeHook = func() { e.Call(closed, goja.Undefined()) }
		return
	}
	v.foreign = handle
	engine.Must(handle.Set("onconnection", e.Func("onconnection", 2, func(call goja.FunctionCall) goja.Value {
		if h := handleOf(call.Argument(1)); h != nil {
			h.object = nil // no script has seen it
			v.connection(h)
		} else if o, ok := call.Argument(1).(*goja.Object); ok {
			v.connectionForeign(o)
		}
		return nil
	})))
	if v.unref {
		e.Invoke(handle, "unref")
	}
	v.emitListening()
}
