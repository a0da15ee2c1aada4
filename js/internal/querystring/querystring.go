// Package querystring is Node's module querystring.
package querystring

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// Load is the loader of require('querystring').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e: e, exports: exports}
	method := func(name string, length int, f engine.Native) *goja.Object {
		fn := e.Func(name, length, f)
		engine.Must(exports.Set(name, fn))
		return fn
	}
	method("unescapeBuffer", 2, func(call goja.FunctionCall) goja.Value {
		return buffer.Wrap(e, url.UnescapeBytes(e.ToText(call.Argument(0))))
	})
	m.unescape = method("unescape", 2, func(call goja.FunctionCall) goja.Value {
		return url.Unescape(e.ToText(call.Argument(0)))
	})
	m.escape = method("escape", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(m.encoded(e.ToText(call.Argument(0))))
	})
	stringify := method("stringify", 4, m.stringify)
	engine.Must(exports.Set("encode", stringify))
	parse := method("parse", 4, m.parse)
	engine.Must(exports.Set("decode", parse))
	return nil
}

type module struct {
	e                *engine.Engine
	exports          *goja.Object
	escape, unescape *goja.Object
}

// encoded is escape. Half of a pair is no character: with whatever follows it is taken for
// one, as in Node, and at the end it is an error.
func (m *module) encoded(s goja.String) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	var bytes [utf8.UTFMax]byte
	for i := 0; i < s.Length(); i++ {
		r := rune(s.CharAt(i))
		if utf16.IsSurrogate(r) {
			if i++; i == s.Length() {
				panic(m.e.URIError("ERR_INVALID_URI", "URI malformed"))
			}
			r = 0x10000 + (r&0x3FF)<<10 | rune(s.CharAt(i))&0x3FF
		}
		for _, c := range bytes[:utf8.EncodeRune(bytes[:], r)] {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("!'()*-._~", c) >= 0 {
				b.WriteByte(c)
			} else {
				b.Write([]byte{'%', digits[c>>4], digits[c&15]})
			}
		}
	}
	return b.String()
}

// encoder is the function of the options that escapes, or else that of the module, which
// scripts may have replaced.
func (m *module) encoder(options goja.Value) func(goja.String) string {
	f := m.option(options, "encodeURIComponent", "escape")
	if f == m.escape {
		return m.encoded
	}
	return func(s goja.String) string { return m.e.Call(f, nil, s).String() }
}

func (m *module) option(options goja.Value, name, own string) goja.Value {
	if o, ok := options.(*goja.Object); ok {
		if given := o.Get(name); engine.IsFunction(given) {
			return given
		}
	}
	return m.exports.Get(own)
}

func text(v goja.Value, otherwise string) string {
	if v == nil || !v.ToBoolean() {
		return otherwise
	}
	return v.String()
}

// primitive is what a value is in a query: nothing for most objects.
func (m *module) primitive(v goja.Value) goja.String {
	switch engine.TypeOf(v) {
	case "string", "boolean", "bigint":
		return m.e.ToText(v)
	case "number":
		if f := v.ToFloat(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return m.e.ToText(v)
		}
	}
	return gojax.String("")
}

func (m *module) stringify(call goja.FunctionCall) goja.Value {
	o, ok := call.Argument(0).(*goja.Object)
	if !ok {
		return m.e.Text("")
	}
	separator, equals := text(call.Argument(1), "&"), text(call.Argument(2), "=")
	encode := m.encoder(call.Argument(3))
	var parts strings.Builder
	between := ""
	add := func(part string) {
		parts.WriteString(between)
		between = separator
		if parts.WriteString(part); parts.Len() > engine.MaxString {
			panic(m.e.PlainRangeError("Invalid string length"))
		}
	}
	// By the entries: of a name in Go, half of a pair would be lost.
	m.e.VM.ForOf(m.e.Invoke(m.e.Intrinsic("Object"), "entries", o), func(entry goja.Value) bool {
		key, v := entry.(*goja.Object).Get("0"), entry.(*goja.Object).Get("1")
		name := encode(m.e.ToText(key)) + equals
		list, ok := v.(*goja.Object)
		if !ok || list.ClassName() != "Array" {
			add(name + encode(m.primitive(v)))
			return true
		}
		n := int(list.Get("length").ToInteger())
		if n > engine.MaxString/max(1, len(name)+len(separator)) {
			panic(m.e.PlainRangeError("Invalid string length"))
		}
		for i := range n {
			add(name + encode(m.primitive(list.Get(strconv.Itoa(i)))))
		}
		return true
	})
	return m.e.Text(parts.String())
}
