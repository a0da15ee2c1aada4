package buffer

import (
	"bytes"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// find is indexOf, or lastIndexOf: (value[, start[, end]][, encoding]).
func (c *Class) find(call goja.FunctionCall, forward bool) int {
	p := c.memory(call.This)
	start, end, encoding := call.Argument(1), call.Argument(2), call.Argument(3)
	if _, ok := start.(goja.String); ok {
		start, end, encoding = goja.Undefined(), goja.Undefined(), start
	} else if _, ok := end.(goja.String); ok {
		end, encoding = goja.Undefined(), end
	}
	from := start.ToNumber().ToFloat()
	if math.IsNaN(from) {
		from = 0
		if !forward {
			from = float64(len(p))
		}
	}
	from = math.Trunc(max(min(from, math.MaxInt32), math.MinInt32))
	last := len(p)
	if !engine.IsUndefined(end) {
		last = clamp(end, len(p))
	}
	enc := UTF8
	length := len(p) // what negative offsets count from
	var needle []byte
	switch v := call.Argument(0); {
	case gojax.IsNumber(v):
		needle = []byte{toByte(v)}
	case IsUint8Array(v):
		needle, _ = Bytes(v)
		if name, ok := encoding.(goja.String); ok {
			enc, _ = ParseEncoding(name.String())
		}
	default:
		s, ok := v.(goja.String)
		if !ok {
			panic(c.engine.InvalidArgType("value", v, "number", "string", "Buffer", "Uint8Array"))
		}
		if !engine.IsUndefined(encoding) {
			enc = NeedEncoding(c.engine, encoding)
		}
		needle = enc.Decode(s)
		if enc == UTF16LE {
			length &^= 1
		}
	}
	p = still(call, call.This, p)
	begin := searchStart(length, int(from), len(needle), forward)
	return search(p[:last], needle, begin, forward, enc == UTF16LE)
}

// search returns where needle is in p, looking from a place on or back; -1 when
// it is nowhere. Wide characters are at even places only, and half of one counts
// for nothing.
func search(p, needle []byte, from int, forward, wide bool) int {
	if wide {
		p = p[:len(p)&^1]
	}
	switch {
	case len(needle) == 0:
		return min(from, len(p))
	case from < 0 || len(needle) > len(p) || forward && from+len(needle) > len(p):
		return -1
	}
	if wide {
		needle, from = needle[:len(needle)&^1], from&^1
		if len(needle) == 0 {
			return -1
		}
	}
	if forward {
		return searchForward(p, needle, from, wide)
	}
	for from >= 0 {
		p = p[:min(len(p), from+len(needle))]
		i := bytes.LastIndex(p, needle)
		if i < 0 || !wide || i%2 == 0 {
			return i
		}
		from = i - 1
	}
	return -1
}

func searchForward(p, needle []byte, from int, wide bool) int {
	for from <= len(p) {
		i := bytes.Index(p[from:], needle)
		if i < 0 {
			return -1
		}
		if from += i; !wide || from%2 == 0 {
			return from
		}
		from++
	}
	return -1
}

// searchStart is the first place to look at, or -1 for none.
func searchStart(length, from, needle int, forward bool) int {
	switch {
	case from < 0 && from+length >= 0:
		return from + length
	case from < 0 && (forward || needle == 0):
		return 0
	case from < 0:
		return -1
	case from+needle <= length:
		return from
	case needle == 0:
		return length
	case forward:
		return -1
	}
	return length - 1
}
