package encoding

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// The encodings that are read here; x/text has the others. It keeps to the Encoding
// standard, and Node's ICU does not always: TestStandard says where.
const (
	utf8Name = "utf-8"
	utf16le  = "utf-16le"
	utf16be  = "utf-16be"
)

// named finds the encoding that the Encoding standard has for a label; name is ""
// when there is none.
func named(label string) (name string, charset encoding.Encoding) {
	label = strings.Trim(label, "\t\n\f\r ")
	if label != strings.TrimSpace(label) {
		return "", nil // htmlindex takes more for white space
	}
	charset, err := htmlindex.Get(label)
	if err != nil {
		return "", nil
	}
	if name, err = htmlindex.Name(charset); err != nil {
		return "", nil
	}
	return name, charset
}

// newCharset is a charset's decoder, which keeps its state from chunk to chunk.
func newCharset(charset encoding.Encoding) transform.Transformer {
	switch charset {
	case charmap.ISO8859_8I:
		charset = charmap.ISO8859_8 // which has the same characters
	case simplifiedchinese.GBK:
		charset = simplifiedchinese.GB18030 // which decodes both
	}
	if table, ok := charset.(*charmap.Charmap); ok {
		return controls{table}
	}
	return charset.NewDecoder().Transformer
}

// controls decodes a charset of one byte a character. Of the bytes 0x80 to 0x9F the
// standard makes control characters, where a charset has nothing else for them;
// x/text leaves them out.
type controls struct{ table *charmap.Charmap }

func (controls) Reset() {}

func (c controls) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for _, b := range src {
		r := c.table.DecodeByte(b)
		if r == utf8.RuneError && b >= 0x80 && b < 0xA0 {
			r = rune(b)
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc++
	}
	return nDst, nSrc, nil
}

// transcode runs p through a decoder and returns what that has not taken yet: the
// start of a character.
func transcode(t transform.Transformer, p []byte, last bool) (text string, rest []byte) {
	var made strings.Builder
	p = appendDecoded(&made, t, p, false)
	if !last {
		return made.String(), p
	}
	if startsFour(p) {
		made.WriteRune(utf8.RuneError)
	} else {
		appendDecoded(&made, t, p, true)
	}
	t.Reset()
	return made.String(), nil
}

func appendDecoded(made *strings.Builder, t transform.Transformer, p []byte, last bool) (rest []byte) {
	var buf [4096]byte
	for {
		nDst, nSrc, err := t.Transform(buf[:], p, last)
		made.Write(buf[:nDst])
		p = p[nSrc:]
		if err != transform.ErrShortDst {
			return p
		}
	}
}

// startsFour reports whether two or three bytes begin a character of four, in GB18030
// alone. At the end they are one error; x/text makes one of the first byte.
func startsFour(p []byte) bool {
	high := func(b byte) bool { return b >= 0x81 && b <= 0xFE }
	return (len(p) == 2 || len(p) == 3 && high(p[2])) && high(p[0]) && p[1] >= '0' && p[1] <= '9'
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
