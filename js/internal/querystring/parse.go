package querystring

import (
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// parser reads a query. A unit that goes on with a separator is looked at as nothing else,
// so that "a=b==c" between "==" has one "=" less than one might think; as in Node.
type parser struct {
	m      *module
	custom goja.Value // decodes names and values; nil for our own
	source goja.String
	result *goja.Object

	at int
	state
}

// state is what is known of a pair.
type state struct {
	from                      int // where the name or value begins that is read
	name                      goja.String
	plus                      []int // where there was a "+" in it
	digits                    int   // of an escape, the percent sign included
	nameEscaped, valueEscaped bool
}

func (m *module) parse(call goja.FunctionCall) goja.Value {
	p := &parser{m: m, result: m.e.VM.CreateObject(nil)}
	source, ok := call.Argument(0).(goja.String)
	if !ok || source.Length() == 0 {
		return p.result
	}
	p.source = source
	left := 1000.0
	if o, ok := call.Argument(3).(*goja.Object); ok {
		if v := o.Get("maxKeys"); engine.TypeOf(v) == "number" {
			left = v.ToFloat()
		}
	}
	if f := m.option(call.Argument(3), "decodeURIComponent", "unescape"); f != m.unescape {
		p.custom = f
	}
	p.read(m.between(call.Argument(1), "&"), m.between(call.Argument(2), "="), left)
	return p.result
}

// between is what an argument puts between pairs, or names and values.
func (m *module) between(v goja.Value, otherwise string) goja.String {
	if !v.ToBoolean() {
		return gojax.String(otherwise)
	}
	return m.e.ToText(v)
}

// read adds pairs until nothing is left of the text, or of their number. A separator
// within which another unit comes is none, and what it began with is not tried again.
func (p *parser) read(separator, equals goja.String, left float64) {
	separated, named := 0, 0 // how much of either was read
	for ; p.at < p.source.Length(); p.at++ {
		c := p.source.CharAt(p.at)
		if c == separator.CharAt(separated) {
			if separated++; separated < separator.Length() {
				continue
			}
			if end := p.at + 1 - separated; p.name != nil || end > p.from {
				p.add(end)
			}
			if left--; left == 0 {
				return
			}
			p.state = state{from: p.at + 1}
			separated, named = 0, 0
			continue
		}
		separated = 0
		if p.name == nil {
			if c == equals.CharAt(named) {
				if named++; named == equals.Length() {
					p.name = p.piece(p.at + 1 - named)
					p.from, p.plus, p.digits = p.at+1, nil, 0
				}
				continue
			}
			named = 0
			if p.escape(c, &p.nameEscaped) {
				continue
			}
		}
		if c == '+' {
			p.plus = append(p.plus, p.at)
		} else {
			p.escape(c, &p.valueEscaped)
		}
	}
	if p.from < p.at || p.name != nil {
		p.add(p.at)
	}
}

// escape looks for the first escape, and reports whether a unit is part of it. Others of a
// name count for its value: Node decodes neither without.
func (p *parser) escape(c uint16, found *bool) bool {
	switch {
	case *found:
		return false
	case c == '%':
		p.digits = 1
	case p.digits == 0:
		return false
	case c < utf8.RuneSelf && url.IsHex(byte(c)):
		p.digits++
		*found = p.digits == 3
	default:
		p.digits = 0
		return false
	}
	return true
}

// piece is the text up to end, with spaces for the "+" in it.
func (p *parser) piece(end int) goja.String {
	var space goja.String = gojax.String(" ")
	if p.custom != nil {
		space = gojax.String("%20")
	}
	var made goja.StringBuilder
	for _, at := range p.plus {
		if at < end {
			made.WriteSubstring(p.source, p.from, at)
			made.WriteString(space)
			p.from = at + 1
		}
	}
	if len(p.plus) == 0 {
		return p.source.Substring(p.from, end)
	}
	made.WriteSubstring(p.source, p.from, end)
	return made.String()
}

// add adds the pair whose last piece ends there. What comes more than once is an array.
func (p *parser) add(end int) {
	name, value := p.piece(end), goja.String(gojax.String(""))
	if p.name != nil {
		name, value = p.name, name
	}
	e, key, decoded := p.m.e, p.m.e.ToText(p.decoded(name, p.nameEscaped)), p.decoded(value, p.valueEscaped)
	before := p.get(key)
	list, ok := before.(*goja.Object)
	switch {
	case before == nil:
		p.set(key, decoded)
	case ok && gojax.KindOf(list) == gojax.Array:
		e.Invoke(list, "push", decoded)
	default:
		p.set(key, e.VM.NewArray(before, decoded))
	}
}

// get is the value of a name that was there before, or nil.
func (p *parser) get(key goja.String) goja.Value {
	if ascii, wide := gojax.Units(key); wide == nil {
		return p.result.Get(ascii)
	}
	v := p.m.e.Invoke(p.m.e.Intrinsic("Reflect"), "get", p.result, key)
	if goja.IsUndefined(v) {
		return nil
	}
	return v
}

// set is by the language where the name may have halves of surrogate pairs, as no text of
// Go has.
func (p *parser) set(key goja.String, v goja.Value) {
	if ascii, wide := gojax.Units(key); wide == nil {
		engine.Must(p.result.Set(ascii, v))
		return
	}
	p.m.e.Invoke(p.m.e.Intrinsic("Reflect"), "set", p.result, key, v)
}

// decoded is a name or value as the script is given it. A decoder that throws is replaced
// by one that never does.
func (p *parser) decoded(s goja.String, escaped bool) (v goja.Value) {
	switch {
	case s.Length() == 0, p.custom == nil && !escaped:
		return s
	case p.custom == nil:
		return url.Unescape(s)
	}
	if thrown := p.m.e.VM.Try(func() { v = p.m.e.Call(p.custom, nil, s) }); thrown != nil {
		return url.Unescape(s)
	}
	return v
}
