package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

type realmKey struct{}

// realm has what this package uses of its runtime, taken before scripts could
// replace it.
type realm struct {
	e *engine.Engine

	ownKeys     goja.Callable // Reflect.ownKeys
	mapEach     goja.Callable // Map.prototype.forEach
	setEach     goja.Callable
	mapSize     goja.Callable
	setSize     goja.Callable
	mapGet      goja.Callable
	mapHas      goja.Callable
	setHas      goja.Callable
	regexpText  goja.Callable // RegExp.prototype.toString
	dateISO     goja.Callable
	dateTime    goja.Callable
	errorText   goja.Callable // Error.prototype.toString
	funcText    goja.Callable // Function.prototype.toString
	typedTag    goja.Callable // get %TypedArray%.prototype[Symbol.toStringTag]
	typedLength goja.Callable
	errorClass  *goja.Object
	object      *goja.Object // Object
	objectProto *goja.Object
	array       *goja.Object // Array
	arrayProto  *goja.Object
	source      goja.Callable // get RegExp.prototype.source
	stringify   goja.Callable

	custom      *goja.Symbol // nodejs.util.inspect.custom
	builtins    map[string]bool
	inspectFunc *goja.Object
	styles      *goja.Object
	colors      *goja.Object
	defaults    *goja.Object // inspect.defaultOptions
	plainStyle  *goja.Object // stylize without colors
	colorStyle  *goja.Object
}

func realmOf(e *engine.Engine) *realm {
	return engine.Slot(e, realmKey{}, func() *realm { return newRealm(e) })
}

func newRealm(e *engine.Engine) *realm {
	r := &realm{e: e, custom: e.SymbolFor("nodejs.util.inspect.custom"), builtins: map[string]bool{}}
	global := e.Intrinsic
	proto := func(name string) *goja.Object { return global(name).Get("prototype").(*goja.Object) }
	method := func(o *goja.Object, name string) goja.Callable {
		f, ok := goja.AssertFunction(o.Get(name))
		if !ok {
			panic("util: there is no " + name)
		}
		return f
	}
	r.ownKeys = method(global("Reflect"), "ownKeys")
	r.mapEach, r.setEach = method(proto("Map"), "forEach"), method(proto("Set"), "forEach")
	r.mapGet, r.mapHas, r.setHas = method(proto("Map"), "get"), method(proto("Map"), "has"), method(proto("Set"), "has")
	r.regexpText, r.errorText = method(proto("RegExp"), "toString"), method(proto("Error"), "toString")
	r.dateISO, r.dateTime = method(proto("Date"), "toISOString"), method(proto("Date"), "getTime")
	r.funcText = method(proto("Function"), "toString")
	r.stringify = method(global("JSON"), "stringify")
	r.errorClass = global("Error")
	r.object, r.objectProto = global("Object"), proto("Object")
	r.array, r.arrayProto = global("Array"), proto("Array")
	getter := func(o *goja.Object, key goja.Value) goja.Callable {
		f, _ := goja.AssertFunction(e.OwnProperty(o, key).Get("get"))
		return f
	}
	r.mapSize, r.setSize = getter(proto("Map"), e.Text("size")), getter(proto("Set"), e.Text("size"))
	r.source = getter(proto("RegExp"), e.Text("source"))
	typed := proto("Uint8Array").Prototype()
	r.typedTag, r.typedLength = getter(typed, goja.SymToStringTag), getter(typed, e.Text("length"))
	return r
}

// isBuiltin reports whether a constructor name is one that JavaScript itself
// brings along.
func (r *realm) isBuiltin(name string) bool {
	if len(r.builtins) == 0 {
		for _, n := range builtinNames {
			r.builtins[n] = true
		}
	}
	return r.builtins[name]
}

var builtinNames = []string{
	"Object", "Function", "Array", "Number", "Boolean", "String", "Symbol", "BigInt", "Date", "Promise", "RegExp", "Error",
	"AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "ArrayBuffer",
	"SharedArrayBuffer", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array",
	"Float64Array", "Uint8ClampedArray", "BigUint64Array", "BigInt64Array", "DataView", "Map", "Set", "WeakMap", "WeakSet",
	"WeakRef", "FinalizationRegistry", "Proxy", "Iterator",
}

// call is for functions of the realm that do not fail.
func (r *realm) call(f goja.Callable, this goja.Value, args ...goja.Value) goja.Value {
	v, err := f(this, args...)
	engine.Must(err)
	return v
}

// property is an own property as Object.getOwnPropertyDescriptor sees it.
type property struct {
	value, get, set goja.Value // nil for undefined accessors; value nil for accessors
	enumerable      bool
}

// own returns an own property; ok is false when there is none.
func (r *realm) own(o *goja.Object, key goja.Value) (p property, ok bool) {
	if s, is := key.(goja.String); is {
		if v, exists, known := gojax.Property(o, s.String()); known {
			return property{value: v, enumerable: true}, exists
		}
	}
	d := r.e.OwnProperty(o, key)
	if d == nil {
		return p, false
	}
	p.value = d.Get("value")
	if p.value == nil {
		if f := d.Get("get"); !engine.IsUndefined(f) {
			p.get = f
		}
		if f := d.Get("set"); !engine.IsUndefined(f) {
			p.set = f
		}
	}
	p.enumerable = d.Get("enumerable").ToBoolean()
	return p, true
}

// eachEntry calls f for each entry of a Map, or value of a Set (key is value).
func (r *realm) eachEntry(o *goja.Object, k gojax.Kind, f func(key, value goja.Value)) {
	each := r.mapEach
	if k == gojax.Set {
		each = r.setEach
	}
	r.call(each, o, r.e.Func("", 2, func(call goja.FunctionCall) goja.Value {
		f(call.Argument(1), call.Argument(0))
		return nil
	}))
}

// size is how many entries a Map or a Set has.
func (r *realm) size(o *goja.Object, k gojax.Kind) int {
	if k == gojax.Set {
		return int(r.call(r.setSize, o).ToInteger())
	}
	return int(r.call(r.mapSize, o).ToInteger())
}

// arrayLength is the length of an array or of a typed array.
func (r *realm) arrayLength(o *goja.Object, k gojax.Kind) int {
	if k == gojax.TypedArray {
		return int(r.call(r.typedLength, o).ToInteger())
	}
	return int(o.Get("length").ToInteger())
}
