package eventtarget

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Event is what listeners are given, in Go.
type Event struct {
	goja.Value // undefined: it hides in its object as a value

	Object *goja.Object
	Type   string
	// Trusted says that it was not made by a script.
	Trusted bool
	// Plain is what the listeners of on() are given; nil for the event.
	Plain goja.Value

	bubbles, cancelable, composed bool
	prevented                     bool // preventDefault was called
	passive                       bool // the listener that runs may not
	cancelBubble                  bool
	stopped                       bool // stopImmediatePropagation was called
	dispatching                   bool
	target                        *goja.Object
	timeStamp                     float64
	detail                        goja.Value
}

const eventSlot = "event"

// EventOf returns the event of an object; nil when it is none.
func EventOf(v goja.Value) *Event {
	return engine.Held[*Event](v, eventSlot)
}

// NewEvent makes a trusted event.
func NewEvent(e *engine.Engine, name string) *Event {
	o := e.VM.CreateObject(classOf(e).event.Prototype)
	ev := attachEvent(e, o, name)
	ev.Trusted = true
	return ev
}

// Subclass makes a class of events, with attributes that come from the second
// argument of its constructor: name, default value, name, default value.
func Subclass(e *engine.Engine, name string, attributes ...any) *engine.Class {
	slot := name + " values"
	c := e.NewClass(name, 1, classOf(e).event.Constructor, func(call goja.ConstructorCall) *goja.Object {
		constructEvent(e, call)
		options, _ := call.Argument(1).(*goja.Object)
		values := e.VM.NewObject()
		for i := 0; i < len(attributes); i += 2 {
			v := e.VM.ToValue(attributes[i+1])
			if options != nil {
				if given := options.Get(attributes[i].(string)); !engine.IsUndefined(given) {
					v = given
				}
			}
			engine.Must(values.Set(attributes[i].(string), v))
		}
		engine.Hide(call.This, slot, values)
		return nil
	})
	for i := 0; i < len(attributes); i += 2 {
		attribute := attributes[i].(string)
		c.Attribute(attribute, func(this *goja.Object) goja.Value {
			values, ok := engine.Hidden(this, slot).(*goja.Object)
			if !ok {
				panic(e.InvalidThis(name))
			}
			return values.Get(attribute)
		}, nil)
	}
	c.Tag(name)
	return c
}

func attachEvent(e *engine.Engine, o *goja.Object, name string) *Event {
	ev := &Event{Value: goja.Undefined(), Object: o, Type: name, timeStamp: e.Now()}
	engine.Hide(o, eventSlot, ev)
	return ev
}

// constructEvent is new Event(type, options).
func constructEvent(e *engine.Engine, call goja.ConstructorCall) *Event {
	if len(call.Arguments) == 0 {
		panic(e.MissingArgs("type"))
	}
	options, _ := call.Argument(1).(*goja.Object)
	if !engine.IsNullish(call.Argument(1)) {
		e.NeedObject("options", call.Argument(1))
	}
	ev := attachEvent(e, call.This, e.ToText(call.Argument(0)).String())
	if options != nil {
		flag := func(name string) bool { v := options.Get(name); return v != nil && v.ToBoolean() }
		ev.bubbles, ev.cancelable, ev.composed = flag("bubbles"), flag("cancelable"), flag("composed")
		ev.detail = options.Get("detail")
	}
	return ev
}

