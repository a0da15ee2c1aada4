package util

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Asking Object.getOwnPropertyDescriptor for every property costs more than all
// the rest of writing an object. Where goja keeps properties in a plain way,
// they are looked at there; anything else goes the long way.

// peek looks at a property in goja's own table. known is false when that says
// nothing.
func peek(o *goja.Object, key string) (v goja.Value, exists, known bool) {
	s := reflect.ValueOf(o).Elem().FieldByName("self")
	if !s.IsValid() || s.IsNil() || s.Elem().Kind() != reflect.Pointer {
		return nil, false, false
	}
	t := s.Elem().Type().Elem()
	if t.Name() != "baseObject" {
		return nil, false, false
	}
	f := s.Elem().Elem().FieldByName("values")
	if !f.IsValid() || f.Type() != propertyTable || !f.CanAddr() {
		return nil, false, false
	}
	table := *(*map[unistring.String]goja.Value)(unsafe.Pointer(f.UnsafeAddr()))
	v, exists = table[unistring.NewFromString(key)]
	return v, exists, !exists || !isDescribed(v)
}

// peekElement is peek for an element of an array.
func peekElement(o *goja.Object, i int) (v goja.Value, exists, known bool) {
	s := reflect.ValueOf(o).Elem().FieldByName("self")
	if !s.IsValid() || s.IsNil() || s.Elem().Kind() != reflect.Pointer || s.Elem().Type().Elem().Name() != "arrayObject" {
		return nil, false, false
	}
	f := s.Elem().Elem().FieldByName("values")
	if !f.IsValid() || f.Type() != elementList || !f.CanAddr() {
		return nil, false, false
	}
	list := *(*[]goja.Value)(unsafe.Pointer(f.UnsafeAddr()))
	if i >= len(list) || list[i] == nil {
		return nil, false, true
	}
	return list[i], true, !isDescribed(list[i])
}

var (
	propertyTable = reflect.TypeFor[map[unistring.String]goja.Value]()
	elementList   = reflect.TypeFor[[]goja.Value]()
)

// isDescribed reports whether a property is more than a value: an accessor, or
// one that is not enumerable.
func isDescribed(v goja.Value) bool {
	switch v.(type) {
	case *goja.Object, goja.String, *goja.Symbol:
		return false
	}
	t := reflect.TypeOf(v)
	return t.Kind() == reflect.Pointer && t.Elem().Name() == "valueProperty"
}
