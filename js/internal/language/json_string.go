package language

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// string reads a string; the next byte is its quote.
func (p *jsonParser) string() (string, bool) {
	p.at++
	start := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			s := p.text[start:p.at]
			p.at++
			return s, true
		case c == '\\':
			return p.escaped(start)
		case c < ' ':
			p.wrong = "Bad control character in string literal"
			return "", false
		}
		p.at++
	}
	p.wrong = "Unterminated string"
	return "", false
}

// escaped reads on in a string from its first backslash.
func (p *jsonParser) escaped(start int) (string, bool) {
	b := append([]byte(nil), p.text[start:p.at]...)
	half := rune(0) // the first half of a pair, just before
	for p.at < len(p.text) {
		c := p.text[p.at]
		switch {
		case c == '"':
			p.at++
			return string(b), true
		case c < ' ':
			p.wrong = "Bad control character in string literal"
			return "", false
		case c != '\\':
			b, half = append(b, c), 0
			p.at++
			continue
		}
		if p.at++; p.at == len(p.text) {
			return "", false
		}
		if c = p.text[p.at]; c == 'u' {
			u, ok := p.hex()
			if !ok {
				p.wrong = "Bad Unicode escape"
				return "", false
			}
			if pair := utf16.DecodeRune(half, u); half != 0 && pair != utf8.RuneError {
				b, half = append(b[:len(b)-3], string(pair)...), 0
				continue
			}
			b, half = appendUnit(b, u), 0
			if u >= 0xd800 && u < 0xdc00 {
				half = u
			}
			continue
		}
		i := strings.IndexByte(`"\/bfnrt`, c)
		if i < 0 {
			if r, _ := utf8.DecodeRuneInString(p.text[p.at:]); r <= 0xff { // so V8 has it
				p.wrong = "Bad escaped character"
			}
			return "", false
		}
		b, half = append(b, "\"\\/\b\f\n\r\t"[i]), 0
		p.at++
	}
	p.wrong = "Unterminated string"
	return "", false
}

// hex reads the four digits after \u.
func (p *jsonParser) hex() (u rune, ok bool) {
	p.at++
	for range 4 {
		if p.at == len(p.text) {
			return 0, false
		}
		c := p.text[p.at]
		switch {
		case c >= '0' && c <= '9':
			u = u<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			u = u<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
		p.at++
	}
	return u, true
}

// afterwards is wrong with a text that goes on after its value.
const afterwards = "Unexpected non-whitespace character after JSON"

// message is what V8 says of a broken text. Where no message was chosen, what is
// next in the text is what is wrong.
func (p *jsonParser) message() goja.Value {
	if p.wrong == "" {
		if p.at >= len(p.text) {
			return p.e.Text("Unexpected end of JSON input")
		}
		switch c := p.text[p.at]; {
		case c == '"':
			p.wrong = "Unexpected string"
		case c == '-' || c >= '0' && c <= '9':
			p.wrong = "Unexpected number"
		default:
			return p.unexpected()
		}
	}
	line, from := 1, 0
	for i := 0; i < p.at; i++ {
		if p.text[i] == '\n' || p.text[i] == '\r' && (i+1 == p.at || p.text[i+1] != '\n') {
			line++
			from = i + 1
		}
	}
	position, column := len(utf16Of(p.text[:p.at])), len(utf16Of(p.text[from:p.at]))+1
	if p.wrong != afterwards {
		p.wrong += " in JSON"
	}
	return p.e.Text(p.wrong + " at position " + decimal(position) + " (line " + decimal(line) + " column " + decimal(column) + ")")
}

// unexpected names a character, and shows some of what is around it.
func (p *jsonParser) unexpected() goja.Value {
	switch p.text {
	case "undefined", "NaN", "Infinity", "[object Object]":
		return p.e.Text(`"` + p.text + `" is not valid JSON`)
	}
	const around = 10
	units, at := utf16Of(p.text), len(utf16Of(p.text[:p.at]))
	start, end, before, after := 0, len(units), "", ""
	if len(units) > 2*around {
		if at >= around {
			start, before = at-around, "..."
		}
		if at < len(units)-around {
			end, after = at+around, "..."
		}
	}
	message := utf16.Encode([]rune("Unexpected token '"))
	message = append(message, units[at])
	message = append(message, utf16.Encode([]rune("', "+before+`"`))...)
	message = append(message, units[start:end]...)
	message = append(message, utf16.Encode([]rune(`"`+after+" is not valid JSON"))...)
	return goja.StringFromUTF16(message)
}
