// Package asynchooks is require('async_hooks'): AsyncLocalStorage and
// AsyncResource.
package asynchooks

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// frame is a context of the engine: what the storages hold. A storage that is
// given another value makes a new one; only disable changes one.
type frame struct {
	storage *storage
	value   goja.Value
	next    *frame
}

func current(e *engine.Engine) *frame {
	f, _ := e.Context().(*frame)
	return f
}

// context is a frame as the engine keeps it: nil for none.
func (f *frame) context() any {
	if f == nil {
		return nil
	}
	return f
}

func (f *frame) get(s *storage) (goja.Value, bool) {
	for ; f != nil; f = f.next {
		if f.storage == s {
			return f.value, true
		}
	}
	return nil, false
}

// used is a frame without those in front that were disabled.
func (f *frame) used() *frame {
	for f != nil && f.storage == nil {
		f = f.next
	}
	return f
}

// without is a frame in which a storage has nothing.
func (f *frame) without(s *storage) *frame {
	if _, ok := f.get(s); !ok {
		return f
	}
	if f.storage == s {
		return f.next
	}
	return &frame{storage: f.storage, value: f.value, next: f.next.without(s)}
}

func (f *frame) with(s *storage, v goja.Value) *frame {
	return &frame{storage: s, value: v, next: f.without(s)}
}

// storage hides in an AsyncLocalStorage.
type storage struct {
	goja.Value
	name     string
	fallback goja.Value
}

const slot = "asynclocalstorage"

// apply calls f as Function.prototype.apply does, with its error for what is no
// function.
func apply(e *engine.Engine, f, this goja.Value, args []goja.Value) goja.Value {
	e.NeedApplicable(f)
	return e.Call(f, this, args...)
}

// within calls f in a context and returns what it returns.
func within(e *engine.Engine, c any, f func() goja.Value) (result goja.Value) {
	e.TrackContexts()
	e.Within(c, func() { result = f() })
	return result
}

func rest(args []goja.Value, n int) []goja.Value {
	if len(args) <= n {
		return nil
	}
	return args[n:]
}

func storageClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("AsyncLocalStorage", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		s := &storage{Value: goja.Undefined(), fallback: goja.Undefined()}
		if v := call.Argument(0); !engine.IsUndefined(v) {
			o := e.NeedObject("options", v)
			if fallback := o.Get("defaultValue"); fallback != nil {
				s.fallback = fallback
			}
			if name := o.Get("name"); !engine.IsUndefined(name) {
				s.name = name.String()
			}
		}
		engine.Hide(call.This, slot, s)
		return nil
	})
	this := func(v goja.Value) *storage {
		if o, ok := v.(*goja.Object); ok {
			if s, ok := engine.Hidden(o, slot).(*storage); ok {
				return s
			}
		}
		panic(e.VM.NewTypeError("Receiver must be an instance of class AsyncLocalStorage"))
	}
	c.Getter("name", func(o *goja.Object) goja.Value { return e.Text(this(o).name) }, nil)
	c.Method("disable", 0, func(call goja.FunctionCall) goja.Value {
		// In place: what was begun in this context has it no longer either.
		s, first := this(call.This), current(e)
		for f := first; f != nil; f = f.next {
			if f.storage == s {
				f.storage, f.value = nil, nil
			}
		}
		for f := first; f != nil; f = f.next {
			f.next = f.next.used()
		}
		if used := first.used(); used != first {
			e.SetContext(used.context())
		}
		return nil
	})
	c.Method("enterWith", 1, func(call goja.FunctionCall) goja.Value {
		e.SetContext(current(e).with(this(call.This), call.Argument(0)).context())
		return nil
	})
	c.Method("run", 2, func(call goja.FunctionCall) goja.Value {
		s := this(call.This)
		return within(e, current(e).with(s, call.Argument(0)).context(), func() goja.Value {
			return apply(e, call.Argument(1), goja.Null(), rest(call.Arguments, 2))
		})
	})
	c.Method("exit", 1, func(call goja.FunctionCall) goja.Value {
		s := this(call.This)
		return within(e, current(e).with(s, goja.Undefined()).context(), func() goja.Value {
			return apply(e, call.Argument(0), goja.Null(), rest(call.Arguments, 1))
		})
	})
	c.Method("getStore", 0, func(call goja.FunctionCall) goja.Value {
		s := this(call.This)
		if v, ok := current(e).get(s); ok {
			return v
		}
		return s.fallback
	})
	c.Method("withScope", 1, func(call goja.FunctionCall) goja.Value {
		s := this(call.This)
		before := e.Context()
		e.SetContext(current(e).with(s, call.Argument(0)).context())
		scope := e.VM.NewObject()
		e.SymbolMethod(scope, e.WellKnown("dispose"), "[Symbol.dispose]", func(goja.FunctionCall) goja.Value {
			e.SetContext(before)
			return nil
		})
		return scope
	})
	c.Static("bind", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		e.NeedFunction("fn", f)
		bound := e.Context()
		return e.Func("bound", 1, func(call goja.FunctionCall) goja.Value {
			return within(e, bound, func() goja.Value { return e.Call(f, call.This, call.Arguments...) })
		})
	})
	c.Static("snapshot", 0, func(goja.FunctionCall) goja.Value {
		bound := e.Context()
		return e.Func("bound", 1, func(call goja.FunctionCall) goja.Value {
			return within(e, bound, func() goja.Value { return apply(e, call.Argument(0), call.This, rest(call.Arguments, 1)) })
		})
	})
	return c
}
