// Package diagnostics is require('diagnostics_channel').
package diagnostics

import (
	_ "embed"

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
	)
})
