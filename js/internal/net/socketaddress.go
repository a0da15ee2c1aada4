package net

import (
	"net/netip"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// socketAddress is what a net.SocketAddress is about.
type socketAddress struct {
	goja.Value
	m         *module
	ip        netip.Addr // without a zone
	port      int
	flowlabel int64
}

func (a *socketAddress) family() string {
	if a.ip.Is4() {
		return "ipv4"
	}
	return "ipv6"
}

func socketAddressOf(v goja.Value) *socketAddress {
	return engine.Held[*socketAddress](v, engine.Cloneable)
}

// Clone is how structuredClone copies it.
func (a *socketAddress) Clone() *goja.Object {
	o := a.m.engine.VM.CreateObject(a.m.socketAddress().Prototype)
	engine.Hide(o, engine.Cloneable, a)
	return o
}

type socketAddressKey struct{}

// socketAddress is the class SocketAddress.
func (m *module) socketAddress() *engine.Class {
	return engine.Slot(m.engine, socketAddressKey{}, m.makeSocketAddress)
}

func (m *module) makeSocketAddress() *engine.Class {
	e := m.engine
	c := e.StrictClass("SocketAddress", func(this *goja.Object, args []goja.Value) {
		options := goja.Undefined()
		if len(args) > 0 {
			options = args[0]
		}
		engine.Hide(this, engine.Cloneable, m.newSocketAddress(options))
	})
	c.Static("isSocketAddress", 1, func(call goja.FunctionCall) goja.Value {
		return e.Bool(socketAddressOf(call.Argument(0)) != nil)
	})
	c.Static("parse", 1, func(call goja.FunctionCall) goja.Value {
		if a := m.parseSocketAddress(e.NeedString("input", call.Argument(0))); a != nil {
			return a.Clone()
		}
		return nil
	})
	property := func(name string, get func(a *socketAddress) goja.Value) {
		c.Getter(name, func(this *goja.Object) goja.Value {
			a := socketAddressOf(this)
			if a == nil {
				panic(e.VM.NewTypeError("Cannot read properties of undefined (reading '%s')", name))
			}
			return get(a)
		}, nil)
	}
	property("address", func(a *socketAddress) goja.Value { return e.Text(nodenet.FormatIP(a.ip)) })
	property("port", func(a *socketAddress) goja.Value { return e.Int(a.port) })
	property("family", func(a *socketAddress) goja.Value { return e.Text(a.family()) })
	property("flowlabel", func(a *socketAddress) goja.Value { return e.VM.ToValue(a.flowlabel) })
	detail := func(o *goja.Object, names ...string) *goja.Object {
		all := e.VM.NewObject()
		for _, name := range names {
			engine.Must(all.Set(name, o.Get(name)))
		}
		return all
	}
	c.Method("toJSON", 0, func(call goja.FunctionCall) goja.Value {
		return detail(call.This.ToObject(e.VM), "address", "port", "family", "flowlabel")
	})
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		switch {
		case socketAddressOf(o) == nil:
			return o
		case depth < 0:
			return e.Text("[" + engine.ClassName(o) + "]")
		}
		return e.Text("SocketAddress " + inspect(detail(o, "address", "port", "family", "flowlabel")))
	})
	return c
}

// newSocketAddress is what the constructor makes of its options.
func (m *module) newSocketAddress(v goja.Value) *socketAddress {
	e := m.engine
	if engine.IsUndefined(v) {
		v = e.VM.NewObject()
	}
	o := e.NeedObject("options", v)
	family, flowlabel := m.familyOption(o.Get("family")), int64(0)
	text := "127.0.0.1"
	if family == 6 {
		text = "::"
	}
	if v := o.Get("address"); !engine.IsUndefined(v) {
		text = e.NeedString("options.address", v)
	}
	port := 0
	if v := o.Get("port"); !engine.IsUndefined(v) {
		port = m.needPort("options.port", v)
	}
	if v := o.Get("flowlabel"); !engine.IsUndefined(v) {
		flowlabel = e.NeedInteger("options.flowlabel", v, 0, 1<<32-1)
	}
	ip, ok := parseFamily(text, family)
	if !ok {
		panic(m.errInvalidAddress())
	}
	if family == 4 {
		flowlabel = 0
	}
	return &socketAddress{goja.Undefined(), m, ip, port, flowlabel}
}

// familyOption is 4 or 6.
func (m *module) familyOption(v goja.Value) int {
	if engine.IsUndefined(v) {
		return 4
	}
	if text, ok := v.(goja.String); ok {
		switch strings.ToLower(text.String()) {
		case "ipv4":
			return 4
		case "ipv6":
			return 6
		}
	}
	panic(m.engine.InvalidArgValue("options.family", v, ""))
}

func (m *module) errInvalidAddress() *goja.Object {
	return m.engine.Error(node.InvalidSocketAddress())
}

// parseFamily reads an address of just this family.
func parseFamily(text string, family int) (netip.Addr, bool) {
	if family == 6 {
		text, _, _ = strings.Cut(text, "%")
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Is4() != (family == 4) {
		return netip.Addr{}, false
	}
	return ip, true
}

// parseSocketAddress reads an address and a port as the host of a URL; nil when
// it is none.
func (m *module) parseSocketAddress(text string) *socketAddress {
	e := m.engine
	var host, port string
	if thrown := e.VM.Try(func() {
		u := e.Construct(e.Require("url").Get("URL"), e.Text("http://"+text))
		host, port = u.Get("hostname").String(), u.Get("port").String()
	}); thrown != nil {
		return nil
	}
	family := 4
	if strings.HasPrefix(host, "[") {
		host, family = strings.Trim(host, "[]"), 6
	}
	ip, ok := parseFamily(host, family)
	if !ok {
		return nil
	}
	n := 0
	for _, digit := range port {
		n = n*10 + int(digit-'0')
	}
	return &socketAddress{goja.Undefined(), m, ip, n, 0}
}
