package gojax

import (
	"testing"

	"github.com/dop251/goja"
)

func TestCallsAreCounted(t *testing.T) {
	const use, todo = "calls that are nested too deeply, which scripts can catch only by it", "look in vm.go for where calls are kept, and name that in depth.go"
	vm := goja.New()
	vm.SetMaxCallStackSize(50)
	depths := map[string]int{}
	if err := vm.Set("note", func(call goja.FunctionCall) goja.Value {
		depth, known := Depth(vm)
		contract(t, known, "goja keeps the calls under way in a slice, vm.callStack", use, todo)
		depths[call.Argument(0).String()] = depth
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	run(t, vm, "note('top'); (() => (() => note('within'))())()")
	contract(t, depths["within"] == depths["top"]+2, "each call is one more in vm.callStack", use, todo)

	// What catches them: goja asks the native functions under way for their names before
	// it throws its own error, when there is one call more than there may be.
	asked := 0
	name := vm.ToValue(func(goja.FunctionCall) goja.Value {
		if depth, _ := Depth(vm); depth > 50 && asked == 0 {
			asked++
			panic(vm.ToValue("too deep"))
		}
		return vm.ToValue("work")
	})
	work := vm.ToValue(func(call goja.FunctionCall) goja.Value {
		return FunctionOf(call.Argument(0))(goja.FunctionCall{This: goja.Undefined()})
	}).(*goja.Object)
	if err := work.DefineAccessorProperty("name", name, nil, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		t.Fatal(err)
	}
	if err := vm.Set("work", work); err != nil {
		t.Fatal(err)
	}
	got := run(t, vm, "let caught; work(() => { try { (function f () { f() })() } catch (err) { caught = err } }); caught")
	contract(t, got.String() == "too deep" && asked == 1, "a stack overflow asks the native functions below it for their names, and what those throw is thrown instead",
		use, "look for captureStack in vm.go; without it, calls nested too deeply are no more caught within JavaScript")
}

func TestJobsCanBeRun(t *testing.T) {
	vm := goja.New()
	ran := ""
	if err := vm.Set("work", func(goja.FunctionCall) goja.Value {
		ran += " " + run(t, vm, "order.join(' ')").String()
		done := JobsOf(vm).Run()
		contract(t, done, "the jobs of promises are in the field jobQueue", "jobs that call too deeply, see engine/turn.go", "see jobs.go")
		ran += " " + run(t, vm, "order.join(' ')").String()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	run(t, vm, "const order = []; Promise.resolve().then(() => { order.push('one'); Promise.resolve().then(() => order.push('two')) }); work(); order.push('end')")
	if got := run(t, vm, "order.join(' ')").String(); ran != "  one two" || got != "one two end" {
		t.Errorf("%q, %q", ran, got)
	}
}

func TestListsKnowTheirPlaces(t *testing.T) {
	for source, want := range map[string]bool{
		"[]": true, "[1, 2, 3, 4]": true, "new Array(3)": true, "new Array(4)": false, "Object.assign([], { length: 4 })": false,
		"new Array(2 ** 32 - 1)": false, "(() => { const a = []; a[100000] = 1; return a })()": false, "({ length: 1 })": false, "new Proxy([], {})": false,
	} {
		contract(t, InMemory(object(t, source), 3) == want, "an array is an arrayObject with values and length; not so for "+source,
			"loops over more than there is, which would not be interrupted", "see how array.go keeps them, and name the fields in private.go")
	}
}
