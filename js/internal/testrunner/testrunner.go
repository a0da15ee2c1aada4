// Package testrunner is Node's node:test as far as a file of tests needs it: tests and
// suites with their hooks, mocks, plans, and the reporter 'spec'. It is JavaScript, which
// is compiled when a script first asks for the module. What is not there: run(),
// snapshots, mocks of modules, other reporters, and the flag --test.
package testrunner

import (
	"embed"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed runner.js report.js mock.js timers.js
var sources embed.FS

func part(e *engine.Engine, name string) *goja.Object {
	return engine.Part(e, sources, name+".js", "internal/test_runner/"+name, natives)
}

// Load is the loader of require('node:test').
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return part(e, "runner") }

// natives are what the sources are given: each other, and Node's errors.
func natives(e *engine.Engine) *goja.Object {
	o := e.VM.NewObject()
	native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func("", 0, f))) }
	native("part", func(call goja.FunctionCall) goja.Value { return part(e, call.Argument(0).String()) })
	e.NativeErrors(native)
	native("unavailable", func(call goja.FunctionCall) goja.Value {
		return e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The "+call.Argument(0).String()+" module is not available in nodenet")
	})
	native("validateNumber", func(call goja.FunctionCall) goja.Value {
		e.NeedNumber(call.Argument(1).String(), call.Argument(0), 0, math.MaxInt32)
		return nil
	})
	native("validateInteger", func(call goja.FunctionCall) goja.Value {
		e.NeedInteger(call.Argument(1).String(), call.Argument(0), call.Argument(2).ToInteger(), engine.MaxSafeInteger)
		return nil
	})
	native("validateUint32", func(call goja.FunctionCall) goja.Value {
		e.NeedInteger(call.Argument(1).String(), call.Argument(0), 0, math.MaxUint32)
		return nil
	})
	return o
}
