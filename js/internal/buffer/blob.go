package buffer

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// blobs are the classes Blob and File.
type blobs struct {
	engine     *engine.Engine
	blob, file *engine.Class
}

// blobData is what a Blob holds.
type blobData struct {
	goja.Value
	contents
	kind string

	name     string // of a File
	modified goja.Value
}

// Remake makes the Blob or File again in this or another runtime: its bytes never change.
func (d *blobData) Remake(e *engine.Engine) *goja.Object {
	d.needCloneable(e)
	b := blobsOf(e)
	class := b.blob
	if d.modified != nil {
		class = b.file
	}
	o := e.VM.CreateObject(class.Prototype)
	b.hold(o, d)
	return o
}

func (b *blobs) hold(o *goja.Object, d *blobData) {
	engine.Hide(o, blobName, d)
	engine.Hide(o, engine.Cloneable, d)
}

const blobName = "blob"

type blobsKey struct{}

func blobsOf(e *engine.Engine) *blobs {
	return engine.Slot(e, blobsKey{}, func() *blobs {
		b := &blobs{engine: e}
		b.makeBlob()
		b.makeFile()
		return b
	})
}

func blobOf(v goja.Value) *blobData {
	return engine.Held[*blobData](v, blobName)
}

// IsBlob reports whether v is a Blob, such as every File.
func IsBlob(v goja.Value) bool { return blobOf(v) != nil }

