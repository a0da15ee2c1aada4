package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// defineAccessors adds the old ways to define and look up getters and setters,
// which packages still use: __defineGetter__ and the like.
func defineAccessors(e *engine.Engine, object *goja.Object) {
	proto := object.Get("prototype").(*goja.Object)
	this := func(call goja.FunctionCall) *goja.Object {
		if engine.IsNullish(call.This) {
			panic(e.VM.NewTypeError("Cannot convert undefined or null to object"))
		}
		return call.This.ToObject(e.VM)
	}
	for name, kind := range map[string]string{"Getter": "get", "Setter": "set"} {
		define, lookup := "__define"+name+"__", "__lookup"+name+"__"
		if proto.Get(define) != nil {
			continue
		}
		e.Method(proto, define, 2, func(call goja.FunctionCall) goja.Value {
			o := this(call)
			if !engine.IsFunction(call.Argument(1)) {
				panic(e.VM.NewTypeError("Object.prototype.%s: Expecting function", define))
			}
			e.Invoke(object, "defineProperty", o, call.Argument(0),
				e.Object(kind, call.Argument(1), "enumerable", true, "configurable", true))
			return nil
		})
		e.Method(proto, lookup, 1, func(call goja.FunctionCall) goja.Value {
			for o := this(call); o != nil; o = o.Prototype() {
				if d := e.OwnProperty(o, call.Argument(0)); d != nil {
					return d.Get(kind)
				}
			}
			return nil
		})
	}
}
