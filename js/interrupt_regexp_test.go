package js_test

import (
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// A regular expression that would take longer than anybody lives ends with an event that is
// interrupted, however it is come by, and the runtime goes on.
func TestARegularExpressionEndsWithAnInterrupt(t *testing.T) {
	for name, script := range map[string]string{
		"test":        `/^(a+)+\1b$/.test(text)`,
		"exec":        `/^(a+)+\1b$/u.exec(text)`,
		"constructor": `new RegExp('^(a+)+\\1b$').test(text)`,
		"function":    `RegExp('^(a+)+\\1b$', 'i').test(text)`,
		"subclass":    `new (class Mine extends RegExp {})('^(a+)+\\1b$').test(text)`,
		"match":       `text.match(/(a+)+\1b/g)`,
		"match text":  `text.match('^(a+)+\\1b$')`,
		"matchAll":    `[...text.matchAll(/(a+)+\1b/g)]`,
		"replace":     `text.replace(/(a+)+\1b/, '')`,
		"replaceAll":  `text.replaceAll(/(a+)+\1b/g, () => '')`,
		"search":      `text.search(/(a+)+\1b/)`,
		"split":       `text.split(/(a+)+\1b/)`,
		"again":       `const re = /(a+)+$/g; re.lastIndex = 1; re.test(text)`, // goja makes the slow one only now
		"sticky":      `const re = /(a+)+$/y; re.lastIndex = 1; re.test(text)`,
		"no ASCII":    `(text + 'ä').split(/(a+)+$/)`,
		"translated":  `/^(\p{L}+)+\1b$/u.test(text)`,
		"caught":      `for (;;) try { /^(a+)+\1b$/.test(text) } catch {}`,
	} {
		t.Run(name, func(t *testing.T) {
			going := make(chan struct{}, 1)
			v, loop := native(t, func(vm *goja.Runtime) { _ = vm.Set("go", func() { going <- struct{}{} }) })
			ended := make(chan error, 1)
			loop.Post(func() {
				_ = js.Run(v.vm, func() {
					_, err := v.vm.RunString(`const text = 'a'.repeat(60) + '!'; go(); ` + script)
					ended <- err
				})
			})
			receive(t, going, "start")
			for !js.Interrupt(v.vm, "enough") {
			}
			if err := receive(t, ended, "end"); err == nil {
				t.Error("it has ended by itself")
			}
			v.alive(t, loop)
			js.Close(v.vm)
		})
	}
}

// So it does with the runtime, on either kind of loop, and where there is a limit.
func TestARegularExpressionEndsWithItsRuntime(t *testing.T) {
	const script = `setTimeout(() => { ready(0); /^(a+)+\1b$/.test('a'.repeat(60)) }, 1)`
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, script, nil)
		receive(t, v.ready, "start")
		js.Close(v.vm)
		after := make(chan struct{})
		scheduler.Post(func() { close(after) })
		receive(t, after, "turn of the loop")

		dropped := make(chan any, 1)
		v = start(t, scheduler, `ready(0)`, func(vm *goja.Runtime) { js.OnInterrupt(vm, func(reason any) { dropped <- reason }) })
		receive(t, v.ready, "start")
		js.SetLimits(v.vm, js.Limits{Event: time.Millisecond})
		v.onJS(t, scheduler, func() { _, _ = v.vm.RunString(`/^(a+)+\1b$/.test('a'.repeat(60))`) })
		if reason := receive(t, dropped, "interrupt"); reason != js.ErrEventLimit {
			t.Error(reason)
		}
		js.Close(v.vm)
	})
}
