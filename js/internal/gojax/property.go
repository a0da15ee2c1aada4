package gojax

import (
	"reflect"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// Asking Object.getOwnPropertyDescriptor for every property costs more than all
// the rest of writing an object. Where goja keeps properties in a plain way, they
// are looked at there; whatever else there is goes the long way.

type (
	properties = map[unistring.String]goja.Value
	names      = []unistring.String
)

// Property looks at a property in goja's own table. known is false when that says
// nothing: the object is not a plain one, or the property is more than an
// enumerable value.
func Property(o *goja.Object, key string) (v goja.Value, exists, known bool) {
	p, l := inside(o)
	table := l.properties.of(p)
	if table == nil {
		return nil, false, false
	}
	v, exists = (*table)[unistring.NewFromString(key)]
	return v, exists, !exists || !isDescribed(v)
}

// Element is Property for an element of an array.
func Element(o *goja.Object, i int) (v goja.Value, exists, known bool) {
	p, l := inside(o)
	list := l.elements.of(p)
	if list == nil {
		return nil, false, false
	}
	if i >= len(*list) || (*list)[i] == nil {
		return nil, false, true
	}
	v = (*list)[i]
	return v, true, !isDescribed(v)
}

// InMemory reports whether an array is a list that has places in memory for all its
// elements, or no more than a few, so that a loop over it ends soon; false when that is
// not known.
func InMemory(o *goja.Object, few int) bool {
	p, l := inside(o)
	list, length := l.elements.of(p), l.length.of(p)
	return list != nil && length != nil && uint64(*length) <= uint64(max(len(*list), few))
}

// OnlyElements reports that an array or a typed array has no properties beside its
// elements, as far as that can be told without listing them all.
func OnlyElements(o *goja.Object) bool {
	p, l := inside(o)
	list := l.names.of(p)
	if list == nil {
		return false
	}
	switch l.kind {
	case Array:
		return len(*list) <= 1 // its length
	case TypedArray:
		return len(*list) == 0
	}
	return false
}

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

// valueOf is the object that a property has as its value, or nil.
func valueOf(property goja.Value) *goja.Object {
	if o, ok := property.(*goja.Object); ok {
		return o
	}
	v := reflect.ValueOf(property)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return nil
	}
	known := descriptionOf(v.Type().Elem())
	value, accessor := known.value.of(v.UnsafePointer()), known.accessor.of(v.UnsafePointer())
	if value == nil || accessor == nil || *accessor {
		return nil
	}
	o, _ := (*value).(*goja.Object)
	return o
}

// description is what is known of a property that is more than a value: goja's
// valueProperty.
type description struct {
	value    field[goja.Value]
	accessor field[bool]
}

var descriptions sync.Map // of reflect.Type to description

func descriptionOf(t reflect.Type) description {
	if known, ok := descriptions.Load(t); ok {
		return known.(description)
	}
	var made description
	if t.Name() == "valueProperty" && t.PkgPath() == packagePath {
		made = description{fieldOf[goja.Value](t, "value"), fieldOf[bool](t, "accessor")}
	}
	descriptions.Store(t, made)
	return made
}

// ownObject is the object that a property of o's own has as its value, without calling a
// getter; nil when there is none, or when goja has still to make it.
func ownObject(o *goja.Object, name unistring.String) *goja.Object {
	p, l := inside(o)
	if table := l.table.of(p); table != nil && (*table)[name] != nil {
		return valueOf((*table)[name])
	}
	return nil
}
