package buffer

import (
	"math"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// MaxString is how long Node's strings can be.
const MaxString = engine.MaxString

// strings adds the methods between bytes and strings that name their encoding:
// utf8Slice, utf8Write and the others.
func (c *Class) strings() {
	kinds := []struct {
		name     string
		encoding Encoding
	}{{"ascii", ASCII}, {"base64", Base64}, {"base64url", Base64URL}, {"latin1", Latin1}, {"hex", Hex}, {"ucs2", UTF16LE}, {"utf8", UTF8}}
	for _, kind := range kinds {
		c.methodNamed(kind.name+"Slice", "", 2, func(call goja.FunctionCall) goja.Value {
			p := c.memory(call.This)
			start, end := c.index(call.Argument(0), 0), c.index(call.Argument(1), len(p))
			if start >= end {
				return gojax.String("")
			}
			if end > len(p) {
				panic(c.engine.RangeError("ERR_OUT_OF_RANGE", "Index out of range"))
			}
			return Text(c.engine, kind.encoding, still(call, call.This, p)[start:end])
		})
	}
	for _, kind := range kinds {
		c.methodNamed(kind.name+"Write", "", 3, func(call goja.FunctionCall) goja.Value {
			return c.encodingWrite(kind.encoding, call)
		})
	}
}

func (c *Class) encodingWrite(enc Encoding, call goja.FunctionCall) goja.Value {
	p := c.memory(call.This)
	s := c.needText(call.Argument(0))
	start := 0
	if v := call.Argument(1); !engine.IsUndefined(v) {
		n := v.ToInteger()
		if n > int64(len(p)) || n < 0 && (enc == UTF8 || enc == Latin1 || enc == ASCII) {
			panic(c.outOfBounds("offset"))
		}
		start = c.index(c.engine.VM.ToValue(n), 0) // the script runs once
	}
	length := len(p) - start
	if v := call.Argument(2); !engine.IsUndefined(v) {
		n := v.ToInteger()
		if (n < 0 || n > int64(length)) && (enc == UTF8 || enc == Latin1 || enc == ASCII) {
			panic(c.outOfBounds("length"))
		}
		length = c.index(c.engine.VM.ToValue(n), 0)
	}
	p = still(call, call.This, p)
	return c.engine.Int(write(enc, p[start:start+min(length, len(p)-start)], s))
}

// index is a position given by anything that can be made a number.
func (c *Class) index(v goja.Value, missing int) int {
	if engine.IsUndefined(v) {
		return missing
	}
	n := v.ToInteger()
	if n < 0 {
		panic(c.engine.RangeError("ERR_OUT_OF_RANGE", "Index out of range"))
	}
	return int(n)
}

func (c *Class) needText(v goja.Value) goja.String {
	s, ok := v.(goja.String)
	if !ok {
		panic(c.engine.TypeError("ERR_INVALID_ARG_TYPE", "argument must be a string"))
	}
	return s
}

// Text is what bytes are in an encoding. It throws as Node does when that would be longer
// than a string may be.
func Text(e *engine.Engine, enc Encoding, p []byte) goja.Value {
	if len(p) > MaxString/2 && enc.EncodedLength(p) > MaxString {
		panic(textTooLong(e))
	}
	return enc.Encode(p)
}

// write puts as many whole characters of s into p as there is room for, and
// returns how many bytes these are.
func write(enc Encoding, p []byte, s goja.String) int {
	data := enc.Decode(s)
	n := min(len(p), len(data))
	if n < len(data) {
		switch enc {
		case UTF8:
			for n > 0 && !utf8.RuneStart(data[n]) {
				n--
			}
		case UTF16LE:
			n &^= 1
		}
	}
	return copy(p, data[:n])
}

// toString is Buffer.prototype.toString.
func (c *Class) toString(call goja.FunctionCall) goja.Value {
	p := c.memory(call.This)
	if len(call.Arguments) == 0 {
		return Text(c.engine, UTF8, p)
	}
	start, end := clamp(call.Argument(1), len(p)), len(p)
	if v := call.Argument(2); !engine.IsUndefined(v) {
		end = clamp(v, len(p))
	}
	if end <= start {
		return gojax.String("")
	}
	enc := UTF8
	if v := call.Argument(0); !engine.IsUndefined(v) {
		enc = textEncoding(c.engine, v)
	}
	return Text(c.engine, enc, still(call, call.This, p)[start:end])
}

// clamp is a number between 0 and high, without its fraction; NaN is 0.
func clamp(v goja.Value, high int) int {
	f := v.ToNumber().ToFloat()
	switch {
	case !(f > 0):
		return 0
	case f >= float64(high):
		return high
	}
	return int(f)
}

// writeString is Buffer.prototype.write(string[, offset[, length]][, encoding]).
func (c *Class) writeString(call goja.FunctionCall) goja.Value {
	p := c.memory(call.This)
	offset, length, encoding := call.Argument(1), call.Argument(2), call.Argument(3)
	if engine.IsUndefined(offset) {
		return c.engine.Int(write(UTF8, p, c.needText(call.Argument(0))))
	}
	rest := p
	if _, ok := offset.(goja.String); ok && engine.IsUndefined(length) {
		encoding = offset
	} else {
		rest = p[c.engine.NeedInteger("offset", offset, 0, int64(len(p))):]
		if _, ok := length.(goja.String); ok {
			encoding = length
		} else if !engine.IsUndefined(length) {
			n := c.engine.NeedInteger("length", length, 0, int64(len(p)))
			rest = rest[:min(int(n), len(rest))]
		}
	}
	enc := UTF8
	if encoding.ToBoolean() {
		enc = textEncoding(c.engine, encoding)
	}
	return c.engine.Int(write(enc, rest, c.needText(call.Argument(0))))
}

// integer is a number without its fraction, 0 for NaN.
func integer(v goja.Value) float64 {
	if f := math.Trunc(v.ToNumber().ToFloat()); !math.IsNaN(f) {
		return f
	}
	return 0
}

func textTooLong(e *engine.Engine) *goja.Object {
	return e.Error("ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters")
}
