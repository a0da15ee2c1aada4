// Package readline is require('readline'): lines of a stream. Lines are not
// edited in the terminal: what the terminal itself lets one edit is all there is.
package readline

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed readline.js
var source string

// Load is the loader of require('readline').
var Load = engine.Source("readline", source, func(e *engine.Engine) *goja.Object {
	return e.Object(
		"asyncIterator", e.WellKnown("asyncIterator"),
		"dispose", e.WellKnown("dispose"),
		"error", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			return e.Error(call.Argument(0).String(), call.Argument(1).String())
		}),
		"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), call.Argument(2).String())
		}),
		"invalidArgValue", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			return e.InvalidArgValue(call.Argument(0).String(), call.Argument(1), "")
		}),
		"abortError", e.Func("", 1, func(call goja.FunctionCall) goja.Value { return e.AbortError(call.Argument(0)) }),
		"nextTick", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			f := call.Argument(0)
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
			return nil
		}),
	)
})

// LoadPromises is the loader of require('readline/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value {
	return e.Require("readline").Get("promises")
}
