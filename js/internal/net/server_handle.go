package net

import (
	"math"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// listenBound listens on what is bound already; the object is the one that is
// to be _handle, if there is one.
func (v *Server) listenBound(b transport.Bound, object *goja.Object, backlog int) {
	at := b.Addr()
	l := &listenHandle{m: v.m, owner: v, isPipe: at.Unix}
	if object != nil {
		l.attach(object)
	}
	if l.isPipe {
		v.pipeName = at.Path
	}
	v.bindAs(l, listenOptions{bound: b, Listen: transport.Listen{Backlog: backlog}})
}

// listenHandle listens on a TCP handle: a bound one, or one that is good for
// nothing here.
func (v *Server) listenHandle(h *handle, backlog int) {
	if h.bound != nil {
		v.listenBound(h.takeBound(), h.object, backlog)
		return
	}
	v.failListen()
}

// listenDescriptor listens on an open descriptor.
func (v *Server) listenDescriptor(fd goja.Value, backlog int) {
	n := fd.ToFloat()
	if n != math.Trunc(n) || n > math.MaxInt32 {
		v.failListen()
		return
	}
	b, err := v.m.group.Adopt(int(n))
	if err != nil {
		v.failListen()
		return
	}
	v.listenBound(b, nil, backlog)
}

// failListen is what comes of a descriptor that cannot listen.
func (v *Server) failListen() {
	failed := node.FailedServer("listen", syscall.EINVAL, "", -1)
	err := v.m.engine.PlainError(failed.Message)
	fill(err, "code", failed.Code, "errno", failed.Errno, "syscall", failed.Syscall, "address", goja.Null())
	v.m.engine.NextTick(func() { v.Emit("error", err) })
}

// createServerHandle is net._createServerHandle(address, port, addressType, fd):
// a handle that is bound, or the negative number of an error.
func (m *module) createServerHandle(call goja.FunctionCall) goja.Value {
	e := m.engine
	e.Permit(engine.UseNetwork, "")
	address, port, kind := call.Argument(0), call.Argument(1), call.Argument(2)
	if fd := call.Argument(3); engine.TypeOf(fd) == "number" && fd.ToFloat() >= 0 {
		b, err := m.group.Adopt(int(fd.ToInteger()))
		if err != nil {
			return e.Int(node.Number("EINVAL"))
		}
		return m.boundHandle(b).view()
	}
	is := func(v goja.Value, n int64) bool { return engine.TypeOf(v) == "number" && v.ToInteger() == n }
	flags := int64(0)
	if v := call.Argument(4); engine.TypeOf(v) == "number" {
		flags = v.ToInteger()
	}
	o := transport.Listen{V6Only: flags&1 != 0, ReusePort: flags&2 != 0}
	switch {
	case is(port, -1) && is(kind, -1):
		o = transport.Listen{Addr: transport.Addr{Path: address.String(), Unix: true}}
	case !address.ToBoolean():
		if b, err := m.group.Bind(bindTo(o, "::", int(port.ToInteger()))); err == nil {
			return m.boundHandle(b).view()
		}
		o.V6Only = false
		o = bindTo(o, "0.0.0.0", int(port.ToInteger()))
	default:
		host := address.String()
		if (node.IsIP(host) == 6) != is(kind, 6) || node.IsIP(host) == 0 {
			return e.Int(node.Number("EINVAL"))
		}
		o = bindTo(o, host, int(port.ToInteger()))
	}
	b, err := m.group.Bind(o)
	if err != nil {
		return e.Int(errnoOf(err))
	}
	return m.boundHandle(b).view()
}

// errnoOf is the number that a handle's method returns for an error.
func errnoOf(err error) int {
	if own, ok := err.(*node.Error); ok && own.Errno != 0 {
		return own.Errno
	}
	return node.Number("EINVAL")
}

// boundHandle is a handle that is bound and nothing else yet.
func (m *module) boundHandle(b transport.Bound) *handle {
	return &handle{m: m, bound: b, isPipe: b.Addr().Unix}
}

// takeBound is what is bound, for somebody else to use.
func (h *handle) takeBound() transport.Bound {
	b := h.bound
	h.bound, h.local = nil, address(b.Addr())
	return b
}
