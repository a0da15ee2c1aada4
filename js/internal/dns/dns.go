// Package dns is Node's module dns, with dns/promises.
package dns

import (
	"math"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// state is what a runtime's dns module has.
type state struct {
	e        *engine.Engine
	order    string
	exports  *goja.Object
	promises *goja.Object
	client   *client // of the functions of the module
}

type stateKey struct{}

func stateOf(e *engine.Engine) *state {
	return engine.Slot(e, stateKey{}, func() *state { return &state{e: e, order: "verbatim"} })
}

// Load is the loader of require('dns').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	s := stateOf(e)
	s.exports = exports
	s.method(exports, "lookup", 3, s.lookup)
	s.method(exports, "lookupService", 3, s.lookupService)
	s.shared(exports, s.resolverClass(false))
	engine.Must(exports.Set("promises", s.loadPromises()))
	custom := e.SymbolFor("nodejs.util.promisify.custom")
	for _, name := range []string{"lookup", "lookupService"} {
		engine.Must(exports.Get(name).(*goja.Object).DefineDataPropertySymbol(custom, s.promises.Get(name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return nil
}

// LoadPromises is the loader of require('dns/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value {
	e.Require("dns")
	return stateOf(e).promises
}

func (s *state) loadPromises() *goja.Object {
	s.promises = s.e.VM.NewObject()
	s.method(s.promises, "lookup", 2, s.lookupPromise)
	s.method(s.promises, "lookupService", 2, s.lookupServicePromise)
	s.shared(s.promises, s.resolverClass(true))
	return s.promises
}

// CurrentLookup is what require('dns').lookup is now: scripts may put another
// function there, and sockets use that.
func CurrentLookup(e *engine.Engine) goja.Value {
	return e.Require("dns").Get("lookup")
}

func (s *state) method(o *goja.Object, name string, length int, f engine.Native) *goja.Object {
	fn := s.e.Func(name, length, f)
	engine.Must(o.Set(name, fn))
	return fn
}

var codeNames = strings.Fields("NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT " +
	"EOF FILE NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED")

var orders = []string{"verbatim", "ipv4first", "ipv6first"}

// shared adds what dns and dns/promises both have.
func (s *state) shared(o *goja.Object, resolver *resolverClass) {
	engine.Must(o.Set("Resolver", resolver.Constructor))
	s.method(o, "getDefaultResultOrder", 0, func(goja.FunctionCall) goja.Value { return s.e.Text(s.order) })
	s.method(o, "setDefaultResultOrder", 1, func(call goja.FunctionCall) goja.Value {
		s.order = s.oneOf("dnsOrder", call.Argument(0))
		return nil
	})
	s.method(o, "setServers", 1, func(call goja.FunctionCall) goja.Value {
		s.defaultClient().servers = s.servers(call.Argument(0))
		return nil
	})
	if !resolver.promises {
		for name, n := range map[string]int{"ADDRCONFIG": ADDRCONFIG, "ALL": ALL, "V4MAPPED": V4MAPPED} {
			engine.Must(o.Set(name, n))
		}
	}
	for _, name := range codeNames {
		code := "E" + name
		if name == "EOF" {
			code = name
		}
		engine.Must(o.Set(name, code))
	}
	s.method(o, "getServers", 0, func(goja.FunctionCall) goja.Value { return s.serverList(s.defaultClient()) })
	resolver.functions(o)
}

func (s *state) defaultClient() *client {
	if s.client == nil {
		s.client = newClient(systemServers())
	}
	return s.client
}

// oneOf checks an order of results.
func (s *state) oneOf(name string, v goja.Value) string {
	if text, ok := v.(goja.String); ok && slices.Contains(orders, text.String()) {
		return text.String()
	}
	panic(s.e.InvalidArgValue(name, v, "must be one of: 'verbatim', 'ipv4first', 'ipv6first'"))
}

// options are those of dns.lookup.
type options struct {
	family, hints int
	all           bool
	order         string
}

func (s *state) family(name string, v goja.Value) int {
	if engine.TypeOf(v) == "number" {
		switch v.ToFloat() {
		case 0, 4, 6:
			return int(v.ToInteger())
		}
	}
	panic(s.e.InvalidArgValue(name, v, node.MustBeFamily))
}

// readOptions reads the options of lookup when they are an object or nothing.
func (s *state) readOptions(v goja.Value) options {
	opts := options{order: s.order}
	o, ok := v.(*goja.Object)
	if !ok {
		return opts
	}
	if v := o.Get("hints"); !engine.IsNullish(v) {
		if engine.TypeOf(v) != "number" {
			panic(s.e.InvalidArgType("options.hints", v, "number"))
		}
		if !math.IsInf(v.ToFloat(), 0) { // to the bits of a number it is 0
			opts.hints = int(uint32(v.ToInteger()))
		}
		if opts.hints&^(ADDRCONFIG|ALL|V4MAPPED) != 0 {
			panic(s.e.InvalidArgValue("hints", s.e.Int(opts.hints), ""))
		}
	}
	if v := o.Get("family"); !engine.IsNullish(v) {
		switch text, _ := v.(goja.String); {
		case text != nil && text.String() == "IPv4":
			opts.family = 4
		case text != nil && text.String() == "IPv6":
			opts.family = 6
		default:
			opts.family = s.family("options.family", v)
		}
	}
	if v := o.Get("all"); !engine.IsNullish(v) {
		opts.all = s.e.NeedBoolean("options.all", v)
	}
	if v := o.Get("verbatim"); !engine.IsNullish(v) {
		opts.order = "ipv4first"
		if s.e.NeedBoolean("options.verbatim", v) {
			opts.order = "verbatim"
		}
	}
	if v := o.Get("order"); !engine.IsNullish(v) {
		opts.order = s.oneOf("options.order", v)
	}
	return opts
}

// host checks the first argument: wrong ones throw, nothing at all is for the
// caller to throw or reject with.
func (s *state) host(v goja.Value) (string, *goja.Object) {
	if !v.ToBoolean() {
		return "", s.e.InvalidArgValue("hostname", v, "must be a non-empty string")
	}
	host := v.String()
	if strings.Contains(host, "\x00") {
		return "", s.e.InvalidArgValue("hostname", v, "must be a string without null bytes")
	}
	return host, nil
}

func (s *state) needHostType(v goja.Value) {
	if v.ToBoolean() {
		s.e.NeedString("hostname", v)
	}
}

func (s *state) lookup(call goja.FunctionCall) goja.Value {
	e := s.e
	first, second, callback := call.Argument(0), call.Argument(1), call.Argument(2)
	s.needHostType(first)
	opts := options{order: s.order}
	switch {
	case engine.IsFunction(second):
		callback = second
	case engine.TypeOf(second) == "number":
		e.NeedFunction("callback", callback)
		opts.family = s.family("family", second)
	case !engine.IsUndefined(second) && engine.TypeOf(second) != "object":
		if len(call.Arguments) == 2 {
			callback = second
		}
		e.NeedFunction("callback", callback)
		panic(e.InvalidArgType("options", second, "integer", "object"))
	default:
		e.NeedFunction("callback", callback)
		opts = s.readOptions(second)
	}
	host, wrong := s.host(first)
	if wrong != nil {
		panic(wrong)
	}
	request := e.VM.NewObject()
	if node.IsIP(host) == 0 {
		request = s.request("GetAddrInfoReqWrap", "callback", callback, "family", opts.family, "hostname", host)
	}
	lookup(e, host, opts.family, opts.hints, opts.all, opts.order, func(list []Address, err *goja.Object) {
		switch {
		case err != nil:
			e.Call(callback, request, err)
		case opts.all:
			e.Call(callback, request, goja.Null(), s.array(list))
		default:
			e.Call(callback, request, goja.Null(), e.Text(list[0].Address), e.Int(list[0].Family))
		}
	})
	return request
}

func (s *state) array(list []Address) goja.Value {
	items := make([]any, len(list))
	for i, a := range list {
		items[i] = s.e.Object("address", a.Address, "family", a.Family)
	}
	return s.e.VM.NewArray(items...)
}

func (s *state) lookupPromise(call goja.FunctionCall) goja.Value {
	e := s.e
	first, second := call.Argument(0), call.Argument(1)
	s.needHostType(first)
	opts := options{order: s.order}
	switch {
	case engine.TypeOf(second) == "number":
		opts.family = s.family("family", second)
	case !engine.IsUndefined(second) && engine.TypeOf(second) != "object":
		panic(e.InvalidArgType("options", second, "integer", "object"))
	default:
		opts = s.readOptions(second)
	}
	promise, fulfil, reject := e.Promise()
	host, wrong := s.host(first)
	if wrong != nil {
		reject(wrong)
		return promise
	}
	lookup(e, host, opts.family, opts.hints, opts.all, opts.order, func(list []Address, err *goja.Object) {
		switch {
		case err != nil:
			reject(err)
		case opts.all:
			fulfil(s.array(list))
		default:
			fulfil(e.Object("address", list[0].Address, "family", list[0].Family))
		}
	})
	return promise
}

// service checks the arguments of lookupService.
func (s *state) service(call goja.FunctionCall) (string, int) {
	address := call.Argument(0)
	s.e.NeedString("address", address)
	if text, ok := address.(goja.String); !ok || node.IsIP(text.String()) == 0 {
		panic(s.e.InvalidArgValue("address", address, ""))
	}
	port := call.Argument(1)
	n := math.NaN()
	if kind := engine.TypeOf(port); kind == "number" || kind == "string" && strings.TrimSpace(port.String()) != "" {
		n = port.ToFloat()
	}
	if !node.IsPort(n) {
		panic(s.e.RangeError(node.BadPort("Port", s.e.Describe(port))))
	}
	return address.String(), int(n)
}

// names looks up a host's and a service's name.
func (s *state) names(address string, port int, done func(host, service string, err *goja.Object)) {
	if s.e.Denied(engine.UseNetwork, "") != nil {
		s.e.NextTick(func() { done("", "", failure(s.e, "getnameinfo", accessDenied, address)) })
		return
	}
	var host string
	var service string
	ended := s.e.Active("GetNameInfoReqWrap")
	s.e.Go(func() {
		if s.e.Host.Lookup != nil {
			return // the host knows names only
		}
		if names, err := net.LookupAddr(address); err == nil && len(names) > 0 {
			host = strings.TrimSuffix(names[0], ".")
			service = serviceName(port)
		}
	}, func() {
		ended()
		if host == "" {
			done("", "", failure(s.e, "getnameinfo", "ENOTFOUND", address))
			return
		}
		done(host, service, nil)
	})
}

// serviceName is what /etc/services calls a port of TCP.
func serviceName(port int) string {
	text, _ := os.ReadFile("/etc/services")
	wanted := strconv.Itoa(port) + "/tcp"
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) >= 2 && fields[1] == wanted {
			return fields[0]
		}
	}
	return strconv.Itoa(port)
}

func (s *state) lookupService(call goja.FunctionCall) goja.Value {
	if len(call.Arguments) != 3 {
		panic(s.e.TypeError("ERR_MISSING_ARGS", `The "address", "port", and "callback" arguments must be specified`))
	}
	address, port := s.service(call)
	callback := call.Argument(2)
	s.e.NeedFunction("callback", callback)
	request := s.request("GetNameInfoReqWrap", "callback", callback, "hostname", address, "port", port)
	s.names(address, port, func(host, service string, err *goja.Object) {
		if err != nil {
			s.e.Call(callback, request, err)
			return
		}
		s.e.Call(callback, request, goja.Null(), s.e.Text(host), s.e.Text(service))
	})
	return request
}

func (s *state) lookupServicePromise(call goja.FunctionCall) goja.Value {
	if len(call.Arguments) != 2 {
		panic(s.e.TypeError("ERR_MISSING_ARGS", `The "address" and "port" arguments must be specified`))
	}
	address, port := s.service(call)
	promise, fulfil, reject := s.e.Promise()
	s.names(address, port, func(host, service string, err *goja.Object) {
		if err != nil {
			reject(err)
			return
		}
		fulfil(s.e.Object("hostname", host, "service", service))
	})
	return promise
}

// serverList is what getServers returns.
func (s *state) serverList(c *client) goja.Value {
	items := make([]any, len(c.servers))
	for i, server := range c.servers {
		items[i] = server.String()
		if server.Port() == 53 {
			items[i] = server.Addr().String()
		}
	}
	return s.e.VM.NewArray(items...)
}

// servers reads the argument of setServers.
func (s *state) servers(v goja.Value) []netip.AddrPort {
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Array" {
		panic(s.e.InvalidArgType("servers", v, "Array"))
	}
	var servers []netip.AddrPort
	for i := range int(o.Get("length").ToInteger()) {
		given := o.Get(strconv.Itoa(i))
		if given == nil {
			continue // a hole
		}
		server := s.server(s.e.NeedString("servers["+strconv.Itoa(i)+"]", given))
		if !slices.Contains(servers, server) {
			servers = append(servers, server)
		}
	}
	return servers
}

