// Package encoding is TextEncoder and TextDecoder, which Node has as globals.
package encoding

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Define defines TextEncoder and TextDecoder, made when first used.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "TextEncoder", false, func() goja.Value { return Encoder(e) })
	e.Lazy(global, "TextDecoder", false, func() goja.Value { return Decoder(e) })
}

type encoderKey struct{}

// Encoder is the class TextEncoder, for module util too.
func Encoder(e *engine.Engine) *goja.Object {
	return engine.Slot(e, encoderKey{}, func() *goja.Object { return newEncoder(e) })
}

const encoderName = "encoder"

func newEncoder(e *engine.Engine) *goja.Object {
	c := e.NewClass("TextEncoder", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		engine.Hide(call.This, encoderName, e.Bool(true))
		return nil
	})
	check := func(this goja.Value, text string) {
		if o, ok := this.(*goja.Object); !ok || engine.Hidden(o, encoderName) == nil {
			panic(e.VM.NewTypeError(text))
		}
	}
	getter(e, c, "encoding", func(this goja.Value) goja.Value {
		check(this, "Cannot read private member #encoding from an object whose class did not declare it")
		return e.Text("utf-8")
	})
	c.Assign("encode", 0, func(call goja.FunctionCall) goja.Value {
		check(call.This, "Receiver must be an instance of class TextEncoder")
		var data []byte
		if v := call.Argument(0); !engine.IsUndefined(v) {
			data = buffer.UTF8.Decode(e.ToText(v))
		}
		return e.Construct(e.Intrinsic("Uint8Array"), e.VM.ToValue(e.VM.NewArrayBuffer(data)))
	})
	c.Assign("encodeInto", 2, func(call goja.FunctionCall) goja.Value {
		check(call.This, "Receiver must be an instance of class TextEncoder")
		s, ok := call.Argument(0).(goja.String)
		if !ok {
			panic(e.InvalidArgType("src", call.Argument(0), "string"))
		}
		if !buffer.IsUint8Array(call.Argument(1)) {
			panic(e.InvalidArgType("dest", call.Argument(1), "Uint8Array"))
		}
		target, _ := buffer.Bytes(call.Argument(1))
		data := buffer.UTF8.Decode(s)
		n := min(len(data), len(target))
		for n < len(data) && n > 0 && !utf8.RuneStart(data[n]) {
			n--
		}
		copy(target, data[:n])
		return e.Object("read", buffer.UTF8.EncodedLength(data[:n]), "written", n)
	})
	name(e, c, "TextEncoder")
	e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "inspect", func(call goja.FunctionCall) goja.Value {
		return e.Object("encoding", "utf-8") // Node shows no name either
	})
	return c.Constructor
}

// getter adds a property that shows in listings of the prototype.
func getter(e *engine.Engine, c *engine.Class, name string, get func(this goja.Value) goja.Value) {
	f := e.Func("get "+name, 0, func(call goja.FunctionCall) goja.Value { return get(call.This) })
	engine.Must(c.Prototype.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// name is what Object.prototype.toString says.
func name(e *engine.Engine, c *engine.Class, name string) {
	engine.Must(c.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}
