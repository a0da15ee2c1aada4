// Package assert is Node's assert module.
package assert

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// suite is one object of assertions.
type suite struct {
	e    *engine.Engine
	diff string
}

type suitesKey struct{}

type suites struct{ loose, strict *goja.Object }

// Load is the module assert.
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return both(e).loose }

// LoadStrict is the module assert/strict.
func LoadStrict(e *engine.Engine, _ *goja.Object) goja.Value { return both(e).strict }

func both(e *engine.Engine) *suites {
	return engine.Slot(e, suitesKey{}, func() *suites {
		s := &suite{e: e, diff: "simple"}
		loose, strict := s.okFunc("ok"), s.okFunc("strict")
		// assert is the same function under another name.
		assert := s.okFunc("assert")
		set := func(o *goja.Object, name string, v goja.Value) { engine.Must(o.Set(name, v)) }
		set(assert, "AssertionError", errorClass(e).Constructor)
		set(assert, "ok", loose)
		methods := s.methods()
		for _, m := range methods {
			set(assert, m.name, m.function)
		}
		for _, name := range assert.Keys() {
			set(strict, name, assert.Get(name))
		}
		makeStrict(strict)
		set(assert, "strict", strict)
		set(assert, "Assert", s.assertClass())
		set(strict, "Assert", assert.Get("Assert"))
		set(strict, "strict", strict)
		return &suites{assert, strict}
	})
}

// makeStrict has the short names mean the strict assertions.
func makeStrict(o *goja.Object) {
	for short, strict := range map[string]string{
		"equal": "strictEqual", "deepEqual": "deepStrictEqual", "notEqual": "notStrictEqual", "notDeepEqual": "notDeepStrictEqual",
	} {
		engine.Must(o.Set(short, o.Get(strict)))
	}
}

type method struct {
	name     string
	function *goja.Object
}

// methods makes the assertions, in the order in which Node has them.
func (s *suite) methods() []method {
	var list []method
	add := func(name string, length int, f engine.Native) {
		list = append(list, method{name, s.e.Func(name, length, f)})
	}
	compare := func(name, operator string, wanted bool, same func(a, b goja.Value) bool) {
		add(name, 3, func(call goja.FunctionCall) goja.Value {
			if len(call.Arguments) < 2 {
				panic(s.e.TypeError("ERR_MISSING_ARGS", `The "actual" and "expected" arguments must be specified`))
			}
			a, b := call.Argument(0), call.Argument(1)
			if same(a, b) != wanted {
				s.fail(failure{actual: a, expected: b, message: call.Argument(2), operator: s.e.Text(operator)})
			}
			return nil
		})
	}
	deep := func(mode util.EqualMode) func(a, b goja.Value) bool {
		return func(a, b goja.Value) bool { return util.Equal(s.e, a, b, mode) }
	}
	loosely := func(a, b goja.Value) bool { return a.Equals(b) || isNaN(a) && isNaN(b) }
	strictly := func(a, b goja.Value) bool { return a.SameAs(b) }
	add("fail", 1, s.failMethod)
	compare("equal", "==", true, loosely)
	compare("notEqual", "!=", false, loosely)
	compare("deepEqual", "deepEqual", true, deep(util.LooseEqual))
	compare("notDeepEqual", "notDeepEqual", false, deep(util.LooseEqual))
	compare("deepStrictEqual", "deepStrictEqual", true, deep(util.Strict))
	compare("notDeepStrictEqual", "notDeepStrictEqual", false, deep(util.Strict))
	compare("strictEqual", "strictEqual", true, strictly)
	compare("notStrictEqual", "notStrictEqual", false, strictly)
	compare("partialDeepStrictEqual", "partialDeepStrictEqual", true, deep(util.Partial))
	add("match", 3, s.match(true, "match"))
	add("doesNotMatch", 3, s.match(false, "doesNotMatch"))
	add("throws", 1, s.throws)
	add("rejects", 1, s.rejects)
	add("doesNotThrow", 1, s.doesNotThrow)
	add("doesNotReject", 1, s.doesNotReject)
	add("ifError", 1, s.ifError)
	return list
}

func isNaN(v goja.Value) bool { return engine.TypeOf(v) == "number" && goja.IsNaN(v) }

// fail throws: the message when it is an error, an AssertionError otherwise.
func (s *suite) fail(f failure) {
	f.message = s.message(f.message, f.actual, f.expected)
	f.diff = s.diff
	panic(f.error(s.e))
}

// message checks what a caller gave as message; errors are thrown as they are.
func (s *suite) message(v goja.Value, args ...goja.Value) goja.Value {
	if engine.IsUndefined(v) {
		return goja.Undefined()
	}
	if _, ok := v.(goja.String); ok {
		return v
	}
	if isError(s.e, v) {
		panic(v)
	}
	if engine.IsFunction(v) {
		text := s.e.Call(v, goja.Undefined(), args...)
		if _, ok := text.(goja.String); !ok {
			return goja.Undefined()
		}
		return text
	}
	panic(s.e.InvalidArgType("message", v, "string", "function"))
}

