// Package events is Node's events module: EventEmitter, kept in Go so that an
// event costs no more than the calls of its listeners.
package events

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Emitter is what makes an object an EventEmitter: its listeners. Other native
// classes embed it.
type Emitter struct {
	goja.Value // undefined: an Emitter hides in its object as a value

	Engine *engine.Engine
	Object *goja.Object

	class        *class
	events       []event
	maxListeners goja.Value // nil: the default
	capture      bool       // captureRejections
}

// event has the listeners of one name. An emit calls those that were there when it
// began. Of few the slice that it goes through is never changed but at its end:
// removing copies. Many are the event's own, and the emit takes a copy, so that to
// remove one of twenty thousand does not copy the others.
type event struct {
	name      Name
	listeners []listener
	own       bool
	warned    bool // about too many, until there is one listener only
}

// few is how many listeners are copied rather than moved.
const few = 32

// usual is how many events have listeners: of a socket 'end', 'error' and 'data'.
const usual = 3

type listener struct {
	function *goja.Object
	call     engine.Function
	once     *once // nil for one that stays
}

// once is the state of a once listener, the same in every copy of the list.
type once struct {
	fired   bool
	wrapper *goja.Object // what rawListeners showed
}

// is reports whether a listener was added as this function, or shown as it.
func (l *listener) is(function goja.Value) bool {
	return l.function == function || l.once != nil && l.once.wrapper != nil && l.once.wrapper == function
}

// wraps reports whether a listener is a wrapper of JavaScript's making for this
// function.
func (l *listener) wraps(function goja.Value) bool { return l.function.Get("listener") == function }

// Holder is a hidden value that is an Emitter, or has one in it.
type Holder interface {
	goja.Value
	Base() *Emitter
}

// Base returns the emitter itself.
func (em *Emitter) Base() *Emitter { return em }

const slot = engine.Slotted + "emitter"

// Attach makes holder the state of an object, which is an EventEmitter from
// then on.
func Attach(e *engine.Engine, o *goja.Object, holder Holder) {
	em := holder.Base()
	if _, own, _ := gojax.Property(o, slot); own {
		// A class may add listeners before it calls the constructor of its parent.
		if old := State(o); old != nil && old.Base() != em {
			em.events, em.maxListeners, em.capture = old.Base().events, old.Base().maxListeners, old.Base().capture
		}
	}
	em.Value, em.Engine, em.Object, em.class = goja.Undefined(), e, o, classOf(e)
	if o.DefineDataProperty(slot, holder, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE) != nil {
		panic(e.VM.NewTypeError("Cannot add property _events, object is not extensible"))
	}
}

// State returns the state that Attach gave an object; nil when it has none.
func State(o *goja.Object) Holder {
	h, _ := engine.Hidden(o, slot).(Holder)
	return h
}

// Of returns the emitter of an object, which becomes one when it was none: the
// methods of EventEmitter.prototype may be copied to anything.
func Of(e *engine.Engine, o *goja.Object) *Emitter {
	if h := State(o); h != nil {
		if em := h.Base(); em.Object == o || em.Object != classOf(e).Prototype {
			return em
		}
	}
	em := &Emitter{}
	Attach(e, o, em)
	return em
}

func (em *Emitter) index(name Name) int {
	for i := range em.events {
		if em.events[i].name == name {
			return i
		}
	}
	return -1
}

func (em *Emitter) find(name Name) []listener {
	if i := em.index(name); i >= 0 {
		return em.events[i].listeners
	}
	return nil
}

// Count returns how many listeners an event has.
func (em *Emitter) Count(name string) int { return len(em.find(Name{text: name})) }

// Has reports whether a function listens to an event.
func (em *Emitter) Has(name string, function *goja.Object) bool {
	return em.HasName(Name{text: name}, function)
}

// HasName is Has for any name.
func (em *Emitter) HasName(name Name, function *goja.Object) bool {
	return slices.ContainsFunc(em.find(name), func(l listener) bool { return l.function == function })
}

// Add adds a listener; it checks nothing and tells nobody but 'newListener'.
func (em *Emitter) Add(name Name, function *goja.Object, single, first bool) {
	if len(em.find(Name{text: "newListener"})) > 0 {
		em.Emit("newListener", name.value(em.Engine), unwrapped(function))
	}
	l := listener{function: function, call: engine.FunctionOf(function)}
	if single {
		l.once = &once{}
	}
	i := em.index(name)
	if i < 0 {
		if em.events == nil {
			em.events = make([]event, 0, usual)
		}
		em.events = append(em.events, event{name: name, listeners: []listener{l}})
		return
	}
	ev := &em.events[i]
	if first {
		ev.listeners = append([]listener{l}, ev.listeners...)
	} else {
		ev.listeners = append(ev.listeners, l)
	}
}

