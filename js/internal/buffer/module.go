package buffer

import (
	"math"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the module buffer.
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	c := ClassOf(e)
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	method := func(name string, length int, f engine.Native) { set(name, e.Func(name, length, f)) }
	set("Buffer", c.Constructor)
	method("transcode", 3, c.transcode)
	method("isUtf8", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(utf8.Valid(c.input(call.Argument(0)))) })
	method("isAscii", 1, func(call goja.FunctionCall) goja.Value {
		for _, b := range c.input(call.Argument(0)) {
			if b >= utf8.RuneSelf {
				return e.Bool(false)
			}
		}
		return e.Bool(true)
	})
	set("kMaxLength", int64(engine.MaxSafeInteger))
	set("kStringMaxLength", MaxString)
	set("btoa", base64Function(e, "btoa"))
	set("atob", base64Function(e, "atob"))
	constants := e.Object("MAX_LENGTH", int64(engine.MaxSafeInteger), "MAX_STRING_LENGTH", MaxString)
	engine.Must(exports.DefineDataProperty("constants", constants, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(c.inspectMax) })
	change := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
		c.inspectMax = e.NeedNumber("INSPECT_MAX_BYTES", call.Argument(0), 0, math.NaN())
		return nil
	})
	engine.Must(exports.DefineAccessorProperty("INSPECT_MAX_BYTES", get, change, goja.FLAG_TRUE, goja.FLAG_TRUE))
	blobs := blobsOf(e)
	set("Blob", blobs.blob.Constructor)
	method("resolveObjectURL", 1, func(call goja.FunctionCall) goja.Value { return blobs.at(call.Argument(0).String()) })
	set("File", blobs.file.Constructor)
	return nil
}

// Define defines Buffer, atob, btoa, Blob and File. They are made when somebody
// asks for them: most programs need none or one.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "Buffer", false, func() goja.Value { return ClassOf(e).Constructor })
	e.Lazy(global, "atob", true, func() goja.Value { return base64Function(e, "atob") })
	e.Lazy(global, "btoa", true, func() goja.Value { return base64Function(e, "btoa") })
	e.Lazy(global, "Blob", false, func() goja.Value { return blobsOf(e).blob.Constructor })
	e.Lazy(global, "File", false, func() goja.Value { return blobsOf(e).file.Constructor })
}

// input is the argument of isUtf8 and isAscii.
func (c *Class) input(v goja.Value) []byte {
	if p, ok := ArrayBufferBytes(v); ok {
		return p
	}
	view, ok := View(v)
	if !ok || !view.IsTypedArray() {
		panic(c.engine.InvalidArgType("input", v, "ArrayBuffer", "Buffer", "TypedArray"))
	}
	return view.Bytes()
}

// transcode is transcode(source, fromEncoding, toEncoding).
func (c *Class) transcode(call goja.FunctionCall) goja.Value {
	p := c.needBytes("source", call.Argument(0))
	if len(p) == 0 {
		return c.wrap(nil)
	}
	encoding := func(v goja.Value) Encoding {
		if !v.ToBoolean() {
			return UTF8
		}
		enc, _ := ParseEncoding(v.String())
		if enc == None || enc >= Base64 {
			panic(c.transcodeError("U_ILLEGAL_ARGUMENT_ERROR", 1))
		}
		return enc
	}
	from, to := encoding(call.Argument(1)), encoding(call.Argument(2))
	if from == UTF8 && to == UTF16LE && !utf8.Valid(p) {
		panic(c.transcodeError("U_INVALID_CHAR_FOUND", 10))
	}
	switch {
	case from == ASCII && to == UTF16LE:
		from = Latin1 // without ICU, as in Node
	case from == ASCII:
		p, from = replaceHigh(p), UTF8
	}
	s := from.Encode(p).(goja.String)
	if to != Latin1 && to != ASCII {
		return c.wrap(to.Decode(s))
	}
	limit := rune(0xFF)
	if to == ASCII {
		limit = 0x7F
	}
	var made []byte
	for _, r := range s.String() {
		if r > limit {
			r = '?'
		}
		made = append(made, byte(r))
	}
	return c.wrap(made)
}

// replaceHigh is ASCII as ICU reads it: other bytes are no characters.
func replaceHigh(p []byte) []byte {
	var made []byte
	for _, b := range p {
		if b < utf8.RuneSelf {
			made = append(made, b)
		} else {
			made = append(made, replacement...)
		}
	}
	return made
}

func (c *Class) transcodeError(code string, errno int) *goja.Object {
	err := c.engine.PlainError("Unable to transcode Buffer [" + code + "]")
	engine.Must(err.Set("code", code))
	engine.Must(err.Set("errno", errno))
	return err
}
