package encoding

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The encodings that there are, by their names in the Encoding standard.
const (
	utf8Name    = "utf-8"
	utf16le     = "utf-16le"
	utf16be     = "utf-16be"
	windows1252 = "windows-1252"
)

// labels are the names that scripts may use, in small letters. The other
// encodings of the standard are not here: they need tables of many kilobytes.
var labels = func() map[string]string {
	known := map[string]string{}
	for name, list := range map[string]string{
		utf8Name:    "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
		utf16le:     "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
		utf16be:     "unicodefffe utf-16be",
		windows1252: "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
	} {
		for _, label := range strings.Fields(list) {
			known[label] = name
		}
	}
	return known
}()

// windowsHigh are the characters of the bytes 0x80 to 0x9F in windows-1252.
var windowsHigh = [...]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8D, 'Ž', 0x8F,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9D, 'ž', 'Ÿ',
}

func western(p []byte) string {
	text := make([]byte, 0, len(p))
	for _, b := range p {
		r := rune(b)
		if b >= 0x80 && b < 0xA0 {
			r = windowsHigh[b-0x80]
		}
		text = utf8.AppendRune(text, r)
	}
	return string(text)
}

// unit is one unit of UTF-16.
func unit(p []byte, bigEndian bool) uint16 {
	if bigEndian {
		return uint16(p[0])<<8 | uint16(p[1])
	}
	return uint16(p[1])<<8 | uint16(p[0])
}

// wide decodes UTF-16. Half a pair is no character, and neither is half a unit
// at the end; both together are one error.
func wide(p []byte, bigEndian bool) (text string, ok bool) {
	ok = true
	var made []byte
	for len(p) >= 2 {
		u := unit(p, bigEndian)
		p = p[2:]
		switch {
		case u&0xF800 != 0xD800:
			made = utf8.AppendRune(made, rune(u))
			continue
		case u&0xFC00 == 0xD800 && len(p) >= 2:
			if low := unit(p, bigEndian); low&0xFC00 == 0xDC00 {
				made = utf8.AppendRune(made, utf16.DecodeRune(rune(u), rune(low)))
				p = p[2:]
				continue
			}
		case u&0xFC00 == 0xD800:
			p = nil
		}
		ok = false
		made = utf8.AppendRune(made, utf8.RuneError)
	}
	if len(p) == 1 {
		ok = false
		made = utf8.AppendRune(made, utf8.RuneError)
	}
	return string(made), ok
}
