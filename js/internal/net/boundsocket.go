package net

import (
	"net/netip"
	"os"
	"strconv"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// boundSocket is what a net.BoundSocket is about.
type boundSocket struct {
	goja.Value
	m      *module
	bound  transport.Bound // nil once it was adopted or closed
	isPipe bool
	path   string
}

func boundSocketOf(v goja.Value) *boundSocket {
	return engine.Held[*boundSocket](v, engine.Cloneable)
}

// Clone is what structuredClone says: it would have to be transferred.
func (b *boundSocket) Clone() *goja.Object {
	panic(domexception.New(b.m.engine, "Object that needs transfer was found in message but not listed in transferList", "DataCloneError"))
}

// use returns what is bound, or throws.
func (b *boundSocket) use() transport.Bound {
	if b.bound == nil {
		panic(b.m.engine.Error(node.HandleAdopted()))
	}
	return b.bound
}

// consume takes what is bound away from the script's object.
func (b *boundSocket) consume() transport.Bound {
	bound := b.use()
	b.bound = nil
	return bound
}

func (m *module) makeBoundSocket() {
	e := m.engine
	c := e.StrictClass("BoundSocket", func(this *goja.Object, args []goja.Value) {
		options := goja.Value(goja.Undefined())
		if len(args) > 0 {
			options = args[0]
		}
		engine.Hide(this, engine.Cloneable, m.bindSocket(options))
	})
	m.boundSocket = c
	this := func(v goja.Value, member string) *boundSocket {
		b := boundSocketOf(v)
		if b == nil {
			panic(e.VM.NewTypeError("Cannot read private member %s from an object whose class did not declare it", member))
		}
		return b
	}
	c.Method("address", 0, func(call goja.FunctionCall) goja.Value {
		b := this(call.This, "#handle")
		a := b.use().Addr()
		if b.isPipe {
			return e.Text(b.path)
		}
		return m.addressObject(address(a))
	})
	c.Method("fd", 0, func(call goja.FunctionCall) goja.Value { return e.Int(this(call.This, "#handle").use().Fd()) })
	c.Method("close", 0, func(call goja.FunctionCall) goja.Value {
		this(call.This, "#handle").consume().Close()
		return nil
	})
	c.Getter("isPipe", func(o *goja.Object) goja.Value { return e.Bool(this(o, "#path").isPipe) }, nil)
	e.SymbolMethod(c.Prototype, e.WellKnown("dispose"), "[Symbol.dispose]", func(call goja.FunctionCall) goja.Value {
		if b := this(call.This, "#handle"); b.bound != nil {
			b.consume().Close()
		}
		return nil
	})
}

// transferredBoundSocket is net._TransferredBoundSocket: what a BoundSocket from
// another thread would be made by. It makes one without an address.
func (m *module) transferredBoundSocket() *goja.Object {
	e := m.engine
	f := e.VM.ToValue(func(goja.ConstructorCall) *goja.Object {
		o := e.VM.CreateObject(m.boundSocket.Prototype)
		engine.Hide(o, engine.Cloneable, &boundSocket{Value: goja.Undefined(), m: m})
		return o
	}).(*goja.Object)
	engine.Must(f.DefineDataProperty("name", e.Text("_TransferredBoundSocket"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	engine.Must(f.DefineDataProperty("length", e.Int(0), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	engine.Must(f.Set("prototype", m.boundSocket.Prototype))
	return f
}

// unnamed counts the Unix sockets that were to have no name.
var unnamed atomic.Int64

// bindSocket is what the constructor makes of its options.
func (m *module) bindSocket(v goja.Value) *boundSocket {
	e := m.engine
	if engine.IsUndefined(v) {
		v = e.VM.NewObject()
	}
	options := e.NeedObject("options", v)
	given := func(name string) goja.Value {
		if v := options.Get(name); !engine.IsUndefined(v) {
			return v
		}
		return nil
	}
	b := &boundSocket{Value: goja.Undefined(), m: m}
	var o transport.Listen
	if path := given("path"); path != nil {
		for _, name := range []string{"host", "port", "ipv6Only", "reusePort"} {
			if given(name) != nil {
				panic(e.InvalidArgValue("options", options, node.PathStandsAlone))
			}
		}
		b.isPipe, b.path = true, e.NeedString("options.path", path)
		if o.Unix, o.Path = true, b.path; o.Path == "" {
			// The system would pick an abstract name.
			o.Path = "\x00nodenet-" + strconv.Itoa(os.Getpid()) + "-" + strconv.FormatInt(unnamed.Add(1), 10)
		}
	} else {
		o = m.bindOptions(given)
	}
	m.engine.Permit(engine.UseNetwork, o.Path)
	bound, err := m.group.Bind(o)
	switch {
	case err == nil:
	case err.Errno == 0 || b.isPipe:
		panic(m.systemError(err))
	default:
		panic(m.addressError(err, err.Address, err.Port))
	}
	b.bound = bound
	return b
}

// bindTo adds the address to bind to: without one every IPv4 address, or with
// ipv6Only every IPv6 one.
func bindTo(o transport.Listen, host string, port int) transport.Listen {
	ip, err := netip.ParseAddr(host)
	switch {
	case err == nil:
	case o.V6Only:
		ip = netip.IPv6Unspecified()
	default:
		ip = netip.IPv4Unspecified()
	}
	o.AddrPort = netip.AddrPortFrom(ip, uint16(port))
	return o
}

// bindOptions are the options of a TCP socket.
func (m *module) bindOptions(given func(name string) goja.Value) (o transport.Listen) {
	e := m.engine
	port := 0
	if v := given("port"); !engine.IsNullish(v) {
		port = m.needPort("options.port", v)
	}
	flag := func(name string, to *bool) {
		if v := given(name); !engine.IsNullish(v) {
			*to = e.NeedBoolean("options."+name, v)
		}
	}
	flag("ipv6Only", &o.V6Only)
	flag("reusePort", &o.ReusePort)
	host := ""
	if v := given("host"); !engine.IsNullish(v) {
		if host = e.NeedString("options.host", v); node.IsIP(host) == 0 {
			panic(e.InvalidArgValue("options.host", v, node.MustBeNumericIP))
		}
	}
	return bindTo(o, host, port)
}
