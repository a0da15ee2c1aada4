package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// defineSources has Function.prototype.toString return all of an arrow function: scripts
// send functions to others as text.
func defineSources(e *engine.Engine, function *goja.Object) {
	original := engine.FunctionOf(function.Get("toString"))
	e.Method(function, "toString", 0, func(call goja.FunctionCall) goja.Value {
		if f, ok := call.This.(*goja.Object); ok {
			if source, ok := gojax.ArrowSource(f); ok {
				return e.Text(source)
			}
		}
		return original(call)
	})
}
