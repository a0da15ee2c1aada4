package eventtarget

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// classes are the classes of this package in one runtime.
type classes struct {
	engine                *engine.Engine
	event, custom, target *engine.Class
}

type classesKey struct{}

func classOf(e *engine.Engine) *classes {
	return engine.Slot(e, classesKey{}, func() *classes {
		c := &classes{engine: e}
		c.defineEvent()
		c.defineCustomEvent()
		c.defineTarget()
		return c
	})
}

// Constructor is EventTarget.
func Constructor(e *engine.Engine) *goja.Object { return classOf(e).target.Constructor }

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "Event", false, func() goja.Value { return classOf(e).event.Constructor })
	e.Lazy(global, "CustomEvent", false, func() goja.Value { return classOf(e).custom.Constructor })
	e.Lazy(global, "EventTarget", false, func() goja.Value { return classOf(e).target.Constructor })
}

func (c *classes) defineTarget() {
	e := c.engine
	k := e.NewClass("EventTarget", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		Attach(e, call.This, &Target{})
		return nil
	})
	c.target = k
	method := func(name string, length int, f func(t *Target, call goja.FunctionCall) goja.Value) {
		k.Assign(name, length, func(call goja.FunctionCall) goja.Value {
			h := State(call.This)
			if h == nil {
				panic(e.InvalidThis("EventTarget"))
			}
			return f(h.BaseTarget(), call)
		})
	}
	method("addEventListener", 2, c.addListener)
	method("removeEventListener", 2, c.removeListener)
	method("dispatchEvent", 1, c.dispatch)
	engine.Must(k.Constructor.SetSymbol(e.SymbolFor("nodejs.event_target"), true))
	k.Tag("EventTarget")
	k.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		if depth < 0 {
			return e.Text(engine.ClassName(o))
		}
		return e.Text(engine.ClassName(o) + " " + inspect(e.VM.NewObject()))
	})
	// For the functions of require('events').
	e.SymbolMethod(k.Prototype, e.SymbolFor("nodejs.internal.kListeners"), "kListeners", func(call goja.FunctionCall) goja.Value {
		var functions []any
		if h := State(call.This); h != nil {
			for _, l := range h.BaseTarget().listeners[call.Argument(0).String()] {
				if l.function != nil {
					functions = append(functions, l.function)
				} else if l.attribute {
					functions = append(functions, h.BaseTarget().attributeFunction(l))
				} else if l.native != nil {
					functions = append(functions, e.Func("", 0, func(goja.FunctionCall) goja.Value {
						l.native()
						return nil
					}))
				}
			}
		}
		return e.VM.NewArray(functions...)
	})
	c.limits()
}

// attributeFunction is what getEventListeners shows for an attribute such as onabort.
func (t *Target) attributeFunction(l *listener) *goja.Object {
	f := t.Engine.Func("eventHandler", 0, func(call goja.FunctionCall) goja.Value {
		if l.handler == nil || !engine.IsFunction(l.handler) {
			return nil
		}
		return t.Engine.Call(l.handler, call.This, call.Arguments...)
	})
	var handler goja.Value = goja.Null()
	if l.handler != nil {
		handler = l.handler
	}
	engine.Must(f.Set("handler", handler))
	return f
}

// resists is the symbol of an option for modules of our own.
const resists = "nodejs.internal.kResistStopPropagation"

// options are the third argument of addEventListener.
func (c *classes) options(l *listener, v goja.Value) (signal goja.Value) {
	if engine.TypeOf(v) == "boolean" {
		l.capture = v.ToBoolean()
		return nil
	}
	if engine.IsNullish(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		panic(c.engine.InvalidArgType("options", v, "object"))
	}
	flag := func(name string) bool { v := o.Get(name); return v != nil && v.ToBoolean() }
	l.once, l.capture, l.passive = flag("once"), flag("capture"), flag("passive")
	if v := o.GetSymbol(c.engine.SymbolFor(resists)); v != nil {
		l.resists = v.ToBoolean()
	}
	signal = o.Get("signal")
	if engine.IsUndefined(signal) {
		return nil
	}
	if s, ok := signal.(*goja.Object); !ok || s.Get("aborted") == nil {
		panic(c.engine.InvalidArgType("options.signal", signal, "AbortSignal"))
	}
	return signal
}

