package gojax

import (
	"reflect"

	"github.com/dop251/goja"
)

// construct is how goja calls a native function with new.
type construct = func(args []goja.Value, newTarget *goja.Object) *goja.Object

// With is called in the place of a native function, with what that did.
type With = func(original Native, call goja.FunctionCall) goja.Value

// Around has with called in the place of a native function. The function stays the object
// that it was, for all who hold it and for goja itself. A function whose inside is not as
// expected stays as it is.
func Around(f *goja.Object, with With) {
	_ = f.ClassName() // goja makes some functions only when they are looked at
	p, l := inside(f)
	if field := l.call.of(p); field != nil && *field != nil {
		original := *field
		*field = func(call goja.FunctionCall) goja.Value { return with(original, call) }
	}
}

// Guard has before called with each call of a native function, which is then called
// with the arguments that before returns. What before throws, the function throws.
func Guard(f *goja.Object, before func(call goja.FunctionCall) []goja.Value) {
	Around(f, func(original Native, call goja.FunctionCall) goja.Value {
		call.Arguments = before(call)
		return original(call)
	})
}

// GuardNew is Guard for a constructor that is called with new.
func GuardNew(f *goja.Object, before func(args []goja.Value) []goja.Value) {
	_ = f.ClassName()
	p, l := inside(f)
	if field := l.construct.of(p); field != nil && *field != nil {
		original := *field
		*field = func(args []goja.Value, newTarget *goja.Object) *goja.Object { return original(before(args), newTarget) }
	}
}

// nativeLayoutOf finds the two fields of nativeFuncObject. What is written there is of
// just the type that goja has declared: a function that Go itself has made.
func (l *layout) nativeLayoutOf(t reflect.Type) {
	l.call, l.construct = fieldOf[Native](t, "f"), fieldOf[construct](t, "construct")
}
