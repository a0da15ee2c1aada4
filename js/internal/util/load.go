// Package util is Node's util module, and what the others use of it: how values
// are written (util.inspect) and compared.
package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Load is the module util.
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	def := func(name string, length int, f engine.Native) {
		engine.Must(exports.Set(name, e.Func(name, length, f)))
	}
	def("_errnoException", 0, func(call goja.FunctionCall) goja.Value { return errnoException(e, call) })
	def("_exceptionWithHostPort", 0, func(call goja.FunctionCall) goja.Value { return hostPortException(e, call) })
	def("_extend", 2, deprecated(e, "The `util._extend` API is deprecated. Please use Object.assign() instead.", "DEP0060", extend))
	def("callbackify", 1, func(call goja.FunctionCall) goja.Value { return callbackify(e, call.Argument(0)) })
	def("convertProcessSignalToExitCode", 1, func(call goja.FunctionCall) goja.Value { return exitCodeOfSignal(e, call) })
	debug := e.Func("debuglog", 2, func(call goja.FunctionCall) goja.Value { return debuglog(e, call) })
	engine.Must(exports.Set("debug", debug))
	engine.Must(exports.Set("debuglog", debug))
	def("deprecate", 3, func(call goja.FunctionCall) goja.Value { return deprecate(e, call) })
	def("format", 0, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) == 1 {
			if _, ok := call.Arguments[0].(goja.String); ok {
				return call.Arguments[0]
			}
		}
		return e.Text(Format(e, call.Arguments))
	})
	def("styleText", 3, func(call goja.FunctionCall) goja.Value { return styleText(e, call) })
	def("formatWithOptions", 1, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.InvalidArgType("inspectOptions", call.Argument(0), "object"))
		}
		return e.Text(FormatWith(e, optionsOf(e, o), call.Arguments[1:]))
	})
	def("getCallSites", 0, func(call goja.FunctionCall) goja.Value { return callSites(e, call) })
	loadErrorNames(e, def)
	def("inherits", 2, func(call goja.FunctionCall) goja.Value { return inherits(e, call) })
	engine.Must(exports.Set("inspect", InspectFunc(e)))
	def("isArray", 1, deprecated(e, "The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.", "DEP0044",
		func(e *engine.Engine, call goja.FunctionCall) goja.Value {
			o, ok := call.Argument(0).(*goja.Object)
			return e.Bool(ok && gojax.KindOf(o) == gojax.Array)
		}))
	def("isDeepStrictEqual", 3, func(call goja.FunctionCall) goja.Value {
		mode := Strict
		if skip := call.Argument(2); skip.ToBoolean() {
			mode = StrictButPrototypes
		}
		return e.Bool(Equal(e, call.Argument(0), call.Argument(1), mode))
	})
	def("markPromiseAsHandled", 1, func(call goja.FunctionCall) goja.Value { return markPromiseAsHandled(e, call) })
	promisify := e.Func("promisify", 1, func(call goja.FunctionCall) goja.Value { return promisify(e, call.Argument(0)) })
	engine.Must(promisify.Set("custom", e.SymbolFor("nodejs.util.promisify.custom")))
	engine.Must(exports.Set("promisify", promisify))
	def("stripVTControlCharacters", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(StripColors(e.NeedString("str", call.Argument(0))))
	})
	def("toUSVString", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(call.Argument(0).ToString().String())
	})
	getter(e, exports, "transferableAbortSignal", "get transferableAbortSignal", func() goja.Value { return abort.TransferableSignal(e) })
	getter(e, exports, "transferableAbortController", "get transferableAbortController", func() goja.Value { return abort.TransferableController(e) })
	def("aborted", 2, func(call goja.FunctionCall) goja.Value { return aborted(e, call) })
	engine.Must(exports.Set("types", e.Require("util/types")))
	def("parseEnv", 1, func(call goja.FunctionCall) goja.Value { return parseEnv(e, e.NeedString("content", call.Argument(0))) })
	def("parseArgs", 0, func(call goja.FunctionCall) goja.Value { return parseArgs(e, call) })
	for _, name := range []string{"TextDecoder", "TextEncoder"} {
		fromGlobal(e, exports, name)
	}
	for _, name := range []string{"MIMEType", "MIMEParams"} {
		e.Lazy(exports, name, true, func() goja.Value { return mime(e).Get(name) })
	}
	def("diff", 2, func(call goja.FunctionCall) goja.Value { return diff(e, call) })
	for _, name := range []string{"debounce", "throttle"} {
		getter(e, exports, name, "get", func() goja.Value { return rate(e).Get(name) })
	}
	// As with --trace-sigint nothing is told of what SIGINT ends.
	def("setTraceSigInt", 1, func(goja.FunctionCall) goja.Value { return nil })
	return nil
}

// fromGlobal makes a property that is what the global of that name is.
func fromGlobal(e *engine.Engine, o *goja.Object, name string) {
	get := e.Func(name, 0, func(goja.FunctionCall) goja.Value { return e.VM.GlobalObject().Get(name) })
	set := e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
		engine.Must(o.DefineDataProperty(name, call.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		return nil
	})
	engine.Must(o.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// getter makes a property that scripts cannot assign to.
func getter(e *engine.Engine, o *goja.Object, name, called string, get func() goja.Value) {
	f := e.Func(called, 0, func(goja.FunctionCall) goja.Value { return get() })
	engine.Must(o.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// optionsOf are the default options with those of an object.
func optionsOf(e *engine.Engine, o *goja.Object) Options {
	opts := Defaults(e)
	opts.user = o
	opts.read(o)
	return opts
}

// OptionsOf are the options of util.inspect in an object.
func OptionsOf(e *engine.Engine, o *goja.Object) Options { return optionsOf(e, o) }

// deprecated warns when f is called for the first time.
func deprecated(e *engine.Engine, text, code string, f func(*engine.Engine, goja.FunctionCall) goja.Value) engine.Native {
	warned := false
	return func(call goja.FunctionCall) goja.Value {
		if !warned {
			warned = true
			e.EmitWarning(text, "DeprecationWarning", code)
		}
		return f(e, call)
	}
}

func extend(e *engine.Engine, call goja.FunctionCall) goja.Value {
	target, ok := call.Argument(0).(*goja.Object)
	if source, is := call.Argument(1).(*goja.Object); ok && is {
		for _, key := range source.Keys() {
			engine.Must(target.Set(key, source.Get(key)))
		}
	}
	return call.Argument(0)
}

func inherits(e *engine.Engine, call goja.FunctionCall) goja.Value {
	ctor, super := call.Argument(0), call.Argument(1)
	if engine.IsNullish(ctor) {
		panic(e.InvalidArgType("ctor", ctor, "Function"))
	}
	if engine.IsNullish(super) {
		panic(e.InvalidArgType("superCtor", super, "Function"))
	}
	parent := super.ToObject(e.VM)
	proto := parent.Get("prototype")
	parentProto, ok := proto.(*goja.Object)
	if !ok {
		panic(e.InvalidArgType("superCtor.prototype", proto, "Object"))
	}
	c := ctor.ToObject(e.VM)
	engine.Must(c.DefineDataProperty("super_", super, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	own, ok := c.Get("prototype").(*goja.Object)
	if !ok {
		panic(e.VM.NewTypeError("Object prototype may only be an Object or null: %s", c.Get("prototype")))
	}
	engine.Must(own.SetPrototype(parentProto))
	return nil
}
