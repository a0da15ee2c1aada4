package timers

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/language"
)

//go:embed promises.js
var promisesSource string

// functions are the globals, made once.
type functions struct{ names, values []any }

type functionsKey struct{}

func functionsOf(e *engine.Engine) *functions {
	return engine.Slot(e, functionsKey{}, func() *functions {
		s := of(e)
		f := &functions{}
		add := func(name string, v *goja.Object) {
			f.names, f.values = append(f.names, name), append(f.values, v)
		}
		timeout, immediate := s.setter("setTimeout", false), s.immediate.setter()
		promisified(e, timeout, "setTimeout")
		promisified(e, immediate, "setImmediate")
		add("setTimeout", timeout)
		add("clearTimeout", s.clearer("clearTimeout"))
		add("setImmediate", immediate)
		add("clearImmediate", s.immediate.clearer())
		add("setInterval", s.setter("setInterval", true))
		add("clearInterval", s.clearer("clearInterval"))
		return f
	})
}

// promisified tells util.promisify what to make of a function.
func promisified(e *engine.Engine, f *goja.Object, name string) {
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return e.Require("timers/promises").Get(name) })
	engine.Must(f.DefineAccessorPropertySymbol(e.SymbolFor("nodejs.util.promisify.custom"), get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// Load is the loader of require('timers').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	f := functionsOf(e)
	for i, name := range f.names {
		engine.Must(exports.Set(name.(string), f.values[i]))
	}
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return e.RequireValue("timers/promises") })
	engine.Must(exports.DefineAccessorProperty("promises", get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	return nil
}

// Define makes the globals: those of the module and queueMicrotask.
func Define(e *engine.Engine, global *goja.Object) {
	f := functionsOf(e)
	e.WentOn = of(e).immediate.askAnyway
	for i, name := range f.names {
		engine.Must(global.Set(name.(string), f.values[i]))
	}
	engine.Must(global.Set("queueMicrotask", e.Func("queueMicrotask", 1, func(call goja.FunctionCall) goja.Value {
		callback := call.Argument(0)
		e.NeedFunction("callback", callback)
		e.Microtask(func() { e.Call(callback, goja.Undefined()) })
		return nil
	})))
}

// LoadPromises is the loader of require('timers/promises').
var LoadPromises = engine.Source("timers/promises", promisesSource, func(e *engine.Engine) *goja.Object {
	f := functionsOf(e)
	native := e.Object(
		"asyncIteratorPrototype", language.AsyncIteratorPrototype(e),
		"abortError", e.Func("", 1, func(call goja.FunctionCall) goja.Value { return e.AbortError(call.Argument(0)) }),
		"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), call.Argument(2).String())
		}),
		"illegal", e.Func("", 0, func(goja.FunctionCall) goja.Value {
			return e.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
		}),
		"invalidThis", e.Func("", 0, func(goja.FunctionCall) goja.Value { return e.InvalidThis("Scheduler") }),
	)
	for i, name := range f.names {
		engine.Must(native.Set(name.(string), f.values[i]))
	}
	return native
})
