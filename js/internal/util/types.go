package util

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// typeTests are the functions of util.types, in Node's order. Those that Node
// has from V8 have no name of their own.
var typeTests = []struct {
	name, function string
	test           func(r *realm, o *goja.Object) bool
}{
	{"isArgumentsObject", "", isKind(Arguments)}, {"isArrayBuffer", "", func(_ *realm, o *goja.Object) bool { return KindOf(o) == ArrayBuffer && !shared.Is(o) }},
	{"isAsyncFunction", "", isImplemented("asyncFuncObject", "asyncMethodFuncObject", "asyncArrowFuncObject")},
	{"isBigIntObject", "", isBoxed(isBigInt)}, {"isBooleanObject", "", isBoxed(func(v goja.Value) bool { return engine.TypeOf(v) == "boolean" })},
	{"isDate", "", isKind(Date)}, {"isExternal", "", isKind()},
	{"isGeneratorFunction", "", isImplemented("generatorFuncObject", "generatorMethodFuncObject")},
	{"isGeneratorObject", "", isKind(Generator)}, {"isMap", "", isKind(Map)}, {"isMapIterator", "", isKind(MapIterator)},
	{"isModuleNamespaceObject", "", isKind()}, {"isNativeError", "", isKind(Error)}, {"isNumberObject", "", isBoxed(isNumber)},
	{"isPromise", "", isKind(Promise)}, {"isProxy", "", isKind(Proxy)}, {"isRegExp", "", isKind(RegExp)}, {"isSet", "", isKind(Set)},
	{"isSetIterator", "", isKind(SetIterator)}, {"isSharedArrayBuffer", "", func(_ *realm, o *goja.Object) bool { return shared.Is(o) }},
	{"isStringObject", "", isBoxed(func(v goja.Value) bool { _, ok := v.(goja.String); return ok })},
	{"isSymbolObject", "", isBoxed(func(v goja.Value) bool { _, ok := v.(*goja.Symbol); return ok })},
	{"isWeakMap", "", isKind(WeakMap)}, {"isWeakSet", "", isKind(WeakSet)}, {"isAnyArrayBuffer", "", isKind(ArrayBuffer)},
	{"isBoxedPrimitive", "", isKind(Boxed)}, {"isArrayBufferView", "isView", isKind(TypedArray, DataView)},
	{"isDataView", "isDataView", isKind(DataView)}, {"isTypedArray", "isTypedArray", isKind(TypedArray)},
	{"isUint8Array", "isUint8Array", isTyped("Uint8Array")},
	{"isUint8ClampedArray", "isUint8ClampedArray", isTyped("Uint8ClampedArray")},
	{"isUint16Array", "isUint16Array", isTyped("Uint16Array")}, {"isUint32Array", "isUint32Array", isTyped("Uint32Array")},
	{"isInt8Array", "isInt8Array", isTyped("Int8Array")}, {"isInt16Array", "isInt16Array", isTyped("Int16Array")},
	{"isInt32Array", "isInt32Array", isTyped("Int32Array")}, {"isFloat16Array", "isFloat16Array", isTyped("Float16Array")},
	{"isFloat32Array", "isFloat32Array", isTyped("Float32Array")}, {"isFloat64Array", "isFloat64Array", isTyped("Float64Array")},
	{"isBigInt64Array", "isBigInt64Array", isTyped("BigInt64Array")}, {"isBigUint64Array", "isBigUint64Array", isTyped("BigUint64Array")},
	{"isKeyObject", "isKeyObject", isKind()}, {"isCryptoKey", "isCryptoKey", isKind()},
}

func isKind(kinds ...Kind) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return slices.Contains(kinds, KindOf(o)) }
}

func isImplemented(names ...string) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return slices.Contains(names, implementation(o)) }
}

func isBoxed(test func(v goja.Value) bool) func(*realm, *goja.Object) bool {
	return func(_ *realm, o *goja.Object) bool { return KindOf(o) == Boxed && test(BoxedValue(o)) }
}

func isTyped(name string) func(*realm, *goja.Object) bool {
	return func(r *realm, o *goja.Object) bool {
		return KindOf(o) == TypedArray && r.call(r.typedTag, o).String() == name
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
