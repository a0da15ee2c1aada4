package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// defineBuffers adds what ArrayBuffers can do beside being read: they can be
// transferred. None of them can be resized, since goja makes none that may.
func defineBuffers(e *engine.Engine, proto *goja.Object) {
	if proto.Get("transfer") != nil {
		return
	}
	buffer := func(v goja.Value, method string) goja.ArrayBuffer {
		if o, ok := v.(*goja.Object); ok {
			if b, ok := o.Export().(goja.ArrayBuffer); ok {
				return b
			}
		}
		panic(e.VM.NewTypeError("Method ArrayBuffer.prototype.%s called on incompatible receiver %s", method, v.String()))
	}
	for _, name := range []string{"transfer", "transferToFixedLength"} {
		e.Method(proto, name, 0, func(call goja.FunctionCall) goja.Value {
			b := buffer(call.This, name)
			if b.Detached() {
				panic(e.VM.NewTypeError("Cannot perform ArrayBuffer.prototype.%s on a detached ArrayBuffer", name))
			}
			bytes := b.Bytes()
			if v := call.Argument(0); !engine.IsUndefined(v) {
				n := v.ToInteger()
				if n < 0 || n > engine.MaxSafeInteger {
					panic(e.Construct(e.VM.Get("RangeError"), e.Text("Invalid array buffer length")))
				}
				resized := make([]byte, n)
				copy(resized, bytes)
				bytes = resized
			}
			b.Detach()
			return e.VM.ToValue(e.VM.NewArrayBuffer(bytes))
		})
	}
	e.Method(proto, "resize", 1, func(call goja.FunctionCall) goja.Value {
		buffer(call.This, "resize")
		panic(e.VM.NewTypeError("Method ArrayBuffer.prototype.resize called on incompatible receiver #<ArrayBuffer>"))
	})
	e.Accessor(proto, "detached", func(this *goja.Object) goja.Value { return e.Bool(buffer(this, "detached").Detached()) }, nil)
	e.Accessor(proto, "resizable", func(this *goja.Object) goja.Value {
		buffer(this, "resizable")
		return e.Bool(false)
	}, nil)
	e.Accessor(proto, "maxByteLength", func(this *goja.Object) goja.Value { return this.Get("byteLength") }, nil)
}
