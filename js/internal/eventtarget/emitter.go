package eventtarget

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// EmitterMethods gives a class of event targets the methods of EventEmitter that
// Node's own have: on, once, off. Their listeners are called with the plain value
// of an event, and not with the event.
func EmitterMethods(c *engine.Class, e *engine.Engine) {
	method := func(f func(t *Target, call goja.FunctionCall) goja.Value, names ...string) {
		for _, name := range names {
			c.Assign(name, 2, func(call goja.FunctionCall) goja.Value {
				h := State(call.This)
				if h == nil {
					panic(e.InvalidThis("NodeEventTarget"))
				}
				if v := f(h.BaseTarget(), call); v != nil {
					return v
				}
				return call.This
			})
		}
	}
	adder := func(once bool) func(t *Target, call goja.FunctionCall) goja.Value {
		return func(t *Target, call goja.FunctionCall) goja.Value {
			function, ok := call.Argument(1).(*goja.Object)
			if !ok || !engine.IsFunction(function) {
				panic(e.InvalidArgType("listener", call.Argument(1), "EventListener"))
			}
			if name := call.Argument(0).String(); t.find(name, function, false) == nil {
				t.add(name, &listener{function: function, plain: true, once: once})
			}
			return nil
		}
	}
	method(adder(false), "on", "addListener")
	method(adder(true), "once")
	method(func(t *Target, call goja.FunctionCall) goja.Value {
		name := call.Argument(0).String()
		if l := t.find(name, call.Argument(1), false); l != nil {
			t.remove(name, l)
		}
		return nil
	}, "off", "removeListener")
	method(func(t *Target, call goja.FunctionCall) goja.Value {
		for name, list := range t.listeners {
			if len(call.Arguments) == 0 || name == call.Argument(0).String() {
				for _, l := range list {
					t.remove(name, l)
				}
			}
		}
		return nil
	}, "removeAllListeners")
	method(func(t *Target, call goja.FunctionCall) goja.Value {
		name := call.Argument(0).String()
		heard := t.Count(name) > 0
		ev := NewEvent(e, name)
		ev.Plain = call.Argument(1)
		t.Dispatch(ev, ev.Type)
		return e.Bool(heard)
	}, "emit")
	method(func(t *Target, call goja.FunctionCall) goja.Value { return e.Int(t.Count(call.Argument(0).String())) }, "listenerCount")
	method(func(t *Target, _ goja.FunctionCall) goja.Value {
		var names []any
		for name := range t.listeners {
			names = append(names, name)
		}
		return e.VM.NewArray(names...)
	}, "eventNames")
	method(func(t *Target, call goja.FunctionCall) goja.Value {
		if t.max = *engine.DefaultMaxListeners(e); !engine.IsUndefined(call.Argument(0)) {
			t.max = e.NeedNumber("setMaxListeners", call.Argument(0), 0, math.NaN())
		}
		return nil
	}, "setMaxListeners")
	method(func(t *Target, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(t.max) }, "getMaxListeners")
}
