package buffer

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
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

// IsView is ArrayBuffer.isView.
func IsView(v goja.Value) bool {
	_, ok := View(v)
	return ok
}

// View is what a Buffer, any other typed array or a DataView really is and shows.
func View(v goja.Value) (view gojax.View, ok bool) {
	if o, isObject := v.(*goja.Object); isObject {
		return gojax.ViewOf(o)
	}
	return view, false
}

// IsUint8Array reports whether v is a Uint8Array, such as every Buffer.
func IsUint8Array(v goja.Value) bool {
	_, ok := uint8Array(v)
	return ok
}

// uint8Array is the memory of a Uint8Array.
func uint8Array(v goja.Value) (data []byte, ok bool) {
	view, ok := View(v)
	if !ok || view.Type != "Uint8Array" {
		return nil, false
	}
	return view.Bytes(), true
}

// Bytes returns the memory of a Buffer, any other typed array, or a DataView,
// not copied.
//
// What it really is decides, whatever a script has made of its properties. The
// memory is nil when its ArrayBuffer was detached.
func Bytes(v goja.Value) (data []byte, ok bool) {
	if o, isObject := v.(*goja.Object); isObject {
		return gojax.Bytes(o)
	}
	return nil, false
}

// ArrayBufferBytes returns the memory of an ArrayBuffer, not copied.
func ArrayBufferBytes(v goja.Value) (data []byte, ok bool) { return gojax.BufferBytes(v) }
