package net

import (
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/dns"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// connect is net.connect: a new socket that connects.
func (m *module) connect(call goja.FunctionCall) goja.Value {
	options, callback := m.arguments(call.Arguments)
	o := m.engine.Construct(m.socket.Constructor, options)
	s := socketOf(o)
	m.publish("net.client.socket", "socket", o)
	if timeout := options.Get("timeout"); timeout != nil && timeout.ToBoolean() {
		m.engine.Invoke(o, "setTimeout", timeout)
	}
	cb := callback
	if cb == nil {
		cb = goja.Null()
	}
	list := m.engine.VM.NewArray(options, cb)
	engine.Must(list.SetSymbol(m.normalizedKey(), true))
	m.engine.Invoke(s.Object, "connect", list)
	return o
}

// connect starts to connect.
func (s *Socket) connect(options *goja.Object, callback goja.Value) {
	m := s.m
	if engine.IsUndefined(options.Get("port")) && engine.IsNullish(options.Get("path")) {
		panic(m.engine.TypeError(node.NothingToConnectTo()))
	}
	// What stands in the way of writing, after an end of the peer's, goes.
	if write := m.socket.Prototype.Get("write"); s.Object.Get("write") != write {
		engine.Must(s.Object.Set("write", write))
	}
	if s.Destroyed() {
		s.handle, s.peer = nil, nil
	}
	path := options.Get("path")
	isPath := path != nil && path.ToBoolean()
	if s.handle == nil {
		s.handle = &handle{m: m, owner: s, isPipe: isPath, context: m.engine.Context()}
		s.Revive()
	}
	if s.handle.bound != nil {
		isPath = s.handle.isPipe // whatever the options are for
	}
	if callback != nil {
		m.engine.Invoke(s.Object, "once", m.engine.Text("connect"), callback)
	}
	s.touch()
	s.setConnecting(true)
	if isPath {
		m.engine.NeedString("options.path", engine.OrUndefined(path))
		s.attempt(target{path: path.String()}, nil)
		return
	}
	s.lookupAndConnect(options)
}

// target is what one attempt connects to, and from where.
type target struct {
	path         string
	address      string
	port, family int
	local        string
	localPort    int
	number       int // of the attempt, when there are several
}

// lookupAndConnect resolves the host, and connects.
func (s *Socket) lookupAndConnect(options *goja.Object) {
	m, e := s.m, s.m.engine
	t := target{}
	if s.handle.bound != nil && !(engine.IsUndefined(options.Get("localAddress")) && engine.IsUndefined(options.Get("localPort"))) {
		panic(e.InvalidArgValue("options", options, "localAddress and localPort cannot be used with an adopted bound socket"))
	}
	host := "localhost"
	if v := options.Get("host"); v != nil && v.ToBoolean() {
		host = e.NeedString("options.host", v)
	}
	if v := options.Get("localAddress"); v != nil && v.ToBoolean() {
		if isIP(e, v) == 0 {
			panic(m.errAddress(v))
		}
		t.local = v.String()
	}
	if v := options.Get("localPort"); v != nil && v.ToBoolean() {
		e.NeedNumber("options.localPort", v, nan, nan)
		t.localPort = int(v.ToInteger())
	}
	if v := options.Get("port"); !engine.IsUndefined(v) {
		if kind := engine.TypeOf(v); kind != "number" && kind != "string" {
			panic(e.InvalidArgType("options.port", v, "number", "string"))
		}
		t.port = m.needPort("Port", v)
	}
	several, timeout := m.eyeballs(options)
	if family := node.IsIP(host); family != 0 {
		t.address, t.family = host, family
		if s.handle.bound != nil {
			s.attempt(t, nil) // the local end is there already
			return
		}
		e.NextTick(func() {
			if s.connecting {
				s.attempt(t, nil)
			}
		})
		return
	}
	lookup := options.Get("lookup")
	if !engine.IsNullish(lookup) {
		e.NeedFunction("options.lookup", lookup)
	} else {
		lookup = dns.CurrentLookup(e)
	}
	query := s.lookupOptions(options)
	s.extra().host = e.Text(host)
	family := query.Get("family")
	if several && t.local == "" && (!isFamily(family)) {
		engine.Must(query.Set("all", true))
		s.lookupSeveral(lookup, host, query, &attempts{socket: s, target: t, timeout: timeout}, options)
		return
	}
	e.Call(lookup, goja.Undefined(), e.Text(host), query, e.Func("emitLookup", 3, func(call goja.FunctionCall) goja.Value {
		s.onLookup(call, host, t, options)
		return nil
	}))
}

// eyeballs are the options of happy eyeballs.
func (m *module) eyeballs(options *goja.Object) (several bool, timeout time.Duration) {
	several, attempt := m.autoSelectFamily, m.autoSelectFamilyAttempt
	if v := options.Get("autoSelectFamily"); !engine.IsNullish(v) {
		several = m.engine.NeedBoolean("options.autoSelectFamily", v)
	}
	if v := options.Get("autoSelectFamilyAttemptTimeout"); !engine.IsNullish(v) {
		attempt = max(minAttempt, int(m.engine.NeedInteger("options.autoSelectFamilyAttemptTimeout", v, 1, 1<<31-1)))
	}
	return several, time.Duration(attempt) * time.Millisecond
}

// lookupOptions are what the lookup function gets.
func (s *Socket) lookupOptions(options *goja.Object) *goja.Object {
	e := s.m.engine
	query := e.VM.NewObject()
	family := options.Get("family")
	switch {
	case family == nil:
		family = goja.Undefined()
	case family.Export() == "IPv4":
		family = e.Int(4)
	case family.Export() == "IPv6":
		family = e.Int(6)
	}
	engine.Must(query.Set("family", family))
	hints := options.Get("hints")
	if hints == nil || !hints.ToBoolean() {
		hints = e.Int(0)
		if n := family.Export(); n != int64(4) && n != int64(6) {
			hints = e.Require("dns").Get("ADDRCONFIG")
		}
	}
	engine.Must(query.Set("hints", hints))
	return query
}

// onLookup is the answer about a single address.
func (s *Socket) onLookup(call goja.FunctionCall, host string, t target, options *goja.Object) {
	m, e := s.m, s.m.engine
	err, ip, family := call.Argument(0), call.Argument(1), call.Argument(2)
	s.emitLookup(err, ip, family, e.Text(host))
	if !s.connecting {
		return
	}
	var failure goja.Value
	switch n := isIP(e, ip); {
	case err.ToBoolean():
		failure = err
	case n == 0:
		failure = m.errAddress(ip)
	case !isFamily(family):
		failure = m.errFamily(family, options)
	default:
		s.touch()
		t.address, t.family = ip.String(), int(family.ToInteger())
		s.attempt(t, nil)
		return
	}
	e.NextTick(func() { s.Destroy(failure) })
}

// errAddress is about what lookup has said is an address.
func (m *module) errAddress(v goja.Value) *goja.Object {
	return m.engine.TypeError(node.InvalidIP(m.engine.Shown(v)))
}

func isFamily(v goja.Value) bool {
	return engine.TypeOf(v) == "number" && (v.ToFloat() == 4 || v.ToFloat() == 6)
}

func (m *module) errFamily(family goja.Value, options *goja.Object) *goja.Object {
	text := func(v goja.Value) string {
		if v == nil {
			return "undefined"
		}
		return v.String()
	}
	err := m.engine.RangeError("ERR_INVALID_ADDRESS_FAMILY", "Invalid address family: "+text(family)+" "+text(options.Get("host"))+":"+text(options.Get("port")))
	for _, name := range []string{"host", "port"} {
		if v := options.Get(name); v != nil {
			engine.Must(err.Set(name, v))
		}
	}
	return err
}

// lookupSeveral resolves to all addresses and tries one after another.
func (s *Socket) lookupSeveral(lookup goja.Value, host string, query *goja.Object, a *attempts, options *goja.Object) {
	m, e := s.m, s.m.engine
	e.Call(lookup, goja.Undefined(), e.Text(host), query, e.Func("emitLookup", 2, func(call goja.FunctionCall) goja.Value {
		if !s.connecting {
			return nil
		}
		if err := call.Argument(0); err.ToBoolean() {
			s.emitLookup(err, goja.Undefined(), goja.Undefined(), e.Text(host))
			e.NextTick(func() { s.Destroy(err) })
			return nil
		}
		if v := call.Argument(1); engine.IsNullish(v) {
			panic(e.VM.NewTypeError("Cannot read properties of %s (reading 'length')", v))
		}
		list := e.VM.ToValue(call.Argument(1)).ToObject(e.VM) // a text is taken for a list of letters
		first := goja.Value(nil)
		firstFamily := goja.Value(goja.Undefined())
		for i := range int(engine.Property(list, "length").ToInteger()) {
			v := engine.Property(list, portText(i))
			if engine.IsNullish(v) {
				panic(e.VM.NewTypeError("Cannot destructure property 'address' of 'address' as it is %s.", v))
			}
			entry := v.ToObject(e.VM)
			ip, family := entry.Get("address"), entry.Get("family")
			if i == 0 {
				first, firstFamily = ip, family
			}
			s.emitLookup(call.Argument(0), orUndef(ip), orUndef(family), e.Text(host))
			if !s.connecting {
				return nil
			}
			if isIP(e, ip) != 0 && isFamily(orUndef(family)) {
				a.addresses = append(a.addresses, ipAddress{ip.String(), int(family.ToInteger())})
			}
		}
		if first == nil && engine.Property(list, "0") == goja.Undefined() {
			// Node takes the first one apart to say what is wrong with it.
			panic(e.VM.NewTypeError("Cannot destructure property 'address' of 'addresses[0]' as it is undefined."))
		}
		a.addresses = node.Interleave(a.addresses, ipAddress.isIPv4)
		if len(a.addresses) == 0 {
			var failure goja.Value
			if isIP(e, orUndef(first)) == 0 {
				failure = m.errAddress(orUndef(first))
			} else {
				failure = m.errFamily(firstFamily, options)
			}
			e.NextTick(func() { s.Destroy(failure) })
			return nil
		}
		s.touch()
		if len(a.addresses) == 1 {
			t := a.target
			t.address, t.family = a.addresses[0].ip, a.addresses[0].family
			s.attempt(t, nil)
			return nil
		}
		s.extra().attempted = []string{}
		a.next()
		return nil
	}))
}

func orUndef(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// attempts is happy eyeballs: one address after another, each but the last with
// a limited time.
type attempts struct {
	socket    *Socket
	target    target
	timeout   time.Duration
	addresses []ipAddress
	current   int
	errs      []goja.Value
	timer     *timers.Timer
}

type ipAddress struct {
	ip     string
	family int
}

func (a ipAddress) isIPv4() bool { return a.family == 4 }

// next tries the next address; after the last one the socket fails.
func (a *attempts) next() {
	a.stopTimer()
	s, m := a.socket, a.socket.m
	if a.current == len(a.addresses) {
		if len(a.errs) == 0 {
			s.Destroy(m.engine.Error("ERR_SOCKET_CONNECTION_TIMEOUT", "Socket connection timeout"))
			return
		}
		s.Destroy(m.aggregate(a.errs))
		return
	}
	t := a.target
	t.address, t.family, t.number = a.addresses[a.current].ip, a.addresses[a.current].family, a.current
	a.current++
	if a.current > 1 {
		unref := s.handle != nil && s.handle.unref
		s.handle = &handle{m: m, owner: s, unref: unref, context: m.engine.Context()}
	}
	s.attempt(t, a)
}

func (a *attempts) stopTimer() {
	if a.timer != nil {
		a.timer.Stop()
		a.timer = nil
	}
}

// failed is an attempt that did not connect.
func (a *attempts) failed(t target, err goja.Value) {
	s := a.socket
	a.errs = append(a.errs, err)
	s.emitAttempt("connectionAttemptFailed", t, err)
	if s.connecting {
		a.next()
	}
}

// tooSlow gives up the attempt under way for the next one.
func (a *attempts) tooSlow(t target, h *handle) {
	s := a.socket
	a.timer = nil
	s.emitAttempt("connectionAttemptTimeout", t)
	a.errs = append(a.errs, s.m.connectError(syscall.ETIMEDOUT, t))
	h.gaveUp = nil
	h.close(false, nil)
	if s.connecting {
		a.next()
	}
}

func (s *Socket) emitAttempt(name string, t target, more ...goja.Value) {
	e := s.m.engine
	if s.m.trace != nil {
		var failure goja.Value
		if len(more) > 0 {
			failure = more[0]
		}
		s.traceAttempt(name, t, failure)
	}
	address, port, family := e.Text(t.address), goja.Value(e.Int(t.port)), goja.Value(e.Int(t.family))
	if t.path != "" {
		address, port, family = e.Text(t.path), goja.Undefined(), goja.Undefined()
	}
	s.Emit(name, append([]goja.Value{address, port, family}, more...)...)
}
