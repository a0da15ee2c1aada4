package net

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed promises.js
var promisesSource string

// LoadPromises is the loader of require('net/promises').
func LoadPromises(e *engine.Engine, exports *goja.Object) goja.Value {
	e.WellKnown("asyncIterator")
	native := e.Object("AbortError", e.Func("AbortError", 0, func(goja.FunctionCall) goja.Value { return e.AbortError(nil) }))
	engine.Slot(e, connectionsKey{}, func() *goja.Object { return native })
	return engine.Source("internal/net/promises", promisesSource, func(*engine.Engine) *goja.Object { return native })(e, exports)
}

type connectionsKey struct{}

// promises adds net.promises, which no list of the module's members shows: Node
// 26 has none yet.
func (m *module) promises(exports *goja.Object) {
	e := m.engine
	e.Lazy(exports, "promises", false, func() goja.Value { return e.Require("net/promises") })
	e.SymbolMethod(m.server.Prototype, e.WellKnown("asyncIterator"), "[Symbol.asyncIterator]", func(call goja.FunctionCall) goja.Value {
		e.Require("net/promises")
		native := engine.Slot(e, connectionsKey{}, e.VM.NewObject)
		return e.Invoke(native, "connections", call.This)
	})
}
