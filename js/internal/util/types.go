package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// kindTests are those functions of util.types that ask for a kind.
var kindTests = []struct {
	name  string
	kinds []Kind
}{
	{"isArgumentsObject", []Kind{Arguments}}, {"isArrayBuffer", []Kind{ArrayBuffer}}, {"isDate", []Kind{Date}},
	{"isExternal", nil}, {"isGeneratorObject", []Kind{Generator}}, {"isMap", []Kind{Map}},
	{"isMapIterator", []Kind{MapIterator}}, {"isModuleNamespaceObject", nil}, {"isNativeError", []Kind{Error}},
	{"isPromise", []Kind{Promise}}, {"isProxy", []Kind{Proxy}}, {"isRegExp", []Kind{RegExp}}, {"isSet", []Kind{Set}},
	{"isSetIterator", []Kind{SetIterator}}, {"isSharedArrayBuffer", nil}, {"isWeakMap", []Kind{WeakMap}},
	{"isWeakSet", []Kind{WeakSet}}, {"isAnyArrayBuffer", []Kind{ArrayBuffer}}, {"isBoxedPrimitive", []Kind{Boxed}},
	{"isArrayBufferView", []Kind{TypedArray, DataView}}, {"isDataView", []Kind{DataView}}, {"isTypedArray", []Kind{TypedArray}},
}

var typedArrayNames = []string{
	"Uint8Array", "Uint8ClampedArray", "Uint16Array", "Uint32Array", "Int8Array", "Int16Array", "Int32Array", "Float16Array",
	"Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
}

// LoadTypes is the module util/types.
func LoadTypes(e *engine.Engine, exports *goja.Object) goja.Value {
	r := realmOf(e)
	test := func(name string, f func(o *goja.Object) bool) {
		engine.Must(exports.Set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			o, ok := call.Argument(0).(*goja.Object)
			return e.Bool(ok && f(o))
		})))
	}
	for _, t := range kindTests {
		test(t.name, func(o *goja.Object) bool {
			k := KindOf(o)
			for _, wanted := range t.kinds {
				if k == wanted {
					return true
				}
			}
			return false
		})
	}
	for _, name := range typedArrayNames {
		test("is"+name, func(o *goja.Object) bool {
			return KindOf(o) == TypedArray && r.call(r.typedTag, o).String() == name
		})
	}
	boxed := func(name string, f func(v goja.Value) bool) {
		test(name, func(o *goja.Object) bool { return KindOf(o) == Boxed && f(BoxedValue(o)) })
	}
	boxed("isBigIntObject", isBigInt)
	boxed("isNumberObject", isNumber)
	boxed("isStringObject", func(v goja.Value) bool { _, ok := v.(goja.String); return ok })
	boxed("isSymbolObject", func(v goja.Value) bool { _, ok := v.(*goja.Symbol); return ok })
	boxed("isBooleanObject", func(v goja.Value) bool { return engine.TypeOf(v) == "boolean" })
	test("isAsyncFunction", func(o *goja.Object) bool {
		switch implementation(o) {
		case "asyncFuncObject", "asyncMethodFuncObject", "asyncArrowFuncObject":
			return true
		}
		return false
	})
	test("isGeneratorFunction", func(o *goja.Object) bool {
		switch implementation(o) {
		case "generatorFuncObject", "generatorMethodFuncObject":
			return true
		}
		return false
	})
	never := func(*goja.Object) bool { return false }
	test("isKeyObject", never)
	test("isCryptoKey", never)
	return nil
}
