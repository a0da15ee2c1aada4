package engine_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/alloctest"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// crossing is one way into JavaScript, or out of it, and how many allocations it
// may cost.
type crossing struct {
	name string
	most float64
	// prepare returns what is to be measured, outside of any event.
	prepare func(e *engine.Engine) func()
}

// crossings are what everything that happens has to pay for.
var crossings = []crossing{
	{"event", 0, func(e *engine.Engine) func() {
		f := func() {}
		return func() { e.Run(f) }
	}},
	{"tick", 0, func(e *engine.Engine) func() {
		f := func() {}
		work := func() { e.NextTick(f) }
		return func() { e.Run(work) }
	}},
	{"microtask", 78, func(e *engine.Engine) func() {
		f := func() {}
		work := func() { e.Microtask(f) }
		return func() { e.Run(work) }
	}},
	{"await", 58, func(e *engine.Engine) func() {
		return event(e, "(async () => { await 0 })")
	}},
	{"call into JavaScript", 0, func(e *engine.Engine) func() {
		return event(e, "(() => {})")
	}},
	{"call out of JavaScript", 0, func(e *engine.Engine) func() {
		engine.Must(e.VM.Set("native", e.Func("native", 0, func(goja.FunctionCall) goja.Value { return nil })))
		return event(e, "(() => { native() })")
	}},
}

// event returns what calls a function as an event of its own.
func event(e *engine.Engine, source string) func() {
	f, err := e.VM.RunString(source)
	engine.Must(err)
	call := engine.FunctionOf(f)
	work := func() { call(goja.FunctionCall{This: goja.Undefined()}) }
	return func() { e.Run(work) }
}

// Only less than today is allowed.
func TestAllocationsOfACrossing(t *testing.T) {
	for _, c := range crossings {
		alloctest.Pin(t, c.name, c.most, c.prepare(enginetest.New(t, nil)))
	}
}

func BenchmarkCrossing(b *testing.B) {
	for _, c := range crossings {
		b.Run(c.name, func(b *testing.B) {
			f := c.prepare(enginetest.New(b, nil))
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}
