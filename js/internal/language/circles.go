package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// goja looks for a property by recursion: from a proxy to its target, from its handler to
// where that has the trap from, from an object to its prototype. Proxies may make such a
// chain a circle, or make it so long that Go's stack does not hold it.

// maxProxies is how long a chain with proxies may be. V8's stack has room for some 5,000.
const maxProxies = 5000

// defineCircles refuses to make what would be looked through for ever.
func defineCircles(e *engine.Engine, global *goja.Object) {
	object, reflect := global.Get("Object").(*goja.Object), global.Get("Reflect").(*goja.Object)
	refuse := func(o, proto goja.Value) {
		if circle(o, proto) {
			panic(e.VM.NewTypeError("Cyclic __proto__ value"))
		}
	}
	gojax.Guard(object.Get("setPrototypeOf").(*goja.Object), func(call goja.FunctionCall) []goja.Value {
		refuse(call.Argument(0), call.Argument(1))
		return call.Arguments
	})
	gojax.Around(reflect.Get("setPrototypeOf").(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
		if circle(call.Argument(0), call.Argument(1)) {
			return e.Bool(false)
		}
		return original(call)
	})
	if accessor := e.OwnProperty(object.Get("prototype").(*goja.Object), e.Text("__proto__")); accessor != nil {
		gojax.Guard(accessor.Get("set").(*goja.Object), func(call goja.FunctionCall) []goja.Value {
			refuse(call.This, call.Argument(0))
			return call.Arguments
		})
	}
	c := &chains{e: e}
	proxy := global.Get("Proxy").(*goja.Object)
	gojax.GuardNew(proxy, func(args []goja.Value) []goja.Value { c.check(args); return args })
	gojax.Guard(proxy.Get("revocable").(*goja.Object), func(call goja.FunctionCall) []goja.Value {
		c.check(call.Arguments)
		return call.Arguments
	})
}

// chains counts the proxies that lead from one to the other.
type chains struct {
	e               *engine.Engine
	target, handler chain
}

// chain is the last one that was made, since the next is mostly on top of that.
type chain struct {
	last   *goja.Object
	length int
}

// check throws when a new proxy would be at the end of a chain that is too long.
func (c *chains) check(args []goja.Value) {
	if len(args) < 2 {
		return
	}
	c.target.extend(c.e, args[0], goja.Proxy.Target)
	c.handler.extend(c.e, args[1], gojax.Handler)
}

func (c *chain) extend(e *engine.Engine, to goja.Value, next func(goja.Proxy) *goja.Object) {
	first, ok := to.(*goja.Object)
	if !ok {
		return
	}
	length, o := 1, first
	for steps := 0; o != nil && o != c.last && steps < 4*maxProxies; steps++ {
		if gojax.KindOf(o) == gojax.Proxy {
			length++
		}
		o = beyond(o, next)
	}
	if o != nil && o == c.last {
		length += c.length
	}
	if length > maxProxies {
		panic(e.TooDeep())
	}
	c.last, c.length = first, length
}

// circle reports whether an object is found again when a property is looked for in what
// is to be its prototype. A proxy hands the prototype on to its target, and that may be a
// proxy; one whose trap would keep it is refused as well, since a trap may be gone when
// goja looks for it.
func circle(v, proto goja.Value) bool {
	o, _ := v.(*goja.Object)
	first, ok := proto.(*goja.Object)
	if o == nil || !ok {
		return false
	}
	changed := map[*goja.Object]bool{}
	for ; o != nil; o = beyond(o, goja.Proxy.Target) {
		if changed[o] = true; gojax.KindOf(o) != gojax.Proxy {
			break
		}
	}
	for first != nil && gojax.KindOf(first) != gojax.Proxy {
		first = first.Prototype() // goja finds the circles without proxies
	}
	if first == nil {
		return false
	}
	seen := map[*goja.Object]bool{nil: true}
	for open := []*goja.Object{first}; len(open) > 0; {
		x := open[len(open)-1]
		open = open[:len(open)-1]
		if seen[x] {
			continue
		}
		if changed[x] {
			return true
		}
		seen[x] = true
		open = append(open, beyond(x, goja.Proxy.Target))
		if gojax.KindOf(x) == gojax.Proxy {
			open = append(open, beyond(x, gojax.Handler))
		}
	}
	return false
}

// beyond is where a property is looked for after an object.
func beyond(o *goja.Object, next func(goja.Proxy) *goja.Object) *goja.Object {
	if gojax.KindOf(o) != gojax.Proxy {
		return o.Prototype()
	}
	if p, ok := o.Export().(goja.Proxy); ok {
		return next(p)
	}
	return nil
}
