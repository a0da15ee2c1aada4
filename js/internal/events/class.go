package events

import (
	"math"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// class is EventEmitter in one runtime.
type class struct {
	*engine.Class
	engine       *engine.Engine
	emit, off    *goja.Object // the native methods, to know them again
	errorMonitor *goja.Symbol
	rejection    *goja.Symbol
	defaultMax   *float64 // of event targets, too
	capture      bool
}

type classKey struct{}

func classOf(e *engine.Engine) *class {
	return engine.Slot(e, classKey{}, func() *class { return newClass(e) })
}

// Constructor is EventEmitter.
func Constructor(e *engine.Engine) *goja.Object { return classOf(e).Constructor }

// Emit is EventEmitter.prototype.emit, to tell whether it was replaced.
func Emit(e *engine.Engine) *goja.Object { return classOf(e).emit }

// Load is the loader of require('events').
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return classOf(e).Constructor }

func newClass(e *engine.Engine) *class {
	c := &class{engine: e, defaultMax: engine.DefaultMaxListeners(e), errorMonitor: goja.NewSymbol("events.errorMonitor"), rejection: e.SymbolFor("nodejs.rejection")}
	c.Class = e.Class("EventEmitter", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		em := State(call.This)
		if em == nil || em.Base().Object != call.This {
			em = &Emitter{}
			Attach(e, call.This, em)
		}
		em.Base().Configure(call.Argument(0))
		return nil
	})
	NeedThis(e, c.Constructor)
	c.listening()
	c.emitting()
	c.reading()
	c.statics()
	return c
}

// Configure applies the options of the constructor.
func (em *Emitter) Configure(options goja.Value) {
	em.capture = em.class.capture
	o, ok := options.(*goja.Object)
	if !ok {
		return
	}
	if v := o.Get("captureRejections"); v != nil && v.ToBoolean() {
		em.capture = em.Engine.NeedBoolean("options.captureRejections", v)
	}
}

// method adds a method that works on the emitter of this.
func (c *class) method(name string, length int, f func(em *Emitter, call goja.FunctionCall) goja.Value) *goja.Object {
	return c.Assign(name, length, func(call goja.FunctionCall) goja.Value {
		return f(Of(c.engine, needObject(c.engine, call.This)), call)
	})
}

// needObject is what an emitter keeps its listeners on: to V8 a property, _events.
func needObject(e *engine.Engine, this goja.Value) *goja.Object {
	e.NeedPropertyOf(this, "_events")
	o, ok := this.(*goja.Object)
	if !ok {
		panic(e.VM.NewTypeError("Cannot create property '_events' on " + engine.TypeOf(this) + " '" + this.String() + "'"))
	}
	return o
}

// NeedThis has calls of a constructor without new throw where this is no object: it is a
// function that makes an emitter of this.
func NeedThis(e *engine.Engine, constructor *goja.Object) {
	gojax.Guard(constructor, func(call goja.FunctionCall) []goja.Value {
		needObject(e, call.This)
		return call.Arguments
	})
}

func (c *class) adder(once, first bool) func(em *Emitter, call goja.FunctionCall) goja.Value {
	return func(em *Emitter, call goja.FunctionCall) goja.Value {
		function, ok := call.Argument(1).(*goja.Object)
		if !ok || !engine.IsFunction(function) {
			panic(c.engine.InvalidArgType("listener", call.Argument(1), "function"))
		}
		em.add(nameOf(call.Argument(0)), function, once, first)
		return call.This
	}
}

// onceAdder adds once, which goes through on: a class may have another in its
// place, as readable streams do, and another removeListener.
func (c *class) onceAdder(name, through string, ours *goja.Object, first bool) {
	add := c.adder(true, first)
	c.method(name, 2, func(em *Emitter, call goja.FunctionCall) goja.Value {
		on := em.Object.Get(through)
		function, ok := call.Argument(1).(*goja.Object)
		if on == ours && em.removesItself() || !ok || !engine.IsFunction(function) {
			return add(em, call)
		}
		name := call.Argument(0) // call itself is not valid any more later
		fired := false
		var wrapper *goja.Object
		wrapper = c.engine.Func("wrapper", 0, func(inner goja.FunctionCall) goja.Value {
			if fired {
				return nil // by an emit within this one
			}
			fired = true
			c.engine.Invoke(em.Object, "removeListener", name, wrapper)
			return c.engine.Call(function, em.Object, inner.Arguments...)
		})
		engine.Must(wrapper.Set("listener", function))
		c.engine.Call(on, em.Object, name, wrapper)
		return call.This
	})
}

