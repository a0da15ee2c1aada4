package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// holder keeps the style that a format object was made with.
type holder[T any] struct {
	goja.Value
	style T
}

// defineIntl adds Intl with what programs that run on servers use of it, in
// English: NumberFormat, DateTimeFormat and Collator. The others are not there.
// The methods toLocaleString of numbers and dates write as in en-US.
func defineIntl(e *engine.Engine, global *goja.Object) {
	proto := func(name string) *goja.Object { return global.Get(name).(*goja.Object).Get("prototype").(*goja.Object) }
	defineComparing(e, proto("String"))
	number := proto("Number")
	e.Method(number, "toLocaleString", 0, func(call goja.FunctionCall) goja.Value {
		n := e.Call(number.Get("valueOf"), call.This)
		locales(e, call.Argument(0))
		return e.Text(numberOptions(e, call.Argument(1)).format(n.ToFloat()))
	})
	big := proto("BigInt")
	for _, name := range []string{"name", "length"} { // which goja gives it, as if it were a function
		engine.Must(big.Delete(name))
	}
	e.Method(big, "toLocaleString", 0, func(call goja.FunctionCall) goja.Value {
		text := e.Call(big.Get("toString"), call.This).String()
		locales(e, call.Argument(0))
		sign := ""
		if text[0] == '-' {
			sign, text = "-", text[1:]
		}
		return e.Text(sign + numberOptions(e, call.Argument(1)).decimal(text))
	})
	date := proto("Date")
	for name, needed := range map[string]string{"toLocaleString": "all", "toLocaleDateString": "date", "toLocaleTimeString": "time"} {
		e.Method(date, name, 0, func(call goja.FunctionCall) goja.Value {
			t, ok := timeOf(e.Call(date.Get("getTime"), call.This))
			if !ok {
				return e.Text("Invalid Date")
			}
			locales(e, call.Argument(0))
			style := dateOptions(e, call.Argument(1), needed)
			return e.Text(style.format(t))
		})
	}
	if global.Get("Intl") == nil {
		e.Lazy(global, "Intl", false, func() goja.Value { return intl(e) })
	}
}

func intl(e *engine.Engine) goja.Value {
	o := e.VM.NewObject()
	engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text("Intl"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	set := func(name string, v goja.Value) {
		engine.Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	set("NumberFormat", numberFormat(e))
	set("DateTimeFormat", dateTimeFormat(e))
	set("Collator", collator(e))
	e.Method(o, "getCanonicalLocales", 1, func(call goja.FunctionCall) goja.Value {
		var list []any
		for _, tag := range locales(e, call.Argument(0)) {
			list = append(list, tag)
		}
		return e.VM.NewArray(list...)
	})
	return o
}

// formatter makes a class of Intl whose instances keep a style.
func formatter[T any](e *engine.Engine, name string, read func(options goja.Value) T) (*engine.Class, func(v goja.Value) T) {
	var c *engine.Class
	c = e.Class(name, 0, nil, func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && !e.VM.InstanceOf(call.This, c.Constructor) {
			return e.Construct(c.Constructor, call.Arguments...) // Intl.NumberFormat() is as good as with new
		}
		locales(e, call.Argument(0))
		engine.Hide(call.This, "intl "+name, &holder[T]{Value: goja.Undefined(), style: read(call.Argument(1))})
		return nil
	})
	c.Static("supportedLocalesOf", 1, func(goja.FunctionCall) goja.Value { return e.VM.NewArray("en-US") })
	c.Tag("Intl." + name)
	return c, func(v goja.Value) T {
		if o, ok := v.(*goja.Object); ok {
			if h, ok := engine.Hidden(o, "intl "+name).(*holder[T]); ok {
				return h.style
			}
		}
		panic(e.VM.NewTypeError("Method get Intl.%s.prototype called on incompatible receiver %s", name, v.String()))
	}
}

func numberFormat(e *engine.Engine) goja.Value {
	c, style := formatter(e, "NumberFormat", func(o goja.Value) numberStyle { return numberOptions(e, o) })
	c.Getter("format", func(this *goja.Object) goja.Value {
		s := style(this)
		return e.Func("", 1, func(call goja.FunctionCall) goja.Value { return e.Text(s.format(call.Argument(0).ToFloat())) })
	}, nil)
	c.Method("resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		s := style(call.This)
		o := e.Object("locale", "en-US", "numberingSystem", "latn", "style", s.style)
		if s.currency != "" {
			engine.Must(o.Set("currency", s.currency))
		}
		engine.Must(o.Set("minimumIntegerDigits", s.whole))
		engine.Must(o.Set("minimumFractionDigits", s.least))
		engine.Must(o.Set("maximumFractionDigits", s.most))
		return o
	})
	return c.Constructor
}

func dateTimeFormat(e *engine.Engine) goja.Value {
	c, style := formatter(e, "DateTimeFormat", func(o goja.Value) dateStyle { return dateOptions(e, o, "any") })
	format := func(s dateStyle, v goja.Value) goja.Value {
		t, ok := timeOf(v)
		if !ok {
			panic(e.Construct(e.Intrinsic("RangeError"), e.Text("Invalid time value")))
		}
		return e.Text(s.format(t))
	}
	c.Getter("format", func(this *goja.Object) goja.Value {
		s := style(this)
		return e.Func("", 1, func(call goja.FunctionCall) goja.Value { return format(s, call.Argument(0)) })
	}, nil)
	c.Method("resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		s := style(call.This)
		o := e.Object("locale", "en-US", "calendar", "gregory", "numberingSystem", "latn", "timeZone", s.zoneName)
		for _, name := range dateFields {
			if v := s.fields[name]; v != "" {
				engine.Must(o.Set(name, v))
			}
		}
		return o
	})
	return c.Constructor
}

func collator(e *engine.Engine) goja.Value {
	c, how := formatter(e, "Collator", func(o goja.Value) collation { return collationOptions(e, o, "Intl.Collator") })
	c.Getter("compare", func(this *goja.Object) goja.Value {
		how := how(this)
		return e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			e.Breathe() // as what sorts
			a, b := e.ToText(call.Argument(0)), e.ToText(call.Argument(1))
			return how.compare(e, gojax.ValidUTF8(a.String()), gojax.ValidUTF8(b.String()))
		})
	}, nil)
	c.Method("resolvedOptions", 0, func(call goja.FunctionCall) goja.Value {
		how := how(call.This)
		return e.Object("locale", "en-US", "usage", how.usage, "sensitivity", how.sensitivity, "ignorePunctuation", how.punctuation,
			"collation", "default", "numeric", how.numeric, "caseFirst", how.caseFirst)
	})
	return c.Constructor
}
