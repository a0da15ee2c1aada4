package gojax

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

func TestFunctionsAreExportedAsFunctionsOfGo(t *testing.T) {
	const use = "every call from Go into JavaScript within an event, which costs twice as much by goja.AssertFunction, as it then is done"
	for _, source := range []string{"function () {}", "() => 1", "async () => 1", "Array.prototype.map", "(() => 1).bind(0)", "Reflect.construct"} {
		o := object(t, source)
		contract(t, o.ExportType() == nativeType, source+" is exported as a func(goja.FunctionCall) goja.Value", use, "look at export in func.go, and change FunctionOf")
	}
	for source, want := range map[string]bool{"() => 1": true, "class {}": true, "new Proxy(() => 1, {})": true, "{}": false, "[]": false, "new Proxy({}, {})": false} {
		if got := FunctionOf(object(t, source)) != nil; got != want || IsFunction(object(t, source)) != want {
			t.Errorf("%s can be called: %v", source, got)
		}
	}
	if FunctionOf(nil) != nil || FunctionOf(goja.Undefined()) != nil || IsFunction(nil) {
		t.Error("nothing can be called")
	}
}

func TestWhatAFunctionThrowsIsAPanic(t *testing.T) {
	vm := goja.New()
	for _, source := range []string{"() => { throw new RangeError('x') }", "new Proxy(() => { throw new RangeError('x') }, {})"} {
		f := FunctionOf(run(t, vm, "("+source+")"))
		thrown := vm.Try(func() { f(goja.FunctionCall{This: goja.Undefined()}) })
		if thrown == nil || !strings.HasPrefix(thrown.Value().String(), "RangeError: x") {
			t.Errorf("%s: %v", source, thrown)
		}
	}
}

