package js_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// going is a runtime that goes on after any exception, with a function of Go that panics.
func going(t *testing.T, scheduler js.Scheduler) (v *started, told chan string) {
	told = make(chan string, 100)
	v = start(t, scheduler, `globalThis.sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`, func(vm *goja.Runtime) {
		_ = vm.Set("fall", func() { panic("oh") })
		js.OnUncaught(vm, func(thrown *goja.Exception) {
			told <- thrown.Error()
			js.GoOn(vm)
		})
	})
	return v, told
}

// A panic of Go's or an interrupt after an await settles no promise: the call is answered
// all the same.
func TestCallsThatAreLostAfterAnAwait(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, told := going(t, scheduler)
		for _, source := range []string{
			`async () => { await null; fall() }`,
			`async () => { await sleep(1); fall() }`,
			`async () => { await sleep(1); await null; await (async () => { await sleep(1); fall() })() }`,
			`() => Promise.resolve().then(fall)`,
			`() => sleep(1).then(() => sleep(1)).finally(fall)`,
			`async () => { await sleep(1); queueMicrotask(() => {}); [1].map(() => fall()) }`,
			`() => new (require('async_hooks').AsyncLocalStorage)().run(1, async () => { await sleep(1); fall() })`,
		} {
			if _, err := js.Call(patience(t), v.vm, v.function(t, scheduler, source)); err == nil || !strings.Contains(err.Error(), "oh") {
				t.Errorf("%s: %v", source, err)
			}
			if text := receive(t, told, "exception"); !strings.Contains(text, "oh") {
				t.Errorf("%s: OnUncaught was told %s", source, text)
			}
		}
		endless := v.function(t, scheduler, `async (ms) => { await sleep(ms); ready(1); for (;;) {} }`)
		go func() { <-v.ready; js.Interrupt(v.vm, "enough") }()
		if _, err := js.Call(patience(t), v.vm, endless, 1); err == nil || !strings.Contains(err.Error(), "interrupted") {
			t.Errorf("an interrupt: %v", err)
		}
		js.SetLimits(v.vm, js.Limits{Event: 20 * time.Millisecond})
		if _, err := js.Call(patience(t), v.vm, endless, 1); err == nil || !strings.Contains(err.Error(), "interrupted") {
			t.Errorf("a limit: %v", err)
		}
		js.SetLimits(v.vm, js.Limits{})
		v.alive(t, scheduler)
		js.Close(v.vm)
	})
}

// A call that is lost takes no other with it, also when their promises come in one turn.
func TestALostCallIsOneOfMany(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v, _ := going(t, scheduler)
		together := v.function(t, scheduler, `(() => {
			const all = [];
			return async (n) => {
				await new Promise((resolve) => { if (all.push(resolve) === 30) all.splice(0).forEach((f) => f()) });
				if (n % 3 === 0) fall();
				await null;
				return n;
			}
		})()`)
		var all sync.WaitGroup
		for n := range 30 {
			all.Go(func() {
				value, err := js.Call(patience(t), v.vm, together, n)
				switch lost := err != nil && strings.Contains(err.Error(), "oh"); {
				case n%3 == 0 && !lost:
					t.Errorf("%d: %v %v", n, value, err)
				case n%3 != 0 && (err != nil || value.ToInteger() != int64(n)):
					t.Errorf("%d: %v %v", n, value, err)
				}
			})
		}
		within(t, "somebody waits", all.Wait)
		v.alive(t, scheduler)
		js.Close(v.vm)
	})
}
