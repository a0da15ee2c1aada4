package timers

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// immediates are what setImmediate was given.
type immediates struct {
	engine  *engine.Engine
	class   *engine.Class
	queue   []*immediate
	asked   bool // for a check phase
	due     bool // that phase comes even if all are unref'd
	judged  bool // whether it does is to be found out at the end of the event
	running bool
	refs    int
}

// immediate is an Immediate of JavaScript.
type immediate struct {
	goja.Value

	object      *goja.Object
	callback    goja.Value
	args        []goja.Value
	context     any
	id, trigger int64
	destroyed   bool
	ref         bool
}

const immediateSlot = "immediate"

func immediateOf(v goja.Value) *immediate {
	return engine.Held[*immediate](v, immediateSlot)
}

// define makes the class, when the first one is made.
func (s *immediates) define() {
	e := s.engine
	c := e.NewClass("Immediate", 2, nil, func(call goja.ConstructorCall) *goja.Object {
		e.NeedFunction("callback", call.Argument(0))
		s.start(call.This, call.Argument(0), nil)
		return nil
	})
	s.class = c
	method := func(name string, f func(i *immediate) goja.Value) {
		c.Method(name, 0, func(call goja.FunctionCall) goja.Value {
			if i := immediateOf(call.This); i != nil {
				if v := f(i); v != nil {
					return v
				}
			}
			return call.This
		})
	}
	method("ref", func(i *immediate) goja.Value { s.setRef(i, true); return nil })
	method("unref", func(i *immediate) goja.Value {
		s.setRef(i, false)
		s.consider()
		return nil
	})
	method("hasRef", func(i *immediate) goja.Value { return e.Bool(i.ref && !i.destroyed) })
	c.Getter("_destroyed", func(this *goja.Object) goja.Value {
		i := immediateOf(this)
		if i == nil {
			return goja.Undefined()
		}
		return e.Bool(i.destroyed)
	}, nil)
	e.SymbolMethod(c.Prototype, e.WellKnown("dispose"), "[Symbol.dispose]", func(call goja.FunctionCall) goja.Value {
		if i := immediateOf(call.This); i != nil {
			s.clear(i)
		}
		return nil
	})
	e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", func(call goja.FunctionCall) goja.Value {
		if i := immediateOf(call.This); i != nil {
			return s.view(i)
		}
		return call.This
	})
}

