package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// defineBuffers adds what ArrayBuffers can do beside being read: they can be
// transferred. None of them can be resized, since goja makes none that may.
func defineBuffers(e *engine.Engine, proto *goja.Object) {
	if proto.Get("transfer") != nil {
		return
	}
	buffer := func(v goja.Value, method string) goja.ArrayBuffer {
		if b, ok := gojax.BufferOf(v); ok && !shared.Is(v) {
			return b
		}
		receiver := e.Shown(v)
		if o, ok := v.(*goja.Object); ok {
			receiver = "#<" + engine.ClassName(o) + ">"
		}
		panic(e.VM.NewTypeError("Method %s called on incompatible receiver %s", method, receiver))
	}
	for _, name := range []string{"transfer", "transferToFixedLength"} {
		e.Method(proto, name, 0, func(call goja.FunctionCall) goja.Value {
			b := buffer(call.This, "ArrayBuffer.prototype."+name)
			size := int64(-1)
			if v := call.Argument(0); !engine.IsUndefined(v) {
				size = v.ToInteger() // may run a script
				if size < 0 {
					panic(e.PlainRangeError("Invalid array buffer length"))
				}
				if size > engine.MaxSafeInteger {
					panic(e.PlainRangeError("ArrayBuffer.prototype." + name + ": Invalid length parameter"))
				}
			}
			if b.Detached() {
				panic(e.VM.NewTypeError("Cannot perform ArrayBuffer.prototype.%s on a detached ArrayBuffer", name))
			}
			bytes := b.Bytes()
			if size >= 0 && size != int64(len(bytes)) {
				if size > engine.MaxMemory {
					panic(e.Construct(e.Intrinsic("RangeError"), e.Text("Array buffer allocation failed")))
				}
				resized := make([]byte, size)
				copy(resized, bytes)
				bytes = resized
			}
			b.Detach()
			return e.VM.ToValue(e.VM.NewArrayBuffer(bytes))
		})
	}
	e.Method(proto, "resize", 1, func(call goja.FunctionCall) goja.Value {
		buffer(call.This, "ArrayBuffer.prototype.resize")
		panic(e.VM.NewTypeError("Method ArrayBuffer.prototype.resize called on incompatible receiver #<ArrayBuffer>"))
	})
	e.Accessor(proto, "detached", func(this *goja.Object) goja.Value {
		return e.Bool(buffer(this, "get ArrayBuffer.prototype.detached").Detached())
	}, nil)
	e.Accessor(proto, "resizable", func(this *goja.Object) goja.Value {
		buffer(this, "get ArrayBuffer.prototype.resizable")
		return e.Bool(false)
	}, nil)
	e.Accessor(proto, "maxByteLength", func(this *goja.Object) goja.Value { return this.Get("byteLength") }, nil)
}
