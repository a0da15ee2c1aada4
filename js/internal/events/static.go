package events

import (
	_ "embed"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/language"
)

//go:embed static.js
var staticSource string

// statics are the functions of the module: events.once and the others. Those
// that work with promises are JavaScript, compiled when first called.
func (c *class) statics() {
	e, ctor := c.engine, c.Constructor
	set := func(name string, v any) { engine.Must(ctor.Set(name, v)) }
	for _, name := range []string{"addAbortListener", "once", "on", "getEventListeners"} {
		set(name, c.lazy(name, 2))
	}
	set("getMaxListeners", c.lazy("getMaxListeners", 1))
	set("listenerCount", e.Func("listenerCount", 2, func(call goja.FunctionCall) goja.Value {
		e.NeedPropertyOf(call.Argument(0), "listenerCount")
		o, ok := call.Argument(0).(*goja.Object)
		if ok && engine.IsFunction(o.Get("listenerCount")) {
			return e.Invoke(o, "listenerCount", call.Arguments[1:]...)
		}
		return e.Call(c.lazy("listenerCount", 2), ctor, call.Arguments...)
	}))
	set("EventEmitter", ctor)
	set("usingDomains", false)
	set("captureRejectionSymbol", c.rejection)
	accessor := func(name string, get func() goja.Value, set func(v goja.Value)) {
		getter := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return get() })
		setter := e.Func("set", 1, func(call goja.FunctionCall) goja.Value { set(call.Argument(0)); return nil })
		engine.Must(ctor.DefineAccessorProperty(name, getter, setter, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	accessor("captureRejections", func() goja.Value { return e.Bool(c.capture) },
		func(v goja.Value) { c.capture = e.NeedBoolean("EventEmitter.captureRejections", v) })
	e.Lazy(ctor, "EventEmitterAsyncResource", true, func() goja.Value { return e.Call(c.lazy("asyncResourceClass", 0), ctor) })
	set("errorMonitor", c.errorMonitor)
	accessor("defaultMaxListeners", func() goja.Value { return e.VM.ToValue(*c.defaultMax) },
		func(v goja.Value) { *c.defaultMax = e.NeedNumber("defaultMaxListeners", v, 0, math.NaN()) })
	set("setMaxListeners", e.Func("setMaxListeners", 0, func(call goja.FunctionCall) goja.Value {
		var n goja.Value = e.VM.ToValue(*c.defaultMax)
		if v := call.Argument(0); !engine.IsUndefined(v) {
			n = v
		}
		e.NeedNumber("setMaxListeners", n, 0, math.NaN())
		if len(call.Arguments) < 2 {
			*c.defaultMax = n.ToFloat()
			return goja.Undefined()
		}
		for _, target := range call.Arguments[1:] {
			e.NeedPropertyOf(target, "setMaxListeners")
			o, ok := target.(*goja.Object)
			switch {
			case ok && engine.IsFunction(o.Get("setMaxListeners")):
				e.Invoke(o, "setMaxListeners", n)
			case ok && engine.IsFunction(o.Get("addEventListener")):
				engine.Must(o.SetSymbol(eventtarget.MaxListeners(e), n))
			default:
				panic(e.InvalidArgType("eventTargets", target, "EventEmitter", "EventTarget"))
			}
		}
		return goja.Undefined()
	}))
	fixed := func(name string, v goja.Value) {
		engine.Must(ctor.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	fixed("kMaxEventTargetListeners", eventtarget.MaxListeners(e))
	fixed("kMaxEventTargetListenersWarned", eventtarget.Warned(e))
	set("init", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		return e.Call(ctor, call.This, call.Arguments...)
	}))
}

// lazy makes a function that is compiled when it is first called.
func (c *class) lazy(name string, length int) *goja.Object {
	return c.engine.Func(name, length, func(call goja.FunctionCall) goja.Value {
		module := engine.Slot(c.engine, staticSourceKey{}, func() *goja.Object {
			exports := c.engine.VM.NewObject()
			return engine.Source("internal/events", staticSource, c.natives)(c.engine, exports).(*goja.Object)
		})
		return c.engine.Invoke(module, name, call.Arguments...)
	})
}

type staticSourceKey struct{}

// natives are what static.js is given.
func (c *class) natives(e *engine.Engine) *goja.Object {
	return e.Object(
		"EventEmitter", c.Constructor,
		"asyncIterator", e.WellKnown("asyncIterator"),
		"asyncIteratorPrototype", language.AsyncIteratorPrototype(e),
		"errorMonitor", c.errorMonitor,
		"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			var expected []string
			engine.Must(e.VM.ExportTo(call.Argument(2), &expected))
			return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), expected...)
		}),
		"needLevel", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			const largest = 1<<53 - 1
			return e.VM.ToValue(e.NeedInteger(call.Argument(0).String(), call.Argument(1), 1, largest))
		}),
		"abortError", e.Func("", 1, func(call goja.FunctionCall) goja.Value { return e.AbortError(call.Argument(0)) }),
		"maxListeners", eventtarget.MaxListeners(e),
		"defaultMax", e.Func("", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(*c.defaultMax) }),
	)
}
