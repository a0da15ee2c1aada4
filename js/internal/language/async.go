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
			return generatorsOf(e).lowered(call.Argument(0).String())
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
	gojax.MendGenerators(e.VM)
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
			m.methods = run(m.e, asyncFunction).Prototype()
		}
		engine.Must(f.SetPrototype(m.methods))
	case gojax.AsyncGeneratorFunction:
		generatorsOf(m.e).mend(f)
	}
}

func run(e *engine.Engine, p *goja.Program) *goja.Object {
	made, err := e.VM.RunProgram(p)
	engine.Must(err)
	return made.(*goja.Object)
}

var asyncFunction = goja.MustCompile("node:internal/async", "(async function () {})", true)
