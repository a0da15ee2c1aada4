// Package readline is require('readline'): lines of a stream, and lines that are edited in a
// terminal.
package readline

import (
	"embed"
	"runtime"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

//go:embed readline.js
var source string

//go:embed editor.js keys.js actions.js
var parts embed.FS

// Load is the loader of require('readline').
var Load = engine.Source("readline", source, natives)

// natives are what the files are given; part is one that is loaded when it is first needed.
func natives(e *engine.Engine) *goja.Object {
	type key struct{}
	return engine.Slot(e, key{}, func() *goja.Object {
		o := e.Object("asyncIterator", e.WellKnown("asyncIterator"), "dispose", e.WellKnown("dispose"), "windows", runtime.GOOS == "windows")
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func("", 0, f))) }
		e.NativeErrors(native)
		native("part", func(call goja.FunctionCall) goja.Value {
			name := call.Argument(0).String()
			return engine.Part(e, parts, name+".js", "internal/readline/"+name, natives)
		})
		e.NativeChecks(native)
		native("width", func(call goja.FunctionCall) goja.Value {
			return e.Int(util.Width(call.Argument(0).String(), true))
		})
		native("position", func(call goja.FunctionCall) goja.Value {
			tab := max(engine.ToInt(call.Argument(2).ToFloat()), 1)
			cols, rows := position(call.Argument(0).String(), call.Argument(1).ToFloat(), tab)
			return e.VM.NewArray(cols, rows)
		})
		native("inspect", func(call goja.FunctionCall) goja.Value {
			return e.Text(e.Inspect(call.Argument(0), 2))
		})
		native("nextTick", func(call goja.FunctionCall) goja.Value {
			f := call.Argument(0)
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
			return nil
		})
		return o
	})
}

// LoadPromises is the loader of require('readline/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value {
	return e.Require("readline").Get("promises")
}
