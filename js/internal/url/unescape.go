package url

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Unescape is querystring.unescape: decodeURIComponent, and where that would throw the
// bytes of UnescapeBytes, as UTF-8.
func Unescape(s goja.String) goja.String {
	ascii, wide := gojax.Units(s)
	if wide == nil {
		if strings.IndexByte(ascii, '%') < 0 {
			return s
		}
		wide = utf16.Encode([]rune(ascii))
	}
	if units, ok := decodeComponent(wide); ok {
		return goja.StringFromUTF16(units)
	}
	return gojax.String(gojax.ValidUTF8(UnescapeBytes(s)))
}

// UnescapeBytes is querystring.unescapeBuffer: what is no percent sign with two digits is
// the lower half of its unit.
func UnescapeBytes(s goja.String) []byte {
	ascii, wide := gojax.Units(s)
	if wide == nil {
		return []byte(PercentDecode(ascii))
	}
	made := make([]byte, 0, len(wide))
	for i := 0; i < len(wide); i++ {
		if b, ok := escapedByte(wide[i:]); ok {
			made = append(made, b)
			i += 2
		} else {
			made = append(made, byte(wide[i]))
		}
	}
	return made
}

// decodeComponent is decodeURIComponent; ok is false where that throws.
func decodeComponent(s []uint16) (units []uint16, ok bool) {
	units = make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] != '%' {
			units = append(units, s[i])
			i++
			continue
		}
		var escaped []byte
		for ; i < len(s) && s[i] == '%'; i += 3 {
			b, ok := escapedByte(s[i:])
			if !ok {
				return nil, false
			}
			escaped = append(escaped, b)
		}
		if !utf8.Valid(escaped) {
			return nil, false
		}
		units = append(units, utf16.Encode([]rune(string(escaped)))...)
	}
	return units, true
}

// escapedByte reads a percent sign with two digits.
func escapedByte(s []uint16) (byte, bool) {
	if len(s) < 3 || s[0] != '%' || s[1] >= utf8.RuneSelf || s[2] >= utf8.RuneSelf {
		return 0, false
	}
	n, err := strconv.ParseUint(string([]byte{byte(s[1]), byte(s[2])}), 16, 8)
	return byte(n), err == nil
}

// IsHex reports whether a character is a hexadecimal digit.
func IsHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}
