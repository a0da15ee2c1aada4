package dns

import (
	"context"
	"math"
	"net/netip"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// query is one of the resolve… functions.
type query struct {
	method string // resolve4
	record string // A
	name   string // of the call in errors: queryA
	kind   uint16
}

var queries = []query{
	{"resolve4", "A", "queryA", typeA},
	{"resolve6", "AAAA", "queryAaaa", typeAAAA},
	{"resolveAny", "ANY", "queryAny", typeANY},
	{"resolveCaa", "CAA", "queryCaa", typeCAA},
	{"resolveCname", "CNAME", "queryCname", typeCNAME},
	{"resolveMx", "MX", "queryMx", typeMX},
	{"resolveNaptr", "NAPTR", "queryNaptr", typeNAPTR},
	{"resolveNs", "NS", "queryNs", typeNS},
	{"resolvePtr", "PTR", "queryPtr", typePTR},
	{"resolveSoa", "SOA", "querySoa", typeSOA},
	{"resolveSrv", "SRV", "querySrv", typeSRV},
	{"resolveTlsa", "TLSA", "queryTlsa", typeTLSA},
	{"resolveTxt", "TXT", "queryTxt", typeTXT},
}

// resolverClass is dns.Resolver or dns.promises.Resolver.
type resolverClass struct {
	*engine.Class
	s        *state
	promises bool
}

// heldClient is a client as it hides in a Resolver.
type heldClient struct {
	goja.Value
	*client
}

func (s *state) resolverClass(promises bool) *resolverClass {
	c := &resolverClass{s: s, promises: promises}
	e := s.e
	c.Class = e.NewClass("Resolver", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		own := newClient(systemServers())
		if o, ok := call.Argument(0).(*goja.Object); ok {
			if v := o.Get("timeout"); !engine.IsUndefined(v) {
				if n := e.NeedInteger("options.timeout", v, -1, math.MaxInt32); n >= 0 {
					own.timeout = time.Duration(n) * time.Millisecond
				}
			}
			if v := o.Get("tries"); !engine.IsUndefined(v) {
				own.tries = int(e.NeedInteger("options.tries", v, 1, math.MaxInt32))
			}
			if v := o.Get("maxTimeout"); !engine.IsUndefined(v) {
				own.maxTimeout = time.Duration(e.NeedInteger("options.maxTimeout", v, 0, math.MaxUint32)) * time.Millisecond
			}
		}
		engine.Hide(call.This, "resolver", &heldClient{goja.Undefined(), own})
		return nil
	})
	c.Method("cancel", 0, func(call goja.FunctionCall) goja.Value { c.clientOf(call.This).Cancel(); return nil })
	c.Method("getServers", 0, func(call goja.FunctionCall) goja.Value { return s.serverList(c.clientOf(call.This)) })
	c.Method("setServers", 1, func(call goja.FunctionCall) goja.Value {
		c.clientOf(call.This).servers = s.servers(call.Argument(0))
		return nil
	})
	c.Method("setLocalAddress", 2, func(call goja.FunctionCall) goja.Value {
		c.setLocalAddress(c.clientOf(call.This), call)
		return nil
	})
	c.functions(c.Prototype)
	return c
}

// setLocalAddress is setLocalAddress(ipv4, ipv6), or with one of them alone.
func (c *resolverClass) setLocalAddress(own *client, call goja.FunctionCall) {
	e := c.s.e
	invalid := func(message string) *goja.Object { return e.TypeError("ERR_INVALID_ARG_VALUE", message) }
	var local [2]netip.Addr // of IPv4 and of IPv6
	for i, name := range []string{"ipv4", "ipv6"} {
		if i == 1 && engine.IsUndefined(call.Argument(1)) {
			break
		}
		text := e.NeedString(name, call.Argument(i))
		a, err := netip.ParseAddr(text)
		if err != nil {
			panic(invalid("Invalid IP address."))
		}
		family := 0
		if a.Is6() {
			family = 1
		}
		if local[family].IsValid() {
			panic(invalid("Cannot specify two IPv" + []string{"4", "6"}[family] + " addresses."))
		}
		local[family] = a
	}
	own.local = local
}

func (c *resolverClass) clientOf(this goja.Value) *client {
	if held := engine.Held[*heldClient](this, "resolver"); held != nil {
		return held.client
	}
	return c.s.defaultClient()
}

