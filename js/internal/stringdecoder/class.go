package stringdecoder

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the module string_decoder.
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	engine.Must(exports.Set("StringDecoder", newClass(e)))
	return nil
}

// hidden is a Decoder on its object.
type hidden struct {
	goja.Value
	*Decoder
}

const hiddenName = "decoder"

// of returns the decoder of an object, or throws.
func of(e *engine.Engine, this goja.Value) *Decoder {
	if h := engine.Held[*hidden](this, hiddenName); h != nil {
		return h.Decoder
	}
	panic(e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type StringDecoder`))
}

func newClass(e *engine.Engine) *goja.Object {
	c := e.Class("StringDecoder", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		encoding := buffer.UTF8
		if v := call.Argument(0); v.ToBoolean() || !engine.IsNullish(v) && engine.TypeOf(v) != "string" {
			encoding = buffer.NeedEncoding(e, v)
		}
		engine.Must(call.This.Set("encoding", encoding.String()))
		engine.Hide(call.This, hiddenName, &hidden{goja.Undefined(), NewDecoder(encoding)})
		return nil
	})
	c.NeedThis("encoding")
	c.Assign("write", 1, func(call goja.FunctionCall) goja.Value {
		return write(e, call.This, call.Argument(0))
	})
	c.Assign("end", 1, func(call goja.FunctionCall) goja.Value {
		if engine.IsUndefined(call.Argument(0)) {
			return of(e, call.This).End()
		}
		start := write(e, call.This, call.Argument(0)).(goja.String)
		return start.Concat(of(e, call.This).End().(goja.String))
	})
	c.Assign("text", 2, func(call goja.FunctionCall) goja.Value {
		d := of(e, call.This)
		d.have, d.want = 0, 0
		p, ok := buffer.Bytes(call.Argument(0))
		if !ok {
			panic(e.InvalidArgType("buf", call.Argument(0), "Buffer", "TypedArray", "DataView"))
		}
		start := min(max(call.Argument(1).ToInteger(), 0), int64(len(p)))
		return d.Write(e, p[start:])
	})
	getter := func(name string, get func(d *Decoder) goja.Value) {
		f := e.Func("get", 0, func(call goja.FunctionCall) goja.Value { return get(of(e, call.This)) })
		engine.Must(c.Prototype.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	getter("lastChar", func(d *Decoder) goja.Value { return buffer.Wrap(e, d.rest[:]) })
	getter("lastNeed", func(d *Decoder) goja.Value { return e.Int(d.want - d.have) })
	getter("lastTotal", func(d *Decoder) goja.Value { return e.Int(d.want) })
	return c.Constructor
}

// write gives back a string as it is: that is text already.
func write(e *engine.Engine, this, v goja.Value) goja.Value {
	if s, ok := v.(goja.String); ok {
		return s
	}
	p, ok := buffer.Bytes(v)
	if !ok {
		panic(e.InvalidArgType("buf", v, "Buffer", "TypedArray", "DataView"))
	}
	return of(e, this).Write(e, p)
}
