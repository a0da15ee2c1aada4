// Package shared has SharedArrayBuffer and Atomics. goja knows neither: a
// SharedArrayBuffer is an ArrayBuffer of its with another prototype, and what
// makes it shared is that a copy of it for another thread is made of the same
// memory.
package shared

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

const slot = "shared"

type mark struct{ goja.Value }

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "SharedArrayBuffer", false, func() goja.Value { return classOf(e).Constructor })
	// A script may replace BigInt before it uses Atomics.
	asIntN := global.Get("BigInt").(*goja.Object).Get("asIntN")
	engine.Slot(e, asIntNKey{}, func() goja.Value { return asIntN })
	e.Lazy(global, "Atomics", false, func() goja.Value { return atomics(e) })
}

// Is reports whether a value is a SharedArrayBuffer.
func Is(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if !ok || gojax.KindOf(o) != gojax.ArrayBuffer {
		return false // it may have one as its prototype
	}
	_, ok = engine.Hidden(o, slot).(*mark)
	return ok
}

// New makes a SharedArrayBuffer of memory.
func New(e *engine.Engine, memory []byte) *goja.Object {
	return wrap(e, memory, classOf(e).Prototype)
}

func wrap(e *engine.Engine, memory []byte, proto *goja.Object) *goja.Object {
	o := e.VM.ToValue(e.VM.NewArrayBuffer(memory)).(*goja.Object)
	engine.Must(o.SetPrototype(proto))
	engine.Hide(o, slot, &mark{goja.Undefined()})
	return o
}

type classKey struct{}

func classOf(e *engine.Engine) *engine.Class {
	return engine.Slot(e, classKey{}, func() *engine.Class { return newClass(e) })
}

func newClass(e *engine.Engine) *engine.Class {
	const name = "SharedArrayBuffer"
	c := e.Class(name, 1, nil, func(call goja.ConstructorCall) *goja.Object {
		size := call.Argument(0).ToInteger()
		if size < 0 || size > engine.MaxSafeInteger {
			panic(e.PlainRangeError("Invalid array buffer length"))
		}
		if size > engine.MaxMemory {
			panic(e.Construct(e.Intrinsic("RangeError"), e.Text("Array buffer allocation failed")))
		}
		return wrap(e, make([]byte, size), call.This.Prototype())
	})
	c.NeedNew(func() *goja.Object { return e.RequiresNew(name) })
	memory := func(v goja.Value, method string) []byte {
		if !Is(v) {
			panic(e.VM.NewTypeError("Method SharedArrayBuffer.prototype.%s called on incompatible receiver %s", method, v.String()))
		}
		data, _ := buffer.ArrayBufferBytes(v)
		return data
	}
	length := func(this *goja.Object) goja.Value { return e.Int(len(memory(this, "byteLength"))) }
	c.Getter("byteLength", length, nil)
	c.Getter("maxByteLength", length, nil)
	c.Getter("growable", func(*goja.Object) goja.Value { return e.Bool(false) }, nil)
	c.Method("slice", 2, func(call goja.FunctionCall) goja.Value {
		data := memory(call.This, "slice")
		from := clamp(call.Argument(0), 0, len(data))
		to := max(clamp(call.Argument(1), len(data), len(data)), from)
		return New(e, append([]byte(nil), data[from:to]...))
	})
	c.Method("grow", 1, func(goja.FunctionCall) goja.Value {
		panic(e.VM.NewTypeError("Method SharedArrayBuffer.prototype.grow called on incompatible receiver #<SharedArrayBuffer>"))
	})
	c.Tag(name)
	return c
}

// clamp is a position from the beginning or, when negative, the end.
func clamp(v goja.Value, missing, length int) int {
	if engine.IsUndefined(v) {
		return missing
	}
	n := v.ToInteger()
	if n < 0 {
		n = max(n+int64(length), 0)
	}
	return int(min(n, int64(length)))
}