// The order of everything stands on this: events, then ticks, then promises.
func TestJobsRunWhenTheOutermostCallIsOver(t *testing.T) {
	const use = "process.nextTick before promises: a JavaScript function is around an event and its ticks"
	vm := goja.New()
	var order []string
	log := func(call goja.FunctionCall) goja.Value { order = append(order, call.Argument(0).String()); return nil }
	if err := vm.Set("log", log); err != nil {
		t.Fatal(err)
	}
	inner := FunctionOf(run(t, vm, "(() => { Promise.resolve().then(() => log('job')); log('inner') })"))
	callable, _ := goja.AssertFunction(run(t, vm, "(() => log('callable'))"))
	if err := vm.Set("work", func(goja.FunctionCall) goja.Value {
		inner(goja.FunctionCall{This: goja.Undefined()})
		if _, err := callable(goja.Undefined()); err != nil {
			t.Error(err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	around, _ := goja.AssertFunction(run(t, vm, "(() => { work(); log('end') })"))
	if _, err := around(goja.Undefined()); err != nil {
		t.Fatal(err)
	}
	contract(t, strings.Join(order, " ") == "inner callable end job", "promises have their jobs run when the outermost call from Go is over, and not by a call within another",
		use, "see what runs them now, and whether engine/turn.go still keeps them back")

	order = nil
	FunctionOf(run(t, vm, "(() => { Promise.resolve().then(() => log('job')); log('direct') })"))(goja.FunctionCall{This: goja.Undefined()})
	contract(t, strings.Join(order, " ") == "direct", "an exported function that is called by itself runs no jobs",
		"engine/turn.go, which then decides whether there are any", "see whether due in turn.go is still needed")
	if !JobsOf(vm).Waiting() {
		t.Error("its job is not waiting")
	}
}

func TestAnObjectCanBeReplaced(t *testing.T) {
	const (
		use  = "errors that goja itself makes: they are of our constructors, with V8's stacks and words"
		todo = "look in runtime.go for how goja finds TypeError and the like, and have engine/stack.go put ours there"
	)
	vm := goja.New()
	ctor := run(t, vm, "TypeError").(*goja.Object)
	made := 0
	var construct goja.Constructor
	ours := vm.ToValue(func(call goja.ConstructorCall) *goja.Object {
		made++
		o, err := construct(ctor, call.Arguments...)
		if err != nil {
			panic(err)
		}
		return o
	}).(*goja.Object)
	for name, v := range map[string]goja.Value{"prototype": ctor.Get("prototype"), "name": vm.ToValue("TypeError")} {
		if err := ours.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE); err != nil {
			t.Fatal(err)
		}
	}
	construct, _ = goja.AssertConstructor(Replace(ctor, ours))
	text := run(t, vm, "let text; try { undefined.x } catch (err) { text = String(err) + (err instanceof TypeError) + (err.constructor === TypeError) } text").String()
	contract(t, made == 1, "goja makes its errors by the objects that it has made as TypeError and so on at first", use, todo)
	if text != "TypeError: Cannot read property 'x' of undefinedtruetrue" {
		t.Errorf("it became %q", text)
	}
	for source, want := range map[string]string{
		"new TypeError('y') instanceof TypeError": "true",
		"class A extends TypeError {} new A('y') instanceof TypeError && Object.getPrototypeOf(A) === TypeError": "true",
		"globalThis.TypeError === TypeError && new Set([TypeError]).has(TypeError)":                              "true",
	} {
		if got := run(t, vm, source).String(); got != want {
			t.Errorf("%s: %s", source, got)
		}
	}
	for _, source := range []string{
		"Object.defineProperty(TypeError, 'me', { get() { return this } }); TypeError.me === TypeError",
		"TypeError.own = function () { return this }; TypeError.own() === TypeError",
		"Object.getOwnPropertyDescriptor(TypeError, 'me').get.call(TypeError) === TypeError",
		"Reflect.get(TypeError, 'me') === TypeError && Object.create(TypeError).me !== TypeError",
		"Object.setPrototypeOf(TypeError, Error) === TypeError && Object.freeze(TypeError) === TypeError && Object.assign(TypeError) === TypeError",
	} {
		contract(t, run(t, vm, source).ToBoolean(), "an object that was replaced shows itself, and not what it was replaced by; not so in "+source,
			"scripts that keep errors' constructors in Maps, or give them getters", "look in object.go for where an implementation keeps its object, and name that field in layoutOf; where it is not known, getters of errors' constructors see the wrong this")
	}
}

// hidden is a value of Go within a script's object.
type hidden struct {
	goja.Value
	n int
}

func TestAValueOfGoCanHideInAProperty(t *testing.T) {
	vm := goja.New()
	o := vm.NewObject()
	kept := &hidden{goja.Undefined(), 7}
	if err := o.DefineDataProperty("\x00slot", kept, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE); err != nil {
		t.Fatal(err)
	}
	got, _ := o.Get("\x00slot").(*hidden)
	child := vm.CreateObject(o)
	inherited, _ := child.Get("\x00slot").(*hidden)
	contract(t, got == kept && inherited == kept, "a property keeps a value that embeds a goja.Value as it is, and objects that inherit it give the same",
		"every class in Go: engine.Hide keeps its state so", "keep states in a map by object, or by goja's own host objects")
	if err := vm.Set("o", o); err != nil {
		t.Fatal(err)
	}
	contract(t, run(t, vm, "'' + o['\\0slot']").String() == "undefined", "to a script such a value is what it embeds",
		"scripts that come upon a hidden state: it is undefined to them", "see engine.Hide")
}

func TestFramesHaveTheNamesThatAreKnown(t *testing.T) {
	vm := goja.New()
	if err := vm.Set("native", func(goja.FunctionCall) goja.Value { panic(vm.NewTypeError("x")) }); err != nil {
		t.Fatal(err)
	}
	_, err := vm.RunScript("file.js", "function named() { [1].map(() => native()) }\nnamed()")
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		t.Fatal(err)
	}
	var names []string
	for _, frame := range thrown.Stack() {
		name, shown := FrameName(&frame)
		if !shown {
			name = "(not shown)"
		}
		if IsNative(&frame) {
			name += " native"
		}
		names = append(names, name)
	}
	const use = "stacks as V8's: Array.map (<anonymous>), no frames of our own functions"
	contract(t, strings.Join(names, ", ") == "(not shown) native, , Array.map native, named, ",
		"functions of Go are in the file <native> and called as their package when nobody named them, and a function without a name is <anonymous>, and not "+strings.Join(names, ", "),
		use, "compare with FuncName and SrcName in runtime.go, and change frame.go")

	text := thrown.String()
	contract(t, HasFrames(text), "a stack has lines that begin with a tab and at", use, "compare with String and Write of StackFrame in runtime.go, and change HasFrames and writtenFrame")
	lines := strings.Split(NodeFrames(text), "\n")
	if len(lines) != 6 || lines[3] != "    at map (<anonymous>)" || lines[4] != "    at named (file.js:1:27)" || lines[5] != "    at file.js:2:6" {
		t.Errorf("%q", lines)
	}
	if HasFrames("Error: at last\nat work") {
		t.Error("a message is taken for a stack")
	}
}

func TestTheCallerOfANativeFunction(t *testing.T) {
	const use = "async generators, which inherit from the prototype of the function that has made them"
	vm := goja.New()
	var caller *goja.Object
	if err := vm.Set("native", func() { caller = Caller(vm) }); err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"function f() { native(1, 2) }", "class C { m() { native() } }; f = C.prototype.m; this.f = f", "var f = { async m() { native() } }.m"} {
		want := run(t, vm, source+"; f(3); f")
		contract(t, goja.Value(caller) == want, "the function of a call lies on the stack before its values in "+source, use, "look at vmCall in func.go, and change Caller")
	}
	if caller = nil; Caller(vm) != nil {
		t.Error("nobody calls")
	}
}
