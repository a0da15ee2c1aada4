package encoding

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"golang.org/x/text/transform"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// decoder is one TextDecoder.
type decoder struct {
	goja.Value
	encoding  string
	charset   transform.Transformer // nil for the encodings of Unicode
	fatal     bool
	pieces    bool // has been given input piece by piece, or is of no UTF-8
	ignoreBOM bool

	rest    []byte // the start of a character
	started bool   // something of this stream has been decoded
}

type decoderKey struct{}

// Decoder is the class TextDecoder, for module util too.
func Decoder(e *engine.Engine) *goja.Object {
	return engine.Slot(e, decoderKey{}, func() *goja.Object { return newDecoder(e) })
}

const decoderName = "decoder"

func newDecoder(e *engine.Engine) *goja.Object {
	c := e.NewClass("TextDecoder", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		engine.Hide(call.This, decoderName, build(e, call.Argument(0), call.Argument(1)))
		return nil
	})
	of := func(this goja.Value) *decoder {
		if o, ok := this.(*goja.Object); ok {
			if d, ok := engine.Hidden(o, decoderName).(*decoder); ok {
				return d
			}
		}
		panic(e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type TextDecoder`))
	}
	c.Assign("decode", 0, func(call goja.FunctionCall) goja.Value {
		d := of(call.This)
		stream := option(options(e, call.Argument(1)), "stream")
		d.pieces = d.pieces || stream || d.encoding != utf8Name
		data := input(e, call.Argument(0), d.pieces)
		return d.decode(e, data, stream)
	})
	getter(e, c, "encoding", func(this goja.Value) goja.Value { return e.Text(of(this).encoding) })
	getter(e, c, "fatal", func(this goja.Value) goja.Value { return e.Bool(of(this).fatal) })
	getter(e, c, "ignoreBOM", func(this goja.Value) goja.Value { return e.Bool(of(this).ignoreBOM) })
	name(e, c, "TextDecoder")
	buffer.ShowAs(e, c, "TextDecoder", func(this goja.Value) *goja.Object {
		d := of(this)
		return e.Object("encoding", d.encoding, "fatal", d.fatal, "ignoreBOM", d.ignoreBOM)
	})
	return c.Constructor
}

func build(e *engine.Engine, label, settings goja.Value) *decoder {
	d := &decoder{Value: goja.Undefined(), encoding: "utf-8"}
	given := ""
	if !engine.IsUndefined(label) {
		given = e.ToText(label).String()
	}
	o := options(e, settings)
	if !engine.IsUndefined(label) {
		name, charset := named(given)
		switch name {
		case utf8Name, utf16le, utf16be:
		case "", "replacement":
			if name != "" {
				given = name
			}
			panic(e.RangeError("ERR_ENCODING_NOT_SUPPORTED", `The "`+given+`" encoding is not supported`))
		default:
			d.charset = newCharset(charset)
		}
		d.encoding = name
	}
	d.fatal, d.ignoreBOM = option(o, "fatal"), option(o, "ignoreBOM")
	return d
}

// options is an argument that may be left out.
func options(e *engine.Engine, v goja.Value) *goja.Object {
	if engine.IsNullish(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		panic(e.InvalidArgType("options", v, "object"))
	}
	return o
}

func option(o *goja.Object, name string) bool {
	if o == nil {
		return false
	}
	v := o.Get(name)
	return v != nil && v.ToBoolean()
}

// input is what decode is given to decode.
// Node's own decoder for whole UTF-8 has words of its own for what is wrong.
func input(e *engine.Engine, v goja.Value, pieces bool) []byte {
	if engine.IsUndefined(v) {
		return nil
	}
	if p, ok := buffer.ArrayBufferBytes(v); ok {
		return p
	}
	p, ok := buffer.Bytes(v)
	if !ok && pieces {
		panic(e.InvalidArgType("input", v, "ArrayBuffer", "ArrayBufferView"))
	}
	if !ok {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", `The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`))
	}
	return p
}

// decode turns bytes into text; with stream, the start of a character waits for
// more.
func (d *decoder) decode(e *engine.Engine, data []byte, stream bool) goja.Value {
	if len(d.rest) > 0 {
		data = append(d.rest, data...)
		d.rest = nil
	}
	text, rest, ok := d.text(data, !stream)
	d.rest = bytes.Clone(rest)
	if !ok && d.fatal {
		d.rest, d.started = nil, false
		if d.charset != nil {
			d.charset.Reset()
		}
		panic(e.TypeError("ERR_ENCODING_INVALID_ENCODED_DATA", "The encoded data was not valid for encoding "+d.encoding))
	}
	if !d.started && !d.ignoreBOM && d.charset == nil {
		text = strings.TrimPrefix(text, "\uFEFF")
	}
	d.started = stream && (d.started || len(data) > len(rest))
	return e.Text(text)
}

// text decodes; ok is false when something is no character. Unless these are the
// last bytes, what may be the start of a character is the rest.
func (d *decoder) text(p []byte, last bool) (text string, rest []byte, ok bool) {
	if d.charset != nil {
		text, rest = transcode(d.charset, p, last)
		return text, rest, !strings.ContainsRune(text, utf8.RuneError)
	}
	if !last {
		n := d.whole(p)
		p, rest = p[:n], p[n:]
	}
	switch d.encoding {
	case utf16le, utf16be:
		text, ok = wide(p, d.encoding == utf16be)
		return text, rest, ok
	}
	return gojax.ValidUTF8(p), rest, utf8.Valid(p)
}

// whole is how many bytes of p make whole characters, or can make none.
func (d *decoder) whole(p []byte) int {
	switch d.encoding {
	case utf16le, utf16be:
		n := len(p) &^ 1
		if n >= 2 && unit(p[n-2:], d.encoding == utf16be)&0xFC00 == 0xD800 {
			n -= 2
		}
		return n
	}
	return node.WholeUTF8(p)
}
