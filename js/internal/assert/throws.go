package assert

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// expectation is what throws or rejects was given beside the function.
type expectation struct {
	*suite
	name           string // of the assertion
	noun           string // "exception" or "rejection"
	error, message goja.Value
	both           bool // there was a message argument
}

func (s *suite) expect(call goja.FunctionCall, name, noun string) *expectation {
	return &expectation{s, name, noun, call.Argument(1), call.Argument(2), len(call.Arguments) > 2}
}

// attempt calls a function; thrown is nil when it threw nothing.
func (s *suite) attempt(f goja.Value) (thrown goja.Value) {
	s.e.NeedFunction("fn", f)
	call, _ := goja.AssertFunction(f)
	if _, err := call(goja.Undefined()); err != nil {
		if _, ok := err.(*goja.Exception); !ok {
			panic(err)
		}
		return s.e.Thrown(err)
	}
	return nil
}

func (s *suite) throws(call goja.FunctionCall) goja.Value {
	s.expect(call, "throws", "exception").wanted(s.attempt(call.Argument(0)))
	return nil
}

func (s *suite) doesNotThrow(call goja.FunctionCall) goja.Value {
	s.expect(call, "doesNotThrow", "exception").unwanted(s.attempt(call.Argument(0)))
	return nil
}

func (x *expectation) text() goja.Value { return x.e.Text(x.name) }

// wanted deals with what was thrown where something should be; nil for nothing.
func (x *expectation) wanted(thrown goja.Value) {
	e := x.e
	o, isObject := x.error.(*goja.Object)
	switch {
	case isString(x.error):
		if x.both {
			panic(e.InvalidArgType("error", x.error, "Object", "Error", "Function", "RegExp"))
		}
		x.ambiguous(thrown)
		x.message, x.error = x.error, goja.Undefined()
	case !engine.IsNullish(x.error) && !isObject:
		panic(e.InvalidArgType("error", x.error, "function", "Error", "RegExp", "Object"))
	}
	if thrown == nil {
		text := "Missing expected " + x.noun
		if o != nil {
			if name := o.Get("name"); name != nil && name.ToBoolean() {
				text += " (" + name.String() + ")"
			}
		}
		message := x.suite.message(x.message)
		if message.ToBoolean() {
			text += ": " + message.String()
		} else {
			text += "."
		}
		x.failGenerated(failure{actual: goja.Undefined(), expected: x.error, message: e.Text(text), operator: x.text()}, false)
	}
	if o != nil {
		x.check(thrown, o)
	}
}

// ambiguous throws when a message is what the error says: it was meant to be
// compared.
func (x *expectation) ambiguous(thrown goja.Value) {
	text := ""
	if o, ok := thrown.(*goja.Object); ok {
		if v := value(o, "message"); v.StrictEquals(x.error) {
			text = `The error message "` + v.String() + `" is identical to the message.`
		}
	} else if thrown != nil && thrown.StrictEquals(x.error) {
		text = `The error "` + thrown.String() + `" is identical to the message.`
	}
	if text != "" {
		panic(x.e.TypeError("ERR_AMBIGUOUS_ARGUMENT", `The "error/message" argument is ambiguous. `+text))
	}
}

// check compares what was thrown with what was expected.
func (x *expectation) check(thrown goja.Value, expected *goja.Object) {
	e := x.e
	text := ""
	switch {
	case gojax.KindOf(expected) == gojax.RegExp:
		shown := e.Text(thrown.String())
		if x.test(expected, shown) {
			return
		}
		text = "The input did not match the regular expression " + util.Quick(e, expected) + ". Input:\n\n" + util.Quick(e, shown) + "\n"
	case !engine.IsFunction(expected):
		x.checkProperties(thrown, expected)
		return
	case isInstance(e, thrown, expected):
		return
	case isErrorClass(e, expected):
		text = `The error is expected to be an instance of "` + value(expected, "name").String() + `". Received `
		if isError(e, thrown) {
			text += `"` + value(thrown.(*goja.Object), "name").String() + `"`
		} else {
			opts := util.Defaults(e)
			opts.Depth = -1
			text += `"` + util.Inspect(e, thrown, opts) + `"`
		}
		if o, ok := thrown.(*goja.Object); ok {
			text += "\n\nError message:\n\n" + value(o, "message").String()
		}
	default:
		result := e.Call(expected, e.VM.NewObject(), thrown)
		if b, ok := result.Export().(bool); ok && b {
			return
		}
		name := ""
		if n := value(expected, "name"); n.ToBoolean() {
			name = `"` + n.String() + `" `
		}
		text = "The " + name + `validation function is expected to return "true". Received ` + util.Quick(e, result)
		if isError(e, thrown) {
			text += "\n\nCaught error:\n\n" + thrown.String()
		}
	}
	message := x.suite.message(x.message, thrown, expected)
	generated := engine.IsUndefined(message)
	if generated {
		message = e.Text(text)
	}
	x.failGenerated(failure{actual: thrown, expected: expected, message: message, operator: x.text()}, generated)
}