func (s *immediates) view(i *immediate) goja.Value {
	e := s.engine
	v := viewer(e, s.class.Constructor)()
	var callback, args, ref goja.Value = goja.Undefined(), goja.Undefined(), goja.Null()
	if i.callback != nil {
		callback = i.callback
	}
	if len(i.args) > 0 {
		args = (&Timer{state: of(e), args: i.args}).arguments()
	}
	if !i.destroyed {
		ref = e.Bool(i.ref)
	}
	for _, pair := range []struct {
		name  string
		value goja.Value
	}{{"_idleNext", goja.Null()}, {"_idlePrev", goja.Null()}, {"_onImmediate", callback}, {"_argv", args}, {"_destroyed", e.Bool(i.destroyed)}} {
		engine.Must(v.DefineDataProperty(pair.name, pair.value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	symbols(v, "refed", ref, "asyncId", i.id, "triggerId", i.trigger, "kAsyncContextFrame", goja.Undefined())
	return v
}

func (s *immediates) start(o *goja.Object, callback goja.Value, args []goja.Value) {
	i := &immediate{Value: goja.Undefined(), object: o, callback: callback, args: slices.Clone(args), context: s.engine.Context(), id: s.engine.NewAsyncID()}
	i.trigger, _ = s.engine.AsyncIDs()
	engine.Hide(o, immediateSlot, i)
	s.setRef(i, true)
	s.queue = append(s.queue, i)
	s.ask()
}

// ask asks for a check phase.
func (s *immediates) ask() {
	if !s.asked {
		s.asked = true
		s.engine.Check(s.run)
	}
}

// consider says whether the phase that was asked for comes even if all are unref'd. Within
// a turn of Node's loop it does; where a turn begins only afterwards, if one does.
func (s *immediates) consider() {
	switch {
	case !s.engine.Running() || !s.engine.Still() && !s.running && !of(s.engine).running:
		s.due = true
	case !s.judged:
		s.judged = true
		s.engine.AtEnd(s.judge)
	}
}

// judge looks whether there will be a turn: what else there is than tasks that wait. Timers
// come before that, but for those of the main script, after which Node looks first.
func (s *immediates) judge() {
	s.judged = false
	l := s.loop()
	if l == nil || s.engine.Still() && of(s.engine).refs > 0 {
		s.due = true
		return
	}
	l.Post(loop.Task{On: loop.Func(func() { s.due = s.due || l.Refs().Count() > 1 })})
}

// loop is the one that the program runs on; nil where it is of another kind.
func (s *immediates) loop() *loop.Loop {
	if host, ok := s.engine.Scheduler.Host.(interface{ SocketGroup() *nodenet.Group }); ok {
		return host.SocketGroup().Handles().Loops[0]
	}
	return nil
}

// askAnyway is setImmediate of a function that does nothing, as Node has it after an
// exception that was caught: the ticks that are left come at the latest after it.
func (s *immediates) askAnyway() {
	i := &immediate{Value: goja.Undefined()}
	s.setRef(i, true)
	s.queue = append(s.queue, i)
	s.ask()
}

func (s *immediates) setRef(i *immediate, ref bool) {
	if i.ref == ref || i.destroyed {
		return
	}
	i.ref = ref
	if ref {
		if s.refs++; s.refs == 1 {
			s.engine.Scheduler.Ref()
		}
	} else if s.refs--; s.refs == 0 {
		s.engine.Scheduler.Unref()
	}
}

func (s *immediates) clear(i *immediate) {
	s.setRef(i, false)
	i.destroyed = true
	i.callback, i.args = nil, nil
}

// run is the check phase: what immediates ask for is for the next turn.
func (s *immediates) run() {
	s.asked = false
	if s.refs == 0 && !s.due {
		s.wait()
		return
	}
	s.due, s.running = false, true
	defer func() { s.running = false }()
	queue := s.queue
	s.queue = nil
	next := 0
	take := func() *immediate {
		for next < len(queue) {
			i := queue[next]
			queue[next] = nil
			next++
			if !i.destroyed {
				return i
			}
		}
		return nil
	}
	for i := take(); i != nil && !s.engine.Halted(); i = take() {
		s.engine.Run(func() {
			// After an exception the next one comes before the ticks.
			for s.fire(i) && !s.engine.Halted() {
				if i = take(); i == nil {
					s.engine.Postpone()
					return
				}
			}
		})
	}
}

// wait leaves what is unref'd, and all that there is, until something else has happened.
func (s *immediates) wait() {
	s.queue = slices.DeleteFunc(s.queue, func(i *immediate) bool { return i.destroyed })
	if len(s.queue) > 0 {
		s.engine.AtEnd(func() {
			s.ask()
			s.consider()
		})
	}
}

func (s *immediates) fire(i *immediate) (threw bool) {
	e, callback, args := s.engine, i.callback, i.args
	// While it runs it counts as done, but the program is held until then.
	e.Scheduler.Ref()
	defer e.Scheduler.Unref()
	s.setRef(i, false)
	i.destroyed = true
	if i.callback = nil; callback == nil {
		return false
	}
	thrown := e.VM.Try(func() {
		e.InContext(i.context, func() {
			e.InResource(i.id, i.trigger, func() { e.Call(callback, i.object, args...) })
		})
	})
	if thrown != nil {
		e.UncaughtException(thrown)
	}
	return thrown != nil
}

func (s *immediates) setter() *goja.Object {
	return s.engine.Func("setImmediate", 1, func(call goja.FunctionCall) goja.Value {
		callback := call.Argument(0)
		s.engine.NeedFunction("callback", callback)
		if s.class == nil {
			s.define()
		}
		var args []goja.Value
		if len(call.Arguments) > 1 {
			args = call.Arguments[1:]
		}
		o := s.engine.VM.CreateObject(s.class.Prototype)
		s.start(o, callback, args)
		return o
	})
}

func (s *immediates) clearer() *goja.Object {
	return s.engine.Func("clearImmediate", 1, func(call goja.FunctionCall) goja.Value {
		if i := immediateOf(call.Argument(0)); i != nil && !i.destroyed {
			s.clear(i)
		}
		return nil
	})
}
