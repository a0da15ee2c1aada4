package engine

import (
	"strings"

	"github.com/dop251/goja"
)

// callSite is a frame as Error.prepareStackTrace gets it.
type callSite struct {
	goja.Value
	frame Frame
}

// callSites makes an array of V8's CallSite objects.
func (e *Engine) callSites(frames []Frame) goja.Value {
	proto := Slot(e, callSiteKey{}, e.callSitePrototype)
	list := make([]any, len(frames))
	for i, f := range frames {
		o := e.VM.CreateObject(proto)
		Hide(o, "callsite", &callSite{goja.Undefined(), f})
		list[i] = o
	}
	return e.VM.NewArray(list...)
}

type callSiteKey struct{}

func (e *Engine) callSitePrototype() *goja.Object {
	proto := e.Class("CallSite", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil }).Prototype
	method := func(name string, f func(Frame) goja.Value) {
		e.Method(proto, name, 0, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				if site, ok := Hidden(o, "callsite").(*callSite); ok {
					return f(site.frame)
				}
			}
			panic(e.VM.NewTypeError("CallSite method %s expects CallSite as receiver", name))
		})
	}
	orNull := func(s string) goja.Value {
		if s == "" {
			return goja.Null()
		}
		return e.Text(s)
	}
	method("getFileName", func(f Frame) goja.Value { return orNull(f.File) })
	method("getScriptNameOrSourceURL", func(f Frame) goja.Value { return orNull(f.File) })
	method("getFunctionName", func(f Frame) goja.Value {
		if f.Function == MainFunction {
			return goja.Null()
		}
		return orNull(strings.TrimPrefix(f.Function, "new "))
	})
	method("isConstructor", func(f Frame) goja.Value { return e.Bool(strings.HasPrefix(f.Function, "new ")) })
	method("getLineNumber", func(f Frame) goja.Value { return number0(e, f.Line) })
	method("getColumnNumber", func(f Frame) goja.Value { return number0(e, f.Column) })
	method("isNative", func(f Frame) goja.Value { return e.Bool(f.File == "") })
	method("isToplevel", func(Frame) goja.Value { return e.Bool(true) })
	method("toString", func(f Frame) goja.Value { return e.Text(f.String()) })
	for _, name := range []string{"isEval", "isAsync", "isPromiseAll"} {
		method(name, func(Frame) goja.Value { return e.Bool(false) })
	}
	// goja does not tell on what object a function was called.
	for _, name := range []string{"getTypeName", "getMethodName", "getPromiseIndex"} {
		method(name, func(Frame) goja.Value { return goja.Null() })
	}
	for _, name := range []string{"getThis", "getFunction", "getEvalOrigin"} {
		method(name, func(Frame) goja.Value { return goja.Undefined() })
	}
	return proto
}

// number0 is a line or column; null where there is none.
func number0(e *Engine, n int) goja.Value {
	if n == 0 {
		return goja.Null()
	}
	return e.Int(n)
}
