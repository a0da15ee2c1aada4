package buffer

import (
	"reflect"
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Wrap makes a Buffer of data: both are the same memory. It has to be called
// within an event of e, as goja would run promises after it otherwise.
func Wrap(e *engine.Engine, data []byte) *goja.Object { return ClassOf(e).wrap(data) }

// Received is Wrap for a chunk that was read, which [Class.Whole] is likely to be
// asked for next.
func (c *Class) Received(data []byte) *goja.Object {
	c.lastMemory = c.engine.VM.NewArrayBuffer(data)
	c.last = c.over(c.lastMemory)
	return c.last
}

// Whole returns the memory of v when that is a Buffer and nothing less.
func (c *Class) Whole(v goja.Value) (data []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if o == c.last && !c.lastMemory.Detached() {
		return c.lastMemory.Bytes(), true
	}
	if o.Prototype() != c.Prototype {
		return nil, false
	}
	return Bytes(o)
}

// wrap costs what two objects of goja cost.
func (c *Class) wrap(data []byte) *goja.Object {
	return c.over(c.engine.VM.NewArrayBuffer(data))
}

// over makes a Buffer of the whole of an ArrayBuffer.
func (c *Class) over(memory goja.ArrayBuffer) *goja.Object {
	engine.Must(c.one.Set("0", c.engine.VM.ToValue(memory)))
	return c.build(goja.FunctionCall{Arguments: c.built}).(*goja.Object)
}

// view makes a Buffer as the constructor of Uint8Array does: of an ArrayBuffer,
// offset and length, or of a length.
func (c *Class) view(args ...goja.Value) *goja.Object {
	o, err := c.bytes(c.fast, args...)
	engine.Must(err)
	return o
}

// Is reports whether v is an instance of Buffer.
func Is(e *engine.Engine, v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok {
		return false
	}
	proto := ClassOf(e).Prototype
	for o = o.Prototype(); o != nil; o = o.Prototype() {
		if o == proto {
			return true
		}
	}
	return false
}

// The types that goja exports memory as.
var (
	bytesType  = reflect.TypeFor[[]byte]()
	objectType = reflect.TypeFor[map[string]any]()
	memoryType = reflect.TypeFor[goja.ArrayBuffer]()
)

// IsView is ArrayBuffer.isView.
func IsView(v goja.Value) bool {
	_, ok := Bytes(v)
	return ok
}

// IsUint8Array reports whether v is a Uint8Array, such as every Buffer.
func IsUint8Array(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && o.ExportType() == bytesType && tag(o) == "Uint8Array"
}

// tag is Symbol.toStringTag, which typed arrays compute from what they are.
func tag(o *goja.Object) string {
	if s, ok := o.GetSymbol(goja.SymToStringTag).(goja.String); ok {
		return s.String()
	}
	return ""
}

// Bytes returns the memory of a Buffer, any other typed array, or a DataView,
// not copied.
func Bytes(v goja.Value) (data []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	kind := o.ExportType()
	if kind.Kind() == reflect.Slice && o.Get("0") == nil && strings.HasSuffix(tag(o), "Array") {
		// An empty typed array may begin behind the last byte of its memory,
		// and goja would make a pointer to what lies there.
		return nil, true
	}
	switch kind {
	case bytesType:
		data, ok = o.Export().([]byte)
		return data, ok
	case objectType:
		return dataViewBytes(o)
	}
	switch s := o.Export().(type) {
	case []int8:
		return asBytes(s), true
	case []uint16:
		return asBytes(s), true
	case []int16:
		return asBytes(s), true
	case []uint32:
		return asBytes(s), true
	case []int32:
		return asBytes(s), true
	case []float32:
		return asBytes(s), true
	case []float64:
		return asBytes(s), true
	case []int64:
		return asBytes(s), true
	case []uint64:
		return asBytes(s), true
	}
	return nil, false
}

// asBytes is the memory of a slice of numbers.
func asBytes[T any](s []T) []byte {
	var one T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(one)))
}

// dataViewBytes asks the object: goja does not tell a DataView from others.
func dataViewBytes(o *goja.Object) ([]byte, bool) {
	if tag(o) != "DataView" {
		return nil, false
	}
	memory, ok := ArrayBufferBytes(o.Get("buffer"))
	if !ok {
		return nil, false
	}
	start, length := o.Get("byteOffset").ToInteger(), o.Get("byteLength").ToInteger()
	if start < 0 || length < 0 || start+length > int64(len(memory)) {
		return nil, false
	}
	return memory[start : start+length], true
}

// ArrayBufferBytes returns the memory of an ArrayBuffer, not copied.
func ArrayBufferBytes(v goja.Value) (data []byte, ok bool) {
	o, ok := v.(*goja.Object)
	if !ok || o.ExportType() != memoryType {
		return nil, false
	}
	memory, ok := o.Export().(goja.ArrayBuffer)
	return memory.Bytes(), ok
}
