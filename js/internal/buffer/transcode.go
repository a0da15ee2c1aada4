package buffer

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// transcode is transcode(source, fromEncoding, toEncoding). What is no character is U+FFFD,
// and "?" where there is no such; from UTF-8 to UTF-16 and back Node refuses it.
func (c *Class) transcode(call goja.FunctionCall) goja.Value {
	p := c.needBytes("source", call.Argument(0))
	if len(p) == 0 {
		return c.wrap(nil)
	}
	encoding := func(v goja.Value) Encoding {
		if engine.IsNullish(v) || v.String() == "" && engine.TypeOf(v) == "string" {
			return UTF8
		}
		enc, _ := ParseEncoding(v.String())
		if enc == None || enc >= Base64 {
			panic(c.transcodeError("U_ILLEGAL_ARGUMENT_ERROR", 1))
		}
		return enc
	}
	from, to := encoding(call.Argument(1)), encoding(call.Argument(2))
	characters := charactersOf(p, from, to)
	if characters == nil {
		panic(c.transcodeError("U_INVALID_CHAR_FOUND", 10))
	}
	switch to {
	case UTF8:
		return c.wrap([]byte(string(characters)))
	case UTF16LE:
		return c.wrap(littleEndian(utf16.Encode(characters)))
	case Latin1:
		return c.wrap(substituted(characters, 0xFF))
	}
	return c.wrap(substituted(characters, 0x7F))
}

// charactersOf are the characters of data that are transcoded; nil when Node would not.
func charactersOf(p []byte, from, to Encoding) (characters []rune) {
	switch from {
	case UTF8:
		if to == UTF16LE && !utf8.Valid(p) {
			return nil
		}
		return []rune(gojax.ValidUTF8(p))
	case UTF16LE:
		units := make([]uint16, len(p)/2)
		for i := range units {
			units[i] = uint16(p[2*i]) | uint16(p[2*i+1])<<8
		}
		characters = utf16.Decode(units)
		if to == UTF8 && (len(units) == 0 || !wellFormed(units)) {
			return nil
		}
		if to == UTF16LE && len(p)%2 > 0 && (len(units) == 0 || units[len(units)-1]&0xFC00 != 0xD800) {
			characters = append(characters, utf8.RuneError)
		}
		return characters
	}
	for _, b := range p {
		r := rune(b)
		if from == ASCII && b >= utf8.RuneSelf && to != UTF16LE { // that is without ICU in Node
			r = utf8.RuneError
		}
		characters = append(characters, r)
	}
	return characters
}

// wellFormed reports whether there is no half of a pair.
func wellFormed(units []uint16) bool {
	for i := 0; i < len(units); i++ {
		switch r := rune(units[i]); {
		case !utf16.IsSurrogate(r):
		case i+1 == len(units), utf16.DecodeRune(r, rune(units[i+1])) == utf8.RuneError:
			return false
		default:
			i++
		}
	}
	return true
}

// substituted has a byte for each character, and "?" for those beyond a limit, as ICU has
// it: none for what nobody would see.
func substituted(characters []rune, limit rune) []byte {
	made := make([]byte, 0, len(characters))
	for _, r := range characters {
		switch {
		case r <= limit:
			made = append(made, byte(r))
		case !ignorable(r):
			made = append(made, '?')
		}
	}
	return made
}

// ignorable reports whether nothing is shown for a character where it is not known:
// Default_Ignorable_Code_Point in Unicode.
func ignorable(r rune) bool {
	for _, span := range [][2]rune{
		{0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F},
		{0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
		{0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
	} {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}

func littleEndian(units []uint16) []byte {
	made := make([]byte, 0, 2*len(units))
	for _, u := range units {
		made = append(made, byte(u), byte(u>>8))
	}
	return made
}

func (c *Class) transcodeError(code string, errno int) *goja.Object {
	err := c.engine.PlainError("Unable to transcode Buffer [" + code + "]")
	engine.Must(err.Set("code", code))
	engine.Must(err.Set("errno", errno))
	return err
}
