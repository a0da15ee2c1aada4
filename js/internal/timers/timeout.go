package timers

import (
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

const slot = "timer"

// maxDuration is the longest that a timer can take, in milliseconds.
const maxDuration = float64(node.MaxTimeout / time.Millisecond)

func timerOf(v goja.Value) *Timer {
	return engine.Held[*Timer](v, slot)
}

// classes makes the class Timeout.
func (s *state) classes() {
	e := s.engine
	c := e.NewClass("Timeout", 5, nil, func(call goja.ConstructorCall) *goja.Object {
		e.NeedFunction("callback", call.Argument(0))
		s.start(call.This, call.Argument(0), call.Argument(1), nil, call.Argument(3).ToBoolean())
		return nil
	})
	s.timeout = c
	method := func(name string, f func(t *Timer) goja.Value) goja.Value {
		return c.Method(name, 0, func(call goja.FunctionCall) goja.Value {
			if t := timerOf(call.This); t != nil {
				if v := f(t); v != nil {
					return v
				}
			}
			return call.This
		})
	}
	method("refresh", func(t *Timer) goja.Value { t.Refresh(); return nil })
	method("unref", func(t *Timer) goja.Value { t.Unref(); return nil })
	method("ref", func(t *Timer) goja.Value { t.Ref(); return nil })
	method("hasRef", func(t *Timer) goja.Value { return e.Bool(t.ref) })
	method("close", func(t *Timer) goja.Value { t.Stop(); return nil })
	e.SymbolMethod(c.Prototype, e.WellKnown("dispose"), "[Symbol.dispose]", func(call goja.FunctionCall) goja.Value {
		if t := timerOf(call.This); t != nil {
			t.Stop()
		}
		return nil
	})
	e.SymbolMethod(c.Prototype, goja.SymToPrimitive, "[Symbol.toPrimitive]", func(call goja.FunctionCall) goja.Value {
		t := timerOf(call.This)
		if t == nil {
			return nil
		}
		if !t.known {
			t.known = true
			if !t.destroyed {
				s.known[t.id] = t
			}
		}
		return e.VM.ToValue(t.id)
	})
	s.fields(c)
}

// fields are the properties that scripts are known to look at.
func (s *state) fields(c *engine.Class) {
	e := s.engine
	get := func(name string, f func(t *Timer) goja.Value, set func(t *Timer, v goja.Value)) {
		var setter func(*goja.Object, goja.Value)
		if set != nil {
			setter = func(this *goja.Object, v goja.Value) {
				if t := timerOf(this); t != nil {
					set(t, v)
				}
			}
		}
		c.Getter(name, func(this *goja.Object) goja.Value {
			if t := timerOf(this); t != nil {
				return f(t)
			}
			return goja.Undefined()
		}, setter)
	}
	get("_idleTimeout", func(t *Timer) goja.Value { return e.VM.ToValue(t.idle) }, nil)
	get("_idleStart", func(t *Timer) goja.Value { return e.VM.ToValue(t.start) }, nil)
	get("_onTimeout", (*Timer).function, func(t *Timer, v goja.Value) { t.callback, t.set = v, engine.IsFunction(v) })
	get("_timerArgs", (*Timer).arguments, nil)
	get("_repeat", (*Timer).interval, func(t *Timer, v goja.Value) { t.repeat = max(v.ToFloat(), 0) })
	get("_destroyed", func(t *Timer) goja.Value { return e.Bool(t.destroyed) }, nil)
	e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", func(call goja.FunctionCall) goja.Value {
		t := timerOf(call.This)
		if t == nil {
			return call.This
		}
		options := e.VM.NewObject()
		if given, ok := call.Argument(1).(*goja.Object); ok {
			e.Invoke(e.Intrinsic("Object"), "assign", options, given)
		}
		engine.Must(options.Set("depth", 0))
		return e.Call(call.Argument(2), goja.Undefined(), t.view(), options)
	})
}

func (t *Timer) function() goja.Value {
	if t.callback == nil {
		return goja.Undefined()
	}
	return t.callback
}

func (t *Timer) arguments() goja.Value {
	if len(t.args) == 0 {
		return goja.Undefined()
	}
	items := make([]any, len(t.args))
	for i, v := range t.args {
		items[i] = v
	}
	return t.state.engine.VM.NewArray(items...)
}

