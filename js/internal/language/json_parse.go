package language

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// defineParse replaces JSON.parse: goja's has messages of Go's, loses halves of
// surrogates, and nests Go's calls as deeply as the text nests its arrays.
func defineParse(e *engine.Engine, json, syntaxError *goja.Object) {
	e.Method(json, "parse", 2, func(call goja.FunctionCall) goja.Value {
		if _, ok := call.Argument(0).(*goja.Symbol); ok {
			panic(e.VM.NewTypeError("Cannot convert a Symbol value to a string"))
		}
		p := &jsonParser{e: e, text: wtf8(call.Argument(0).ToString())}
		if reviver, ok := goja.AssertFunction(call.Argument(1)); ok {
			p.sources = []*jsonSource{}
			v, ok := p.parse()
			if !ok {
				panic(e.Construct(syntaxError, p.message()))
			}
			return revive(e, reviver, v, p.sources[0])
		}
		v, ok := p.parse()
		if !ok {
			panic(e.Construct(syntaxError, p.message()))
		}
		return v
	})
}

// wtf8 is a text as UTF-8 in which a half of a surrogate pair is three bytes, too.
func wtf8(text goja.Value) string {
	s := text.String()
	if !strings.Contains(s, "\ufffd") {
		return s
	}
	units, ok := text.(goja.String)
	if !ok {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < units.Length(); i++ {
		u := rune(units.CharAt(i))
		if u >= 0xd800 && u < 0xdc00 && i+1 < units.Length() {
			if pair := utf16.DecodeRune(u, rune(units.CharAt(i+1))); pair != '\ufffd' {
				u = pair
				i++
			}
		}
		b = appendUnit(b, u)
	}
	return string(b)
}

// appendUnit appends a character, which may be a half of a surrogate pair.
func appendUnit(b []byte, u rune) []byte {
	if u >= 0xd800 && u < 0xe000 {
		return append(b, 0xed, byte(0x80|u>>6&0x3f), byte(0x80|u&0x3f))
	}
	return append(b, string(u)...)
}

// utf16Of undoes wtf8.
func utf16Of(s string) []uint16 {
	units := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		if isHalf(s[i:]) {
			units = append(units, uint16(0xd000|int(s[i+1]&0x3f)<<6|int(s[i+2]&0x3f)))
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		units = utf16.AppendRune(units, r)
		i += size
	}
	return units
}

func isHalf(s string) bool {
	return len(s) > 2 && s[0] == 0xed && s[1] >= 0xa0 && s[1] < 0xc0 && s[2]&0xc0 == 0x80
}

// hasHalf reports whether a text has halves of surrogate pairs.
func hasHalf(s string) bool {
	for i := strings.IndexByte(s, 0xed); i >= 0; {
		if isHalf(s[i:]) {
			return true
		}
		next := strings.IndexByte(s[i+1:], 0xed)
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// textValue is the JavaScript string of a text of wtf8.
func textValue(e *engine.Engine, s string) goja.Value {
	if hasHalf(s) {
		return goja.StringFromUTF16(utf16Of(s))
	}
	return e.VM.ToValue(s)
}

// jsonParser reads one text. What is open it keeps in a list, so that a text may
// nest as deeply as it likes.
type jsonParser struct {
	e       *engine.Engine
	text    string
	at      int
	open    []jsonOpen
	values  []any // the items of the arrays that are open
	wrong   string
	sources []*jsonSource // as values, when there is a reviver
}

// jsonOpen is an array or an object whose end was not yet read.
type jsonOpen struct {
	object *goja.Object // nil for an array
	key    string
	first  int // of its values
	source *jsonSource
}

// parse returns the value of the text, and false when it is broken.
func (p *jsonParser) parse() (goja.Value, bool) {
	for {
		v, ok := p.value()
		for ok && v != nil {
			if len(p.open) == 0 {
				if p.space(); p.at < len(p.text) {
					p.wrong = afterwards
					return nil, false
				}
				return v, true
			}
			v, ok = p.add(v)
		}
		if !ok {
			return nil, false
		}
	}
}

func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek is the next byte after spaces; 0 at the end.
func (p *jsonParser) peek() byte {
	p.space()
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *jsonParser) fail(message string) (goja.Value, bool) {
	p.wrong = message
	return nil, false
}

// value reads a value, or opens an array or object that is not empty: then it
// returns nil.
func (p *jsonParser) value() (goja.Value, bool) {
	p.e.Breathe()
	c := p.peek()
	start := p.at
	var v goja.Value
	switch {
	case c == '"':
		s, ok := p.string()
		if !ok {
			return nil, false
		}
		v = textValue(p.e, s)
	case c == '-' || c >= '0' && c <= '9':
		var ok bool
		if v, ok = p.number(); !ok {
			return nil, false
		}
	case c == '{':
		p.at++
		o := p.e.VM.NewObject()
		source := p.container(o)
		if p.peek() == '}' {
			p.at++
			return o, true
		}
		p.open = append(p.open, jsonOpen{object: o, source: source})
		return nil, p.key("Expected property name or '}'")
	case c == '[':
		p.at++
		if p.peek() == ']' {
			p.at++
			v := p.e.VM.NewArray()
			p.container(v)
			return v, true
		}
		p.open = append(p.open, jsonOpen{first: len(p.values), source: p.container(nil)})
		return nil, true
	case c == 't' && p.literal("true"):
		v = p.e.Bool(true)
	case c == 'f' && p.literal("false"):
		v = p.e.Bool(false)
	case c == 'n' && p.literal("null"):
		v = goja.Null()
	default:
		return nil, false
	}
	if p.sources != nil {
		p.sources = append(p.sources, &jsonSource{value: v, text: p.text[start:p.at]})
	}
	return v, true
}

// literal reads a word. When it is another, it stops at the first difference.
func (p *jsonParser) literal(word string) bool {
	for i := range len(word) {
		if p.at == len(p.text) || p.text[p.at] != word[i] {
			return false
		}
		p.at++
	}
	return true
}

// key reads the name of a property and what is before its value.
func (p *jsonParser) key(otherwise string) bool {
	if p.peek() != '"' {
		p.wrong = otherwise
		return false
	}
	s, ok := p.string()
	if !ok {
		return false
	}
	p.open[len(p.open)-1].key = s
	if p.peek() != ':' {
		p.wrong = "Expected ':' after property name"
		return false
	}
	p.at++
	return true
}

// add puts a value into the innermost array or object, and returns that one when
// this was its last value.
func (p *jsonParser) add(v goja.Value) (goja.Value, bool) {
	in := &p.open[len(p.open)-1]
	if in.source != nil {
		last := len(p.sources) - 1
		in.source.add(in.key, p.sources[last])
		p.sources = p.sources[:last]
	}
	c := p.peek()
	if in.object == nil {
		p.values = append(p.values, v)
		switch c {
		case ',':
			p.at++
			return nil, true
		case ']':
			p.at++
			array := p.e.VM.NewArray(p.values[in.first:]...)
			clear(p.values[in.first:])
			p.values = p.values[:in.first]
			if in.source != nil {
				in.source.value = array
			}
			p.open = p.open[:len(p.open)-1]
			return array, true
		}
		return p.fail("Expected ',' or ']' after array element")
	}
	p.set(in.object, in.key, v)
	switch c {
	case ',':
		p.at++
		return nil, p.key("Expected double-quoted property name")
	case '}':
		p.at++
		o := in.object
		p.open = p.open[:len(p.open)-1]
		return o, true
	}
	return p.fail("Expected ',' or '}' after property value")
}

// set defines a property, whatever the prototype has.
func (p *jsonParser) set(o *goja.Object, key string, v goja.Value) {
	if hasHalf(key) {
		// Go's strings have no such names.
		object := p.e.Intrinsic("Object")
		descriptor := p.e.Object("value", v, "writable", true, "enumerable", true, "configurable", true)
		p.e.Invoke(object, "defineProperty", o, textValue(p.e, key), descriptor)
		return
	}
	engine.Must(o.DefineDataProperty(key, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// number reads a number, as JSON allows it.
func (p *jsonParser) number() (goja.Value, bool) {
	start := p.at
	if p.text[p.at] == '-' {
		p.at++
		if !p.digit() {
			return p.fail("No number after minus sign")
		}
	}
	if p.text[p.at] == '0' {
		p.at++
		if p.digit() {
			return nil, false
		}
	}
	p.digits()
	whole := true
	if p.at < len(p.text) && p.text[p.at] == '.' {
		whole = false
		if p.at++; !p.digit() {
			return p.fail("Unterminated fractional number")
		}
		p.digits()
	}
	if p.at < len(p.text) && p.text[p.at]|0x20 == 'e' {
		whole = false
		p.at++
		if p.at < len(p.text) && (p.text[p.at] == '+' || p.text[p.at] == '-') {
			p.at++
		}
		if !p.digit() {
			return p.fail("Exponent part is missing a number")
		}
		p.digits()
	}
	text := p.text[start:p.at]
	if whole && len(text) < 16 && text != "-0" {
		n, _ := strconv.ParseInt(text, 10, 64)
		return p.e.VM.ToValue(n), true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(f, 0) {
		f = math.NaN()
	}
	return p.e.VM.ToValue(f), true
}

func (p *jsonParser) digit() bool {
	return p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9'
}

func (p *jsonParser) digits() {
	for p.digit() {
		p.at++
	}
}
