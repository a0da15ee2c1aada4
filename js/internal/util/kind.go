package util

import (
	"math/big"
	"reflect"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Kind says what an object is inside, whatever its prototype and its properties
// claim.
type Kind int

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

// KindOf returns the kind of an object.
func KindOf(o *goja.Object) Kind {
	k, known := kinds[implementation(o)]
	if !known && engine.IsFunction(o) {
		return Function
	}
	return k
}

// implementation is the name of goja's type behind an object.
func implementation(o *goja.Object) string {
	name := typeName(o)
	if name == "lazyObject" {
		o.ClassName() // makes the object, which was not needed so far
		name = typeName(o)
	}
	return name
}

func typeName(o *goja.Object) string {
	self := reflect.ValueOf(o).Elem().FieldByName("self")
	if !self.IsValid() || self.IsNil() {
		return ""
	}
	t := self.Elem().Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Name()
}

// self is the struct behind an object; the zero value when it is no struct.
func self(o *goja.Object) reflect.Value {
	implementation(o)
	v := reflect.ValueOf(o).Elem().FieldByName("self").Elem()
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return reflect.Value{}
	}
	return v.Elem()
}

// inner reads a field that goja does not show; nil when there is none.
func inner(v reflect.Value, name string) goja.Value {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	f := v.FieldByName(name)
	if !f.IsValid() || !f.CanAddr() {
		return nil
	}
	value, _ := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().Interface().(goja.Value)
	return value
}

// BoxedValue is the primitive value of a Number, String, Boolean, Symbol or
// BigInt object.
func BoxedValue(o *goja.Object) goja.Value {
	if implementation(o) == "stringObject" {
		return inner(self(o), "value")
	}
	return inner(self(o), "pValue")
}

// iterated are the entries that an iterator of a Map or a Set has not given
// yet, and whether it gives pairs. The iterator stays where it is.
func iterated(o *goja.Object) (values []goja.Value, pairs bool) {
	v := self(o)
	iter, kind := v.FieldByName("iter"), v.FieldByName("kind")
	if !iter.IsValid() || iter.IsNil() || !kind.IsValid() {
		return nil, false
	}
	const keys, vals, entries = 0, 1, 2
	what := kind.Int()
	entry := iter.Elem().FieldByName("cur")
	for !entry.IsNil() && inner(entry, "key") == nil {
		entry = entry.Elem().FieldByName("iterPrev")
	}
	if m := iter.Elem().FieldByName("m"); !entry.IsNil() {
		entry = entry.Elem().FieldByName("iterNext")
	} else if !m.IsNil() {
		entry = m.Elem().FieldByName("iterFirst")
	}
	for ; !entry.IsNil(); entry = entry.Elem().FieldByName("iterNext") {
		key, value := inner(entry, "key"), inner(entry, "value")
		if value == nil {
			value = key // a Set has no values
		}
		switch what {
		case keys:
			values = append(values, key)
		case vals:
			values = append(values, value)
		case entries:
			values = append(values, key, value)
		}
	}
	return values, what == entries
}

// onlyIndexed reports that an array has no properties beside its elements, as
// far as that can be told without listing them all.
func onlyIndexed(o *goja.Object, k Kind) bool {
	v := self(o)
	if v.Kind() != reflect.Struct {
		return false
	}
	names := v.FieldByName("propNames")
	if !names.IsValid() || names.Kind() != reflect.Slice {
		return false
	}
	if k == Array {
		return names.Len() <= 1 // its length
	}
	return names.Len() == 0
}

// isBigInt reports whether v is a BigInt.
func isBigInt(v goja.Value) bool {
	if _, ok := v.(*goja.Object); ok || v == nil {
		return false
	}
	_, ok := v.Export().(*big.Int)
	return ok
}

// isNumber reports whether v is a number, without a look at objects.
func isNumber(v goja.Value) bool {
	switch v.(type) {
	case nil, *goja.Object, goja.String, *goja.Symbol:
		return false
	}
	switch v.Export().(type) {
	case int64, float64:
		return true
	}
	return false
}