// add is Add with the warning about too many listeners.
func (em *Emitter) add(name Name, function *goja.Object, once, first bool) {
	em.Add(name, function, once, first)
	limit := em.max()
	i := em.index(name)
	if limit <= 0 || i < 0 {
		return
	}
	ev := &em.events[i]
	list := ev.listeners
	if len(list) == 1 || float64(len(list)) <= limit || ev.warned {
		return
	}
	ev.warned = true
	text := em.Engine.Shown(name.value(em.Engine))
	what := "object"
	if em.Engine.Inspect != nil {
		what = em.Engine.Inspect(em.Object, -1)
		if name, empty := strings.CutSuffix(what, " {}"); empty {
			what = "[" + name + "]" // in Node an emitter has properties of its own
		}
	}
	em.Engine.EmitWarning("Possible EventEmitter memory leak detected. "+em.Engine.Int(len(list)).String()+" "+text+" listeners added to "+what+
		". MaxListeners is "+em.Engine.VM.ToValue(limit).String()+". Use emitter.setMaxListeners() to increase limit",
		"MaxListenersExceededWarning", "", "emitter", em.Object, "type", name.value(em.Engine), "count", len(list))
}

func (em *Emitter) max() float64 {
	if em.maxListeners != nil {
		return em.maxListeners.ToFloat()
	}
	return *em.class.defaultMax
}

func (c *class) listening() {
	on := c.method("addListener", 2, c.adder(false, false))
	engine.Must(c.Prototype.Set("on", on))
	prepend := c.method("prependListener", 2, c.adder(false, true))
	c.onceAdder("once", "on", on, false)
	c.onceAdder("prependOnceListener", "prependListener", prepend, true)
	c.off = c.method("removeListener", 2, func(em *Emitter, call goja.FunctionCall) goja.Value {
		c.engine.NeedFunction("listener", call.Argument(1))
		em.Remove(nameOf(call.Argument(0)), call.Argument(1))
		return call.This
	})
	engine.Must(c.Prototype.Set("off", c.off))
	c.method("removeAllListeners", 1, func(em *Emitter, call goja.FunctionCall) goja.Value {
		if len(call.Arguments) > 0 {
			em.RemoveAll(nameOf(call.Argument(0)))
		} else {
			em.removeEvery()
		}
		return call.This
	})
	c.method("setMaxListeners", 1, func(em *Emitter, call goja.FunctionCall) goja.Value {
		c.engine.NeedNumber("setMaxListeners", call.Argument(0), 0, math.NaN())
		em.maxListeners = call.Argument(0)
		return call.This
	})
}

// RemoveAll removes the listeners of one event, the last one first.
func (em *Emitter) RemoveAll(name Name) {
	if len(em.find(Name{text: "removeListener"})) == 0 {
		if i := em.index(name); i >= 0 {
			em.events = slices.Delete(em.events, i, i+1)
		}
		return
	}
	if !em.removesItself() {
		list := slices.Clone(em.find(name))
		for i := len(list) - 1; i >= 0; i-- {
			em.Engine.Invoke(em.Object, "removeListener", name.value(em.Engine), em.raw(name, &list[i]))
		}
		return
	}
	for {
		i := em.index(name)
		if i < 0 {
			return
		}
		em.removeAt(i, len(em.events[i].listeners)-1, nil)
	}
}

// removesItself is whether removeListener is ours, and not one of the object's class.
func (em *Emitter) removesItself() bool { return em.Object.Get("removeListener") == em.class.off }

// removeEvery removes everything; those of 'removeListener' go last, since they
// are told of the others.
func (em *Emitter) removeEvery() {
	told := Name{text: "removeListener"}
	if len(em.find(told)) == 0 {
		em.events = nil
		return
	}
	for _, ev := range slices.Clone(em.events) {
		if ev.name != told {
			em.RemoveAll(ev.name)
		}
	}
	em.RemoveAll(told)
	em.events = nil
}

func (c *class) emitting() {
	c.emit = c.method("emit", 1, func(em *Emitter, call goja.FunctionCall) goja.Value {
		var args []goja.Value
		if len(call.Arguments) > 1 {
			args = call.Arguments[1:]
		}
		return c.engine.Bool(em.Dispatch(nameOf(call.Argument(0)), args))
	})
}

