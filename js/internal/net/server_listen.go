package net

import (
	"net/netip"
	"strconv"

	"github.com/dop251/goja"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/dns"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// listen is Server.prototype.listen.
func (v *Server) listen(args []goja.Value) {
	m, e := v.m, v.m.engine
	options, callback := m.arguments(args)
	if v.handle != nil || v.foreign != nil {
		panic(e.Error(node.AlreadyListening()))
	}
	if callback != nil {
		e.Invoke(v.Object, "once", e.Text("listening"), callback)
	}
	m.publish(listenChannel+"asyncStart", "server", v.Object, "options", options)
	backlog := backlogArgument(args)
	v.turn++
	given := options
	options = v.handleOption(options)
	if l := listenerOf(options); l != nil {
		v.adopt(l)
		return
	}
	if b := boundSocketOf(options); b != nil {
		v.watch(given)
		v.listenBound(b.consume(), nil, backlog)
		return
	}
	if h := handleOf(options); h != nil && !h.isPipe {
		v.listenHandle(h, backlog)
		return
	}
	v.watch(options)
	if h := handleOf(options); h != nil && h.bound != nil {
		v.listenBound(h.takeBound(), nil, backlog)
		return
	}
	if fd := options.Get("fd"); fd != nil && engine.TypeOf(fd) == "number" && fd.ToFloat() >= 0 {
		if !v.listenShared(listenOptions{Listen: transport.Listen{Backlog: backlog}}, fd) {
			v.listenDescriptor(fd, backlog)
		}
		return
	}
	port := options.Get("port")
	if len(args) == 0 || engine.IsFunction(args[0]) || port == nil && hasProperty(e, options, "port") ||
		port != nil && engine.IsNullish(port) {
		port = e.Int(0)
	}
	if b := options.Get("backlog"); b != nil && b.ToBoolean() {
		backlog = wholeNumber(b)
	}
	o := listenOptions{Listen: transport.Listen{Backlog: backlog, V6Only: truthy(options, "ipv6Only"), ReusePort: truthy(options, "reusePort")}}
	o.exclusive = truthy(options, "exclusive")
	if kind := engine.TypeOf(port); port != nil && (kind == "number" || kind == "string") {
		o.port = m.needPort("options.port", port)
		if host := options.Get("host"); host != nil && host.ToBoolean() {
			v.lookupAndListen(host, o)
		} else {
			v.bind(o)
		}
		return
	}
	if path := options.Get("path"); path != nil && path.ToBoolean() && isPipeName(path) {
		v.pipeName = path.String()
		o.Addr, o.ByName = transport.Addr{Path: v.pipeName, Unix: true}, true
		if o.Path[0] == 0 && (isTrue(options, "readableAll") || isTrue(options, "writableAll")) {
			panic(e.InvalidArgValue("options", given, "can not set readableAll or writableAllt to true when path is abstract unix socket"))
		}
		o.ReadableAll, o.WritableAll = isTrue(options, "readableAll"), isTrue(options, "writableAll")
		v.bind(o)
		return
	}
	if !hasProperty(e, options, "port") && !hasProperty(e, options, "path") {
		panic(e.InvalidArgValue("options", options, `must have the property "port" or "path"`))
	}
	panic(e.InvalidArgValue("options", options, ""))
}

// hasProperty is the in operator.
func hasProperty(e *engine.Engine, o *goja.Object, name string) bool {
	return e.Invoke(e.Intrinsic("Reflect"), "has", o, e.Text(name)).ToBoolean()
}

func isTrue(o *goja.Object, name string) bool {
	v := o.Get(name)
	return v != nil && engine.TypeOf(v) == "boolean" && v.ToBoolean()
}

// backlogArgument is the backlog among listen's arguments: the second or third,
// when it is a number.
func backlogArgument(args []goja.Value) int {
	for i := 1; i <= 2 && i < len(args); i++ {
		kind := engine.TypeOf(args[i])
		if kind != "number" && kind != "string" {
			continue
		}
		if n := args[i].ToNumber().ToFloat(); n >= 0 && n != 0 {
			return int(n)
		}
	}
	return 0
}

// handleOption is the handle that options name, or options themselves.
func (v *Server) handleOption(options *goja.Object) *goja.Object {
	for _, name := range []string{"_handle", "handle"} {
		h := options.Get(name)
		if o, ok := h.(*goja.Object); ok {
			return o
		}
		if h != nil && h.ToBoolean() {
			shown := h.String()
			if _, symbol := h.(*goja.Symbol); symbol {
				shown = v.m.engine.Shown(h)
			}
			panic(v.m.engine.VM.NewTypeError("Cannot use 'in' operator to search for 'port' in %s", shown))
		}
	}
	return options
}

// adopt listens on what another server listens on.
func (v *Server) adopt(l *listenHandle) {
	v.handle = l
	if l.owner = v; l.object != nil {
		engine.Must(l.object.Set("onconnection", l.onconnection()))
	}
	v.setConnectionKey("-1:null:-1")
	v.emitListening()
}

// watch has the abort of a signal close the server.
func (v *Server) watch(options *goja.Object) {
	e := v.m.engine
	value := options.Get("signal")
	if engine.IsUndefined(value) {
		return
	}
	signal := abort.Option(e, "options.signal", value)
	closeServer := func() { e.Invoke(v.Object, "close") }
	if signal.Aborted() {
		e.NextTick(closeServer)
		return
	}
	remove := signal.OnAbort(closeServer)
	e.Invoke(v.Object, "once", e.Text("close"), e.Func("", 0, func(goja.FunctionCall) goja.Value {
		remove()
		return nil
	}))
}

// lookupAndListen resolves the host first; even an address is looked up, so that
// nothing happens before the caller has gone on.
func (v *Server) lookupAndListen(host goja.Value, o listenOptions) {
	e, turn := v.m.engine, v.turn
	e.Call(dns.CurrentLookup(e), e.Require("dns"), host, e.Func("doListen", 3, func(call goja.FunctionCall) goja.Value {
		if v.turn != turn {
			return nil
		}
		if err := call.Argument(0); err.ToBoolean() {
			v.Emit("error", err)
			return nil
		}
		if ip := call.Argument(1); ip.ToBoolean() {
			o.host = ip.String()
		}
		v.bind(o)
		return nil
	}))
}

// bind listens on an address or a path.
func (v *Server) bind(o listenOptions) {
	if v.listenShared(o, nil) {
		return
	}
	v.bindAs(&listenHandle{m: v.m, owner: v, isPipe: o.Path != ""}, o)
}

// bindAs is bind with a handle that there is already.
func (v *Server) bindAs(l *listenHandle, o listenOptions) {
	m, e := v.m, v.m.engine
	l.context = e.Context()
	e.Permit(engine.UseNetwork, o.Path)
	if err := l.listen(o); err != nil {
		failure := m.listenError(err)
		m.publish(listenChannel+"error", "server", v.Object, "error", failure)
		v.handle = nil
		e.NextTick(func() { v.Emit("error", failure) })
		return
	}
	v.handle = l
	v.setConnectionKey(connectionKey(o, l.addr()))
	if v.unref {
		v.handle.setRef(false)
	}
	v.emitListening()
	m.publish(listenChannel+"asyncEnd", "server", v.Object)
}

const listenChannel = "tracing:net.server.listen:"

// listenOptions say where to listen and how: on what is bound, a path, or a host, which
// is an address, and a port.
type listenOptions struct {
	transport.Listen
	bound transport.Bound
	host  string
	port  int

	exclusive bool // not shared with the other processes of a cluster
}

// listen has the handle listen.
func (l *listenHandle) listen(o listenOptions) *node.Error {
	m := l.m
	switch {
	case o.bound != nil || o.Unix:
	case o.host == "":
		o.AddrPort = netip.AddrPortFrom(netip.Addr{}, uint16(o.port))
	default:
		at, err := base.Remote("", o.host, o.port)
		if err != nil {
			return err
		}
		o.Addr = at
	}
	conn, err := m.group.ListenConns(o.Listen, o.bound, l.onAccepted, func(err *node.Error) {
		m.engine.Run(func() {
			if l.owner != nil {
				l.owner.Emit("error", m.systemError(err))
			}
		})
	})
	if err == nil {
		l.conn = conn
		m.listeners[l] = struct{}{}
	}
	return err
}

func (v *Server) setConnectionKey(key string) {
	engine.Must(v.Object.Set("_connectionKey", key))
}

// connectionKey names what was asked for: family, address and port.
func connectionKey(o listenOptions, a *transport.Addr) string {
	switch {
	case o.bound != nil:
		return "-1:null:-1"
	case o.Path != "":
		return "-1:" + o.Path + ":-1"
	case o.host != "":
		return strconv.Itoa(node.IsIP(o.host)) + ":" + o.host + ":" + strconv.Itoa(o.port)
	case a.Family() == "IPv6":
		return "6:::" + ":" + strconv.Itoa(o.port)
	}
	return "4:0.0.0.0:" + strconv.Itoa(o.port)
}

// emitListening emits 'listening' in a tick, if the server still listens then.
func (v *Server) emitListening() {
	v.m.engine.NextTick(func() {
		if v.handle != nil || v.foreign != nil {
			v.Emit("listening")
		}
	})
}

// acceptError is the error of a failed accept.
func (m *module) acceptError(errno int) *goja.Object {
	code := m.engine.Invoke(m.engine.Require("util"), "getSystemErrorName", m.engine.Int(errno)).String()
	o := m.engine.PlainError("accept " + code)
	fill(o, "errno", errno, "code", code, "syscall", "accept")
	return o
}
