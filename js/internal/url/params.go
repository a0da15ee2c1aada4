package url

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// color is what turns a color on or off.
var color = regexp.MustCompile(`\x1b\[\d+m`)

// pair is one name with its value.
type pair struct{ name, value string }

// params is a URLSearchParams as it hides in its object.
type params struct {
	goja.Value
	list   []pair
	of     *record // the URL that changes with it; nil for none
	object *goja.Object
}

func parseForm(s string) (list []pair) {
	for _, part := range strings.Split(s, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		list = append(list, pair{decodeForm(name), decodeForm(value)})
	}
	return list
}

func decodeForm(s string) string {
	if s = strings.ReplaceAll(s, "+", " "); !hasEscape(s) {
		return s
	}
	return Unescape(gojax.String(s)).String()
}

// hasEscape reports whether a text has a percent sign with two digits.
func hasEscape(s string) bool {
	for {
		_, after, found := strings.Cut(s, "%")
		if !found {
			return false
		}
		if s = after; len(s) > 1 && IsHex(s[0]) && IsHex(s[1]) {
			return true
		}
	}
}

func encodeForm(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("*-._", c) >= 0:
			b.WriteByte(c)
		case c == ' ':
			b.WriteByte('+')
		default:
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		}
	}
	return b.String()
}

func (p *params) text() string {
	var b strings.Builder
	for i, item := range p.list {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(encodeForm(item.name) + "=" + encodeForm(item.value))
	}
	return b.String()
}

// read takes over the query of a URL.
func (p *params) read(r *record) {
	p.list = nil
	if r.query != nil {
		p.list = parseForm(*r.query)
	}
}

// changed has the URL follow.
func (p *params) changed() {
	if p.of == nil {
		return
	}
	p.of.query = nil
	if s := p.text(); s != "" {
		p.of.query = &s
	}
}

