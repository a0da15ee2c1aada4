package gojax

import (
	"math/big"
	"reflect"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
)

// Units returns what a string consists of: an ASCII string as it is, any other as
// UTF-16, which may not be changed.
//
// goja offers the units of a string only one by one, which is slow. It has three
// kinds of strings: ASCII as a Go string; UTF-16 as a slice, with one unit of its
// own in front; and a struct for strings that came from Go. Where a slice is not of
// that length, the units are asked for one by one.
func Units(s goja.String) (ascii string, wide []uint16) {
	v := reflect.ValueOf(s)
	switch v.Kind() {
	case reflect.String:
		return s.String(), nil
	case reflect.Slice:
		if v.CanConvert(unitsType) && v.Len() == s.Length()+1 {
			return "", v.Convert(unitsType).Interface().([]uint16)[1:]
		}
	default:
		text := s.String()
		if isASCII(text) {
			return text, nil
		}
		return "", utf16.Encode([]rune(text))
	}
	wide = make([]uint16, s.Length())
	for i := range wide {
		wide[i] = s.CharAt(i)
	}
	return "", wide
}

var unitsType = reflect.TypeFor[[]uint16]()

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// ValidUTF8 makes a string of data, with U+FFFD for every part that is no UTF-8:
// one for each longest start of a character, as the Unicode standard recommends.
// This is how text from outside has to come into goja, which keeps what is no UTF-8 as
// it is: two such strings may be equal to a script and not to goja.
func ValidUTF8[T string | []byte](text T) string {
	s := string(text)
	if utf8.ValidString(s) {
		return s
	}
	return string(node.AppendValidUTF8(make([]byte, 0, len(s)+16), []byte(s)))
}

// String makes a string value of valid UTF-8. Strings belong to no runtime, so that
// none is needed.
func String(s string) goja.String { return (*goja.Runtime)(nil).ToValue(s).(goja.String) }

var (
	intType   = reflect.TypeFor[int64]()
	floatType = reflect.TypeFor[float64]()
	bigType   = reflect.TypeFor[*big.Int]()
)

// IsNumber is typeof v === 'number'.
func IsNumber(v goja.Value) bool {
	t := primitiveType(v)
	return t == intType || t == floatType
}

// IsBigInt is typeof v === 'bigint'.
func IsBigInt(v goja.Value) bool { return primitiveType(v) == bigType }

// primitiveType is what goja exports a value as that is not an object, string or symbol.
func primitiveType(v goja.Value) reflect.Type {
	switch v.(type) {
	case nil, *goja.Object, goja.String, *goja.Symbol:
		return nil
	}
	return v.ExportType()
}
