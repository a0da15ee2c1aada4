// Package language adds what the language has and goja does not, as far as it
// can be had from outside. What is JavaScript is compiled when it is first used:
// starting costs a getter for each name.
//
// SharedArrayBuffer and Atomics are in package shared.
package language

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/regexp"
)

//go:embed small.js
var smallSource string

//go:embed iterator.js
var iteratorSource string

//go:embed legacy.js
var legacySource string

//go:embed generator.js
var generatorSource string

//go:embed disposal.js
var disposalSource string

// part is a piece of JavaScript that is compiled on demand.
type part struct {
	e            *engine.Engine
	name, source string
	exports      *goja.Object
}

func (p *part) get(names ...string) goja.Value {
	if p.exports == nil {
		exports := p.e.VM.NewObject()
		engine.Source("internal/language/"+p.name, p.source, func(e *engine.Engine) *goja.Object {
			symbols := e.VM.NewObject()
			for _, name := range []string{"asyncIterator", "dispose", "asyncDispose"} {
				engine.Must(symbols.Set(name, e.WellKnown(name)))
			}
			return e.Object("symbol", symbols)
		})(p.e, exports)
		p.exports = exports
	}
	var v goja.Value = p.exports
	for _, name := range names {
		v = v.(*goja.Object).Get(name)
	}
	return v
}

// Define adds everything to a runtime.
func Define(e *engine.Engine, global *goja.Object) {
	defineAsyncMethods(e, global)
	regexp.Define(e, global)
	e.HideSlots()
	for _, name := range []string{"asyncIterator", "dispose", "asyncDispose"} {
		e.WellKnown(name)
	}
	object := func(name string) *goja.Object { return global.Get(name).(*goja.Object) }
	proto := func(name string) *goja.Object { return object(name).Get("prototype").(*goja.Object) }
	lazy := func(o *goja.Object, p *part, group string, names ...string) {
		for _, name := range names {
			if o.Get(name) == nil {
				e.Lazy(o, name, false, func() goja.Value { return p.get(group, name) })
			}
		}
	}
	small := &part{e: e, name: "small", source: smallSource}
	lazy(object("Promise"), small, "promise", "withResolvers", "try")
	lazy(object("Object"), small, "object", "groupBy")
	lazy(object("Map"), small, "map", "groupBy")
	lazy(proto("Map"), small, "mapMethods", "getOrInsert", "getOrInsertComputed")
	lazy(proto("WeakMap"), small, "mapMethods", "getOrInsert", "getOrInsertComputed")
	lazy(proto("String"), small, "string", "isWellFormed", "toWellFormed")
	lazy(object("RegExp"), small, "regexp", "escape")
	lazy(object("Array"), small, "array", "fromAsync")

	legacy := &part{e: e, name: "legacy", source: legacySource}
	lazy(proto("String"), legacy, "string", "anchor", "big", "blink", "bold", "fixed", "fontcolor", "fontsize",
		"italics", "link", "small", "strike", "sub", "sup")
	lazy(proto("Date"), legacy, "date", "getYear", "setYear", "toGMTString")
	defineAccessors(e, object("Object"))

	iterator := &part{e: e, name: "iterator", source: iteratorSource}
	if global.Get("Iterator") == nil {
		values := e.Invoke(e.VM.NewArray(), "values").(*goja.Object)
		base := values.Prototype().Prototype()
		lazy(base, iterator, "methods", "map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find")
		e.Lazy(base, "constructor", false, func() goja.Value { return iterator.get("Iterator") })
		e.SymbolMethod(base, e.WellKnown("dispose"), "[Symbol.dispose]", func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok && engine.IsFunction(o.Get("return")) {
				e.Invoke(o, "return")
			}
			return nil
		})
		e.Lazy(global, "Iterator", false, func() goja.Value { return iterator.get("Iterator") })
	}
	disposal := &part{e: e, name: "disposal", source: disposalSource}
	for _, name := range []string{"SuppressedError", "DisposableStack", "AsyncDisposableStack"} {
		if global.Get(name) == nil {
			e.Lazy(global, name, false, func() goja.Value { return disposal.get(name) })
		}
	}
	defineURI(e, global)
	defineParse(e, object("JSON"), object("SyntaxError"))
	defineStringify(e, object("JSON"))
	defineLoops(e, global)
	defineCircles(e, global)
	defineArrays(e, proto("Array"))
	defineSources(e, proto("Function"))
	defineGenerators(e)
	defineTexts(e, proto("Error"), proto("RegExp"))
	limitSizes(e, global)
	defineProxies(e, object("Proxy"))
	defineWeak(e, global)
	defineBuffers(e, proto("ArrayBuffer"))
	defineRecursion(e, global)
	if e.Host.Patch {
		nameZones(e, object("Date"))
		defineIntl(e, global)
	}
}
