package engine

import "github.com/dop251/goja"

// intrinsics are the globals that modules stand on.
var intrinsics = []string{
	"AggregateError", "Array", "Boolean", "Date", "Error", "Function", "JSON", "Map", "Math", "Number", "Object", "Promise", "Proxy",
	"RangeError", "ReferenceError", "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "Uint8Array", "WeakMap",
	"parseFloat", "parseInt",
}

// Intrinsic returns what a global was before any script ran, such as Object or
// RangeError: scripts may replace and delete them all.
func (e *Engine) Intrinsic(name string) *goja.Object {
	if o := e.kept[name]; o != nil {
		return o
	}
	o, ok := e.VM.Get(name).(*goja.Object)
	if !ok {
		panic(e.Construct(e.Intrinsic("ReferenceError"), e.Text(name+" is not defined")))
	}
	return o
}

// KeepIntrinsics is called once the globals are there, and before scripts.
func (e *Engine) KeepIntrinsics() {
	e.kept = make(map[string]*goja.Object, len(intrinsics))
	for _, name := range intrinsics {
		e.kept[name], _ = e.VM.Get(name).(*goja.Object)
	}
	e.describeOwn = e.descriptor()
}

func (e *Engine) descriptor() goja.Callable {
	describe, _ := goja.AssertFunction(e.Intrinsic("Object").Get("getOwnPropertyDescriptor"))
	return describe
}

// OwnProperty is Object.getOwnPropertyDescriptor, whatever scripts have put in its place;
// nil when there is no such property.
func (e *Engine) OwnProperty(o *goja.Object, key goja.Value) *goja.Object {
	describe := e.describeOwn
	if describe == nil {
		describe = e.descriptor()
	}
	v, err := describe(goja.Undefined(), o, key)
	Must(err)
	d, _ := v.(*goja.Object)
	return d
}
