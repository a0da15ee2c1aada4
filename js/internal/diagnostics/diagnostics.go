// Package diagnostics is require('diagnostics_channel').
package diagnostics

import (
	_ "embed"
	"runtime"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed diagnostics.js
var source string

// Load is the loader of require('diagnostics_channel').
var Load = engine.Source("diagnostics_channel", source, func(e *engine.Engine) *goja.Object {
	return e.Object(
		"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			var expected []string
			engine.Must(e.VM.ExportTo(call.Argument(2), &expected))
			return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), expected...)
		}),
		"throwLater", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			e.ThrowLater(call.Argument(0))
			return nil
		}),
		"weakly", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			return weakly(e, call.Argument(0).(*goja.Object), call.Argument(1))
		}),
	)
})

// weakly is a function that returns an object for as long as something else holds it; gone is
// called some time after that.
func weakly(e *engine.Engine, o *goja.Object, gone goja.Value) goja.Value {
	held, scheduler := weak.Make(o), e.Scheduler
	runtime.AddCleanup(o, func(gone goja.Value) {
		scheduler.Post(func() { e.Run(func() { e.Call(gone, goja.Undefined()) }) })
	}, gone)
	return e.Func("", 0, func(goja.FunctionCall) goja.Value {
		if o := held.Value(); o != nil {
			return o
		}
		return nil
	})
}