func (c *classes) paramsOf(v goja.Value) *params {
	if p := engine.Held[*params](v, "params"); p != nil {
		return p
	}
	panic(c.e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type URLSearchParams`))
}

func (c *classes) paramsClass() {
	c.params = c.e.NewClass("URLSearchParams", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		p := &params{Value: goja.Undefined(), object: call.This}
		c.initialise(p, call.Argument(0))
		engine.Hide(call.This, "params", p)
		return nil
	})
	size := c.e.Func("get size", 0, func(call goja.FunctionCall) goja.Value { return c.e.Int(len(c.paramsOf(call.This).list)) })
	engine.Must(c.params.Prototype.DefineAccessorProperty("size", size, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	c.changing()
	c.asking()
	c.iterating()
	c.tag(c.params, "URLSearchParams")
}

// initialise reads what the constructor is given: text, an iterable of pairs or
// a record.
func (c *classes) initialise(p *params, init goja.Value) {
	e := c.e
	o, ok := init.(*goja.Object)
	switch {
	case engine.IsUndefined(init):
		return
	case !ok:
		p.list = parseForm(strings.TrimPrefix(e.ToText(init).String(), "?"))
		return
	}
	iterator := o.GetSymbol(goja.SymIterator)
	if engine.IsNullish(iterator) {
		for _, key := range o.Keys() {
			p.set(key, e.ToText(o.Get(key)).String())
		}
		return
	}
	if !engine.IsFunction(iterator) {
		panic(e.TypeError("ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable"))
	}
	e.VM.ForOf(o, func(item goja.Value) bool {
		tuple, ok := item.(*goja.Object)
		if !ok || engine.IsNullish(tuple.GetSymbol(goja.SymIterator)) {
			panic(c.badTuple())
		}
		var parts []string
		e.VM.ForOf(tuple, func(part goja.Value) bool {
			parts = append(parts, e.ToText(part).String())
			return true
		})
		if len(parts) != 2 {
			panic(c.badTuple())
		}
		p.list = append(p.list, pair{parts[0], parts[1]})
		return true
	})
}

func (c *classes) badTuple() *goja.Object {
	return c.e.TypeError("ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple")
}

func (p *params) set(name, value string) {
	i := slices.IndexFunc(p.list, func(item pair) bool { return item.name == name })
	if i < 0 {
		p.list = append(p.list, pair{name, value})
		return
	}
	p.list[i].value = value
	kept := p.list[:i+1]
	for _, item := range p.list[i+1:] {
		if item.name != name {
			kept = append(kept, item)
		}
	}
	p.list = kept
}

// method adds a method whose first arguments have to be there.
func (c *classes) method(name string, length int, needed string, f func(p *params, args []string) goja.Value) {
	c.params.Assign(name, length, func(call goja.FunctionCall) goja.Value {
		p := c.paramsOf(call.This)
		if len(call.Arguments) < length {
			panic(c.e.TypeError("ERR_MISSING_ARGS", "The "+needed+" must be specified"))
		}
		args := make([]string, len(call.Arguments))
		for i, v := range call.Arguments {
			if i >= 1 && i >= length && engine.IsUndefined(v) {
				args = args[:i]
				break
			}
			args[i] = c.e.ToText(v).String()
		}
		return f(p, args)
	})
}

func (c *classes) changing() {
	const both, one = `"name" and "value" arguments`, `"name" argument`
	c.method("append", 2, both, func(p *params, args []string) goja.Value {
		p.list = append(p.list, pair{args[0], args[1]})
		p.changed()
		return nil
	})
	c.method("delete", 1, one, func(p *params, args []string) goja.Value {
		p.list = slices.DeleteFunc(p.list, func(item pair) bool {
			return item.name == args[0] && (len(args) < 2 || item.value == args[1])
		})
		p.changed()
		return nil
	})
	c.method("set", 2, both, func(p *params, args []string) goja.Value {
		p.set(args[0], args[1])
		p.changed()
		return nil
	})
	c.params.Assign("sort", 0, func(call goja.FunctionCall) goja.Value {
		p := c.paramsOf(call.This)
		slices.SortStableFunc(p.list, func(a, b pair) int {
			return slices.Compare(utf16.Encode([]rune(a.name)), utf16.Encode([]rune(b.name)))
		})
		p.changed()
		return nil
	})
}

func (c *classes) asking() {
	const one = `"name" argument`
	e := c.e
	c.method("get", 1, one, func(p *params, args []string) goja.Value {
		for _, item := range p.list {
			if item.name == args[0] {
				return e.Text(item.value)
			}
		}
		return goja.Null()
	})
	c.method("getAll", 1, one, func(p *params, args []string) goja.Value {
		var values []any
		for _, item := range p.list {
			if item.name == args[0] {
				values = append(values, item.value)
			}
		}
		return e.VM.NewArray(values...)
	})
	c.method("has", 1, one, func(p *params, args []string) goja.Value {
		return e.Bool(slices.ContainsFunc(p.list, func(item pair) bool {
			return item.name == args[0] && (len(args) < 2 || item.value == args[1])
		}))
	})
	c.params.Assign("toString", 0, func(call goja.FunctionCall) goja.Value { return e.Text(c.paramsOf(call.This).text()) })
}

func (c *classes) iterating() {
	e := c.e
	c.params.Assign("forEach", 1, func(call goja.FunctionCall) goja.Value {
		p := c.paramsOf(call.This)
		e.NeedFunction("callback", call.Argument(0))
		for i := 0; i < len(p.list); i++ {
			e.Call(call.Argument(0), call.Argument(1), e.Text(p.list[i].value), e.Text(p.list[i].name), call.This)
		}
		return nil
	})
	each := func(name string, item func(pair) any) *goja.Object {
		return c.params.Assign(name, 0, func(call goja.FunctionCall) goja.Value {
			return c.iterator(c.paramsOf(call.This), item)
		})
	}
	entries := each("entries", func(p pair) any { return e.VM.NewArray(p.name, p.value) })
	each("keys", func(p pair) any { return p.name })
	each("values", func(p pair) any { return p.value })
	engine.Must(c.params.Prototype.DefineDataPropertySymbol(goja.SymIterator, entries, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	c.custom(c.params, func(call goja.FunctionCall) goja.Value {
		p := c.paramsOf(call.This)
		options, ok := call.Argument(1).(*goja.Object)
		if !ok {
			options = e.VM.NewObject()
		}
		if call.Argument(0).ToFloat() < 0 && engine.IsFunction(options.Get("stylize")) {
			return e.Call(options.Get("stylize"), options, e.Text("[Object]"), e.Text("special"))
		}
		if len(p.list) == 0 {
			return e.Text("URLSearchParams {}")
		}
		var parts []string
		length := -len(", ")
		for _, item := range p.list {
			show := func(s string) string { return e.Call(call.Argument(2), nil, e.Text(s), call.Argument(1)).String() }
			part := show(item.name) + " => " + show(item.value)
			length += len(color.ReplaceAllString(part, "")) + len(", ")
			parts = append(parts, part)
		}
		if limit := options.Get("breakLength"); limit != nil && float64(length) > limit.ToFloat() {
			return e.Text("URLSearchParams {\n  " + strings.Join(parts, ",\n  ") + " }")
		}
		return e.Text("URLSearchParams { " + strings.Join(parts, ", ") + " }")
	})
}

// iterator goes over the list as it is at each step.
func (c *classes) iterator(p *params, item func(pair) any) goja.Value {
	e := c.e
	proto := engine.Slot(e, iteratorKey{}, func() *goja.Object {
		array := e.VM.NewArray()
		iterators := e.Call(array.GetSymbol(goja.SymIterator), array).(*goja.Object).Prototype().Prototype()
		o := e.VM.CreateObject(iterators)
		engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text("URLSearchParams Iterator"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		return o
	})
	o := e.VM.CreateObject(proto)
	next := 0
	e.Method(o, "next", 0, func(goja.FunctionCall) goja.Value {
		if next >= len(p.list) {
			return e.Object("value", goja.Undefined(), "done", true)
		}
		next++
		return e.Object("value", item(p.list[next-1]), "done", false)
	})
	return o
}

type iteratorKey struct{}
