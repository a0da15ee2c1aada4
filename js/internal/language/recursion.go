package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Functions of goja's may call themselves by way of what they are called on, with no
// function of JavaScript in between, which alone goja counts: as the toString of an object
// that they make a string of, as a getter, as a callback. Here those are counted, too, of
// which a circle needs one: methods that use what they are called on, what binds, and what
// applies.

// defineRecursion counts how deeply they are within each other. It comes after all that
// others put around them, since that may call scripts' functions, too.
func defineRecursion(e *engine.Engine, global *goja.Object) {
	object := func(name string) *goja.Object { return global.Get(name).(*goja.Object) }
	gojax.AroundAll(e.VM, object("Array").Get("prototype").(*goja.Object), quickOrCounted)
	for _, name := range []string{"BigInt", "Boolean", "Date", "Error", "Function", "Map", "Number", "Object", "Promise", "RegExp", "Set", "String", "Symbol"} {
		gojax.AroundAll(e.VM, object(name).Get("prototype").(*goja.Object), counted)
	}
	gojax.AroundAll(e.VM, object("Reflect"), func(vm *goja.Runtime, name string) gojax.With { return countingElements(name, counted(vm, name)) })
	gojax.AroundAll(e.VM, object("Object"), func(_ *goja.Runtime, name string) gojax.With { return countingElements(name, nil) })
	functions := object("Function").Get("prototype").(*goja.Object)
	gojax.Around(functions.Get("bind").(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
		bound := original(call)
		gojax.Around(bound.(*goja.Object), counted(e.VM, ""))
		return bound
	})
}

// counted is called in the place of a function of a runtime.
func counted(vm *goja.Runtime, _ string) gojax.With {
	e := engine.Find(vm)
	return func(original gojax.Native, call goja.FunctionCall) goja.Value {
		if e == nil {
			return original(call)
		}
		return e.Nested(original, call)
	}
}
