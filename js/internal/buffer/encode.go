package buffer

import (
	"encoding/base64"
	"encoding/hex"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Encode makes the string that data is written as.
func (enc Encoding) Encode(data []byte) goja.Value {
	switch enc {
	case UTF16LE:
		wide := make([]uint16, len(data)/2)
		for i := range wide {
			wide[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
		}
		return goja.StringFromUTF16(wide)
	case Latin1:
		return gojax.String(narrow(data, 0xFF))
	case ASCII:
		return gojax.String(narrow(data, 0x7F))
	case Base64:
		return gojax.String(base64.StdEncoding.EncodeToString(data))
	case Base64URL:
		return gojax.String(base64.RawURLEncoding.EncodeToString(data))
	case Hex:
		return gojax.String(hex.EncodeToString(data))
	}
	return gojax.String(gojax.ValidUTF8(data))
}

// EncodedLength is how many UTF-16 units the string of data has.
func (enc Encoding) EncodedLength(data []byte) int {
	switch enc {
	case UTF16LE:
		return len(data) / 2
	case Latin1, ASCII:
		return len(data)
	case Base64:
		return base64.StdEncoding.EncodedLen(len(data))
	case Base64URL:
		return base64.RawURLEncoding.EncodedLen(len(data))
	case Hex:
		return 2 * len(data)
	}
	n := 0
	for _, r := range gojax.ValidUTF8(data) {
		if n++; r > 0xFFFF {
			n++
		}
	}
	return n
}

// narrow takes every byte as one character.
func narrow(data []byte, mask byte) string {
	high := 0
	for _, b := range data {
		if b&mask >= utf8.RuneSelf {
			high++
		}
	}
	if high == 0 && mask == 0xFF {
		return string(data)
	}
	p := make([]byte, 0, len(data)+high)
	for _, b := range data {
		p = utf8.AppendRune(p, rune(b&mask))
	}
	return string(p)
}
