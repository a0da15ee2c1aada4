package gojax

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// wordings are faults with what goja says of them, or what that begins with, and
// what V8 says.
var wordings = []struct{ source, goja, v8 string }{
	// fixed
	{"[].reduce((a) => a)", "No initial value", "Reduce of empty array with no initial value"},
	{"decodeURIComponent('%')", "Malformed URI", "URI malformed"},
	{"const g = (function* () { g.next() })(); g.next()", "Illegal generator state", "Generator is already running"},
	{"({}) instanceof (() => {})", "prototype is not an object", "Function has non-object prototype 'undefined' in instanceof check"},
	{"JSON.parse('[')", "Unexpected end of JSON input (EOF)", "Unexpected end of JSON input"},
	{"Promise()", "Constructor Promise requires 'new'", "Promise constructor cannot be invoked without 'new'"},
	{"(1).toFixed(101)", "toFixed() precision must be between 0 and 100", "toFixed() digits argument must be between 0 and 100"},
	{"(1).toPrecision(0)", "toPrecision() precision must be between 1 and 100", "toPrecision() argument must be between 1 and 100"},
	{"'a'.normalize('x')", "The normalization form should be one of NFC, NFD, NFKC, NFKD", "The normalization form should be one of NFC, NFD, NFKC, NFKD."},
	{"new (class A extends Object { constructor() { } })()", "Must call super constructor in derived class before returning from derived constructor",
		"Must call super constructor in derived class before accessing 'this' or returning from derived constructor"},

	// Worded
	{"'' + { toString() { return {} }, valueOf() { return {} } }", "Could not convert &{", "Cannot convert object to primitive value"},
	{"Array.from([1], { toString() { throw 1 } })", "%!s(PANIC=", "#<Object> is not a function"},
	{"undefined.a", "Cannot read property 'a' of undefined", "Cannot read properties of undefined (reading 'a')"},
	{"let o = {}; o.b.c", "Cannot read property 'c' of undefined", "Cannot read properties of undefined (reading 'c')"},
	{"let o = {}; o.b()", "Object has no member 'b'", "o.b is not a function"},
	{"let o = { p: {} }; o.p.q()", "Object has no member 'q'", "o.p.q is not a function"},
	{"({}).x()", "Object has no member 'x'", "x is not a function"},
	{"let f; f()", "Value is not an object: undefined", "f is not a function"},
	{"let f = 1; new f()", "Value is not an object: 1", "f is not a constructor"},
	{"new Map([1])", "Value is not an object: 1", "Iterator value 1 is not an entry object"},
	{"new WeakMap([1])", "Value is not an object: 1", "Iterator value 1 is not an entry object"},
	{"new Promise(1)", "Value is not an object: 1", "Promise resolver 1 is not a function"},
	{"1 instanceof 1", "Value is not an object: 1", "Right-hand side of 'instanceof' is not an object"},
	{"x; let x = 1", "Cannot access a variable before initialization", "Cannot access 'x' before initialization"},
	{"eval('1 +')", "SyntaxError: <eval>: Line 1:4 Unexpected end of input", "Unexpected end of input"},
	{"eval('let let = 1')", "SyntaxError: let is disallowed as a lexically bound name at <eval>:1:5", "let is disallowed as a lexically bound name"},
	{"new Function('return }')", "SyntaxError: <eval>: Line 4:1 Unexpected token } (and 1 more errors)", "Unexpected token '}'"},

	// Source.worded
	{"let o; o.p = 1", "Cannot convert undefined or null to object", "Cannot set properties of undefined (setting 'p')"},
	{"let o; [...o]", "Cannot convert undefined or null to object", "o is not iterable"},
	{"class A {}; A()", "Class constructor cannot be invoked without 'new'", "Class constructor A cannot be invoked without 'new'"},
	{"let o = {}; let [p] = o", "object is not iterable", "o is not iterable"},
	{"let { a } = undefined", "Value is not object coercible", "Cannot destructure property 'a' of 'undefined' as it is undefined."},
	{"let o; let { a } = o", "Value is not object coercible", "Cannot destructure property 'a' of 'o' as it is undefined."},
	{"(({ a }) => a)()", "Value is not object coercible", "Cannot destructure property 'a' of 'undefined' as it is undefined."},

	{"let o = null; o.a", "Cannot read property 'a' of undefined", "Cannot read properties of null (reading 'a')"},
	{"let o = { p: null }; o.p.q()", "Cannot read property 'q' of undefined or null", "Cannot read properties of null (reading 'q')"},
	{"let o = null, k = 'a'; o[k]", "Cannot read property 'a' of undefined", "Cannot read properties of null (reading 'a')"},
	{"let o = null, k; o[k]", "Cannot read property 'undefined' of undefined", "Cannot read properties of null (reading 'undefined')"},
	{"let o = null; o.p = 1", "Cannot convert undefined or null to object", "Cannot set properties of null (setting 'p')"},
	{"let o = null; o.p = undefined", "Cannot convert undefined or null to object", "Cannot set properties of null (setting 'p')"},
	{"let o = null; o['p'] = 1", "Cannot convert undefined or null to object", "Cannot set properties of null (setting 'p')"},
	{"let o, k = 'p'; o[k] = 1", "Cannot convert undefined or null to object", "Cannot set properties of undefined (setting 'p')"},
	{"let o = null; for (const x of o);", "Cannot convert undefined or null to object", "o is not iterable"},
	{"let o = {}; Symbol('s') in o.q", "Value is not an object: undefined", "Cannot use 'in' operator to search for 'Symbol(s)' in undefined"},
	{"let o = { k() { return 'key' } }; o.k() in o.k()", "Value is not an object: key", "Cannot use 'in' operator to search for 'key' in key"},
	{"let o = null; 'a' in o", "Value is not an object: null", "Cannot use 'in' operator to search for 'a' in null"},
	{"let o = null; let { a } = o", "Value is not object coercible", "Cannot destructure property 'a' of 'o' as it is null."},
	{"let o = {}; let { a } = o.p", "Value is not object coercible", "Cannot destructure property 'a' of 'o.p' as it is undefined."},
	{"(({ a }) => a)(null)", "Value is not object coercible", "Cannot destructure property 'a' of 'object null' as it is null."},
	{"let o = {}; new o()", "Value is not a constructor", "o is not a constructor"},
	{"let o = { a: {} }; o.a()", "Not a function: [object Object]", "o.a is not a function"},
	{"let o = Object.create(null); o()", "Could not convert &{", "o is not a function"},
	{"let o = { d: Object.create(null) }; (0, o.d)()", "Could not convert &{", "(0 , o.d) is not a function"},

	// wordedByText
	{"'use strict'; Object.defineProperty({}, 'a', { value: 1 }).a = 2", "Cannot assign to read only property 'a'", "Cannot assign to read only property 'a' of object '#<Object>'"},
	{"'use strict'; let o = { get b() {} }; o.b = 2", "Cannot assign to read only property 'b'", "Cannot set property b of #<Object> which has only a getter"},
	{"'use strict'; class A { get b() {} }; let k = 'b'; new A()[k] = 2", "Cannot assign to read only property 'b'", "Cannot set property b of #<A> which has only a getter"},
	{"'use strict'; class A { get b() {} get [Symbol.toStringTag]() { return 'T' } }; new A().b = 2", "Cannot assign to read only property 'b'", "Cannot set property b of #<A> which has only a getter"},
	{"'use strict'; Object.defineProperty([], 'a', { value: 1 }).a = 2", "Cannot assign to read only property 'a'", "Cannot assign to read only property 'a' of object '[object Array]'"},
	{"'use strict'; let a = Object.freeze([1]), i = 0; a[i] = 2", "", "Cannot assign to read only property '0' of object '[object Array]'"},
	{"'use strict'; Object.freeze([1])[0]++", "", "Cannot assign to read only property '0' of object '[object Array]'"},
	{"'use strict'; Object.freeze([1]).length = 0", "length is not writable", "Cannot assign to read only property 'length' of object '[object Array]'"},
	{"'use strict'; delete Object.freeze([1, 2])[0]", "Cannot delete property '0' of 1,2", "Cannot delete property '0' of [object Array]"},
	{"'use strict'; Math.PI = 3", "Cannot assign to read only property 'PI'", "Cannot assign to read only property 'PI' of object '#<Object>'"},
	{"'use strict'; let o = Object.create(null, { a: { value: 1 } }); o.a = 2", "Cannot assign to read only property 'a'", "Cannot assign to read only property 'a' of object '[object Object]'"},
	{"'use strict'; new Uint8Array(1).length = 2", "Cannot assign to read only property 'length'", "Cannot set property length of [object Object] which has only a getter"},
	{"let o; o[Symbol.for('a')]", "Cannot read property 'a' of undefined", "Cannot read properties of undefined (reading 'Symbol(a)')"},
	{"'use strict'; delete Object.freeze({ a: 1 }).a", "Cannot delete property 'a' of [object Object]", "Cannot delete property 'a' of #<Object>"},
	{"Map.prototype.get.call(new Set())", "Method Map.prototype.get called on incompatible receiver [object Set]", "Method Map.prototype.get called on incompatible receiver #<Set>"},
	{"({}) instanceof ({})", "Expecting a function in instanceof check, but got [object Object]", "Right-hand side of 'instanceof' is not callable"},
	{"Object.keys(new Proxy([], { ownKeys: () => [] }))", "'ownKeys' on proxy: trap result did not include non-configurable 'length'", "'ownKeys' on proxy: trap result did not include 'length'"},
	{"let big = 2n; big ** -1n", "exponent must be positive", "Exponent must be positive"},

	// as it is
	{"const c = 1; c = 2", "Assignment to constant variable.", "Assignment to constant variable."},
	{"undeclared", "undeclared is not defined", "undeclared is not defined"},
	{"Object.defineProperty(Object.preventExtensions({}), 'a', { value: 1 })", "Cannot define property a, object is not extensible", "Cannot define property a, object is not extensible"},
}

