package asynchooks

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the loader of require('async_hooks').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	set := func(name string, v goja.Value) { engine.Must(exports.Set(name, v)) }
	set("AsyncLocalStorage", storageClass(e).Constructor)
	set("createHook", createHook(e))
	set("executionAsyncId", e.Func("executionAsyncId", 0, func(goja.FunctionCall) goja.Value {
		id, _ := e.AsyncIDs()
		return e.VM.ToValue(id)
	}))
	set("triggerAsyncId", e.Func("triggerAsyncId", 0, func(goja.FunctionCall) goja.Value {
		_, id := e.AsyncIDs()
		return e.VM.ToValue(id)
	}))
	top := e.VM.NewObject()
	set("executionAsyncResource", e.Func("executionAsyncResource", 0, func(goja.FunctionCall) goja.Value { return top }))
	set("asyncWrapProviders", e.Object("NONE", 0))
	set("AsyncResource", resourceClass(e).Constructor)
	return nil
}

// createHook takes the callbacks of a hook, and checks them. Nothing is reported
// to them: what happens inside of the loop has no resources to tell of.
func createHook(e *engine.Engine) *goja.Object {
	hook := e.Class("AsyncHook", 1, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	same := func(call goja.FunctionCall) goja.Value { return call.This }
	hook.Method("enable", 0, same)
	hook.Method("disable", 0, same)
	return e.Func("createHook", 1, func(call goja.FunctionCall) goja.Value {
		callbacks, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("Cannot destructure property 'init' of '%s' as it is %s.", call.Argument(0).String(), call.Argument(0).String()))
		}
		for _, name := range []string{"init", "before", "after", "destroy", "promiseResolve"} {
			if v := callbacks.Get(name); !engine.IsUndefined(v) && !engine.IsFunction(v) {
				panic(e.TypeError("ERR_ASYNC_CALLBACK", "hook."+name+" must be a function"))
			}
		}
		return e.VM.CreateObject(hook.Prototype)
	})
}