func (t *Timer) interval() goja.Value {
	if t.repeat > 0 {
		return t.state.engine.VM.ToValue(t.repeat)
	}
	return goja.Null()
}

// viewer makes objects that inspect shows as instances of a class.
func viewer(e *engine.Engine, constructor *goja.Object) func() *goja.Object {
	// Inspect wants an instance, of a prototype that names its constructor.
	proto := e.VM.CreateObject(constructor.Get("prototype").(*goja.Object))
	engine.Must(proto.DefineDataProperty("constructor", constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return func() *goja.Object { return e.VM.CreateObject(proto) }
}

// view is the timer as an object with the properties that Node's has.
func (t *Timer) view() *goja.Object {
	e := t.state.engine
	v := viewer(e, t.state.timeout.Constructor)()
	set := func(name string, value any) {
		engine.Must(v.DefineDataProperty(name, e.VM.ToValue(value), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	var neighbour goja.Value = goja.Null()
	if t.list != nil {
		neighbour = viewer(e, e.Class("TimersList", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil }).Constructor)()
		engine.Must(neighbour.(*goja.Object).Set("msecs", t.list.msecs))
	}
	set("_idleTimeout", t.idle)
	set("_idlePrev", neighbour)
	set("_idleNext", neighbour)
	set("_idleStart", t.start)
	set("_onTimeout", t.function())
	set("_timerArgs", t.arguments())
	set("_repeat", t.interval())
	set("_destroyed", t.destroyed)
	symbols(v, "refed", t.ref, "kHasPrimitive", t.known, "asyncId", t.id, "triggerId", t.trigger, "kAsyncContextFrame", goja.Undefined())
	return v
}

func symbols(o *goja.Object, pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		engine.Must(o.SetSymbol(goja.NewSymbol(pairs[i].(string)), pairs[i+1]))
	}
}

// start begins a timer of JavaScript.
func (s *state) start(o *goja.Object, callback, after goja.Value, args []goja.Value, repeat bool) {
	msecs := s.duration(after)
	t := &Timer{Value: goja.Undefined(), state: s, object: o, callback: callback, args: slices.Clone(args)}
	if repeat {
		t.repeat = msecs
	}
	engine.Hide(o, slot, t)
	t.begin(msecs)
}

// duration makes a number of milliseconds of what a script asked for.
func (s *state) duration(after goja.Value) float64 {
	if engine.IsUndefined(after) {
		return 1
	}
	if engine.TypeOf(after) == "bigint" {
		panic(s.engine.VM.NewTypeError("Cannot mix BigInt and other types, use explicit conversions"))
	}
	n := after.ToNumber().ToFloat()
	if n >= 1 && n <= maxDuration {
		return n
	}
	text := s.engine.VM.ToValue(n).String()
	switch {
	case n > maxDuration:
		s.warn(text+" does not fit into a 32-bit signed integer.", "TimeoutOverflowWarning", false)
	case n < 0:
		s.warn(text+" is a negative number.", "TimeoutNegativeWarning", true)
	case math.IsNaN(n):
		s.warn(text+" is not a number.", "TimeoutNaNWarning", true)
	}
	return 1
}

func (s *state) warn(text, name string, once bool) {
	if once && s.warned[name] {
		return
	}
	s.warned[name] = true
	s.engine.EmitWarning(text+"\nTimeout duration was set to 1.", name, "")
}

// setter makes setTimeout or setInterval.
func (s *state) setter(name string, repeat bool) *goja.Object {
	return s.engine.Func(name, 2, func(call goja.FunctionCall) goja.Value {
		callback := call.Argument(0)
		s.engine.NeedFunction("callback", callback)
		var args []goja.Value
		if len(call.Arguments) > 2 {
			args = call.Arguments[2:]
		}
		o := s.engine.VM.CreateObject(s.timeout.Prototype)
		s.start(o, callback, call.Argument(1), args, repeat)
		return o
	})
}

// clearer makes clearTimeout or clearInterval, which are the same.
func (s *state) clearer(name string) *goja.Object {
	return s.engine.Func(name, 1, func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if t := timerOf(v); t != nil {
			t.Stop()
			return nil
		}
		switch engine.TypeOf(v) {
		case "number", "string":
			if id, err := strconv.ParseInt(v.String(), 10, 64); err == nil && s.known[id] != nil {
				s.known[id].Stop()
			}
		}
		return nil
	})
}
