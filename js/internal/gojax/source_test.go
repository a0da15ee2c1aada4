package gojax

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// cut are arrow functions that goja's source ends too early of.
var cut = []string{
	"() => ({})", "() => (1)", "async () => (1)", "(a = (1)) => (a)", "() => ((a, b))", "() => a ? b : (c)", "() => 1 + (2)",
	"() => new X()", "() => new (foo)()", "() => new new X()()", "() => (new X ( ))", "() => (a)++", "() => ((a)) --", "() => -(a)",
	"x => y => (y)", "() => (/* ) */ a /* ( */) ", "() => (')' + (a) // )\n)", "() => /[)]/.test(a) || (b)", "() => `${(a)}` + (`)`)",
}

func TestSourcesOfArrowFunctionsAreWhole(t *testing.T) {
	for _, source := range cut {
		want := strings.TrimRight(source, " ")
		for _, around := range []string{"%", "[%][0]", "[% , 1][0]", "(1, (%))", "(f => f)(%)", "({ f: % }).f"} {
			before, after, _ := strings.Cut(around, "%")
			vm := goja.New()
			program, err := Compile("x.js", before+source+after)
			if err != nil {
				t.Fatal(around, source, err)
			}
			f, err := vm.RunProgram(program)
			if err != nil {
				t.Fatal(around, source, err)
			}
			if f.String() == want {
				contract(t, false, source+" is cut by goja", "ArrowSource in source.go", "nothing is broken: goja was mended. Remove source.go and what uses it")
			}
			if got, ok := ArrowSource(f.(*goja.Object)); !ok || got != want {
				t.Errorf("%s in %s: got %q, %v", source, around, got, ok)
			}
		}
	}
}

func TestSourcesThatAreWholeStay(t *testing.T) {
	for _, source := range []string{"() => 1", "() => { return (1) }", "() => f()", "() => new X", "x => x.y", "() => a++", "async x => await x", "() => ((a))[0]", "() => super_", "() => `x`"} {
		vm := goja.New()
		program, err := Compile("x.js", "[("+source+"), 1][0]")
		if err != nil {
			t.Fatal(source, err)
		}
		f, err := vm.RunProgram(program)
		if err != nil {
			t.Fatal(source, err)
		}
		if got, ok := ArrowSource(f.(*goja.Object)); !ok || got != source {
			t.Errorf("%s: got %q, %v", source, got, ok)
		}
	}
	f, _ := goja.New().RunString("(function () {})")
	if got, ok := ArrowSource(f.(*goja.Object)); ok {
		t.Errorf("of no arrow function: %q", got)
	}
}
