package gojax

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// field is a private field of one of goja's structs that holds a T.
type field[T any] struct {
	offset uintptr
	known  bool
}

// fieldOf finds a field. It is unknown when the struct has none of this name, when
// that is of another type, or when it lies behind an embedded pointer.
func fieldOf[T any](in reflect.Type, name string) (f field[T]) {
	found, offset, ok := locate(in, name)
	if !ok || found != reflect.TypeFor[T]() {
		return f
	}
	return field[T]{offset, true}
}

// locate returns the type of a field and where it is in the struct.
func locate(in reflect.Type, name string) (t reflect.Type, offset uintptr, ok bool) {
	if in.Kind() != reflect.Struct {
		return nil, 0, false
	}
	found, ok := in.FieldByName(name)
	if !ok {
		return nil, 0, false
	}
	for _, i := range found.Index {
		if in.Kind() != reflect.Struct {
			return nil, 0, false
		}
		step := in.Field(i)
		offset += step.Offset
		in = step.Type
	}
	return found.Type, offset, true
}

// of is where the field is in the struct at p; nil when it is unknown.
//
// p has to point to a struct of the type that the field was found in: each layout
// is used only for objects that have its type. Then the result points to a T inside
// of the same allocation, which it keeps alive as any pointer into it does. That
// would break if fields moved at run time, which Go's never do.
func (f field[T]) of(p unsafe.Pointer) *T {
	if !f.known {
		return nil
	}
	return (*T)(unsafe.Add(p, f.offset))
}

// layout is what is known of one of the types that goja implements objects with.
type layout struct {
	name     string
	kind     Kind
	function FunctionKind

	object     field[*goja.Object]   // baseObject.val: what it implements
	properties field[properties]     // baseObject.values, where there is nothing else
	table      field[properties]     // baseObject.values, of all but arrays
	extensible field[bool]           // baseObject.extensible
	names      field[names]          // baseObject.propNames
	prototype  field[*goja.Object]   // baseObject.prototype
	symbols    field[unsafe.Pointer] // baseObject.symValues
	elements   field[[]goja.Value]   // arrayObject.values
	length     field[uint32]         // arrayObject.length
	list       listLayout
	primitive  field[goja.Value]    // primitiveValueObject.pValue
	text       field[goja.String]   // stringObject.value
	source     field[string]        // baseJsFuncObject.src
	code       field[string]        // the same of any function
	program    field[*goja.Program] // baseJsFuncObject.prg
	call       field[Native]        // nativeFuncObject.f
	construct  field[construct]     // nativeFuncObject.construct
	view       viewLayout
	iterator   iteratorLayout
	generator  generatorLayout
	regexp     *regexpLayout
}

// layouts are by the type of the struct: reflect.Type to *layout.
var layouts sync.Map

// inside returns the struct that goja implements an object with, and what is known
// of its type; nil when that can not be found out.
//
// The pointer is what the object's own field "self" holds, read by reflect, which
// checks the types: it is valid as any pointer in Go, and keeps the struct alive.
// It may be another one after JavaScript ran, so that it is never kept.
func inside(o *goja.Object) (unsafe.Pointer, *layout) {
	if selfIndex < 0 {
		return nil, &unknown
	}
	self := reflect.ValueOf(o).Elem().Field(selfIndex).Elem()
	if self.Kind() != reflect.Pointer || self.IsNil() {
		return nil, &unknown
	}
	t := self.Type()
	if known, ok := layouts.Load(t); ok {
		return self.UnsafePointer(), known.(*layout)
	}
	made := layoutOf(t.Elem())
	layouts.Store(t, made)
	return self.UnsafePointer(), made
}

// unknown is the layout of what can not be looked into.
var unknown layout

// selfIndex is which field of goja.Object holds its implementation; -1 when there
// is none.
var selfIndex = func() int {
	f, ok := reflect.TypeFor[goja.Object]().FieldByName("self")
	if !ok || f.Type.Kind() != reflect.Interface || len(f.Index) != 1 {
		return -1
	}
	return f.Index[0]
}()

// goja is where the types come from whose names are known here: a struct of a host
// program may be called mapObject too.
var packagePath = reflect.TypeFor[goja.Object]().PkgPath()

func layoutOf(t reflect.Type) *layout {
	if t.PkgPath() != packagePath {
		return &unknown
	}
	l := &layout{name: t.Name(), kind: kinds[t.Name()], function: functionKinds[t.Name()]}
	switch l.name {
	case "baseObject":
		l.properties = fieldOf[properties](t, "values")
	case "arrayObject":
		l.elements, l.length, l.list = fieldOf[[]goja.Value](t, "values"), fieldOf[uint32](t, "length"), listLayoutOf(t)
	case "generatorObject":
		l.generator = generatorLayoutOf(t)
	case "primitiveValueObject":
		l.primitive = fieldOf[goja.Value](t, "pValue")
	case "regexpObject":
		l.regexp = regexpLayoutOf(t)
	case "stringObject":
		l.text = fieldOf[goja.String](t, "value")
	case "mapIterObject", "setIterObject":
		l.iterator = iteratorLayoutOf(t)
	case "funcObject", "methodFuncObject":
		l.source = fieldOf[string](t, "src")
	case "nativeFuncObject", "templatedFuncObject", "boundFuncObject":
		l.nativeLayoutOf(t)
	case "typedArrayObject", "dataViewObject":
		l.view = viewLayoutOf(t)
	}
	l.program, l.code = fieldOf[*goja.Program](t, "prg"), fieldOf[string](t, "src")
	l.object = fieldOf[*goja.Object](t, "val")
	l.names, l.table, l.extensible = fieldOf[names](t, "propNames"), fieldOf[properties](t, "values"), fieldOf[bool](t, "extensible")
	l.prototype = fieldOf[*goja.Object](t, "prototype")
	l.symbols, _ = pointerTo(t, "symValues", "orderedMap")
	return l
}
