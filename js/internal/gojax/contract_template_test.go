package gojax

import (
	"testing"

	"github.com/dop251/goja"
)

// seen counts the calls in each runtime. Copies of templates are kept with what was given
// first, so that it has to be the same when the test runs again.
var seen = map[*goja.Runtime]int{}

func counted(vm *goja.Runtime, _ string) With {
	return func(original Native, call goja.FunctionCall) goja.Value {
		seen[vm]++
		return original(call)
	}
}

func TestFunctionsOfTemplatesAreMadeWhenTheyAreLookedAt(t *testing.T) {
	const use = "AroundAll, with which functions that call themselves without end are an error of JavaScript and not the end of the process"
	other := goja.New() // that nobody wants to be counted
	for _, name := range []string{"String", "Array", "Number", "Date"} {
		t.Run(name, func(t *testing.T) {
			proto := run(t, other, name+".prototype").(*goja.Object)
			in, _ := templateOf(proto)
			contract(t, in != nil && *in != nil, name+".prototype has a template, the field tmpl", use, "look at object_template.go, and change templateOf")
			before := *in
			for range 2 {
				vm := goja.New()
				run(t, vm, name+".prototype.toString") // there before
				proto := run(t, vm, name+".prototype").(*goja.Object)
				for range 2 { // once more is the same
					AroundAll(vm, proto, counted)
				}
				if got := run(t, vm, "new "+name+"(0).toString(); new "+name+"(0).valueOf(); "+name+".prototype.constructor === "+name); !got.ToBoolean() {
					t.Error("the constructor is another")
				}
				want := 2
				if name == "Array" {
					want = 1 // its valueOf is that of all objects
				}
				contract(t, seen[vm] >= want, "props of an objectTemplate has a function for each property, which makes it", use, "look at object_template.go, and change withFactories")
			}
			run(t, other, "new "+name+"(0).toString(); new "+name+"(0).toLocaleString()")
			if seen[other] != 0 || *in != before {
				t.Error("another runtime has the same template")
			}
		})
	}
	vm := goja.New()
	AroundAll(vm, run(t, vm, "({})").(*goja.Object), counted) // has none
	AroundAll(vm, run(t, vm, "Reflect").(*goja.Object), counted)
	if run(t, vm, "Reflect.has({ a: 1 }, 'a')"); seen[vm] != 1 {
		t.Errorf("a function without a template was called %d times", seen[vm])
	}
}
