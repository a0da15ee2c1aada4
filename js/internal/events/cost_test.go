package events_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/alloctest"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// emitting is one way to emit an event with an argument, and how many allocations
// it may cost.
type emitting struct {
	name, source string // a script that sets up what is emitted on
	most         float64
	fromJS       bool // by the script's function emit
}

var emittings = []emitting{
	{"Go to nobody", "", 1, false},
	{"Go to Go", "ee.on('x', native)", 1, false},
	{"Go to JavaScript", "ee.on('x', v => {})", 1, false},
	{"Go to three", "ee.on('x', v => {}); ee.on('x', v => {}); ee.on('x', v => {})", 1, false},
	{"JavaScript to nobody", "", 1, true},
	{"JavaScript to JavaScript", "ee.on('x', v => {})", 1, true},
	{"once", "globalThis.emit = v => { ee.once('x', v => {}); ee.emit('x', v) }", 14, true},
}

// prepare returns what emits once, within an event.
func (c emitting) prepare(tb testing.TB) (e *engine.Engine, emit func()) {
	tb.Helper()
	e = enginetest.New(tb, func(e *engine.Engine) { e.Register("events", events.Load) })
	engine.Must(e.VM.Set("native", e.Func("native", 1, func(goja.FunctionCall) goja.Value { return nil })))
	if _, err := e.VM.RunString(`
		globalThis.ee = new (require('events'))();
		globalThis.emit = v => { ee.emit('x', v) };
		` + c.source); err != nil {
		tb.Fatal(err)
	}
	value := e.Text("value")
	if c.fromJS {
		call := engine.FunctionOf(e.VM.Get("emit"))
		args := []goja.Value{value}
		return e, func() { call(goja.FunctionCall{This: goja.Undefined(), Arguments: args}) }
	}
	emitter := events.Of(e, e.VM.Get("ee").(*goja.Object))
	return e, func() { emitter.Emit("x", value) }
}

// Only less than today is allowed.
func TestAllocationsOfAnEmit(t *testing.T) {
	for _, c := range emittings {
		e, emit := c.prepare(t)
		e.Run(func() { alloctest.Pin(t, c.name, c.most, emit) })
	}
}

func BenchmarkEmit(b *testing.B) {
	for _, c := range emittings {
		b.Run(c.name, func(b *testing.B) {
			e, emit := c.prepare(b)
			b.ReportAllocs()
			e.Run(func() {
				for b.Loop() {
					emit()
				}
			})
		})
	}
}
