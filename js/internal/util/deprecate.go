package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// A function that can be called and constructed as the one behind it, with the
// receiver and new.target that it got: only JavaScript can say that.
const deprecatedSource = `(function (original, warn, Reflect) {
	return function deprecated(...args) {
		warn();
		return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
	};
})`

// deprecate is util.deprecate.
func deprecate(e *engine.Engine, call goja.FunctionCall) goja.Value {
	original, ok := call.Argument(0).(*goja.Object)
	if !ok {
		panic(e.VM.NewTypeError("Object prototype may only be an Object or null: %s", call.Argument(0)))
	}
	if process, ok := e.VM.Get("process").(*goja.Object); ok {
		if v := process.Get("noDeprecation"); v != nil && v.ToBoolean() {
			return original
		}
	}
	message, code := call.Argument(1), ""
	if v := call.Argument(2); !goja.IsUndefined(v) {
		code = e.NeedString("code", v)
	}
	seen := engine.Slot(e, "util.deprecate", func() map[string]bool { return map[string]bool{} })
	warned := false
	warn := e.Func("", 0, func(goja.FunctionCall) goja.Value {
		if !warned && !(code != "" && seen[code]) {
			seen[code] = true
			e.EmitWarning(message.String(), "DeprecationWarning", code)
		}
		warned = true
		return nil
	})
	make := engine.Slot(e, "util.deprecate source", func() goja.Value {
		f, err := e.VM.RunProgram(goja.MustCompile("node:internal/deprecate", deprecatedSource, true))
		engine.Must(err)
		return f
	})
	wrapped := e.Call(make, goja.Undefined(), original, warn, e.Intrinsic("Reflect")).(*goja.Object)
	engine.Must(wrapped.SetPrototype(original))
	if proto := original.Get("prototype"); proto != nil && proto.ToBoolean() {
		engine.Must(wrapped.Set("prototype", proto))
	}
	return wrapped
}