// checkProperties compares the properties that an object names.
func (x *expectation) checkProperties(thrown goja.Value, expected *goja.Object) {
	e := x.e
	actual, ok := thrown.(*goja.Object)
	if !ok {
		f := failure{actual: thrown, expected: expected, message: x.suite.message(x.message), operator: e.Text("deepStrictEqual"), diff: x.diff}
		err := f.error(e)
		engine.Must(err.Set("operator", x.name))
		panic(err)
	}
	keys := expected.Keys()
	if isError(e, expected) {
		keys = append(keys, "name", "message")
	} else if len(keys) == 0 {
		panic(e.InvalidArgValue("error", expected, "may not be an empty object"))
	}
	for _, key := range keys {
		if x.matches(actual, expected, key) {
			continue
		}
		if got := actual.Get(key); got != nil && util.Equal(e, got, value(expected, key), util.Strict) {
			continue
		}
		if message := x.suite.message(x.message, thrown, expected); !engine.IsUndefined(message) {
			x.failGenerated(failure{actual: actual, expected: expected, message: message, operator: x.text()}, false)
		}
		f := failure{operator: e.Text("deepStrictEqual"), message: goja.Undefined(), diff: x.diff}
		f.actual, f.expected = x.excerpt(actual, nil, keys), x.excerpt(expected, actual, keys)
		err := f.error(e)
		engine.Must(err.Set("actual", actual))
		engine.Must(err.Set("expected", expected))
		engine.Must(err.Set("operator", x.name))
		panic(err)
	}
}

// matches reports whether a property is a text that fits a regular expression.
func (x *expectation) matches(actual, expected *goja.Object, key string) bool {
	text, pattern := actual.Get(key), expected.Get(key)
	return isString(text) && isRegExp(pattern) && x.test(pattern, text)
}

// excerpt is what is shown of an error: the properties that count. Where a
// regular expression fits, the text is shown in its place.
func (x *expectation) excerpt(o, actual *goja.Object, keys []string) *goja.Object {
	comparison := engine.Slot(x.e, "assert.Comparison", func() *engine.Class {
		return x.e.Class("Comparison", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	})
	shown := x.e.VM.CreateObject(comparison.Prototype)
	for _, key := range keys {
		v := o.Get(key)
		if v == nil {
			continue
		}
		if actual != nil && x.matches(actual, o, key) {
			v = actual.Get(key)
		}
		engine.Must(shown.Set(key, v))
	}
	return shown
}

// unwanted deals with what was thrown where nothing should be.
func (x *expectation) unwanted(thrown goja.Value) {
	if thrown == nil {
		return
	}
	e := x.e
	if isString(x.error) {
		x.message, x.error = x.error, goja.Undefined()
	}
	if !x.error.ToBoolean() || x.fits(thrown) {
		text := "Got unwanted " + x.noun
		if message := x.suite.message(x.message); message.ToBoolean() {
			text += ": " + message.String()
		} else {
			text += "."
		}
		said := "undefined"
		if o, ok := thrown.(*goja.Object); ok {
			said = value(o, "message").String()
		}
		text += "\nActual message: \"" + said + `"`
		x.failGenerated(failure{actual: thrown, expected: x.error, message: e.Text(text), operator: x.text()}, false)
	}
	panic(thrown)
}

func (x *expectation) fits(thrown goja.Value) bool {
	e := x.e
	expected, ok := x.error.(*goja.Object)
	if !ok || !engine.IsFunction(expected) {
		if isRegExp(x.error) {
			return x.test(x.error, e.Text(thrown.String()))
		}
		panic(e.InvalidArgType("expected", x.error, "Function", "RegExp"))
	}
	if isInstance(e, thrown, expected) {
		return true
	}
	if isErrorClass(e, expected) {
		return false
	}
	b, _ := e.Call(expected, e.VM.NewObject(), thrown).Export().(bool)
	return b
}

// isInstance is instanceof, false for functions that have no prototype.
func isInstance(e *engine.Engine, v goja.Value, class *goja.Object) bool {
	if engine.IsUndefined(class.Get("prototype")) {
		return false
	}
	return e.VM.InstanceOf(v, class)
}

// isErrorClass reports whether a class is a subclass of Error.
func isErrorClass(e *engine.Engine, class *goja.Object) bool {
	base := e.Intrinsic("Error")
	for at := class.Prototype(); at != nil; at = at.Prototype() {
		if at == base {
			return true
		}
	}
	return false
}
