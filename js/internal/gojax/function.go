package gojax

import (
	"reflect"

	"github.com/dop251/goja"
)

// Native is how Go calls a function, and how a function of Go is called.
type Native = func(goja.FunctionCall) goja.Value

var nativeType = reflect.TypeFor[Native]()

// FunctionOf returns what calls a function from within another; nil when v is none.
// What it throws comes as a panic. goja exports functions as such, which costs half
// of what goja.AssertFunction's result does: that one also looks for jobs of
// promises, and turns what is thrown into an error.
func FunctionOf(v goja.Value) Native {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if o.ExportType() == nativeType {
		if f, ok := o.Export().(Native); ok {
			return f
		}
	}
	call, ok := goja.AssertFunction(o)
	if !ok {
		return nil
	}
	return func(c goja.FunctionCall) goja.Value {
		result, err := call(c.This, c.Arguments...)
		if err != nil {
			panic(err)
		}
		return result
	}
}

// IsFunction reports whether v can be called.
func IsFunction(v goja.Value) bool {
	_, ok := goja.AssertFunction(v)
	return ok
}

// Replace has an object be another one from now on. All who hold it see that,
// goja itself among them: it makes its own errors by the constructors that it has
// made at first, whatever the globals are. What the object was is returned as an
// object of its own. Both have to be of the same runtime.
//
// An object of goja only refers to its implementation, so that copying the struct
// gives it another one. Each implementation knows its object, too, which is what a
// getter sees as this: it is told the new one where that field is known.
func Replace(o, by *goja.Object) (was *goja.Object) {
	was = new(goja.Object)
	*was = *o
	*o = *by
	for _, object := range []*goja.Object{was, o} {
		p, l := inside(object)
		if known := l.object.of(p); known != nil {
			*known = object
		}
	}
	return was
}
