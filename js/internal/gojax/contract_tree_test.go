package gojax

import (
	"testing"

	"github.com/dop251/goja"
)

// faults are programs that goja compiles wrongly, by the file that repairs them, and
// what they give in truth.
var faults = []struct{ repair, source, want string }{
	{"tree_variables.go", "(function f() { var x; arguments; return () => x })(1)()", "undefined"},
	{"tree_variables.go", "(function f(a) { 'use strict'; var x, y; arguments; return () => [a, x, y].join() })(1, 2, 3)()", "1,,"},
	{"tree_variables.go", "const o = { m() { var x; arguments; return () => x } }; o.m(1)()", "undefined"},
	{"tree_arguments.go", "(function f() { return (() => arguments[0])() })(7)", "7"},
	{"tree_arguments.go", "(function f() { return (() => () => arguments.length)()() })(7, 8)", "2"},
	{"tree_arguments.go", "class A { m() { return [1].map((x) => x + arguments[0]) } } new A().m(2).join()", "3"},
	{"tree_arguments.go", "(function f() { return (() => ({ arguments }))().arguments.length })(7, 8)", "2"},
}

// sound are programs that a repair must leave as they are.
var sound = map[string]string{
	"(function f() { var arguments = 3; return arguments })(1)":                                  "3",
	"(function f() { var g; function g() { return 5 } arguments; return () => g })(1)()()":       "5",
	"(function f(a, b = 2) { var x; arguments; return () => x })(1)()":                           "undefined",
	"(function f(...r) { var x; arguments; return () => x })(1)()":                               "undefined",
	"(function f(x) { var x; arguments; return () => x })(1)()":                                  "1",
	"(function f() { for (var i = 0; i < 2; i++); arguments; return () => i })(9)()":             "2",
	"(function f() { return (() => { return (function () { return arguments[0] })(4) })() })(7)": "4",
	"const arrow = () => 'arguments => 1'; arrow()":                                              "arguments => 1",
	"(function () { 'use strict'; var x; arguments; return (() => x, this) })()":                 "undefined",
}

func TestRepairsMakeRightWhatGojaMakesWrong(t *testing.T) {
	for _, f := range faults {
		contract(t, compiled(t, f.source, goja.Compile) != f.want, f.source+" is wrong without a repair",
			"the repair in "+f.repair, "nothing is broken: goja was mended. Once all of its cases are, remove that file, what only it uses, and its cases here")
		if got := compiled(t, f.source, repaired); got != f.want {
			t.Errorf("%s\n  is %s\n  want %s", f.source, got, f.want)
		}
	}
	for source, want := range sound {
		if got := compiled(t, source, repaired); got != want {
			t.Errorf("%s\n  is %s\n  want %s", source, got, want)
		}
	}
}

func repaired(name, code string, _ bool) (*goja.Program, error) { return Compile(name, code) }

// compiled is what a program gives: goja's faults are panics, too.
func compiled(t *testing.T, source string, compile func(string, string, bool) (*goja.Program, error)) (result string) {
	defer func() {
		if r := recover(); r != nil {
			result = "a panic"
		}
	}()
	program, err := compile("x.js", source, false)
	if err != nil {
		t.Errorf("%s: %v", source, err)
		return ""
	}
	v, err := goja.New().RunProgram(program)
	if err != nil {
		return err.Error()
	}
	return v.String()
}
