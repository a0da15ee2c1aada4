package net

import (
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// bindingMethods are the methods by which a script binds a handle and has it
// listen, or gives it a descriptor. Each returns 0, or the negative number of an
// error.
func (m *module) bindingMethods(c *engine.Class) {
	e := m.engine
	method := func(name string, length int, f func(h *handle, call goja.FunctionCall) error) {
		c.Method(name, length, func(call goja.FunctionCall) goja.Value {
			h := handleOf(call.This)
			if h == nil {
				if name == "listen" && listenerOf(call.This) != nil {
					return e.Int(0) // it does
				}
				return e.Int(node.Number("EINVAL"))
			}
			if err := f(h, call); err != nil {
				return e.Int(errnoOf(err))
			}
			return e.Int(0)
		})
	}
	bind := func(h *handle, call goja.FunctionCall) error {
		var o transport.Listen
		if h.isPipe {
			o.Addr = transport.Addr{Path: call.Argument(0).String(), Unix: true}
		} else {
			if v := call.Argument(2); engine.TypeOf(v) == "number" {
				o.V6Only, o.ReusePort = v.ToInteger()&1 != 0, v.ToInteger()&2 != 0
			}
			host, port := call.Argument(0).String(), call.Argument(1).ToInteger()
			if node.IsIP(host) == 0 || !node.IsPort(port) {
				return syscall.EINVAL
			}
			o = bindTo(o, host, int(port))
		}
		if h.bound != nil || h.conn != nil {
			return syscall.EINVAL
		}
		b, err := m.group.Bind(o)
		if err != nil {
			return err
		}
		h.bound = b
		return nil
	}
	method("bind", 2, bind)
	method("bind6", 3, bind)
	method("listen", 1, func(h *handle, call goja.FunctionCall) error { return h.listen(call.Argument(0)) })
	method("open", 1, func(h *handle, call goja.FunctionCall) error {
		conn, err := m.group.OpenConn(int(call.Argument(0).ToInteger()))
		if err != nil {
			return err
		}
		h.open(conn)
		return nil
	})
}

// listen makes a bound handle one that listens: its object is a listener's from
// then on, whose onconnection is the script's.
func (h *handle) listen(backlog goja.Value) error {
	if h.bound == nil {
		return syscall.EINVAL
	}
	o := listenOptions{bound: h.takeBound()}
	if engine.TypeOf(backlog) == "number" {
		o.Backlog = int(backlog.ToInteger())
	}
	l := &listenHandle{m: h.m, isPipe: h.isPipe}
	if err := l.listen(o); err != nil {
		return err
	}
	l.attach(h.view())
	return nil
}
