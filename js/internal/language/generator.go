package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// AsyncGenerator is the name of what is hidden in objects that are one: the function that
// answers requests.
const AsyncGenerator = "AsyncGenerator"

// functions are what translated generators call: see gojax.Generators.
func (m *asyncMethods) functions() goja.Value {
	functions := m.source.get().(*goja.Object)
	begin := functions.Get("begin")
	m.e.Method(functions, "start", 3, func(call goja.FunctionCall) goja.Value {
		made := m.e.VM.CreateObject(m.prototypeOf(gojax.Caller(m.e.VM)))
		engine.Hide(made, AsyncGenerator, m.e.Call(begin, goja.Undefined(), call.Arguments...))
		return made
	})
	return functions
}

// prototypeOf is what the generators of a function inherit from.
func (m *asyncMethods) prototypeOf(f *goja.Object) *goja.Object {
	if f != nil {
		if own, ok := f.Get("prototype").(*goja.Object); ok {
			return own
		}
	}
	if m.generators == nil {
		m.defineGenerators()
	}
	return m.iterators
}

func (m *asyncMethods) mendGenerator(f *goja.Object) {
	if m.generators == nil {
		m.defineGenerators()
	}
	engine.Must(f.SetPrototype(m.generators))
	own := m.e.VM.CreateObject(m.iterators)
	engine.Must(f.DefineDataProperty("prototype", own, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

type asyncIteratorKey struct{}

// AsyncIteratorPrototype is what the prototypes of all async iterators inherit from.
func AsyncIteratorPrototype(e *engine.Engine) *goja.Object {
	return engine.Slot(e, asyncIteratorKey{}, func() *goja.Object {
		o := e.Object()
		e.SymbolMethod(o, e.WellKnown("asyncIterator"), "[Symbol.asyncIterator]", func(call goja.FunctionCall) goja.Value { return call.This })
		dispose, err := e.VM.RunProgram(asyncDispose)
		engine.Must(err)
		engine.Must(o.DefineDataPropertySymbol(e.WellKnown("asyncDispose"), dispose, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		return o
	})
}

var asyncDispose = goja.MustCompile("node:internal/language", `({ '[Symbol.asyncDispose]'() { return Promise.resolve(this.return?.()).then(() => undefined); } })['[Symbol.asyncDispose]']`, false)

// defineGenerators makes the objects that the language has for async generators.
func (m *asyncMethods) defineGenerators() {
	e := m.e
	m.iterators = e.VM.CreateObject(AsyncIteratorPrototype(e))
	m.generators = e.VM.CreateObject(m.run(asyncFunction).Prototype().Prototype())
	constructor := e.Func("AsyncGeneratorFunction", 1, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "AsyncGeneratorFunction is not available: async generators are translated before a program runs"))
	})
	join := func(o *goja.Object, name string, v goja.Value) {
		engine.Must(o.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	join(m.generators, "prototype", m.iterators)
	join(m.iterators, "constructor", m.generators)
	join(m.generators, "constructor", constructor)
	join(constructor, "prototype", m.generators)
	refuse := m.source.get("refuse")
	for _, kind := range []string{"next", "return", "throw"} {
		name := e.Text(kind)
		e.Method(m.iterators, kind, 1, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				if ask := engine.Hidden(o, AsyncGenerator); ask != nil {
					return e.Call(ask, goja.Undefined(), name, call.Argument(0))
				}
			}
			return e.Call(refuse, goja.Undefined(), call.This, name)
		})
	}
	tag := func(o *goja.Object, name string) {
		engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	tag(m.iterators, "AsyncGenerator")
	tag(m.generators, "AsyncGeneratorFunction")
}
