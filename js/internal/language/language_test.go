package language_test

import (
	"runtime"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/language"
)

func prepare(e *engine.Engine) { language.Define(e, e.VM.GlobalObject()) }

func TestRecorded(t *testing.T) { enginetest.Golden(t, prepare) }

func TestObjectsThatAreGone(t *testing.T) {
	e := enginetest.New(t, prepare)
	engine.Must(e.VM.Set("collect", e.Func("collect", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		e.Go(func() {
			// A cleanup of ours tells that those of a collection run.
			for range 3 {
				ran := make(chan struct{})
				runtime.AddCleanup(&struct{ n [4]int }{}, func(ran chan struct{}) { close(ran) }, ran)
				runtime.GC()
				<-ran
			}
		}, func() { e.Call(f, goja.Undefined()) })
		return nil
	})))
	got := enginetest.Run(t, e, `
		const registry = new FinalizationRegistry((held) => print('gone', held));
		function make() { const o = { a: 1 }; registry.register(o, 'it'); return new WeakRef(o) }
		const ref = make(), kept = { b: 2 }, other = new WeakRef(kept);
		print(ref.deref().a);
		collect(() => collect(() => print(ref.deref(), other.deref().b, kept.b)));`)
	for _, line := range got {
		if line == "gone it" {
			return
		}
	}
	t.Errorf("printed %q", got)
}

func BenchmarkDefine(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		e := engine.New(goja.New(), enginetest.Idle{})
		b.StartTimer()
		prepare(e)
	}
}
