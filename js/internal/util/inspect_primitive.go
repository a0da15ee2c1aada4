package util

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func (in *inspector) primitive(v goja.Value) string {
	switch v := v.(type) {
	case goja.String:
		return in.text(v)
	case *goja.Symbol:
		return in.style(symbolText(v), "symbol")
	}
	switch {
	case engine.IsUndefined(v):
		return in.style("undefined", "undefined")
	case goja.IsNull(v):
		return in.style("null", "null")
	}
	switch v.Export().(type) {
	case bool:
		return in.style(v.String(), "boolean")
	case int64, float64:
		return in.style(numberText(v, in.NumericSep), "number")
	}
	return in.style(bigintText(v, in.NumericSep), "bigint")
}

func symbolText(s *goja.Symbol) string { return "Symbol(" + s.String() + ")" }

func bigintText(v goja.Value, separate bool) string {
	if separate {
		return engine.Underscored(v.String()) + "n"
	}
	return v.String() + "n"
}

func numberText(v goja.Value, separate bool) string {
	n := v.ToFloat()
	if n == 0 && math.Signbit(n) {
		return "-0"
	}
	text := v.String()
	if !separate || strings.ContainsAny(text, "eIN") {
		return text
	}
	whole, fraction, has := strings.Cut(text, ".")
	if !has {
		return engine.Underscored(whole)
	}
	var b strings.Builder
	for i, c := range fraction {
		if i > 0 && i%3 == 0 {
			b.WriteByte('_')
		}
		b.WriteRune(c)
	}
	return engine.Underscored(whole) + "." + b.String()
}

// text writes a string in quotes, on several lines when it has several and does
// not fit.
func (in *inspector) text(s goja.String) string {
	more := ""
	length := s.Length()
	if float64(length) > in.MaxStringLength {
		keep := int(max(in.MaxStringLength, 0))
		more = plural(length-keep, "character")
		s, length = s.Substring(0, keep), keep
	}
	const worthBreaking = 16
	if in.Compact != Tight && length > worthBreaking && float64(length) > in.BreakLength-float64(in.indent)-4 {
		lines := strings.SplitAfter(unitText(s), "\n")
		if lines[len(lines)-1] == "" && len(lines) > 1 {
			lines = lines[:len(lines)-1]
		}
		for i, line := range lines {
			lines[i] = in.style(quoteText(line), "string")
		}
		return strings.Join(lines, " +\n"+strings.Repeat(" ", in.indent+2)) + more
	}
	return in.style(quoteText(unitText(s)), "string") + more
}

func plural(n int, what string) string {
	if n > 1 {
		what += "s"
	}
	return fmt.Sprintf("... %d more %s", n, what)
}

// Half a surrogate pair has no UTF-8. unitText writes it as the three bytes that
// it would have by the rule, which quoteText knows.
func unitText(s goja.String) string {
	text := s.String()
	if !strings.ContainsRune(text, utf8.RuneError) {
		return text
	}
	var b strings.Builder
	for i := 0; i < s.Length(); i++ {
		c := rune(s.CharAt(i))
		switch {
		case c >= 0xd800 && c < 0xdc00 && i+1 < s.Length() && s.CharAt(i+1)&0xfc00 == 0xdc00:
			i++
			b.WriteRune(0x10000 + (c-0xd800)<<10 + rune(s.CharAt(i)) - 0xdc00)
		case c >= 0xd800 && c < 0xe000:
			b.Write([]byte{0xe0 | byte(c>>12), 0x80 | byte(c>>6)&0x3f, 0x80 | byte(c)&0x3f})
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// quoteText writes a string as util.inspect does: in the quotes that need no escape.
func quoteText(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") {
		if !strings.Contains(s, `"`) {
			quote = '"'
		} else if !strings.Contains(s, "`") && !strings.Contains(s, "${") {
			quote = '`'
		}
	}
	return string(quote) + escapeText(s, quote) + string(quote)
}

var shortEscapes = map[rune]string{'\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`, '\\': `\\`}

// escapeText writes control characters as escapes, and the quote; 0 for none.
func escapeText(s string, quote byte) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= 0x20 && s[i] < 0x7f && s[i] != '\\' && s[i] != quote
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == utf8.RuneError && n == 1 && i+2 < len(s):
			fmt.Fprintf(&b, `\u%x`, rune(s[i]&0xf)<<12|rune(s[i+1]&0x3f)<<6|rune(s[i+2]&0x3f))
			n = 3
		case shortEscapes[c] != "":
			b.WriteString(shortEscapes[c])
		case c < 0x20 || c >= 0x7f && c < 0xa0:
			fmt.Fprintf(&b, `\x%02X`, c)
		case quote != 0 && c == rune(quote):
			b.WriteByte('\\')
			b.WriteByte(quote)
		default:
			b.WriteRune(c)
		}
		i += n
	}
	return b.String()
}
