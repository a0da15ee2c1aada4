package net

import (
	"math"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// listenBound listens on what is bound already; the object is the one that is
// to be _handle, if there is one.
func (v *Server) listenBound(b *nodenet.BoundSocket, object *goja.Object, backlog int) {
	l := &listenHandle{m: v.m, owner: v, isPipe: b.IsPipe()}
	if object != nil {
		l.attach(object)
	}
	if a := b.Address(); l.isPipe && a != nil {
		v.pipeName = a.Address
	}
	v.bindAs(l, nodenet.ListenOptions{Handle: b, Backlog: backlog})
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
	b, err := v.m.group.BoundSocketFromFd(int(n))
	if err != nil {
		v.failListen()
		return
	}
	v.listenBound(b, nil, backlog)
}

// failListen is what comes of a descriptor that cannot listen.
func (v *Server) failListen() {
	err := v.m.engine.PlainError("listen EINVAL: invalid argument")
	fill(err, "code", "EINVAL", "errno", -int(syscall.EINVAL), "syscall", "listen", "address", goja.Null())
	v.m.engine.NextTick(func() { v.Emit("error", err) })
}

// createServerHandle is net._createServerHandle(address, port, addressType, fd):
// a handle that is bound, or the negative number of an error.
func (m *module) createServerHandle(call goja.FunctionCall) goja.Value {
	e := m.engine
	address, port, kind := call.Argument(0), call.Argument(1), call.Argument(2)
	if fd := call.Argument(3); engine.TypeOf(fd) == "number" && fd.ToFloat() >= 0 {
		b, err := m.group.BoundSocketFromFd(int(fd.ToInteger()))
		if err != nil {
			return e.Int(-int(syscall.EINVAL))
		}
		return m.boundHandle(b).view()
	}
	is := func(v goja.Value, n int64) bool { return engine.TypeOf(v) == "number" && v.ToInteger() == n }
	flags := int64(0)
	if v := call.Argument(4); engine.TypeOf(v) == "number" {
		flags = v.ToInteger()
	}
	o := nodenet.BindOptions{IPv6Only: flags&1 != 0, ReusePort: flags&2 != 0}
	switch {
	case is(port, -1) && is(kind, -1):
		o = nodenet.BindOptions{Path: address.String()}
	case !address.ToBoolean():
		o.Host, o.Port = "::", int(port.ToInteger())
		if b, err := m.group.BindSocket(o); err == nil {
			return m.boundHandle(b).view()
		}
		o.Host, o.IPv6Only = "0.0.0.0", false
	default:
		o.Host, o.Port = address.String(), int(port.ToInteger())
		if (nodenet.IsIP(o.Host) == 6) != is(kind, 6) || nodenet.IsIP(o.Host) == 0 {
			return e.Int(-int(syscall.EINVAL))
		}
	}
	b, err := m.group.BindSocket(o)
	if err != nil {
		return e.Int(errnoOf(err))
	}
	return m.boundHandle(b).view()
}

// errnoOf is the number that a handle's method returns for an error.
func errnoOf(err error) int {
	if own, ok := err.(*nodenet.Error); ok && own.Errno != 0 {
		return own.Errno
	}
	return -int(syscall.EINVAL)
}

// boundHandle is a handle that is bound and nothing else yet.
func (m *module) boundHandle(b *nodenet.BoundSocket) *handle {
	return &handle{m: m, bound: b, isPipe: b.IsPipe()}
}

// takeBound is what is bound, for somebody else to use.
func (h *handle) takeBound() *nodenet.BoundSocket {
	b := h.bound
	h.bound, h.local = nil, b.Address()
	return b
}
