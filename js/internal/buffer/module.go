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
	constants := e.VM.NewObject()
	constant := func(name string, v any) {
		engine.Must(constants.DefineDataProperty(name, e.VM.ToValue(v), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	constant("MAX_LENGTH", int64(engine.MaxSafeInteger))
	constant("MAX_STRING_LENGTH", MaxString)
	engine.Must(exports.DefineDataProperty("constants", constants, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(c.inspectMax) })
	change := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
		c.inspectMax = e.NeedNumber("INSPECT_MAX_BYTES", call.Argument(0), 0, math.NaN())
		return nil
	})
	engine.Must(exports.DefineAccessorProperty("INSPECT_MAX_BYTES", get, change, goja.FLAG_TRUE, goja.FLAG_TRUE))
	blobs := blobsOf(e)
	set("Blob", blobs.blob.Constructor)
	method("resolveObjectURL", 1, func(call goja.FunctionCall) goja.Value { return blobs.at(e.ToText(call.Argument(0)).String()) })
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