func TestGojaWordsItsErrorsAsKnown(t *testing.T) {
	for _, w := range wordings {
		vm := goja.New()
		worded := wordTypeErrors(vm, w.source)
		_, err := vm.RunString(w.source)
		var thrown *goja.Exception
		if !errors.As(err, &thrown) {
			t.Errorf("%s: no exception but %v", w.source, err)
			continue
		}
		message := thrown.Value().(*goja.Object).Get("message").String()
		contract(t, message == w.goja || strings.HasPrefix(message, w.goja) && strings.ContainsAny(w.goja, "&%"),
			w.source+" fails with '"+w.goja+"', and not with '"+message+"'",
			"saying what V8 says: "+w.v8, "change this text in wording*.go and here; remove it when goja's is V8's by now")
		got, ok := worded[message]
		if !ok {
			got = Worded(message, sourceOf(w.source, thrown.Stack()))
		}
		if got != w.v8 {
			t.Errorf("%s\n  is %s\n  V8 %s\n  If goja's words above are right, it puts the fault in another column, which Source is about.", w.source, got, w.v8)
		}
	}
}

// wordTypeErrors words goja's TypeErrors where they happen, as the engine does: what
// an instruction works on can be asked only then.
func wordTypeErrors(vm *goja.Runtime, line string) map[string]string {
	worded := map[string]string{}
	ctor := vm.Get("TypeError").(*goja.Object)
	describe, _ := goja.AssertFunction(vm.Get("Object").(*goja.Object).Get("getOwnPropertyDescriptor"))
	var construct goja.Constructor
	ours := vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
		message, stack := call.Argument(0).String(), vm.CaptureCallStack(0, nil)
		if len(stack) > 0 && !IsNative(&stack[0]) {
			source := sourceOf(line, stack)
			source.Runtime = vm
			source.Describe = func(o *goja.Object, key goja.Value) *goja.Object {
				v, _ := describe(goja.Undefined(), o, key)
				d, _ := v.(*goja.Object)
				return d
			}
			worded[message] = Worded(message, source)
		}
		o, _ := construct(ctor, call.Arguments...)
		return o
	}).(*goja.Object)
	_ = ours.DefineDataProperty("prototype", ctor.Get("prototype"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	construct, _ = goja.AssertConstructor(Replace(ctor, ours))
	return worded
}

// sourceOf is the line that an error of a program of one line was thrown in.
func sourceOf(line string, stack []goja.StackFrame) Source {
	for _, frame := range stack {
		if at := frame.Position(); !IsNative(&frame) && at.Column >= 1 && at.Column <= len(line) {
			return Source{Line: line, At: at.Column - 1}
		}
	}
	return Source{}
}

func TestEveryFixedMessageIsTried(t *testing.T) {
	for message := range fixed {
		tried := false
		for _, w := range wordings {
			tried = tried || w.goja == message
		}
		if !tried {
			t.Errorf("nothing in wordings has goja say %q", message)
		}
	}
}

func TestAMessageWithoutASource(t *testing.T) {
	for message, want := range map[string]string{
		"Value is not an object: 1": "Value is not an object: 1", "object is not iterable": "object is not iterable", "Object has no member 'x'": "x is not a function",
		"Cannot access a variable before initialization": "Cannot access a variable before initialization", "": "", "anything": "anything",
	} {
		if got := Worded(message, Source{}); got != want {
			t.Errorf("%q became %q", message, got)
		}
	}
}

// A message can be a script's own, with whatever in it.
func FuzzWorded(f *testing.F) {
	for _, w := range wordings {
		f.Add(w.goja, w.source, len(w.source)/2)
	}
	f.Fuzz(func(t *testing.T, message, line string, at int) {
		if at < 0 || at > len(line) {
			return
		}
		Worded(message, Source{Line: line, At: at})
		_ = Callee(line, at+1)
	})
}

func TestACallIsWhereItsParenthesisIs(t *testing.T) {
	const source = "let f = () => { throw 1 }; 1 + f ()"
	_, err := goja.New().RunString(source)
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		t.Fatal(err)
	}
	stack := thrown.Stack()
	column := stack[len(stack)-1].Position().Column
	contract(t, strings.HasPrefix(source[column-1:], "("), "the position of a call is its parenthesis", "the columns of stacks: V8 has that of the name",
		"see what goja has now, and whether Callee is still needed")
	if at := Callee(source, column); source[at-1:] != "f ()" {
		t.Errorf("the callee is at %q", source[at-1:])
	}
	for line, want := range map[string]int{"(1)": 1, "a.b(1)": 3, "a.#b(1)": 3, "": 4, "ab": 4, "a = 1": 4} {
		at := strings.IndexByte(line, '(') + 1
		if at == 0 {
			at = 4
		}
		if got := Callee(line, at); got != want {
			t.Errorf("%q: %d, want %d", line, got, want)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for source, want := range map[string]SyntaxError{
		"1 +":                {"Unexpected end of input", 1, 4},
		"1\n 2 }":            {"Unexpected token '}'", 2, 4},
		"let a; let a":       {"Identifier 'a' has already been declared", 1, 12},
		"let let = 1":        {"let is disallowed as a lexically bound name", 1, 5},
		"a b":                {"Unexpected identifier 'b'", 1, 3},
		"1;\n  'a' éx":       {"Unexpected identifier 'éx'", 2, 7},
		"return 1":           {"Illegal return statement", 1, 1},
		"class A { #a; #a }": {"Identifier '#a' has already been declared", 1, 15},
	} {
		_, err := Compile("x.js", source)
		if err == nil {
			t.Errorf("%s: no mistake", source)
			continue
		}
		got := SyntaxErrorOf(err, source)
		contract(t, got == want, "'"+source+"' is wrong as "+want.Message+" says, and where; it is "+got.Message,
			"what a SyntaxError says, and the mark under its line", "change SyntaxErrorOf, syntaxMessage and this test")
	}
	if got := SyntaxErrorOf(errors.New("anything"), ""); got != (SyntaxError{Message: "anything"}) {
		t.Errorf("another error: %+v", got)
	}
}

func TestASourceMapThatIsNamedIsNotRead(t *testing.T) {
	for _, name := range []string{"/none/none.map", "data:application/json,{", "none.map"} {
		if _, err := Compile("/none/x.js", "1\n//# sourceMappingURL="+name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
