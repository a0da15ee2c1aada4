package buffer

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Decode makes the bytes that a string stands for, in memory of their own. What
// cannot be read as hex or base64 is left out as Node does it.
func (enc Encoding) Decode(s goja.String) []byte {
	ascii, wide := gojax.Units(s)
	return enc.decode(ascii, wide)
}

// DecodeText is Decode for a string of Go.
func (enc Encoding) DecodeText(s string) []byte {
	if enc == UTF8 && utf8.ValidString(s) {
		return []byte(s)
	}
	ascii, wide := gojax.Units(gojax.String(s))
	return enc.decode(ascii, wide)
}

// decode is given an ASCII string or units, as from [gojax.Units].
func (enc Encoding) decode(ascii string, wide []uint16) []byte {
	if wide == nil {
		switch enc {
		case UTF16LE:
			p := make([]byte, 2*len(ascii))
			for i := 0; i < len(ascii); i++ {
				p[2*i] = ascii[i]
			}
			return p
		case Base64, Base64URL:
			return decodeBase64(make([]byte, 0, len(ascii)/4*3+3), ascii)
		case Hex:
			return decodeHex(make([]byte, 0, len(ascii)/2), ascii)
		}
		return []byte(ascii)
	}
	switch enc {
	case UTF16LE:
		p := make([]byte, 2*len(wide))
		for i, u := range wide {
			p[2*i], p[2*i+1] = byte(u), byte(u>>8)
		}
		return p
	case Latin1, ASCII:
		return lowBytes(wide)
	case Base64, Base64URL:
		return decodeBase64(make([]byte, 0, len(wide)/4*3+3), string(lowBytes(wide)))
	case Hex:
		return decodeHex(make([]byte, 0, len(wide)/2), string(lowBytes(wide)))
	}
	return appendUTF8(make([]byte, 0, utf8Size(wide)), wide)
}

func lowBytes(wide []uint16) []byte {
	p := make([]byte, len(wide))
	for i, u := range wide {
		p[i] = byte(u)
	}
	return p
}

// ByteLength is how many bytes Buffer.byteLength says that a string stands for.
// For base64 that is an estimate by the length, right when nothing but the
// alphabet is in the string.
func (enc Encoding) ByteLength(s goja.String) int {
	switch enc {
	case UTF16LE:
		return 2 * s.Length()
	case Latin1, ASCII:
		return s.Length()
	case Hex:
		return s.Length() / 2
	case Base64, Base64URL:
		n := s.Length()
		if n > 0 && s.CharAt(n-1) == '=' {
			n--
		}
		if n > 1 && s.CharAt(n-1) == '=' {
			n--
		}
		return n * 3 / 4
	}
	ascii, wide := gojax.Units(s)
	if wide == nil {
		return len(ascii)
	}
	return utf8Size(wide)
}

// decodeHex appends bytes until two characters are no hexadecimal number.
func decodeHex(p []byte, s string) []byte {
	for i := 0; i+1 < len(s); i += 2 {
		high, low := hexDigit[s[i]], hexDigit[s[i+1]]
		if high == 0 || low == 0 {
			break
		}
		p = append(p, (high-1)<<4|(low-1))
	}
	return p
}

// decodeBase64 reads both alphabets, skips what is in neither, and ends at the
// first =.
func decodeBase64(p []byte, s string) []byte {
	var bits uint32
	n := 0
	for i := 0; i < len(s) && s[i] != '='; i++ {
		d := base64Digit[s[i]]
		if d == 0 {
			continue
		}
		bits = bits<<6 | uint32(d-1)
		if n++; n == 4 {
			p = append(p, byte(bits>>16), byte(bits>>8), byte(bits))
			bits, n = 0, 0
		}
	}
	switch n {
	case 2:
		p = append(p, byte(bits>>4))
	case 3:
		p = append(p, byte(bits>>10), byte(bits>>2))
	}
	return p
}

// hexDigit and base64Digit give the value of a character plus one, 0 for what is
// no digit.
var hexDigit, base64Digit = digits()

func digits() (hex, base64 [256]byte) {
	for i := range 16 {
		hex["0123456789abcdef"[i]] = byte(i + 1)
		hex["0123456789ABCDEF"[i]] = byte(i + 1)
	}
	for i := range 64 {
		base64["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = byte(i + 1)
	}
	base64['-'], base64['_'] = base64['+'], base64['/']
	return hex, base64
}
