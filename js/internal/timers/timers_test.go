package timers_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func prepare(e *engine.Engine) {
	e.Register("timers", timers.Load)
	e.Register("timers/promises", timers.LoadPromises)
	timers.Define(e, e.VM.GlobalObject())
	enginetest.DefineProcess(e)
}

func TestRecorded(t *testing.T) { enginetest.Golden(t, prepare) }

func TestExceptionsLoseNoTimers(t *testing.T) {
	e := enginetest.New(t, prepare)
	e.Uncaught = func(thrown *goja.Exception) bool {
		e.Call(e.VM.Get("print"), goja.Undefined(), e.Text("uncaught"), thrown.Value())
		return true
	}
	engine.Must(e.VM.Set("clock", e.Func("clock", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(e.Now()) })))
	got := strings.Join(enginetest.Run(t, e, `
		const set = (name, set) => [
			set(() => { print(name + 1); process.nextTick(() => print(name + 'tick')); Promise.resolve().then(() => print(name + 'p')); throw 'e' }, 5),
			set(() => print(name + 2), 5),
			set(() => print(name + 3), 5),
		];
		for (;;) { // until all of them are set in one millisecond
			const began = Math.floor(clock());
			const timers = set('T', setTimeout);
			if (Math.floor(clock()) === began) break;
			timers.forEach(clearTimeout);
		}
		set('I', setImmediate)`), "\n")
	// As Node 26 prints it.
	want := "I1\nuncaught e\nI2\nItick\nIp\nI3\nT1\nuncaught e\nT2\nTtick\nTp\nT3"
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestTimersOfGo(t *testing.T) {
	e := enginetest.New(t, prepare)
	var order []string
	e.Run(func() {
		for { // until both are set in one millisecond
			began := math.Floor(e.Now())
			b := timers.Set(e, 3*time.Millisecond, func() { order = append(order, "b") })
			a := timers.Set(e, time.Millisecond, func() { order = append(order, "a") })
			if math.Floor(e.Now()) == began {
				break
			}
			a.Stop()
			b.Stop()
		}
		timers.Set(e, time.Hour, func() {}).Stop()
		timers.Set(e, time.Hour, func() {}).Unref()
		fast := timers.Set(e, 2*time.Millisecond, func() {})
		fast.Refresh()
	})
	enginetest.Run(t, e, "")
	if got := strings.Join(order, ""); got != "ab" {
		t.Errorf("order is %s", got)
	}
}

func BenchmarkSetAndClear(b *testing.B) {
	e := engine.New(goja.New(), enginetest.Idle{})
	prepare(e)
	if _, err := e.VM.RunString("function f() {} function turn() { clearTimeout(setTimeout(f, 1000)) }"); err != nil {
		b.Fatal(err)
	}
	turn, _ := goja.AssertFunction(e.VM.Get("turn"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := turn(goja.Undefined()); err != nil {
			b.Fatal(err)
		}
	}
}
