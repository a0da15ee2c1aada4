package gojax

import (
	"slices"

	"github.com/dop251/goja"
)

// Kind says what an object is inside, whatever its prototype and its properties
// claim.
type Kind uint8

// The kinds of objects.
const (
	Plain Kind = iota
	Array
	Arguments
	Function
	Error
	Date
	RegExp
	Map
	Set
	MapIterator
	SetIterator
	WeakMap
	WeakSet
	Promise
	ArrayBuffer
	TypedArray
	DataView
	Boxed
	Generator
	Proxy
)

// kinds is by the name of the type that goja implements an object with: there
// is no other way to tell a Map from what only looks like one.
var kinds = map[string]Kind{
	"arrayObject": Array, "sparseArrayObject": Array, "templatedArrayObject": Array, "dynamicArray": Array,
	"objectGoArrayReflect": Array, "objectGoSlice": Array, "objectGoSliceReflect": Array,
	"argumentsObject": Arguments, "errorObject": Error, "dateObject": Date, "regexpObject": RegExp,
	"mapObject": Map, "setObject": Set, "mapIterObject": MapIterator, "setIterObject": SetIterator,
	"weakMapObject": WeakMap, "weakSetObject": WeakSet, "Promise": Promise,
	"arrayBufferObject": ArrayBuffer, "typedArrayObject": TypedArray, "dataViewObject": DataView,
	"primitiveValueObject": Boxed, "stringObject": Boxed, "generatorObject": Generator, "proxyObject": Proxy,
}

// KindOf returns the kind of an object: Plain for what goja implements in a way
// that is not known here.
func KindOf(o *goja.Object) Kind {
	_, l := inside(o)
	switch {
	case l.kind != Plain:
		return l.kind
	case l.name == "baseObject":
		if o.ClassName() == "Arguments" {
			return Arguments // of a strict function: goja gives it no type of its own
		}
		return Plain
	case IsFunction(o):
		return Function
	}
	return Plain
}

// Target follows proxies: it returns what they stand for in the end, or o itself;
// nil when one of them was revoked.
func Target(o *goja.Object) *goja.Object {
	for o != nil && KindOf(o) == Proxy {
		p, ok := o.Export().(goja.Proxy)
		if !ok {
			return nil
		}
		o = p.Target()
	}
	return o
}

// TheHandler is where a handler that stands in for a script's has that, see package
// language.
var TheHandler = goja.NewSymbol("handler")

// Handler is the handler that a script has given to a proxy; nil when it was revoked.
func Handler(p goja.Proxy) *goja.Object {
	h := p.Handler()
	if h != nil && KindOf(h) == Plain && slices.Contains(h.Symbols(), TheHandler) {
		return h.GetSymbol(TheHandler).(*goja.Object)
	}
	return h
}

// IsArray is Array.isArray: an array, or a proxy of one.
func IsArray(o *goja.Object) bool {
	o = Target(o)
	return o != nil && KindOf(o) == Array
}

// FunctionKind says how a function was written.
type FunctionKind uint8

// The kinds of functions; those that are nothing else are ordinary.
const (
	OrdinaryFunction FunctionKind = iota
	AsyncFunction
	GeneratorFunction
	AsyncGeneratorFunction
	ClassConstructor
)

var functionKinds = map[string]FunctionKind{
	"asyncFuncObject": AsyncFunction, "asyncMethodFuncObject": AsyncFunction, "asyncArrowFuncObject": AsyncFunction,
	"generatorFuncObject": GeneratorFunction, "generatorMethodFuncObject": GeneratorFunction,
	"classFuncObject": ClassConstructor,
}

// FunctionKindOf returns the kind of a function; ordinary for what is none.
func FunctionKindOf(o *goja.Object) FunctionKind {
	p, l := inside(o)
	if source := l.source.of(p); source != nil && isLoweredGenerator(*source) {
		return AsyncGeneratorFunction
	}
	return l.function
}

// Primitive is the value of a Number, String, Boolean, Symbol or BigInt object; nil
// for any other, and where goja hides it in another way.
func Primitive(o *goja.Object) goja.Value {
	p, l := inside(o)
	if v := l.primitive.of(p); v != nil {
		return *v
	}
	if s := l.text.of(p); s != nil {
		return *s
	}
	return nil
}
