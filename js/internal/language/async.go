package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// asyncMethods mends the prototypes of async methods, and makes async generators of
// what esbuild has made of them.
type asyncMethods struct {
	e        *engine.Engine
	describe goja.Callable // Object.getOwnPropertyDescriptor and Reflect.ownKeys, as they were
	keys     goja.Callable
	methods  *goja.Object // the prototype of async functions; nil until there is one
	// The prototypes of async generator functions, and of their generators.
	generators, iterators *goja.Object
}

// defineAsyncMethods defines what programs call for functions, objects and classes
// that are or have such, by a name that they cannot write: see gojax.AsyncMethods.
func defineAsyncMethods(e *engine.Engine, global *goja.Object) {
	m := &asyncMethods{e: e}
	m.describe, _ = goja.AssertFunction(global.Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor"))
	m.keys, _ = goja.AssertFunction(global.Get("Reflect").(*goja.Object).Get("ownKeys"))
	f := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		switch {
		case !ok:
		case gojax.FunctionKindOf(o) == gojax.ClassConstructor:
			m.mendAll(o)
			if proto, ok := o.Get("prototype").(*goja.Object); ok {
				m.mendAll(proto)
			}
		case engine.IsFunction(o):
			m.mend(o)
		default:
			m.mendAll(o)
		}
		return call.Argument(0)
	})
	engine.Must(global.DefineDataProperty(gojax.AsyncMethods, f, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// mendAll mends what is among the properties of an object.
func (m *asyncMethods) mendAll(o *goja.Object) {
	list, err := m.keys(goja.Undefined(), o)
	engine.Must(err)
	keys := list.(*goja.Object)
	for i := range int(keys.Get("length").ToInteger()) {
		if f, ok := m.value(o, keys.Get(m.e.Int(i).String())).(*goja.Object); ok && engine.IsFunction(f) {
			m.mend(f)
		}
	}
}

// value is an own property that is no accessor: no program runs here.
func (m *asyncMethods) value(o *goja.Object, key goja.Value) goja.Value {
	if _, ok := key.(*goja.Symbol); !ok {
		if v, exists, known := gojax.Property(o, key.String()); exists && known {
			return v
		}
	}
	d, err := m.describe(goja.Undefined(), o, key)
	if described, ok := d.(*goja.Object); ok && err == nil {
		return described.Get("value")
	}
	return nil
}

func (m *asyncMethods) mend(f *goja.Object) {
	switch gojax.FunctionKindOf(f) {
	case gojax.AsyncFunction:
		if m.methods == nil {
			m.methods = m.run(asyncFunction).Prototype()
		}
		engine.Must(f.SetPrototype(m.methods))
	case gojax.AsyncGeneratorFunction:
		m.mendGenerator(f)
	}
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
	tag := func(o *goja.Object, name string) {
		engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	m.iterators = e.VM.CreateObject(AsyncIteratorPrototype(e))
	m.generators = e.VM.CreateObject(m.run(asyncFunction).Prototype().Prototype())
	tag(m.iterators, "AsyncGenerator")
	tag(m.generators, "AsyncGeneratorFunction")
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
}

func (m *asyncMethods) run(p *goja.Program) *goja.Object {
	made, err := m.e.VM.RunProgram(p)
	engine.Must(err)
	return made.(*goja.Object)
}

var asyncFunction = goja.MustCompile("node:internal/async", "(async function () {})", true)
