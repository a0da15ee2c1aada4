package util

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Format is util.format.
func Format(e *engine.Engine, args []goja.Value) string {
	if len(args) == 1 {
		if s, ok := args[0].(goja.String); ok {
			return s.String()
		}
	}
	return FormatWith(e, Defaults(e), args)
}

// FormatWith is util.formatWithOptions.
func FormatWith(e *engine.Engine, opts Options, args []goja.Value) string {
	if len(args) == 0 {
		return ""
	}
	f := &formatter{r: realmOf(e), opts: opts, args: args}
	if first, ok := args[0].(goja.String); ok {
		if len(args) == 1 {
			return first.String()
		}
		f.next = 1
		f.template(first.String())
	} else {
		f.rest(args[0])
		f.next = 1
	}
	for _, v := range args[f.next:] {
		f.out.WriteByte(' ')
		f.rest(v)
	}
	return f.out.String()
}

type formatter struct {
	r    *realm
	opts Options
	args []goja.Value
	next int
	out  strings.Builder
}

// rest writes an argument that no specifier is for.
func (f *formatter) rest(v goja.Value) {
	if s, ok := v.(goja.String); ok {
		f.out.WriteString(s.String())
		return
	}
	f.out.WriteString(Inspect(f.r.e, v, f.opts))
}

func (f *formatter) template(text string) {
	for {
		at := strings.IndexByte(text, '%')
		if at < 0 || at+1 >= len(text) {
			f.out.WriteString(text)
			return
		}
		f.out.WriteString(text[:at])
		c := text[at+1]
		text = text[at+2:]
		switch {
		case c == '%':
			f.out.WriteByte('%')
		case f.next < len(f.args) && strings.IndexByte("sjdOoifc", c) >= 0:
			v := f.args[f.next]
			f.next++
			f.out.WriteString(f.specified(c, v))
		default:
			f.out.WriteByte('%')
			f.out.WriteByte(c)
		}
	}
}

// specified writes an argument as its specifier says.
func (f *formatter) specified(c byte, v goja.Value) string {
	e := f.r.e
	_, isSymbol := v.(*goja.Symbol)
	opts := f.opts
	switch c {
	case 's':
		return f.asString(v)
	case 'j':
		return f.json(v)
	case 'd':
		switch {
		case gojax.IsBigInt(v):
			return bigintText(v, opts.NumericSep)
		case isSymbol:
			return "NaN"
		}
		return numberText(e.Call(e.Intrinsic("Number"), goja.Undefined(), v), opts.NumericSep)
	case 'i', 'f':
		switch {
		case gojax.IsBigInt(v) && c == 'i':
			return bigintText(v, opts.NumericSep)
		case isSymbol:
			return "NaN"
		}
		name := "parseInt"
		if c == 'f' {
			name = "parseFloat"
		}
		n := e.Call(e.Intrinsic(name), goja.Undefined(), v)
		if n.ToFloat() == 0 && strings.HasPrefix(strings.TrimSpace(v.String()), "-") {
			return "-0" // goja's parseInt gives 0
		}
		return numberText(n, opts.NumericSep)
	case 'o':
		opts.ShowHidden, opts.ShowProxy, opts.Depth = true, true, 4
		return Inspect(e, v, opts)
	case 'O':
		return Inspect(e, v, opts)
	}
	return "" // %c is for browsers
}

func (f *formatter) json(v goja.Value) string {
	text, err := f.r.stringify(goja.Undefined(), v)
	if err == nil {
		return text.String()
	}
	if o, ok := f.r.e.Thrown(err).(*goja.Object); ok && engine.Property(o, "name").String() == "TypeError" &&
		strings.Contains(engine.Property(o, "message").String(), "circular") {
		return "[Circular]"
	}
	panic(err)
}

func (f *formatter) asString(v goja.Value) string {
	o, ok := v.(*goja.Object)
	switch {
	case !ok && gojax.IsBigInt(v):
		return bigintText(v, f.opts.NumericSep)
	case !ok && gojax.IsNumber(v):
		return numberText(v, f.opts.NumericSep)
	case !ok:
		if s, is := v.(*goja.Symbol); is {
			return symbolText(s)
		}
		return v.String()
	case engine.IsFunction(o) || !f.builtinText(o):
		return o.String()
	}
	opts := f.opts
	opts.Depth, opts.Colors, opts.Compact = 0, false, 3
	return Inspect(f.r.e, o, opts)
}

// builtinText reports whether an object has no toString but JavaScript's own,
// which says nothing.
func (f *formatter) builtinText(o *goja.Object) bool {
	for gojax.KindOf(o) == gojax.Proxy {
		if o = o.Export().(goja.Proxy).Target(); o == nil {
			return true
		}
	}
	if v := o.GetSymbol(goja.SymToPrimitive); !engine.IsNullish(v) && gojax.KindOf(o) != gojax.Date && gojax.KindOf(o) != gojax.Boxed {
		return false
	}
	text := f.r.e.Text("toString")
	for at := o; at != nil; at = at.Prototype() {
		v, ok := f.r.own(at, text)
		if !ok {
			continue
		}
		if at == o {
			return !engine.IsFunction(v.value)
		}
		ctor, ok := (&inspector{r: f.r}).ownConstructor(at)
		return ok && f.r.isBuiltin(ctor.Get("name").String())
	}
	return true
}
