package asynchooks

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// resource hides in an AsyncResource.
type resource struct {
	goja.Value
	id, trigger int64
	context     any
}

const resourceSlot = "asyncresource"

func (r *resource) run(e *engine.Engine, f func() goja.Value) (result goja.Value) {
	e.Within(r.context, func() {
		e.InResource(r.id, r.trigger, func() { result = f() })
	})
	return result
}

func resourceClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("AsyncResource", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		e.NeedString("type", call.Argument(0))
		r := &resource{Value: goja.Undefined(), context: e.Context()}
		r.trigger, _ = e.AsyncIDs()
		trigger := call.Argument(1)
		if o, ok := trigger.(*goja.Object); ok {
			trigger = o.Get("triggerAsyncId")
		}
		if !engine.IsUndefined(trigger) {
			n := -2.0
			if engine.TypeOf(trigger) == "number" {
				n = trigger.ToFloat()
			}
			if n != float64(int64(n)) || n < -1 {
				panic(e.RangeError("ERR_INVALID_ASYNC_ID", "Invalid triggerAsyncId value: "+e.Shown(trigger)))
			}
			r.trigger = int64(n)
		}
		r.id = e.NewAsyncID()
		engine.Hide(call.This, resourceSlot, r)
		return nil
	})
	this := func(v goja.Value) *resource {
		if o, ok := v.(*goja.Object); ok {
			if r, ok := engine.Hidden(o, resourceSlot).(*resource); ok {
				return r
			}
		}
		panic(e.InvalidThis("AsyncResource"))
	}
	c.Method("runInAsyncScope", 2, func(call goja.FunctionCall) goja.Value {
		return this(call.This).run(e, func() goja.Value {
			return apply(e, call.Argument(0), call.Argument(1), rest(call.Arguments, 2))
		})
	})
	// Nobody listens to hooks, so that there is nothing to destroy.
	c.Method("emitDestroy", 0, func(call goja.FunctionCall) goja.Value { return call.This })
	c.Method("asyncId", 0, func(call goja.FunctionCall) goja.Value { return e.VM.ToValue(this(call.This).id) })
	c.Method("triggerAsyncId", 0, func(call goja.FunctionCall) goja.Value { return e.VM.ToValue(this(call.This).trigger) })
	bind := func(r *resource, f, thisArg goja.Value) goja.Value {
		e.NeedFunction("fn", f)
		length := f.(*goja.Object).Get("length")
		bound := e.Func("bound", 0, func(call goja.FunctionCall) goja.Value {
			on := thisArg
			if engine.IsUndefined(on) {
				on = call.This
			}
			return r.run(e, func() goja.Value { return e.Call(f, on, call.Arguments...) })
		})
		engine.Must(bound.DefineDataProperty("length", length, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		return bound
	}
	c.Method("bind", 2, func(call goja.FunctionCall) goja.Value {
		return bind(this(call.This), call.Argument(0), call.Argument(1))
	})
	c.Static("bind", 3, func(call goja.FunctionCall) goja.Value {
		e.NeedFunction("fn", call.Argument(0))
		name := call.Argument(1)
		if engine.IsUndefined(name) {
			name = e.Text("bound-anonymous-fn")
		}
		return bind(this(e.Construct(c.Constructor, name)), call.Argument(0), call.Argument(2))
	})
	return c
}
