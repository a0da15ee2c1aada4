package assert

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type classKey struct{}

// errorClass is AssertionError.
func errorClass(e *engine.Engine) *engine.Class {
	return engine.Slot(e, classKey{}, func() *engine.Class {
		parent := e.Intrinsic("Error")
		c := e.NewClass("AssertionError", 1, parent, func(call goja.ConstructorCall) *goja.Object {
			o := e.NeedObject("options", call.Argument(0))
			f := failure{actual: value(o, "actual"), expected: value(o, "expected"), diff: "simple"}
			f.message = value(o, "message")
			f.operator = value(o, "operator")
			if v := o.Get("diff"); !engine.IsUndefined(v) {
				f.diff = e.NeedString("options.diff", v)
			}
			return f.make(e, call.This.Prototype())
		})
		c.Assign("toString", 0, func(call goja.FunctionCall) goja.Value {
			o := e.This(call, "name")
			return e.Text(value(o, "name").String() + " [" + value(o, "code").String() + "]: " + value(o, "message").String())
		})
		e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", func(call goja.FunctionCall) goja.Value {
			return inspected(e, e.This(call, "actual"), call.Argument(1))
		})
		return c
	})
}

// inspected is how an AssertionError is printed: its message says what there is to say
// of the values, so that they are shortened.
func inspected(e *engine.Engine, o *goja.Object, given goja.Value) goja.Value {
	for _, name := range []string{"actual", "expected"} {
		if s, ok := o.Get(name).(goja.String); ok {
			engine.Must(o.Set(name, e.Text(ellipsis(s.String()))))
			defer func() { engine.Must(o.Set(name, s)) }()
		}
	}
	options := e.VM.NewObject()
	if from, ok := given.(*goja.Object); ok {
		for _, name := range from.Keys() {
			engine.Must(options.Set(name, from.Get(name)))
		}
	}
	engine.Must(options.Set("customInspect", false))
	engine.Must(options.Set("depth", 0))
	return e.Invoke(e.Require("util"), "inspect", o, options)
}

// ellipsis keeps ten lines; of a long line it has what Node has, the end.
func ellipsis(s string) string {
	const lines, units = 10, 512
	if parts := strings.SplitN(s, "\n", lines+1); len(parts) > lines {
		return strings.Join(parts[:lines], "\n") + "\n..."
	}
	if all := utf16.Encode([]rune(s)); len(all) > units {
		return string(utf16.Decode(all[units:])) + "..."
	}
	return s
}

func value(o *goja.Object, name string) goja.Value {
	if v := o.Get(name); v != nil {
		return v
	}
	return goja.Undefined()
}

// failure is what an AssertionError tells.
type failure struct {
	actual, expected goja.Value
	message          goja.Value // undefined: a generated one
	operator         goja.Value
	diff             string
}

// error makes the AssertionError.
func (f failure) error(e *engine.Engine) *goja.Object { return f.make(e, errorClass(e).Prototype) }

func (f failure) make(e *engine.Engine, proto *goja.Object) *goja.Object {
	if f.diff == "" {
		f.diff = "simple"
	}
	// The text first: it may take a while, and write other errors.
	text := f.text(e)
	err := e.PlainError(text)
	engine.Must(err.SetPrototype(proto))
	hidden := func(name string, v goja.Value) {
		engine.Must(err.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	hidden("name", e.Text("AssertionError [ERR_ASSERTION]"))
	head := "AssertionError [ERR_ASSERTION]: " + text
	stack := strings.TrimPrefix(value(err, "stack").String(), head)
	hidden("stack", e.Text(head+nativeFrames().ReplaceAllString(stack, "")))
	hidden("name", e.Text("AssertionError"))
	set := func(name string, v any) { engine.Must(err.Set(name, v)) }
	set("generatedMessage", engine.IsNullish(f.message) || !f.message.ToBoolean())
	set("code", "ERR_ASSERTION")
	set("actual", f.actual)
	set("expected", f.expected)
	set("operator", f.operator)
	set("diff", f.diff)
	return err
}

// nativeFrames are those of the assertion itself, on top of the stack.
var nativeFrames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\n\tat [^\n]*\(native\)|\n    at [^\n]*\(<anonymous>\))+`)
})
