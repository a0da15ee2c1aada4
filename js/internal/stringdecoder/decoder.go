// Package stringdecoder is Node's module string_decoder: bytes that arrive in
// pieces become strings of whole characters.
package stringdecoder

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Decoder turns pieces of bytes into strings. It keeps what does not make a
// whole character yet.
type Decoder struct {
	encoding buffer.Encoding
	rest     [4]byte // the start of a character
	have     int     // how many bytes of rest there are
	want     int     // how many bytes the character has
}

// NewDecoder makes a decoder of an encoding.
func NewDecoder(encoding buffer.Encoding) *Decoder { return &Decoder{encoding: encoding} }

// Encoding is what the decoder was made for.
func (d *Decoder) Encoding() buffer.Encoding { return d.encoding }

// Partial reports whether a part of a character is kept.
func (d *Decoder) Partial() bool { return d.have > 0 }

// Write returns the characters that are whole now. It throws as Node does when they are
// more than a string may have.
func (d *Decoder) Write(e *engine.Engine, p []byte) goja.Value {
	if len(p) == 0 {
		return empty
	}
	want := d.want
	if d.have > 0 {
		p = d.join(p)
	}
	n := d.whole(p, want)
	if n < len(p) {
		d.have = copy(d.rest[:], p[n:])
		if d.want = want; len(p) >= want || d.encoding == buffer.UTF8 {
			d.want = d.size(p[n:])
		}
	}
	if n == 0 {
		return empty
	}
	return buffer.Text(e, d.encoding, p[:n])
}

// join puts what is kept in front of p. The part that completes the character
// goes into rest too, where scripts can see it as lastChar.
func (d *Decoder) join(p []byte) []byte {
	joined := append(d.rest[:d.have:d.have], p...)
	for i := d.have; i < d.want && i < len(joined); i++ {
		if d.encoding == buffer.UTF8 && utf8.RuneStart(joined[i]) {
			break
		}
		d.rest[i] = joined[i]
	}
	d.have, d.want = 0, 0
	return joined
}

// End returns what is left, whole or not, and is ready for other bytes.
func (d *Decoder) End() goja.Value {
	p := d.rest[:d.have]
	d.have, d.want = 0, 0
	switch {
	case len(p) == 0:
		return empty
	case d.encoding == buffer.UTF16LE:
		p = p[:len(p)&^1]
	}
	return d.encoding.Encode(p)
}

var empty = buffer.UTF8.Encode(nil)

// whole is how many bytes of p make whole characters. The first want bytes belong
// together, because the character was begun before.
func (d *Decoder) whole(p []byte, want int) int {
	switch d.encoding {
	case buffer.UTF8:
		return wholeUTF8(p)
	case buffer.UTF16LE:
		switch rest := len(p) - want; {
		case rest < 0:
			return 0
		case rest%2 != 0:
			return len(p) - 1
		case rest > 0 && p[len(p)-1]&0xFC == 0xD8:
			return len(p) - 2 // the first half of a pair
		}
	case buffer.Base64, buffer.Base64URL:
		return len(p) - len(p)%3
	}
	return len(p)
}

// size is how many bytes the character has that p begins.
func (d *Decoder) size(p []byte) int {
	switch d.encoding {
	case buffer.UTF8:
		return utf8Length(p[0])
	case buffer.UTF16LE:
		if len(p) >= 2 {
			return 4
		}
		return 2
	}
	return 3
}

// wholeUTF8 leaves out a last character that has not all its bytes yet, going by
// the number of bytes alone: whether they make a character shows later.
func wholeUTF8(p []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(p); back++ {
		if i := len(p) - back; utf8.RuneStart(p[i]) {
			if utf8Length(p[i]) > back {
				return i
			}
			break
		}
	}
	return len(p)
}

// utf8Length is how many bytes a character has that begins with b.
func utf8Length(b byte) int {
	switch {
	case b >= 0xF8 || b < 0xC0:
		return 1
	case b >= 0xF0:
		return 4
	case b >= 0xE0:
		return 3
	}
	return 2
}