// failGenerated is fail for a message that may be ours.
func (s *suite) failGenerated(f failure, generated bool) {
	f.diff = s.diff
	err := f.error(s.e)
	engine.Must(err.Set("generatedMessage", generated))
	panic(err)
}

func (s *suite) failMethod(call goja.FunctionCall) goja.Value {
	message := call.Argument(0)
	if isError(s.e, message) {
		panic(message)
	}
	generated := engine.IsNullish(message)
	if generated {
		message = s.e.Text("Failed")
	}
	s.failGenerated(failure{actual: goja.Undefined(), expected: goja.Undefined(), message: message, operator: s.e.Text("fail")}, generated)
	return nil
}

func (s *suite) okFunc(name string) *goja.Object {
	return s.e.Func(name, 0, func(call goja.FunctionCall) goja.Value {
		if call.Argument(0).ToBoolean() {
			return nil
		}
		message := call.Argument(1)
		generated := engine.IsNullish(message)
		switch {
		case len(call.Arguments) == 0:
			generated = true
			message = s.e.Text("No value argument passed to `assert.ok()`")
		case generated:
			message = s.e.Text(s.falsyText())
		default:
			message = s.message(message, call.Argument(0), s.e.Bool(true))
		}
		s.failGenerated(failure{actual: call.Argument(0), expected: s.e.Bool(true), message: message, operator: s.e.Text("==")}, generated)
		return nil
	})
}

func (s *suite) match(wanted bool, name string) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		e := s.e
		text, regexp := call.Argument(0), call.Argument(1)
		if !isRegExp(regexp) {
			panic(e.InvalidArgType("regexp", regexp, "RegExp"))
		}
		_, isText := text.(goja.String)
		if isText && s.test(regexp, text) == wanted {
			return nil
		}
		message := s.message(call.Argument(2), text, regexp)
		generated := engine.IsUndefined(message)
		if generated {
			shown := util.Quick(e, text)
			switch {
			case !isText:
				message = e.Text(`The "string" argument must be of type string. Received type ` + engine.TypeOf(text) + " (" + shown + ")")
			case wanted:
				message = e.Text("The input did not match the regular expression " + util.Quick(e, regexp) + ". Input:\n\n" + shown + "\n")
			default:
				message = e.Text("The input was expected to not match the regular expression " + util.Quick(e, regexp) + ". Input:\n\n" + shown + "\n")
			}
		}
		s.failGenerated(failure{actual: text, expected: regexp, message: message, operator: e.Text(name)}, generated)
		return nil
	}
}

func isRegExp(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && gojax.KindOf(o) == gojax.RegExp
}

// test reports whether a regular expression matches.
func (s *suite) test(regexp, text goja.Value) bool {
	return s.e.Invoke(regexp.(*goja.Object), "test", text).ToBoolean()
}

func (s *suite) ifError(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if engine.IsNullish(v) {
		return nil
	}
	text := ""
	if o, ok := v.(*goja.Object); ok && isString(o.Get("message")) {
		if text = o.Get("message").String(); text == "" {
			if ctor, ok := o.Get("constructor").(*goja.Object); ok {
				text = value(ctor, "name").String()
			}
		}
	} else {
		text = util.Quick(s.e, v)
	}
	s.failGenerated(failure{
		actual: v, expected: goja.Null(), operator: s.e.Text("ifError"),
		message: s.e.Text("ifError got unwanted exception: " + text),
	}, false)
	return nil
}

func isString(v goja.Value) bool { _, ok := v.(goja.String); return ok }

// assertClass is the class Assert: assertions with options of their own.
func (s *suite) assertClass() *goja.Object {
	e := s.e
	class := e.Class("Assert", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		own := &suite{e: e, diff: "simple"}
		strict := true
		if v := call.Argument(0); !engine.IsUndefined(v) {
			o := e.NeedObject("options", v)
			if d := o.Get("diff"); !engine.IsUndefined(d) {
				if own.diff = e.NeedString("options.diff", d); own.diff != "simple" && own.diff != "full" {
					panic(e.InvalidArgValue("options.diff", d, "must be one of: 'simple', 'full'"))
				}
			}
			if v := o.Get("strict"); !engine.IsUndefined(v) {
				strict = e.NeedBoolean("options.strict", v)
			}
		}
		engine.Must(call.This.Set("AssertionError", errorClass(e).Constructor))
		engine.Must(call.This.Set("ok", own.okFunc("ok")))
		for _, m := range own.methods() {
			engine.Must(call.This.Set(m.name, m.function))
		}
		if strict {
			makeStrict(call.This)
		}
		return nil
	})
	class.NeedNew(func() *goja.Object {
		return e.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Class constructor Assert cannot be invoked without `new`")
	})
	return class.Constructor
}
