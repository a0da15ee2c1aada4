package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// AsyncGenerator is the name of what is hidden in objects that are one: the function that
// answers requests.
const AsyncGenerator = "AsyncGenerator"

// generators is what makes async generators in a runtime.
type generators struct {
	e      *engine.Engine
	source *part
	// The prototypes of async generator functions, and of their generators; nil until asked for.
	functions, objects *goja.Object
}

type generatorsKey struct{}

func generatorsOf(e *engine.Engine) *generators {
	return engine.Slot(e, generatorsKey{}, func() *generators {
		return &generators{e: e, source: &part{e: e, name: "generator", source: generatorSource}}
	})
}

// Generators is what our own JavaScript makes async generators with: asyncGenerator makes one
// of a generator that has not run yet, Await is the class of what that yields to have it
// awaited instead of given, and iteratorOf is what "for await" goes through.
func Generators(e *engine.Engine) *goja.Object {
	g := generatorsOf(e)
	g.define()
	made := e.Object("Await", g.source.get("Await"), "iteratorOf", g.source.get("iterator"))
	e.Method(made, "asyncGenerator", 1, func(call goja.FunctionCall) goja.Value { return g.make(g.objects, call.Argument(0)) })
	return made
}

func (g *generators) make(proto *goja.Object, body goja.Value) *goja.Object {
	made := g.e.VM.CreateObject(proto)
	engine.Hide(made, AsyncGenerator, g.e.Call(g.source.get("begin"), goja.Undefined(), body))
	return made
}

// lowered is one of the functions that translated generators call: see gojax.AsyncMethods.
func (g *generators) lowered(name string) goja.Value {
	functions := g.source.get().(*goja.Object)
	if functions.Get("start") == nil {
		call := functions.Get("call")
		g.e.Method(functions, "start", 3, func(from goja.FunctionCall) goja.Value {
			proto := g.prototypeOf(gojax.Caller(g.e.VM))
			return g.make(proto, g.e.Call(call, goja.Undefined(), from.Arguments...))
		})
	}
	return functions.Get(name)
}

// prototypeOf is what the generators of a function inherit from.
func (g *generators) prototypeOf(f *goja.Object) *goja.Object {
	if f != nil {
		if own, ok := f.Get("prototype").(*goja.Object); ok {
			return own
		}
	}
	g.define()
	return g.objects
}

// mend makes an async generator function of one that returns what lowered gives.
func (g *generators) mend(f *goja.Object) {
	g.define()
	engine.Must(f.SetPrototype(g.functions))
	own := g.e.VM.CreateObject(g.objects)
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

// define makes the objects that the language has for async generators.
func (g *generators) define() {
	if g.functions != nil {
		return
	}
	e := g.e
	g.objects = e.VM.CreateObject(AsyncIteratorPrototype(e))
	g.functions = e.VM.CreateObject(run(e, asyncFunction).Prototype().Prototype())
	constructor := e.Func("AsyncGeneratorFunction", 1, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "AsyncGeneratorFunction is not available: async generators are translated before a program runs"))
	})
	join := func(o *goja.Object, name string, v goja.Value) {
		engine.Must(o.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	join(g.functions, "prototype", g.objects)
	join(g.objects, "constructor", g.functions)
	join(g.functions, "constructor", constructor)
	join(constructor, "prototype", g.functions)
	refuse := g.source.get("refuse")
	for _, kind := range []string{"next", "return", "throw"} {
		name := e.Text(kind)
		e.Method(g.objects, kind, 1, func(call goja.FunctionCall) goja.Value {
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
	tag(g.objects, "AsyncGenerator")
	tag(g.functions, "AsyncGeneratorFunction")
}
