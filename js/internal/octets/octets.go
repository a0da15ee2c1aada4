// Package octets is how native modules take bytes from JavaScript and give
// bytes to it, as Buffers when there is a module buffer.
package octets

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// View returns the memory of a typed array, a Buffer or a DataView: what is
// written to it is seen by JavaScript.
func View(v goja.Value) ([]byte, bool) {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, false
	}
	if p, ok := o.Export().([]byte); ok {
		return p, true
	}
	buffer, offset, length := o.Get("buffer"), o.Get("byteOffset"), o.Get("byteLength")
	if buffer == nil || offset == nil || length == nil {
		return nil, false
	}
	memory, ok := buffer.Export().(goja.ArrayBuffer)
	if !ok {
		return nil, false
	}
	from, n := offset.ToInteger(), length.ToInteger()
	if p := memory.Bytes(); from >= 0 && n >= 0 && from+n <= int64(len(p)) {
		return p[from : from+n : from+n], true
	}
	return nil, false
}

// Memory is View that takes an ArrayBuffer, too.
func Memory(v goja.Value) ([]byte, bool) {
	if o, ok := v.(*goja.Object); ok {
		if memory, ok := o.Export().(goja.ArrayBuffer); ok {
			return memory.Bytes(), true
		}
	}
	return View(v)
}

// Buffer makes a Buffer of bytes, which it keeps; a Uint8Array when there is no
// module buffer.
func Buffer(e *engine.Engine, p []byte) *goja.Object {
	memory := e.VM.ToValue(e.VM.NewArrayBuffer(p))
	if module := e.Require("buffer"); module != nil {
		return e.Invoke(module.Get("Buffer").(*goja.Object), "from", memory).(*goja.Object)
	}
	return e.Construct(e.VM.Get("Uint8Array"), memory)
}

// ArrayBuffer makes an ArrayBuffer of bytes, which it keeps.
func ArrayBuffer(e *engine.Engine, p []byte) *goja.Object {
	return e.VM.ToValue(e.VM.NewArrayBuffer(p)).(*goja.Object)
}

// Encoding returns the usual name of an encoding; ok is false for unknown ones.
func Encoding(name string) (usual string, ok bool) {
	switch usual := strings.ToLower(name); usual {
	case "utf8", "utf-8":
		return "utf8", true
	case "ucs2", "ucs-2", "utf16le", "utf-16le":
		return "utf16le", true
	case "latin1", "binary":
		return "latin1", true
	case "base64", "base64url", "hex", "ascii":
		return usual, true
	}
	return "", false
}

// Decode makes text of bytes, as Buffer's toString does; for encoding "buffer"
// or "" it makes a Buffer.
func Decode(e *engine.Engine, p []byte, encoding string) goja.Value {
	switch encoding {
	case "", "buffer":
		return Buffer(e, p)
	case "hex":
		return e.Text(hex.EncodeToString(p))
	case "base64":
		return e.Text(base64.StdEncoding.EncodeToString(p))
	case "base64url":
		return e.Text(base64.RawURLEncoding.EncodeToString(p))
	case "latin1":
		return e.Text(widened(p, 0xff))
	case "ascii":
		return e.Text(widened(p, 0x7f))
	case "utf16le":
		units := make([]uint16, len(p)/2)
		for i := range units {
			units[i] = uint16(p[2*i]) | uint16(p[2*i+1])<<8
		}
		return goja.StringFromUTF16(units)
	}
	return e.Text(validated(p))
}

func widened(p []byte, mask byte) string {
	var b strings.Builder
	for _, c := range p {
		b.WriteRune(rune(c & mask))
	}
	return b.String()
}

// validated is UTF-8 with U+FFFD where it is wrong, one for each maximal part
// of a character that is cut off, as the Encoding Standard says.
func validated(p []byte) string {
	if utf8.Valid(p) {
		return string(p)
	}
	var b strings.Builder
	for len(p) > 0 {
		r, n := utf8.DecodeRune(p)
		if r == utf8.RuneError && n == 1 {
			n = broken(p)
		}
		b.WriteRune(r)
		p = p[n:]
	}
	return b.String()
}

// broken returns how many bytes at the start of p are the start of a character
// that does not go on; at least 1.
func broken(p []byte) int {
	low, high, size := byte(0x80), byte(0xbf), 0
	switch c := p[0]; {
	case c >= 0xc2 && c <= 0xdf:
		size = 2
	case c >= 0xe0 && c <= 0xef:
		size = 3
		if c == 0xe0 {
			low = 0xa0
		} else if c == 0xed {
			high = 0x9f
		}
	case c >= 0xf0 && c <= 0xf4:
		size = 4
		if c == 0xf0 {
			low = 0x90
		} else if c == 0xf4 {
			high = 0x8f
		}
	}
	n := 1
	for n < size && n < len(p) && p[n] >= low && p[n] <= high {
		low, high = 0x80, 0xbf
		n++
	}
	return n
}

// Encode makes bytes of text, as Buffer.from(text, encoding) does. The bytes are
// new.
func Encode(e *engine.Engine, text goja.Value, encoding string) []byte {
	switch encoding {
	case "", "utf8":
		return []byte(strings.ToValidUTF8(text.String(), "\uFFFD"))
	}
	if module := e.Require("buffer"); module != nil {
		made := e.Invoke(module.Get("Buffer").(*goja.Object), "from", text, e.Text(encoding))
		p, _ := View(made)
		return p
	}
	s := text.String()
	switch encoding {
	case "hex":
		p, _ := hex.DecodeString(s[:len(s)&^1])
		return p
	case "base64", "base64url":
		p, _ := base64.RawURLEncoding.DecodeString(strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(s), "="))
		return p
	case "latin1", "ascii":
		p := make([]byte, 0, len(s))
		for _, r := range s {
			p = append(p, byte(r))
		}
		return p
	}
	return []byte(s)
}