func (b *blobs) need(v goja.Value, class string) *blobData {
	d := blobOf(v)
	if d == nil || class == "File" && d.modified == nil {
		panic(b.engine.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type `+class))
	}
	return d
}

// getter adds a property that shows in listings of the prototype.
func (b *blobs) getter(c *engine.Class, name, class string, get func(d *blobData) goja.Value) {
	f := b.engine.Func("get "+name, 0, func(call goja.FunctionCall) goja.Value { return get(b.need(call.This, class)) })
	engine.Must(c.Prototype.DefineAccessorProperty(name, f, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (b *blobs) tag(c *engine.Class, name string) {
	engine.Must(c.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, b.engine.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (b *blobs) makeBlob() {
	e := b.engine
	b.blob = e.NewClass("Blob", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		b.hold(call.This, b.build(call.Argument(0), call.Argument(1)))
		return nil
	})
	b.getter(b.blob, "type", "Blob", func(d *blobData) goja.Value { return gojax.String(d.kind) })
	b.getter(b.blob, "size", "Blob", func(d *blobData) goja.Value { return e.VM.ToValue(d.size) })
	b.blob.Assign("slice", 0, func(call goja.FunctionCall) goja.Value {
		d := b.need(call.This, "Blob")
		start, end := int64(0), d.size
		if v := call.Argument(0); !engine.IsUndefined(v) {
			start = b.clamped("start", v, d.size)
		}
		if v := call.Argument(1); !engine.IsUndefined(v) {
			end = b.clamped("end", v, d.size)
		}
		kind := ""
		if v := call.Argument(2); !engine.IsUndefined(v) {
			kind = b.mediaType(v)
		}
		return b.wrap(&blobData{Value: goja.Undefined(), contents: d.part(start, max(start, end)), kind: kind})
	})
	b.reader("arrayBuffer", func(d *blobData) goja.Value { return e.VM.ToValue(e.VM.NewArrayBuffer(b.all(d))) })
	b.reader("text", func(d *blobData) goja.Value { return b.text(d) })
	b.reader("bytes", func(d *blobData) goja.Value { return b.bytes(b.all(d)) })
	b.blob.Assign("stream", 0, func(call goja.FunctionCall) goja.Value {
		return b.stream(b.need(call.This, "Blob"))
	})
	b.blob.Assign("textStream", 0, func(call goja.FunctionCall) goja.Value {
		decoder := e.Construct(e.VM.Get("TextDecoderStream"))
		return e.Invoke(b.stream(b.need(call.This, "Blob")), "pipeThrough", decoder)
	})
	b.tag(b.blob, "Blob")
	ShowAs(e, b.blob, "Blob", func(this goja.Value) *goja.Object {
		d := b.need(this, "Blob")
		return e.Object("size", d.size, "type", d.kind)
	})
}

// clamped is a position in a Blob as WebIDL reads it: the nearest whole number, of two
// the even one, counted from the end when it is negative.
func (b *blobs) clamped(name string, v goja.Value, length int64) int64 {
	switch engine.TypeOf(v) {
	case "symbol":
		panic(b.engine.TypeError("ERR_INVALID_ARG_TYPE", name+" is a Symbol and cannot be converted to a number."))
	case "bigint":
		panic(b.engine.TypeError("ERR_INVALID_ARG_TYPE", name+" is a BigInt and cannot be converted to a number."))
	}
	f := math.RoundToEven(v.ToNumber().ToFloat())
	if math.IsNaN(f) {
		f = 0
	}
	if f < 0 {
		f += float64(length)
	}
	return int64(max(0, min(f, float64(length))))
}

// stream is a byte stream of a Blob, part by part.
func (b *blobs) stream(d *blobData) *goja.Object {
	e, parts := b.engine, d.read()
	pull := e.Func("pull", 1, func(call goja.FunctionCall) goja.Value {
		controller := call.Argument(0).(*goja.Object)
		if part := parts.next(); part != nil {
			e.Invoke(controller, "enqueue", b.bytes(bytes.Clone(part)))
			return nil
		}
		e.Invoke(controller, "close")
		if request, ok := controller.Get("byobRequest").(*goja.Object); ok {
			e.Invoke(request, "respond", e.Int(0))
		}
		return nil
	})
	return e.Construct(e.Require("stream/web").Get("ReadableStream"), e.Object("type", "bytes", "pull", pull))
}

// all is a copy of what is in a Blob.
func (b *blobs) all(d *blobData) []byte {
	if d.size > engine.MaxMemory {
		panic(b.engine.PlainRangeError("Array buffer allocation failed"))
	}
	return d.bytes()
}

// text decodes what is in a Blob as TextDecoder does: without a byte order mark.
func (b *blobs) text(d *blobData) goja.Value {
	if d.size > 3*engine.MaxString { // as many bytes as a unit of UTF-16 may have
		panic(textTooLong(b.engine))
	}
	text := gojax.String(gojax.ValidUTF8(bytes.TrimPrefix(d.bytes(), []byte(byteOrderMark))))
	if text.Length() > engine.MaxString {
		panic(textTooLong(b.engine))
	}
	return text
}

func (b *blobs) bytes(data []byte) *goja.Object {
	return b.engine.Construct(b.engine.Intrinsic("Uint8Array"), b.engine.VM.ToValue(b.engine.VM.NewArrayBuffer(data)))
}

// reader adds a method that promises something of the bytes.
func (b *blobs) reader(name string, read func(d *blobData) goja.Value) {
	b.blob.Assign(name, 0, func(call goja.FunctionCall) goja.Value {
		promise, resolve, reject := b.engine.Promise()
		if thrown := b.engine.VM.Try(func() { resolve(read(b.need(call.This, "Blob"))) }); thrown != nil {
			reject(thrown.Value())
		}
		return promise
	})
}

// wrap makes a Blob of what it is to hold.
func (b *blobs) wrap(d *blobData) *goja.Object {
	o := b.engine.Construct(b.blob.Constructor)
	b.hold(o, d)
	return o
}

func (b *blobs) makeFile() {
	e := b.engine
	b.file = e.NewClass("File", 2, b.blob.Constructor, func(call goja.ConstructorCall) *goja.Object {
		if len(call.Arguments) < 2 {
			panic(e.TypeError("ERR_MISSING_ARGS", `The "fileBits" and "fileName" arguments must be specified`))
		}
		d := b.build(call.Argument(0), call.Argument(2))
		d.name = e.ToText(call.Argument(1)).String()
		d.modified = e.VM.ToValue(time.Now().UnixMilli())
		if options, ok := call.Argument(2).(*goja.Object); ok {
			if v := options.Get("lastModified"); !engine.IsUndefined(v) {
				if d.modified = v.ToNumber(); math.IsNaN(d.modified.ToFloat()) {
					d.modified = e.Int(0)
				}
			}
		}
		b.hold(call.This, d)
		return nil
	})
	b.getter(b.file, "name", "File", func(d *blobData) goja.Value { return gojax.String(d.name) })
	b.getter(b.file, "lastModified", "File", func(d *blobData) goja.Value { return d.modified })
	b.tag(b.file, "File")
	ShowAs(e, b.file, "File", func(this goja.Value) *goja.Object {
		d := b.need(this, "File")
		return e.Object("size", d.size, "type", d.kind, "name", d.name, "lastModified", d.modified)
	})
}

// ShowAs has util.inspect show a class by its name and these properties.
func ShowAs(e *engine.Engine, c *engine.Class, name string, properties func(this goja.Value) *goja.Object) {
	e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "inspect", func(call goja.FunctionCall) goja.Value {
		inspect := call.Argument(2)
		if !engine.IsFunction(inspect) {
			return call.This
		}
		if call.Argument(0).ToInteger() < 0 {
			return gojax.String("[" + name + "]")
		}
		return gojax.String(name + " " + e.Call(inspect, goja.Undefined(), properties(call.This), call.Argument(1)).String())
	})
}

// build reads the arguments of new Blob(sources, options).
func (b *blobs) build(sources, options goja.Value) *blobData {
	e := b.engine
	d := &blobData{Value: goja.Undefined()}
	endings := "transparent"
	var kind goja.Value
	if o, ok := options.(*goja.Object); ok {
		kind = o.Get("type")
		if v := o.Get("endings"); !engine.IsUndefined(v) {
			if endings = e.ToText(v).String(); endings != "transparent" && endings != "native" {
				panic(e.InvalidArgValue("options.endings", e.Text(endings), ""))
			}
		}
	} else if !engine.IsNullish(options) {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", `The "options" argument must be a dictionary. Received `+e.Describe(options)))
	}
	if !engine.IsUndefined(sources) {
		o, ok := sources.(*goja.Object)
		if !ok || engine.IsUndefined(o.GetSymbol(goja.SymIterator)) {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Value cannot be converted to sequence."))
		}
		i := 0
		e.VM.ForOf(o, func(part goja.Value) bool {
			d.add(partOf(e, i, part, endings == "native"))
			if d.size >= engine.MaxSafeInteger {
				panic(e.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than 9007199254740991 bytes"))
			}
			i++
			return true
		})
	}
	if !engine.IsUndefined(kind) {
		d.kind = b.mediaType(kind)
	}
	return d
}

// partOf is one of the things that a Blob is made of, the one at i.
func partOf(e *engine.Engine, i int, part goja.Value, native bool) contents {
	if p, ok := ArrayBufferBytes(part); ok {
		return onePart(bytes.Clone(p))
	}
	if p, ok := Bytes(part); ok {
		return onePart(bytes.Clone(p))
	}
	if d := blobOf(part); d != nil {
		return d.contents
	}
	if engine.TypeOf(part) == "symbol" {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Value["+strconv.Itoa(i)+"] is a Symbol and cannot be converted to a string."))
	}
	s := e.ToText(part)
	if native {
		return onePart([]byte(strings.ReplaceAll(s.String(), "\r\n", "\n")))
	}
	return onePart(UTF8.Decode(s))
}

// mediaType is a type in small letters, or none when it has characters that
// types do not have.
func (b *blobs) mediaType(v goja.Value) string {
	s := b.engine.ToText(v).String()
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7E {
			return ""
		}
	}
	return strings.ToLower(s)
}