// server is an address, or one with a port: 0 stands for the usual one.
func (s *state) server(text string) netip.AddrPort {
	host, port := text, "53"
	if node.IsIP(host) == 0 {
		inner, rest, bracket := strings.Cut(strings.TrimPrefix(text, "["), "]")
		switch bracket = bracket && strings.HasPrefix(text, "["); {
		case bracket && node.IsIP(inner) != 0:
			host = inner
			if after, ok := strings.CutPrefix(rest, ":"); ok {
				port = after
			}
		default:
			i := strings.LastIndexByte(text, ':')
			if i <= 0 {
				panic(s.e.TypeError(node.InvalidIP(text)))
			}
			host, port = text[:i], text[i+1:]
		}
	}
	a, err := netip.ParseAddr(host)
	n, bad := strconv.ParseUint(port, 10, 64)
	switch {
	case err != nil || bad != nil:
		panic(s.e.TypeError(node.InvalidIP(text)))
	case n > math.MaxUint16:
		panic(s.e.RangeError(node.BadPort("Port", s.e.Describe(s.e.VM.ToValue(n)))))
	case n == 0:
		n = 53
	}
	return netip.AddrPortFrom(a.WithZone(""), uint16(n))
}

// request is what a lookup returns, of one of Node's classes.
func (s *state) request(class string, pairs ...any) *goja.Object {
	made := engine.Slot(s.e, requestKey{class}, func() *engine.Class {
		return s.e.Class(class, 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	})
	o := s.e.Object(pairs...)
	engine.Must(o.SetPrototype(made.Prototype))
	return o
}

type requestKey struct{ class string }
