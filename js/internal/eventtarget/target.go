// Package eventtarget is EventTarget and the events of the web: Event and
// CustomEvent.
package eventtarget

import (
	"runtime"
	"slices"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Target is what makes an object an EventTarget: its listeners. Other native
// classes embed it.
type Target struct {
	goja.Value // undefined: it hides in its object as a value

	Engine *engine.Engine
	Object *goja.Object
	// Changed is told, when an event has more or fewer listeners, whether one does
	// something; may be nil.
	Changed func(name string, heard bool)

	listeners map[string][]*listener
	max       float64
	warned    bool // of too many listeners
}

// listener is a function or an object with handleEvent, or a function of Go.
type listener struct {
	function *goja.Object
	native   func()
	// attribute says that it stands for an attribute such as onabort, which keeps
	// its place among the listeners; its handler is nil when it was set to null.
	attribute bool
	handler   *goja.Object
	capture   bool
	once      bool
	passive   bool
	plain     bool // by on(), which wants the value and not the event
	resists   bool // called although a listener before it has stopped the event
	removed   bool
	next      *listener // also of one that was removed: a dispatch goes on with it
	forget    func()    // takes back what listens to the signal option
}

// Holder is a hidden value that is a Target, or has one in it.
type Holder interface {
	goja.Value
	BaseTarget() *Target
}

// BaseTarget returns the target itself.
func (t *Target) BaseTarget() *Target { return t }

const slot = "eventtarget"

// Attach makes holder the state of an object, which is an EventTarget from then
// on.
func Attach(e *engine.Engine, o *goja.Object, holder Holder) {
	t := holder.BaseTarget()
	t.Value, t.Engine, t.Object = goja.Undefined(), e, o
	t.max = *engine.DefaultMaxListeners(e)
	engine.Hide(o, slot, holder)
}

// State returns the state that Attach gave a value; nil when it has none.
func State(v goja.Value) Holder {
	if o, ok := v.(*goja.Object); ok {
		h, _ := engine.Hidden(o, slot).(Holder)
		return h
	}
	return nil
}

// SetMax sets how many listeners an event may have without a warning; 0 is any
// number.
func (t *Target) SetMax(n float64) { t.max = n }

// Count returns how many listeners an event has.
func (t *Target) Count(name string) int { return len(t.listeners[name]) }

// Listen adds a function of Go, which is called once, in its turn among the
// listeners; remove takes it away.
func (t *Target) Listen(name string, f func()) (remove func()) {
	l := &listener{native: f, once: true, resists: true}
	t.add(name, l)
	return func() { t.remove(name, l) }
}

// removeOn has a listener removed when a signal is aborted. The signal, which may be there
// for as long as the program, keeps neither the target nor the listener.
func (t *Target) removeOn(signal *Target, name string, l *listener) {
	target, listener := weak.Make(t), weak.Make(l)
	remove := signal.Listen("abort", func() {
		if t, l := target.Value(), listener.Value(); t != nil && l != nil {
			t.remove(name, l)
		}
	})
	scheduler := t.Engine.Scheduler
	gone := runtime.AddCleanup(t, func(remove func()) { scheduler.Post(remove) }, remove)
	l.forget = func() {
		gone.Stop()
		remove()
	}
}

func (t *Target) add(name string, l *listener) {
	if t.listeners == nil {
		t.listeners = map[string][]*listener{}
	}
	list := t.listeners[name]
	if n := len(list); n > 0 {
		list[n-1].next = l
	}
	t.listeners[name] = append(list, l)
	t.changed(name)
}

// changed tells whether there is one that does something: an attribute that is null does
// not, and a name has one attribute at the most.
func (t *Target) changed(name string) {
	if t.Changed == nil {
		return
	}
	list := t.listeners[name]
	t.Changed(name, len(list) > 1 || len(list) == 1 && (!list[0].attribute || list[0].handler != nil))
}

func (t *Target) remove(name string, l *listener) {
	i := slices.Index(t.listeners[name], l)
	if i < 0 {
		return
	}
	l.removed = true
	if l.forget != nil {
		l.forget()
	}
	list := t.listeners[name]
	if i > 0 {
		list[i-1].next = l.next
	}
	list = slices.Delete(list, i, i+1)
	if len(list) == 0 {
		delete(t.listeners, name)
	} else {
		t.listeners[name] = list
	}
	t.changed(name)
}

func (t *Target) find(name string, function goja.Value, capture bool) *listener {
	for _, l := range t.listeners[name] {
		if l.function != nil && l.function == function && l.capture == capture {
			return l
		}
	}
	return nil
}

// Emit dispatches a trusted event; it makes the event only when a script
// listens.
func (t *Target) Emit(name string, fill func(ev *Event)) {
	list := t.listeners[name]
	if !slices.ContainsFunc(list, func(l *listener) bool { return l.native == nil }) {
		for _, l := range slices.Clone(list) {
			if !l.removed {
				t.remove(name, l)
				t.guarded(l.native)
			}
		}
		return
	}
	ev := NewEvent(t.Engine, name)
	if fill != nil {
		fill(ev)
	}
	t.Dispatch(ev, name)
}

func (t *Target) guarded(f func()) {
	if thrown := t.Engine.VM.Try(f); thrown != nil {
		t.Engine.ThrowLater(thrown)
	}
}

// Dispatch calls the listeners of an event, by the name that it goes by; false when one
// has prevented what comes by default. As in Node what comes after a listener is looked up
// before it is called: one that it adds is called, too, unless it was the last itself.
func (t *Target) Dispatch(ev *Event, name string) bool {
	ev.target, ev.dispatching = t.Object, true
	var next *listener
	for l := t.first(name); l != nil; l = next {
		next = l.next
		if l.removed || ev.stopped && !l.resists {
			continue
		}
		if l.once {
			t.remove(name, l)
		}
		ev.passive = l.passive
		t.guarded(func() { t.call(l, ev) })
		ev.passive = false
	}
	ev.dispatching = false
	return !ev.isPrevented()
}

func (t *Target) first(name string) *listener {
	if list := t.listeners[name]; len(list) > 0 {
		return list[0]
	}
	return nil
}

func (t *Target) call(l *listener, ev *Event) {
	if l.native != nil {
		l.native()
		return
	}
	var this, function goja.Value = t.Object, l.function
	switch {
	case l.attribute:
		if l.handler == nil || !engine.IsFunction(l.handler) {
			return
		}
		function = l.handler
	case !engine.IsFunction(function):
		if v := l.function.Get("handleEvent"); v == nil || !v.ToBoolean() {
			return
		}
		this, function = l.function, l.function.Get("handleEvent") // Node looks twice
		t.Engine.NeedApplicable(function)
	}
	var argument goja.Value = ev.Object
	if l.plain && ev.Plain != nil {
		argument = ev.Plain
	}
	result, _ := t.Engine.Call(function, this, argument).(*goja.Object)
	if result == nil {
		return
	}
	// An async listener: what it rejects with is uncaught.
	if then := result.Get("then"); engine.IsFunction(then) {
		t.Engine.Call(then, result, goja.Undefined(), t.Engine.Func("", 1, func(call goja.FunctionCall) goja.Value {
			t.Engine.ThrowLater(call.Argument(0))
			return nil
		}))
	}
}

// Handler is the value of an attribute such as onabort; null when none is set.
func (t *Target) Handler(name string) goja.Value {
	if l := t.attribute(name); l != nil && l.handler != nil {
		return l.handler
	}
	return goja.Null()
}

// SetHandler sets an attribute such as onabort. It keeps its place among the
// listeners, also when it is null for a while.
func (t *Target) SetHandler(name string, v goja.Value) {
	o, ok := v.(*goja.Object)
	if l := t.attribute(name); l != nil {
		l.handler = o
		t.changed(name)
	} else if ok {
		t.add(name, &listener{attribute: true, handler: o})
	}
}

func (t *Target) attribute(name string) *listener {
	for _, l := range t.listeners[name] {
		if l.attribute {
			return l
		}
	}
	return nil
}

// HandlerAttribute gives a class an attribute such as onmessage.
func HandlerAttribute(c *engine.Class, name string) {
	c.Attribute("on"+name, func(this *goja.Object) goja.Value {
		if h := State(this); h != nil {
			return h.BaseTarget().Handler(name)
		}
		return goja.Null()
	}, func(this *goja.Object, v goja.Value) {
		if h := State(this); h != nil {
			h.BaseTarget().SetHandler(name, v)
		}
	})
}
