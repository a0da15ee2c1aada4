package gojax

import (
	"reflect"
	"strings"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// View is the part of an ArrayBuffer that a typed array or a DataView shows.
type View struct {
	// Type is the class that the view really is of: "Uint8Array", "DataView". A
	// script can change what Symbol.toStringTag, the constructor and every other
	// property say, but not this.
	Type   string
	Buffer goja.ArrayBuffer
	// Offset and Length are in bytes, and as the view was made: its buffer may have
	// been detached since. Size is how many bytes an element has.
	Offset, Length, Size int
}

// IsTypedArray reports whether the view is one, and no DataView.
func (v View) IsTypedArray() bool { return v.Type != "" && v.Type != "DataView" }

// ViewOf returns what a typed array or a DataView shows; false for anything else.
// No JavaScript runs meanwhile.
func ViewOf(o *goja.Object) (View, bool) {
	p, l := inside(o)
	v, ok := l.show(o, p)
	if ok && v.Type == "" {
		v.Type = l.view.class(p)
	}
	return v, ok
}

// Bytes is ViewOf(o).Bytes(), found sooner.
func Bytes(o *goja.Object) (data []byte, ok bool) {
	p, l := inside(o)
	v, ok := l.show(o, p)
	return v.Bytes(), ok
}

// show is ViewOf without the class of a typed array.
func (l *layout) show(o *goja.Object, p unsafe.Pointer) (v View, ok bool) {
	if l.kind != TypedArray && l.kind != DataView {
		return v, false
	}
	buffer := l.view.buffer.of(p)
	if buffer == nil {
		return viewByProperties(o, l.kind)
	}
	v = View{Type: "DataView", Buffer: *buffer, Offset: *l.view.offset.of(p), Length: *l.view.length.of(p), Size: 1}
	if l.kind == TypedArray {
		v.Type, v.Size = "", *l.view.size.of(p)
		v.Offset, v.Length = v.Offset*v.Size, v.Length*v.Size
	}
	return v, true
}

// Bytes is the memory that the view shows, not copied; nil when its buffer was
// detached. It stays valid when that happens afterwards, although it is then no
// longer what the view shows: Go's memory lives as long as it is referred to.
func (v View) Bytes() []byte {
	if v.Size == 0 {
		return nil // of nothing
	}
	data := v.Buffer.Bytes()
	if v.Offset < 0 || v.Length < 0 || v.Offset > len(data) || v.Length > len(data)-v.Offset {
		return nil
	}
	end := v.Offset + v.Length
	return data[v.Offset:end:end]
}

// BufferOf returns an ArrayBuffer as Go sees it; false for anything else. To goja a
// SharedArrayBuffer is an ArrayBuffer too.
func BufferOf(v goja.Value) (goja.ArrayBuffer, bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != bufferType {
		return goja.ArrayBuffer{}, false
	}
	b, ok := o.Export().(goja.ArrayBuffer)
	return b, ok
}

// BufferBytes is the memory of an ArrayBuffer, not copied; nil when it was detached.
func BufferBytes(v goja.Value) (data []byte, ok bool) {
	b, ok := BufferOf(v)
	if !ok {
		return nil, false
	}
	return b.Bytes(), true
}

var bufferType = reflect.TypeFor[goja.ArrayBuffer]()

// viewLayout is where goja keeps what a view shows: in elements for a typed array,
// in bytes for a DataView.
type viewLayout struct {
	buffer         field[goja.ArrayBuffer] // known when all of the others are
	offset, length field[int]

	size    field[int]      // of an element
	numbers field[struct{}] // an interface; what kind of numbers the elements are is its type
	holding reflect.Type    // that interface
}

// viewLayoutOf finds the fields of typedArrayObject or dataViewObject.
//
// goja.ArrayBuffer is a struct of one pointer. A private field that holds the same
// pointer can therefore be read as one: its type is compared with that of the
// struct's only field, so that both are the same memory.
func viewLayoutOf(t reflect.Type) (l viewLayout) {
	found, offset, ok := locate(t, "viewedArrayBuf")
	if !ok || bufferType.NumField() != 1 || bufferType.Field(0).Type != found {
		return l
	}
	buffer := field[goja.ArrayBuffer]{offset, true}
	if t.Name() == "dataViewObject" {
		l.offset, l.length = fieldOf[int](t, "byteOffset"), fieldOf[int](t, "byteLen")
		if l.offset.known && l.length.known {
			l.buffer = buffer
		}
		return l
	}
	l.offset, l.length, l.size = fieldOf[int](t, "offset"), fieldOf[int](t, "length"), fieldOf[int](t, "elemSize")
	if found, offset, ok := locate(t, "typedArray"); ok && found.Kind() == reflect.Interface {
		l.holding, l.numbers = found, field[struct{}]{offset, true}
	}
	if l.offset.known && l.length.known && l.size.known && l.numbers.known {
		l.buffer = buffer
	}
	return l
}

// class is the class of the typed array at p: goja's type uint8Array is behind an
// Uint8Array.
func (l *viewLayout) class(p unsafe.Pointer) string {
	// The pointer is into the struct at p, to a field of just this interface type.
	t := reflect.NewAt(l.holding, unsafe.Pointer(l.numbers.of(p))).Elem().Elem().Type()
	if name, ok := viewClasses.Load(t); ok {
		return name.(string)
	}
	named := t
	if t.Kind() == reflect.Pointer {
		named = t.Elem()
	}
	name := named.Name()
	name = strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):]
	viewClasses.Store(t, name)
	return name
}

var viewClasses sync.Map // reflect.Type to string

// viewByProperties is ViewOf where goja's fields are not as they were. A script may
// have changed the properties: then it sees another part of memory that it holds.
func viewByProperties(o *goja.Object, kind Kind) (v View, ok bool) {
	v.Type, v.Size = "DataView", 1
	if kind == TypedArray {
		t := o.ExportType()
		if v.Type, ok = exportedAs[t]; !ok {
			return View{}, false
		}
		v.Size = int(t.Elem().Size())
	}
	if v.Buffer, ok = BufferOf(o.Get("buffer")); !ok {
		return View{}, false
	}
	offset, length := o.Get("byteOffset"), o.Get("byteLength")
	if offset == nil || length == nil {
		return View{}, false
	}
	v.Offset, v.Length = int(offset.ToInteger()), int(length.ToInteger())
	return v, true
}

// exportedAs are the classes of typed arrays by what goja exports them as. An
// Uint8ClampedArray is exported as an Uint8Array is.
var exportedAs = map[reflect.Type]string{
	reflect.TypeFor[[]uint8](): "Uint8Array", reflect.TypeFor[[]int8](): "Int8Array",
	reflect.TypeFor[[]uint16](): "Uint16Array", reflect.TypeFor[[]int16](): "Int16Array",
	reflect.TypeFor[[]uint32](): "Uint32Array", reflect.TypeFor[[]int32](): "Int32Array",
	reflect.TypeFor[[]float32](): "Float32Array", reflect.TypeFor[[]float64](): "Float64Array",
	reflect.TypeFor[[]int64](): "BigInt64Array", reflect.TypeFor[[]uint64](): "BigUint64Array",
}