func (c *class) reading() {
	c.method("getMaxListeners", 0, func(em *Emitter, call goja.FunctionCall) goja.Value {
		return c.engine.VM.ToValue(em.max())
	})
	c.method("listeners", 1, func(em *Emitter, call goja.FunctionCall) goja.Value {
		return c.array(em.find(nameOf(call.Argument(0))), func(l *listener) any { return unwrapped(l.function) })
	})
	c.method("rawListeners", 1, func(em *Emitter, call goja.FunctionCall) goja.Value {
		name := nameOf(call.Argument(0))
		return c.array(em.find(name), func(l *listener) any { return em.raw(name, l) })
	})
	c.method("listenerCount", 2, func(em *Emitter, call goja.FunctionCall) goja.Value {
		list := em.find(nameOf(call.Argument(0)))
		wanted := call.Argument(1)
		if engine.IsNullish(wanted) {
			return c.engine.Int(len(list))
		}
		n := 0
		for i := range list {
			if list[i].is(wanted) || list[i].wraps(wanted) {
				n++
			}
		}
		return c.engine.Int(n)
	})
	c.method("eventNames", 0, func(em *Emitter, call goja.FunctionCall) goja.Value {
		return c.engine.VM.NewArray(em.names()...)
	})
	c.Getter("_events", func(this *goja.Object) goja.Value { return Of(c.engine, this).snapshot() },
		func(this *goja.Object, v goja.Value) {
			// Scripts assign this to start over; what else they put
			// there is listened to as if added.
			em := Of(c.engine, this)
			em.events = nil
			if o, ok := v.(*goja.Object); ok {
				for _, name := range o.Keys() {
					em.assign(Name{text: name}, o.Get(name))
				}
				for _, symbol := range o.Symbols() {
					em.assign(Name{symbol: symbol}, o.GetSymbol(symbol))
				}
			}
		})
	c.Getter("_eventsCount", func(this *goja.Object) goja.Value { return c.engine.Int(len(Of(c.engine, this).events)) },
		func(*goja.Object, goja.Value) {})
	c.Getter("_maxListeners", func(this *goja.Object) goja.Value {
		if em := Of(c.engine, this); em.maxListeners != nil {
			return em.maxListeners
		}
		return goja.Undefined()
	}, func(this *goja.Object, v goja.Value) {
		em := Of(c.engine, this)
		em.maxListeners = nil
		if !engine.IsUndefined(v) {
			em.maxListeners = v
		}
	})
}

// assign adds what stands in an object that was assigned to _events: a function, or an
// array of them.
func (em *Emitter) assign(name Name, v goja.Value) {
	o, ok := v.(*goja.Object)
	switch {
	case !ok:
	case engine.IsFunction(o):
		em.Add(name, o, false, false)
	case o.ClassName() == "Array":
		for _, i := range o.Keys() {
			if f, ok := o.Get(i).(*goja.Object); ok && engine.IsFunction(f) {
				em.Add(name, f, false, false)
			}
		}
	}
}

func (c *class) array(list []listener, of func(*listener) any) goja.Value {
	items := make([]any, len(list))
	for i := range list {
		items[i] = of(&list[i])
	}
	return c.engine.VM.NewArray(items...)
}

// raw returns what stands for a listener in rawListeners: for a once listener a
// function that removes it and calls it, and has it as its listener property.
func (em *Emitter) raw(name Name, l *listener) goja.Value {
	o := l.once
	if o == nil {
		return l.function
	}
	if o.wrapper == nil {
		function := l.function
		o.wrapper = em.Engine.Func("wrapper", 0, func(call goja.FunctionCall) goja.Value {
			if !em.take(name, o) {
				return nil
			}
			return em.Engine.Call(function, em.Object, call.Arguments...)
		})
		engine.Must(o.wrapper.Set("listener", function))
	}
	return o.wrapper
}

// snapshot is _events as an object of its own: changes of it change nothing.
func (em *Emitter) snapshot() goja.Value {
	o := em.Engine.VM.CreateObject(nil)
	for _, ev := range em.events {
		var v goja.Value
		if len(ev.listeners) == 1 {
			v = em.raw(ev.name, &ev.listeners[0])
		} else {
			name := ev.name
			v = em.class.array(ev.listeners, func(l *listener) any { return em.raw(name, l) })
		}
		if ev.name.symbol != nil {
			engine.Must(o.SetSymbol(ev.name.symbol, v))
		} else {
			engine.Must(o.Set(ev.name.text, v))
		}
	}
	return o
}
