// Package tty is Node's module tty: isatty. Its streams are what process.stdin
// and process.stdout are made of elsewhere; making others is not possible.
package tty

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the loader of require('tty').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	engine.Must(exports.Set("isatty", e.Func("isatty", 1, func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		fd := v.ToInteger()
		return e.Bool(engine.TypeOf(v) == "number" && v.ToFloat() == float64(fd) && fd >= 0 && fd <= 1<<31-1 && isTerminal(int(fd)))
	})))
	for _, name := range []string{"ReadStream", "WriteStream"} {
		class := e.Class(name, 2, nil, func(goja.ConstructorCall) *goja.Object {
			panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "tty."+name+" is not available in nodenet"))
		})
		engine.Must(exports.Set(name, class.Constructor))
	}
	return nil
}
