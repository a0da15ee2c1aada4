package abort

import (
	"strconv"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

type classes struct{ signal, controller *engine.Class }

type classesKey struct{}

func classOf(e *engine.Engine) *classes {
	return engine.Slot(e, classesKey{}, func() *classes {
		return &classes{signal: signalClass(e), controller: controllerClass(e)}
	})
}

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "AbortController", false, func() goja.Value { return Controller(e) })
	e.Lazy(global, "AbortSignal", false, func() goja.Value { return classOf(e).signal.Constructor })
}

// Controller is the class AbortController.
func Controller(e *engine.Engine) *goja.Object { return classOf(e).controller.Constructor }

// reasonOf is the reason that was given, or the one that there is without.
func reasonOf(e *engine.Engine, v goja.Value) goja.Value {
	if engine.IsUndefined(v) {
		return domexception.New(e, "This operation was aborted", "AbortError")
	}
	return v
}

func signalClass(e *engine.Engine) *engine.Class {
	c := e.Class("AbortSignal", 0, eventtarget.Constructor(e), func(goja.ConstructorCall) *goja.Object {
		panic(e.IllegalConstructor())
	})
	c.ShowAsClass()
	this := func(v goja.Value) *Signal {
		s, ok := eventtarget.State(v).(*Signal)
		if !ok {
			panic(e.InvalidThis("AbortSignal"))
		}
		return s
	}
	c.Attribute("aborted", func(o *goja.Object) goja.Value { return e.Bool(this(o).aborted) }, nil)
	c.Getter("reason", func(o *goja.Object) goja.Value { return this(o).Reason() }, nil)
	c.Method("throwIfAborted", 0, func(call goja.FunctionCall) goja.Value {
		if s := this(call.This); s.aborted {
			panic(s.reason)
		}
		return nil
	})
	eventtarget.HandlerAttribute(c, "abort")
	c.Tag("AbortSignal")
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		s, ok := eventtarget.State(o).(*Signal)
		if !ok {
			return o
		}
		if depth < 0 {
			return e.Text("[AbortSignal]")
		}
		return e.Text("AbortSignal " + inspect(e.Object("aborted", s.aborted)))
	})
	c.Static("abort", 0, func(call goja.FunctionCall) goja.Value {
		s := New(e)
		s.aborted, s.reason = true, reasonOf(e, call.Argument(0))
		return s.Object
	})
	c.Static("timeout", 1, func(call goja.FunctionCall) goja.Value {
		const largest = 1<<32 - 1
		delay := e.NeedInteger("delay", call.Argument(0), 0, largest)
		s := New(e)
		timers.Set(e, time.Duration(delay)*time.Millisecond, func() {
			s.Abort(domexception.New(e, "The operation was aborted due to timeout", "TimeoutError"))
		}).Unref()
		return s.Object
	})
	c.Static("any", 1, func(call goja.FunctionCall) goja.Value { return any(e, sequence(e, call.Argument(0))).Object })
	return c
}

// sequence reads the argument of AbortSignal.any.
func sequence(e *engine.Engine, v goja.Value) []*Signal {
	o, ok := v.(*goja.Object)
	if !ok || !engine.IsFunction(o.GetSymbol(goja.SymIterator)) {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "signals cannot be converted to sequence."))
	}
	var signals []*Signal
	e.VM.ForOf(o, func(v goja.Value) bool {
		s, ok := eventtarget.State(v).(*Signal)
		if !ok {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "signals["+strconv.Itoa(len(signals))+"] is not of type AbortSignal."))
		}
		signals = append(signals, s)
		return true
	})
	return signals
}

// controller hides in an AbortController: its signal, made when asked for.
type controller struct {
	goja.Value
	signal *Signal
}

const controllerSlot = "abortcontroller"

func controllerClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("AbortController", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		engine.Hide(call.This, controllerSlot, &controller{Value: goja.Undefined()})
		return nil
	})
	signal := func(v goja.Value) *Signal {
		if o, ok := v.(*goja.Object); ok {
			if k, ok := engine.Hidden(o, controllerSlot).(*controller); ok {
				if k.signal == nil {
					k.signal = New(e)
				}
				return k.signal
			}
		}
		panic(e.VM.NewTypeError("Cannot read private member #signal from an object whose class did not declare it"))
	}
	c.Attribute("signal", func(o *goja.Object) goja.Value { return signal(o).Object }, nil)
	c.Assign("abort", 0, func(call goja.FunctionCall) goja.Value {
		if s := signal(call.This); !s.aborted {
			s.Abort(reasonOf(e, call.Argument(0)))
		}
		return nil
	})
	c.Tag("AbortController")
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		if depth < 0 {
			return o
		}
		if engine.Hidden(o, controllerSlot) == nil {
			return o
		}
		return e.Text(engine.ClassName(o) + " " + inspect(e.Object("signal", signal(o).Object)))
	})
	return c
}
