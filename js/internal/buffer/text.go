package buffer

import (
	"unicode/utf16"
	"unicode/utf8"
)

const (
	replacement   = "\xEF\xBF\xBD" // U+FFFD
	byteOrderMark = "\xEF\xBB\xBF" // U+FEFF
)

// utf8Size is how many bytes units take as UTF-8.
func utf8Size(wide []uint16) int {
	n := 0
	for i := 0; i < len(wide); i++ {
		switch u := wide[i]; {
		case u < 0x80:
			n++
		case u < 0x800:
			n += 2
		case isPair(wide, i):
			n += 4
			i++
		default:
			n += 3
		}
	}
	return n
}

// isPair reports whether the units at i are both halves of a character.
func isPair(wide []uint16, i int) bool {
	return wide[i]&0xFC00 == 0xD800 && i+1 < len(wide) && wide[i+1]&0xFC00 == 0xDC00
}

// appendUTF8 writes units as UTF-8; half a pair becomes U+FFFD.
func appendUTF8(p []byte, wide []uint16) []byte {
	for i := 0; i < len(wide); i++ {
		u := wide[i]
		switch {
		case u < 0x80:
			p = append(p, byte(u))
		case isPair(wide, i):
			p = utf8.AppendRune(p, utf16.DecodeRune(rune(u), rune(wide[i+1])))
			i++
		case u&0xF800 == 0xD800:
			p = append(p, replacement...)
		default:
			p = utf8.AppendRune(p, rune(u))
		}
	}
	return p
}
