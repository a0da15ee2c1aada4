// Package punycode is Node's old module punycode.
package punycode

import (
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the loader of require('punycode').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	text := func(name string, f func([]rune) []rune) {
		engine.Must(exports.Set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			return join(e, f(split(e, call.Argument(0))))
		})))
	}
	decoded := func(points []rune) []rune {
		points, wrong := decode(points)
		if wrong != "" {
			panic(rangeError(e, string(wrong)))
		}
		return points
	}
	engine.Must(exports.Set("version", "2.1.0"))
	engine.Must(exports.Set("ucs2", e.Object(
		"decode", e.Func("ucs2decode", 1, func(call goja.FunctionCall) goja.Value {
			var points []any
			for _, r := range split(e, call.Argument(0)) {
				points = append(points, int(r))
			}
			return e.VM.NewArray(points...)
		}),
		"encode", e.Func("ucs2encode", 1, func(call goja.FunctionCall) goja.Value { return fromPoints(e, call.Argument(0)) }),
	)))
	text("decode", decoded)
	text("encode", encode)
	text("toASCII", func(name []rune) []rune {
		return eachLabel(name, func(label []rune) []rune {
			if ascii(label) {
				return label
			}
			return append([]rune(prefix), encode(label)...)
		})
	})
	text("toUnicode", func(name []rune) []rune {
		return eachLabel(name, func(label []rune) []rune {
			if !hasPrefix(label) {
				return label
			}
			label = slices.Clone(label[len(prefix):])
			for i, r := range label {
				if r >= 'A' && r <= 'Z' {
					label[i] = r | 0x20
				}
			}
			return decoded(label)
		})
	})
	return nil
}

const prefix = "xn--"

func hasPrefix(label []rune) bool {
	return len(label) >= len(prefix) && string(label[:len(prefix)]) == prefix
}

// eachLabel changes the labels of a host name. Of "user@host" the first part stays
// as it is, and what stands behind a second "@" goes.
func eachLabel(name []rune, f func([]rune) []rune) []rune {
	var out []rune
	if at := slices.Index(name, '@'); at >= 0 {
		out = append(out, name[:at+1]...)
		name = name[at+1:]
		if at := slices.Index(name, '@'); at >= 0 {
			name = name[:at]
		}
	}
	for {
		end := slices.IndexFunc(name, isDot)
		if end < 0 {
			return append(out, f(name)...)
		}
		out = append(append(out, f(name[:end])...), '.')
		name = name[end+1:]
	}
}

func isDot(r rune) bool { return r == '.' || r == '\u3002' || r == '\uff0e' || r == '\uff61' }

// split takes a text apart into code points; half a pair is one, too.
func split(e *engine.Engine, v goja.Value) []rune {
	s := e.ToText(v)
	points := make([]rune, 0, s.Length())
	for i := 0; i < s.Length(); i++ {
		r := rune(s.CharAt(i))
		if utf16.IsSurrogate(r) && i+1 < s.Length() {
			if pair := utf16.DecodeRune(r, rune(s.CharAt(i+1))); pair != '\uFFFD' {
				r = pair
				i++
			}
		}
		points = append(points, r)
	}
	return points
}

func join(e *engine.Engine, points []rune) goja.Value {
	units := make([]uint16, 0, len(points))
	for _, r := range points {
		if r < 0 || r > 0x10FFFF {
			panic(rangeError(e, "Invalid code point "+strconv.Itoa(int(r))))
		}
		if r >= 0x10000 {
			units = utf16.AppendRune(units, r)
		} else {
			units = append(units, uint16(r))
		}
	}
	return goja.StringFromUTF16(units)
}

// fromPoints is String.fromCodePoint.
func fromPoints(e *engine.Engine, v goja.Value) goja.Value {
	var points []rune
	e.VM.ForOf(v, func(item goja.Value) bool {
		n := item.ToFloat()
		if n != float64(rune(n)) {
			panic(rangeError(e, "Invalid code point "+item.String()))
		}
		points = append(points, rune(n))
		return true
	})
	return join(e, points)
}

func rangeError(e *engine.Engine, message string) *goja.Object {
	return e.Construct(e.Intrinsic("RangeError"), e.Text(message))
}