// typeOf is the first argument of addEventListener.
func (c *classes) typeOf(v goja.Value) string {
	if engine.TypeOf(v) == "symbol" {
		panic(c.engine.TypeError("ERR_INVALID_ARG_TYPE", "Value is a Symbol and cannot be converted to a string."))
	}
	return v.String()
}

// isListener is false for undefined and null, which may stand in the place of a listener.
// As in Node handleEvent is looked at, though one that comes later is as good.
func (c *classes) isListener(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	if ok && !engine.IsFunction(o) {
		o.Get("handleEvent")
	}
	if !ok && !engine.IsNullish(v) {
		panic(c.engine.InvalidArgType("listener", v, "EventListener"))
	}
	return ok
}

func (c *classes) addListener(t *Target, call goja.FunctionCall) goja.Value {
	e := c.engine
	if len(call.Arguments) < 2 {
		panic(e.MissingArgs("type", "listener"))
	}
	l := &listener{}
	signal, _ := c.options(l, call.Argument(2)).(*goja.Object)
	if !c.isListener(call.Argument(1)) {
		e.EmitWarning("addEventListener called with "+call.Argument(1).String()+" which has no effect.", "AddEventListenerArgumentTypeWarning", "", "target", t.Object, "type", call.Argument(0))
		return nil
	}
	function := call.Argument(1).(*goja.Object)
	l.function = function
	name := c.typeOf(call.Argument(0))
	if t.find(name, function, l.capture) != nil {
		return nil
	}
	if signal != nil {
		if signal.Get("aborted").ToBoolean() {
			return nil
		}
		if h := State(signal); h != nil {
			t.removeOn(h.BaseTarget(), name, l)
		} else {
			e.Invoke(signal, "addEventListener", e.Text("abort"), e.Func("", 0, func(goja.FunctionCall) goja.Value {
				t.remove(name, l)
				return nil
			}), e.Object("once", true))
		}
	}
	t.add(name, l)
	c.warn(t, name)
	return nil
}

// warn warns of too many listeners, once for each target.
func (c *classes) warn(t *Target, name string) {
	n := len(t.listeners[name])
	if !(t.max > 0) || float64(n) <= t.max || t.warned {
		return
	}
	t.warned = true
	what := engine.ClassName(t.Object)
	if _, plain := State(t.Object).(*Target); !plain {
		what = "[" + what + "]"
	}
	c.engine.EmitWarning("Possible EventTarget memory leak detected. "+strconv.Itoa(n)+" "+name+" listeners added to "+what+
		". MaxListeners is "+c.engine.VM.ToValue(t.max).String()+". Use events.setMaxListeners() to increase limit",
		"MaxListenersExceededWarning", "", "target", t.Object, "type", name, "count", n)
}

func (c *classes) removeListener(t *Target, call goja.FunctionCall) goja.Value {
	if len(call.Arguments) < 2 {
		panic(c.engine.MissingArgs("type", "listener"))
	}
	capture := call.Argument(2).ToBoolean()
	if o, ok := call.Argument(2).(*goja.Object); ok {
		v := o.Get("capture")
		capture = v != nil && v.ToBoolean()
	}
	name := c.typeOf(call.Argument(0))
	c.isListener(call.Argument(1))
	if l := t.find(name, call.Argument(1), capture); l != nil {
		t.remove(name, l)
	}
	return nil
}

func (c *classes) dispatch(t *Target, call goja.FunctionCall) goja.Value {
	e := c.engine
	if len(call.Arguments) == 0 {
		panic(e.MissingArgs("event"))
	}
	ev := EventOf(call.Argument(0))
	if ev == nil {
		panic(e.InvalidArgType("event", call.Argument(0), "Event"))
	}
	if ev.dispatching {
		panic(e.Error("ERR_EVENT_RECURSION", `The event "`+ev.Type+`" is already being dispatched`))
	}
	name, ok := ev.Object.Get("type").(goja.String) // which its class may have overridden
	return e.Bool(!ok && !ev.isPrevented() || ok && t.Dispatch(ev, name.String()))
}
