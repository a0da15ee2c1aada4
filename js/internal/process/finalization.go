package process

import (
	"slices"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// finalizer is what process.finalization was given for an object. It does not keep the
// object.
type finalizer struct {
	object weak.Pointer[goja.Object]
	call   goja.Value
}

// finalization defines process.finalization, which is made when it is first read.
func (p *Process) finalization() {
	e := p.Engine
	var made goja.Value
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value {
		if made == nil {
			made = p.finalizers()
		}
		return made
	})
	set := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
		made = call.Argument(0)
		return nil
	})
	engine.Must(p.Object.DefineAccessorProperty("finalization", get, set, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (p *Process) finalizers() *goja.Object {
	e := p.Engine
	waiting := map[string][]finalizer{}
	listeners := map[string]goja.Value{}
	o := e.VM.NewObject()
	function := func(name string, length int, f func(arguments []goja.Value)) {
		warned := false
		engine.Must(o.Set(name, e.Func(name, length, func(call goja.FunctionCall) goja.Value {
			if !warned {
				warned = true
				e.EmitWarning("process.finalization."+name+" is an experimental feature and might change at any time", "ExperimentalWarning", "")
			}
			f([]goja.Value{call.Argument(0), call.Argument(1)})
			return nil
		})))
	}
	register := func(event string) func(arguments []goja.Value) {
		return func(arguments []goja.Value) {
			object, ok := arguments[0].(*goja.Object)
			if !ok || object.ClassName() == "Array" {
				panic(e.InvalidArgType("obj", arguments[0], "object"))
			}
			if len(waiting[event]) == 0 {
				listeners[event] = e.Func("", 0, func(goja.FunctionCall) goja.Value {
					for _, f := range waiting[event] {
						if o := f.object.Value(); o != nil {
							e.Call(f.call, goja.Undefined(), o, e.Text(event))
						}
					}
					waiting[event] = nil
					return nil
				})
				p.On(event, listeners[event].(*goja.Object))
			}
			waiting[event] = append(waiting[event], finalizer{weak.Make(object), arguments[1]})
		}
	}
	function("register", 2, register("exit"))
	function("registerBeforeExit", 2, register("beforeExit"))
	function("unregister", 1, func(arguments []goja.Value) {
		if len(listeners) == 0 {
			return
		}
		if _, symbol := arguments[0].(*goja.Symbol); symbol {
			return
		}
		object, ok := arguments[0].(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("Invalid unregisterToken ('%s')", e.Shown(arguments[0])))
		}
		for event, list := range waiting {
			left := slices.DeleteFunc(slices.Clone(list), func(f finalizer) bool {
				o := f.object.Value()
				return o == nil || o == object
			})
			if waiting[event] = left; len(left) == 0 && len(list) > 0 {
				e.Invoke(p.Object, "removeListener", e.Text(event), listeners[event])
			}
		}
	})
	return o
}