// functions adds resolve and the others to a prototype or a module.
func (c *resolverClass) functions(o *goja.Object) {
	s := c.s
	length := 2
	if c.promises {
		length = 1
	}
	s.method(o, "resolve", length+1, func(call goja.FunctionCall) goja.Value {
		wanted, rest := call.Argument(1), call.Arguments
		if len(rest) > 1 {
			rest = append([]goja.Value{rest[0]}, rest[2:]...)
		}
		q := queries[0]
		switch text, ok := wanted.(goja.String); {
		case ok:
			i := slices.IndexFunc(queries, func(q query) bool { return q.record == text.String() })
			if i < 0 {
				panic(s.e.InvalidArgValue("rrtype", wanted, ""))
			}
			q = queries[i]
		case engine.IsFunction(wanted) && !c.promises:
			rest = call.Arguments
		case !engine.IsUndefined(wanted) || !c.promises:
			panic(s.e.InvalidArgType("rrtype", wanted, "string"))
		}
		return c.start(call.This, q, rest)
	})
	for _, q := range queries {
		s.method(o, q.method, length, func(call goja.FunctionCall) goja.Value { return c.start(call.This, q, call.Arguments) })
	}
	s.method(o, "reverse", length, func(call goja.FunctionCall) goja.Value {
		return c.start(call.This, query{"reverse", "", "getHostByAddr", typePTR}, call.Arguments)
	})
}

// start begins a query with the arguments (name, [options,] callback).
func (c *resolverClass) start(this goja.Value, q query, args []goja.Value) goja.Value {
	e := c.s.e
	argument := func(i int) goja.Value {
		if i < len(args) {
			return args[i]
		}
		return goja.Undefined()
	}
	name := e.NeedString("name", argument(0))
	if strings.Contains(name, "\x00") {
		panic(e.InvalidArgValue("name", argument(0), "must be a string without null bytes"))
	}
	ttl := false
	if o, ok := argument(1).(*goja.Object); ok && !engine.IsFunction(o) {
		v := o.Get("ttl")
		ttl = v != nil && v.ToBoolean()
	}
	if c.promises {
		promise, fulfil, reject := e.Promise()
		if wrong := c.run(this, q, name, ttl, func(v goja.Value, err *goja.Object) {
			if err != nil {
				reject(err)
				return
			}
			fulfil(v)
		}); wrong != nil {
			reject(wrong)
		}
		return promise
	}
	callback := argument(1)
	if len(args) > 2 {
		callback = args[2]
	}
	e.NeedFunction("callback", callback)
	request := c.s.request("QueryReqWrap", "bindingName", q.name, "callback", callback, "hostname", name, "ttl", ttl)
	if wrong := c.run(this, q, name, ttl, func(v goja.Value, err *goja.Object) {
		if err != nil {
			e.Call(callback, request, err)
			return
		}
		e.Call(callback, request, goja.Null(), v)
	}); wrong != nil {
		panic(wrong)
	}
	return request
}

// run asks; done comes as an event. What is wrong at once is returned.
func (c *resolverClass) run(this goja.Value, q query, name string, ttl bool, done func(goja.Value, *goja.Object)) *goja.Object {
	e := c.s.e
	asked := url.ToASCII(name)
	var known []any
	if q.method == "reverse" {
		address, err := netip.ParseAddr(name)
		if err != nil {
			return failure(e, q.name, "EINVAL", name)
		}
		if asked = pointer(address); e.Host.Lookup == nil {
			known = hostsOf(address)
		}
	}
	if e.Denied(engine.UseNetwork, "") != nil {
		e.NextTick(func() { done(nil, queryError(e, q.name, accessDenied, name)) })
		return nil
	}
	asking := c.clientOf(this)
	own := *asking
	own.control, own.dial = e.Host.Control, e.Host.Dial
	asker := e.Context()
	pending := asking.begin(func(code string) {
		e.Immediate(func() {
			e.InContext(asker, func() { done(nil, queryError(e, q.name, code, name)) })
		})
	})
	var r *reply
	var failed error
	e.GoUntilClosed(func(ctx context.Context) {
		if known == nil {
			stop, cancel := context.WithCancel(own.stop)
			defer cancel()
			defer context.AfterFunc(ctx, cancel)()
			r, failed = own.query(stop, asked, q.kind)
		}
	}, func() {
		if !asking.end(pending) {
			return // it was cancelled
		}
		if failed != nil {
			done(nil, queryError(e, q.name, failed.Error(), name))
			return
		}
		if known != nil {
			done(e.VM.NewArray(known...), nil)
			return
		}
		v, code := c.s.result(q, r, ttl)
		if code != "" {
			done(nil, queryError(e, q.name, code, name))
			return
		}
		done(v, nil)
	})
	return nil
}

// hostsOf are the names that /etc/hosts has for an address: those beside the
// first one, when there are any.
func hostsOf(address netip.Addr) []any {
	text, _ := os.ReadFile("/etc/hosts")
	var names []any
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		if a, err := netip.ParseAddr(fields[0]); err == nil && a == address {
			for _, name := range fields[1:] {
				names = append(names, name)
			}
		}
	}
	if len(names) > 1 {
		return names[1:]
	}
	return names
}
