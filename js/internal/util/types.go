package util

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// typeTests are the functions of util.types, in Node's order. Those that Node
// has from V8 have no name of their own.
var typeTests = []struct {
	name, function string
	test           func(r *realm, o *goja.Object) bool
}{
	{"isArgumentsObject", "", isKind(gojax.Arguments)}, {"isArrayBuffer", "", func(_ *realm, o *goja.Object) bool { return gojax.KindOf(o) == gojax.ArrayBuffer && !shared.Is(o) }},
	{"isAsyncFunction", "", isFunction(gojax.AsyncFunction, gojax.AsyncGeneratorFunction)},
	{"isBigIntObject", "", isBoxed(gojax.IsBigInt)}, {"isBooleanObject", "", isBoxed(func(v goja.Value) bool { return engine.TypeOf(v) == "boolean" })},
	{"isDate", "", isKind(gojax.Date)}, {"isExternal", "", isKind()},
	{"isGeneratorFunction", "", isFunction(gojax.GeneratorFunction, gojax.AsyncGeneratorFunction)},
	{"isGeneratorObject", "", func(_ *realm, o *goja.Object) bool {
		return gojax.KindOf(o) == gojax.Generator || engine.Hidden(o, language.AsyncGenerator) != nil
	}}, {"isMap", "", isKind(gojax.Map)}, {"isMapIterator", "", isKind(gojax.MapIterator)},
	{"isModuleNamespaceObject", "", func(r *realm, o *goja.Object) bool { return r.e.IsNamespace(o) }}, {"isNativeError", "", isKind(gojax.Error)}, {"isNumberObject", "", isBoxed(gojax.IsNumber)},
	{"isPromise", "", isKind(gojax.Promise)}, {"isProxy", "", isKind(gojax.Proxy)}, {"isRegExp", "", isKind(gojax.RegExp)}, {"isSet", "", isKind(gojax.Set)},
	{"isSetIterator", "", isKind(gojax.SetIterator)}, {"isSharedArrayBuffer", "", func(_ *realm, o *goja.Object) bool { return shared.Is(o) }},
	{"isStringObject", "", isBoxed(func(v goja.Value) bool { _, ok := v.(goja.String); return ok })},
	{"isSymbolObject", "", isBoxed(func(v goja.Value) bool { _, ok := v.(*goja.Symbol); return ok })},
	{"isWeakMap", "", isKind(gojax.WeakMap)}, {"isWeakSet", "", isKind(gojax.WeakSet)}, {"isAnyArrayBuffer", "", isKind(gojax.ArrayBuffer)},
	{"isBoxedPrimitive", "", isKind(gojax.Boxed)}, {"isArrayBufferView", "isView", isKind(gojax.TypedArray, gojax.DataView)},
	{"isDataView", "isDataView", isKind(gojax.DataView)}, {"isTypedArray", "isTypedArray", isKind(gojax.TypedArray)},
	{"isUint8Array", "isUint8Array", isTyped("Uint8Array")},
	{"isUint8ClampedArray", "isUint8ClampedArray", isTyped("Uint8ClampedArray")},
	{"isUint16Array", "isUint16Array", isTyped("Uint16Array")}, {"isUint32Array", "isUint32Array", isTyped("Uint32Array")},
	{"isInt8Array", "isInt8Array", isTyped("Int8Array")}, {"isInt16Array", "isInt16Array", isTyped("Int16Array")},
	{"isInt32Array", "isInt32Array", isTyped("Int32Array")}, {"isFloat16Array", "isFloat16Array", isTyped("Float16Array")},
	{"isFloat32Array", "isFloat32Array", isTyped("Float32Array")}, {"isFloat64Array", "isFloat64Array", isTyped("Float64Array")},
	{"isBigInt64Array", "isBigInt64Array", isTyped("BigInt64Array")}, {"isBigUint64Array", "isBigUint64Array", isTyped("BigUint64Array")},
	{"isKeyObject", "isKeyObject", hides("KeyObject")}, {"isCryptoKey", "isCryptoKey", hides("CryptoKey")},
}

func isKind(kinds ...gojax.Kind) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return slices.Contains(kinds, gojax.KindOf(o)) }
}

// hides tests for instances of a class of ours by what they hide.
func hides(name string) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return engine.Hidden(o, name) != nil }
}

func isFunction(kinds ...gojax.FunctionKind) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return slices.Contains(kinds, gojax.FunctionKindOf(o)) }
}

func isBoxed(test func(v goja.Value) bool) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return gojax.KindOf(o) == gojax.Boxed && test(gojax.Primitive(o)) }
}

func isTyped(name string) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool {
		view, ok := gojax.ViewOf(o)
		return ok && view.Type == name
	}
}

// LoadTypes is the module util/types.
func LoadTypes(e *engine.Engine, exports *goja.Object) goja.Value {
	r := realmOf(e)
	for _, t := range typeTests {
		engine.Must(exports.Set(t.name, e.Func(t.function, 1, func(call goja.FunctionCall) goja.Value {
			o, ok := call.Argument(0).(*goja.Object)
			return e.Bool(ok && t.test(r, o))
		})))
	}
	return nil
}