func (c *classes) defineEvent() {
	e := c.engine
	k := e.NewClass("Event", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		constructEvent(e, call)
		return nil
	})
	c.event = k
	this := func(v goja.Value) *Event {
		if ev := EventOf(v); ev != nil {
			return ev
		}
		panic(e.InvalidThis("Event"))
	}
	get := func(name string, f func(ev *Event) goja.Value) {
		k.Attribute(name, func(o *goja.Object) goja.Value { return f(this(o)) }, nil)
	}
	current := func(ev *Event) goja.Value { return orNull(ev.target, ev.dispatching) }
	target := func(ev *Event) goja.Value { return orNull(ev.target, true) }
	k.Assign("initEvent", 1, func(call goja.FunctionCall) goja.Value {
		ev := this(call.This)
		if len(call.Arguments) == 0 {
			panic(e.MissingArgs("type"))
		}
		if !ev.dispatching {
			ev.Type = call.Argument(0).String()
			ev.bubbles, ev.cancelable = call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean()
		}
		return nil
	})
	k.Assign("stopImmediatePropagation", 0, func(call goja.FunctionCall) goja.Value {
		ev := this(call.This)
		ev.stopped, ev.cancelBubble = true, true
		return nil
	})
	k.Assign("preventDefault", 0, func(call goja.FunctionCall) goja.Value {
		if ev := this(call.This); !ev.passive {
			ev.prevented = true
		}
		return nil
	})
	get("target", target)
	get("currentTarget", current)
	get("srcElement", target)
	get("type", func(ev *Event) goja.Value { return e.Text(ev.Type) })
	get("cancelable", func(ev *Event) goja.Value { return e.Bool(ev.cancelable) })
	get("defaultPrevented", func(ev *Event) goja.Value { return e.Bool(ev.isPrevented()) })
	get("timeStamp", func(ev *Event) goja.Value { return e.VM.ToValue(ev.timeStamp) })
	k.Assign("composedPath", 0, func(call goja.FunctionCall) goja.Value {
		if ev := this(call.This); ev.dispatching {
			return e.VM.NewArray(ev.target)
		}
		return e.VM.NewArray()
	})
	k.Attribute("returnValue", func(o *goja.Object) goja.Value { return e.Bool(!this(o).isPrevented()) },
		func(o *goja.Object, v goja.Value) {
			if ev := this(o); !v.ToBoolean() && !ev.passive {
				ev.prevented = true
			}
		})
	get("bubbles", func(ev *Event) goja.Value { return e.Bool(ev.bubbles) })
	get("composed", func(ev *Event) goja.Value { return e.Bool(ev.composed) })
	get("eventPhase", func(ev *Event) goja.Value {
		if ev.dispatching {
			return e.Int(2)
		}
		return e.Int(0)
	})
	k.Attribute("cancelBubble", func(o *goja.Object) goja.Value { return e.Bool(this(o).cancelBubble) },
		func(o *goja.Object, v goja.Value) {
			if v.ToBoolean() {
				this(o).cancelBubble = true
			}
		})
	k.Assign("stopPropagation", 0, func(call goja.FunctionCall) goja.Value {
		this(call.This).cancelBubble = true
		return nil
	})
	k.Attribute("isTrusted", func(o *goja.Object) goja.Value {
		ev := EventOf(o)
		return e.Bool(ev != nil && ev.Trusted)
	}, nil)
	for i, name := range []string{"NONE", "CAPTURING_PHASE", "AT_TARGET", "BUBBLING_PHASE"} {
		engine.Must(k.Constructor.DefineDataProperty(name, e.Int(i), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	k.Tag("Event")
	k.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		ev := this(o)
		name := engine.ClassName(o)
		if depth < 0 {
			return e.Text(name)
		}
		return e.Text(name + " " + inspect(e.Object("type", ev.Type, "defaultPrevented", ev.isPrevented(), "cancelable", ev.cancelable, "timeStamp", ev.timeStamp)))
	})
}

func (ev *Event) isPrevented() bool { return ev.cancelable && ev.prevented }

func (c *classes) defineCustomEvent() {
	e := c.engine
	k := e.NewClass("CustomEvent", 1, c.event.Constructor, func(call goja.ConstructorCall) *goja.Object {
		constructEvent(e, call)
		return nil
	})
	c.custom = k
	k.Attribute("detail", func(o *goja.Object) goja.Value {
		ev := EventOf(o)
		if ev == nil {
			panic(e.InvalidThis("CustomEvent"))
		}
		if engine.IsUndefined(ev.detail) {
			return goja.Null()
		}
		return ev.detail
	}, nil)
	k.Tag("CustomEvent")
}

func orNull(o *goja.Object, there bool) goja.Value {
	if o == nil || !there {
		return goja.Null()
	}
	return o
}
