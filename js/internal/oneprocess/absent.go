// Package oneprocess has the modules of Node that are about more than the one
// program that runs here: inspector, v8, domain,
// trace_events and repl. They answer what can be answered for one thread in one
// process, and say so where that is not enough.
package oneprocess

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// unavailable is the error of what is not there.
func unavailable(e *engine.Engine, name, why string) *goja.Object {
	return e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", name+" is not there in nodenet: "+why)
}

// absent gives a module functions that say that they are not there.
func absent(e *engine.Engine, o *goja.Object, module, why string, names ...string) {
	for _, name := range names {
		engine.Must(o.Set(name, e.Func(name, 0, func(goja.FunctionCall) goja.Value {
			panic(unavailable(e, module+"."+name+"()", why))
		})))
	}
}

// absentClass is a class that has no instances, and says why.
func absentClass(e *engine.Engine, o *goja.Object, module, name, why string) {
	c := e.Class(name, 0, nil, func(goja.ConstructorCall) *goja.Object {
		panic(unavailable(e, strings.TrimPrefix(module+"."+name, "."), why))
	})
	engine.Must(o.Set(name, c.Constructor))
}
