package util

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed parseargs.js
var parseArgsSource string

type parseArgsKey struct{}

// parseArgs is util.parseArgs, loaded on its first call.
func parseArgs(e *engine.Engine, call goja.FunctionCall) goja.Value {
	f := engine.Slot(e, parseArgsKey{}, func() goja.Value {
		return engine.Source("internal/parseargs", parseArgsSource, parseArgsNative)(e, e.VM.NewObject())
	})
	return e.Call(f, goja.Undefined(), call.Arguments...)
}

// parseArgsNative throws Node's errors for the source.
func parseArgsNative(e *engine.Engine) *goja.Object {
	native := e.VM.NewObject()
	e.Method(native, "fail", 2, func(call goja.FunctionCall) goja.Value {
		panic(e.TypeError(call.Argument(0).String(), call.Argument(1).String()))
	})
	e.Method(native, "invalidType", 3, func(call goja.FunctionCall) goja.Value {
		panic(e.InvalidArgType(call.Argument(0).String(), call.Argument(1), call.Argument(2).String()))
	})
	e.Method(native, "invalidValue", 3, func(call goja.FunctionCall) goja.Value {
		panic(e.InvalidArgValue(call.Argument(0).String(), call.Argument(1), call.Argument(2).String()))
	})
	return native
}
