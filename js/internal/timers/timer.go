// Package timers is Node's timers: setTimeout and the others. Timers of the same
// duration share a list, as in Node, so that setting and clearing one costs
// little however many there are, and one alarm of the loop serves them all.
package timers

import (
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// state is the timers of one runtime.
type state struct {
	engine   *engine.Engine
	base     time.Time
	lists    map[int64]*list
	queue    queue
	current  *list // whose timers are running
	clock    int64 // what the phase takes for the time
	running  bool
	lastList int64
	refs     int
	held     bool // the program is kept alive
	// releasing says that the end of the event will look at refs.
	releasing bool
	spare     *list

	mu     sync.Mutex // of what a runtime that is closed from another goroutine takes back
	stop   func()     // the alarm; nil for none
	armed  int64      // when it goes off
	closed bool

	known map[int64]*Timer // those that scripts know as numbers

	timeout   *engine.Class
	immediate *immediates
	warned    map[string]bool
}

type stateKey struct{}

// resources are the timers and immediates that are not unref'd.
func (s *state) resources() []engine.Resource {
	var list []engine.Resource
	for range s.refs {
		list = append(list, engine.Resource{Name: "Timeout"})
	}
	for range s.immediate.refs {
		list = append(list, engine.Resource{Name: "Immediate"})
	}
	return list
}

func of(e *engine.Engine) *state {
	return engine.Slot(e, stateKey{}, func() *state {
		s := &state{
			engine: e,
			base:   e.Started,
			lists:  map[int64]*list{},
			known:  map[int64]*Timer{},
			warned: map[string]bool{},
		}
		s.immediate = &immediates{engine: e}
		s.classes()
		e.AddResources(s.resources)
		e.OnClose(func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.closed = true; s.stop != nil {
				s.stop()
			}
		})
		return s
	})
}

// Timer is a function that is called after some time: what a Timeout of
// JavaScript is in Go.
type Timer struct {
	goja.Value // undefined: a Timer hides in its Timeout as a value

	state      *state
	list       *list
	prev, next *Timer

	f        func() // of a timer of Go
	object   *goja.Object
	callback goja.Value
	args     []goja.Value
	context  any

	idle        float64 // milliseconds; -1 when it was cleared
	repeat      float64 // of setInterval
	start       int64
	id, trigger int64

	set       bool // it has a function to call
	destroyed bool
	ref       bool
	known     bool
}

// Set has f called as an event after d, in the timers phase; it keeps the
// program alive until then.
func Set(e *engine.Engine, d time.Duration, f func()) *Timer {
	t := &Timer{state: of(e), f: f}
	msecs := float64(max(d.Milliseconds(), 1))
	t.begin(msecs)
	return t
}

func (t *Timer) begin(msecs float64) {
	s := t.state
	t.set, t.ref = true, true
	t.context = s.engine.Context()
	t.id = s.engine.NewAsyncID()
	t.trigger, _ = s.engine.AsyncIDs()
	s.count(1)
	s.insert(t, msecs, s.now())
}

func (t *Timer) call() {
	if t.f != nil {
		t.f()
		return
	}
	t.state.engine.Call(t.callback, t.object, t.args...)
}

// Stop is clearTimeout.
func (t *Timer) Stop() {
	if !t.set {
		return
	}
	t.set = false
	t.f, t.callback, t.args = nil, nil, nil
	t.state.take(t)
	t.state.end(t)
	t.idle = -1
}

// Refresh makes the timer due after its whole duration from now, also when it
// has run already.
func (t *Timer) Refresh() {
	if t.idle < 0 {
		return
	}
	t.state.take(t)
	if t.destroyed {
		t.destroyed = false
		if t.ref {
			t.state.count(1)
		}
	}
	t.state.insert(t, t.idle, t.state.now())
}

// Ref makes the timer keep the program alive, which is how it begins.
func (t *Timer) Ref() { t.setRef(true) }

// Unref lets the program end before the timer is due.
func (t *Timer) Unref() { t.setRef(false) }

func (t *Timer) setRef(ref bool) {
	if t.ref == ref {
		return
	}
	t.ref = ref
	if t.destroyed {
		return
	}
	if ref {
		t.state.count(1)
	} else {
		t.state.count(-1)
	}
}