// Listen is Add as on, once and the like do it: with the warning about too many.
func (em *Emitter) Listen(name string, function *goja.Object, single, first bool) {
	em.add(Name{text: name}, function, single, first)
}

// unwrapped is the function that a once wrapper of JavaScript's making stands
// for.
func unwrapped(function *goja.Object) goja.Value {
	if inner := function.Get("listener"); !engine.IsNullish(inner) {
		return inner
	}
	return function
}

// On adds a listener from Go.
func (em *Emitter) On(name string, function *goja.Object) {
	em.Add(Name{text: name}, function, false, false)
}

// Once adds a listener that is called once.
func (em *Emitter) Once(name string, function *goja.Object) {
	em.Add(Name{text: name}, function, true, false)
}

// Remove takes away the last listener that is this function.
func (em *Emitter) Remove(name Name, function goja.Value) {
	i := em.index(name)
	if i < 0 {
		return
	}
	if j := last(em.events[i].listeners, function); j >= 0 {
		em.removeAt(i, j, function)
	}
}

// last finds the last listener that is this function; -1 when there is none. To ask
// a function for its property costs much more than to compare it: of many those
// that are wrappers are looked for in the end.
func last(list []listener, function goja.Value) int {
	many := len(list) > few
	for j := len(list) - 1; j >= 0; j-- {
		if l := &list[j]; l.is(function) || !many && l.wraps(function) {
			return j
		}
	}
	for j := len(list) - 1; many && j >= 0; j-- {
		if list[j].wraps(function) {
			return j
		}
	}
	return -1
}

// Off is Remove for a name in Go.
func (em *Emitter) Off(name string, function *goja.Object) { em.Remove(Name{text: name}, function) }

// removeAt removes a listener that was named by a function; nil for the one that it is.
func (em *Emitter) removeAt(i, j int, named goja.Value) {
	ev := &em.events[i]
	gone, name := ev.listeners[j], ev.name
	alone := len(ev.listeners) == 1
	switch {
	case alone:
		em.events = slices.Delete(em.events, i, i+1)
	case ev.own:
		ev.listeners = slices.Delete(ev.listeners, j, j+1)
	default:
		list := make([]listener, 0, len(ev.listeners)-1)
		list = append(list, ev.listeners[:j]...)
		ev.listeners = append(list, ev.listeners[j+1:]...)
		ev.own = len(ev.listeners) > few
	}
	if i < len(em.events) && em.events[i].name == name && len(em.events[i].listeners) == 1 {
		em.events[i].warned = false
	}
	if len(em.find(Name{text: "removeListener"})) > 0 {
		em.Emit("removeListener", name.value(em.Engine), em.told(name, &gone, named, alone))
	}
}

// told is what 'removeListener' is told of a listener that went: of one of several what it
// was named by, which for one that was added by once may be what stood for it.
func (em *Emitter) told(name Name, gone *listener, named goja.Value, alone bool) goja.Value {
	switch {
	case alone:
		return unwrapped(gone.function)
	case named != nil:
		return named
	}
	return em.raw(name, gone)
}

// Emit is object.emit(name, ...args), as a native class does it: it respects an
// emit method that a script has put in the place of ours.
func (em *Emitter) Emit(name string, args ...goja.Value) bool {
	emit := em.Object.Get("emit")
	if emit == em.class.emit {
		return em.Dispatch(Name{text: name}, args)
	}
	all := append([]goja.Value{em.Engine.Text(name)}, args...)
	return em.Engine.Call(emit, em.Object, all...).ToBoolean()
}

// Dispatch calls the listeners of an event.
func (em *Emitter) Dispatch(name Name, args []goja.Value) bool {
	if name.text == "error" && name.symbol == nil {
		monitor := Name{symbol: em.class.errorMonitor}
		if len(em.find(monitor)) > 0 {
			em.Dispatch(monitor, args)
		}
		if len(em.find(name)) == 0 {
			panic(em.unhandled(args))
		}
	}
	i := em.index(name)
	if i < 0 {
		return false
	}
	list := em.events[i].listeners
	if em.events[i].own {
		list = slices.Clone(list)
	}
	for i := range list {
		l := &list[i]
		if l.once != nil && !em.take(name, l.once) {
			continue
		}
		result := l.call(goja.FunctionCall{This: em.Object, Arguments: args})
		if em.capture {
			em.captureRejection(result, name, args)
		}
	}
	return true
}

// take removes a once listener that is about to be called; false when it was
// called already, by an emit within this one. One that was taken off since this
// emit began is called all the same.
func (em *Emitter) take(name Name, o *once) bool {
	if o.fired {
		return false
	}
	o.fired = true
	if i := em.index(name); i >= 0 {
		if j := slices.IndexFunc(em.events[i].listeners, func(l listener) bool { return l.once == o || o.wrapper != nil && l.function == o.wrapper }); j >= 0 {
			em.removeAt(i, j, nil)
		}
	}
	return true
}
