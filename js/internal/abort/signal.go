// Package abort is AbortController and AbortSignal, and how native code uses the
// signal option that scripts give it.
package abort

import (
	"slices"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// Signal is an AbortSignal, or something of a script's own that looks like one.
type Signal struct {
	eventtarget.Target

	aborted bool
	reason  goja.Value
	foreign *goja.Object

	// Of AbortSignal.any: a signal follows its sources. It is theirs to keep
	// only while somebody listens to it.
	sources   []*Signal
	followers []weak.Pointer[Signal]
	kept      []*Signal
}

// Of returns the signal of a value: false when it is none. Objects with a
// property aborted pass, as in Node.
func Of(e *engine.Engine, v goja.Value) (*Signal, bool) {
	if s, ok := eventtarget.State(v).(*Signal); ok {
		return s, true
	}
	o, ok := v.(*goja.Object)
	if !ok || o.Get("aborted") == nil {
		return nil, false
	}
	return &Signal{Target: eventtarget.Target{Engine: e}, foreign: o}, true
}

// Option returns the signal of an option, nil when there is none, and throws
// when it is something else. The name is for the error: "options.signal".
func Option(e *engine.Engine, name string, v goja.Value) *Signal {
	if engine.IsUndefined(v) {
		return nil
	}
	s, ok := Of(e, v)
	if !ok {
		panic(e.InvalidArgType(name, v, "AbortSignal"))
	}
	return s
}

// Aborted reports whether it was aborted.
func (s *Signal) Aborted() bool {
	if s.foreign != nil {
		return s.foreign.Get("aborted").ToBoolean()
	}
	return s.aborted
}

// Reason is what it was aborted with.
func (s *Signal) Reason() goja.Value {
	v := s.reason
	if s.foreign != nil {
		v = s.foreign.Get("reason")
	}
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// OnAbort has f called when the signal is aborted, in its turn among the
// listeners; remove takes it back. A signal that is aborted already calls
// nothing: ask Aborted first.
func (s *Signal) OnAbort(f func()) (remove func()) {
	if s.foreign == nil {
		return s.Listen("abort", f)
	}
	e := s.Engine
	listener := e.Func("", 0, func(goja.FunctionCall) goja.Value { f(); return nil })
	e.Invoke(s.foreign, "addEventListener", e.Text("abort"), listener, e.Object("once", true))
	return func() { e.Invoke(s.foreign, "removeEventListener", e.Text("abort"), listener) }
}

// Error is what an operation fails with that the signal has stopped.
func (s *Signal) Error() *goja.Object { return s.Engine.AbortError(s.Reason()) }

// New makes a signal.
func New(e *engine.Engine) *Signal {
	s := &Signal{}
	eventtarget.Attach(e, e.VM.CreateObject(classOf(e).signal.Prototype), s)
	s.SetMax(0)
	return s
}

// Abort aborts the signal with a reason; nothing happens when it was already.
func (s *Signal) Abort(reason goja.Value) {
	if s.aborted {
		return
	}
	s.aborted, s.reason = true, reason
	var follow []*Signal
	for _, w := range s.followers {
		if f := w.Value(); f != nil && !f.aborted {
			f.aborted, f.reason = true, reason
			follow = append(follow, f)
		}
	}
	s.followers, s.kept = nil, nil
	s.Emit("abort", nil)
	for _, f := range follow {
		f.Emit("abort", nil)
	}
}

// any is AbortSignal.any.
func any(e *engine.Engine, signals []*Signal) *Signal {
	result := New(e)
	for _, s := range signals {
		if s.aborted {
			result.aborted, result.reason = true, s.reason
			return result
		}
	}
	for _, s := range signals {
		if len(s.sources) == 0 {
			result.follow(s)
		}
		for _, source := range s.sources {
			result.follow(source)
		}
	}
	result.Changed = func(name string, heard bool) {
		if name != "abort" {
			return
		}
		for _, s := range result.sources {
			i := slices.Index(s.kept, result)
			if heard && i < 0 && !result.aborted {
				s.kept = append(s.kept, result)
			} else if !heard && i >= 0 {
				s.kept = slices.Delete(s.kept, i, i+1)
			}
		}
	}
	return result
}

func (s *Signal) follow(source *Signal) {
	if slices.Contains(s.sources, source) {
		return
	}
	s.sources = append(s.sources, source)
	if n := len(source.followers); n == cap(source.followers) {
		source.followers = slices.DeleteFunc(source.followers, func(w weak.Pointer[Signal]) bool { return w.Value() == nil })
	}
	source.followers = append(source.followers, weak.Make(s))
}
