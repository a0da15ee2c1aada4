package abort_test

import (
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func prepare(e *engine.Engine) {
	e.Register("events", events.Load)
	e.Register("timers/promises", timers.LoadPromises)
	for _, define := range []func(*engine.Engine, *goja.Object){timers.Define, abort.Define, domexception.Define, eventtarget.Define} {
		define(e, e.VM.GlobalObject())
	}
}

func TestRecorded(t *testing.T) { enginetest.Golden(t, prepare) }

func TestErrorsOfListenersAreUncaught(t *testing.T) {
	e := enginetest.New(t, prepare)
	e.Uncaught = func(thrown *goja.Exception) bool {
		e.Call(e.VM.Get("print"), goja.Undefined(), e.Text("uncaught"), thrown.Value())
		return true
	}
	got := strings.Join(enginetest.Run(t, e, `
		const et = new EventTarget();
		et.addEventListener('y', () => { throw 'boom' });
		et.addEventListener('y', () => print('second'));
		et.addEventListener('y', async () => { throw 'async boom' });
		print(et.dispatchEvent(new Event('y')));`), "\n")
	if want := "second\ntrue\nuncaught boom\nuncaught async boom"; got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestSignalsInGo(t *testing.T) {
	e := enginetest.New(t, prepare)
	engine.Must(e.VM.Set("listen", e.Func("listen", 1, func(call goja.FunctionCall) goja.Value {
		s := abort.Option(e, "options.signal", call.Argument(0))
		s.OnAbort(func() { t.Error("a listener that was taken away ran") })()
		s.OnAbort(func() {
			e.Call(e.VM.Get("print"), goja.Undefined(), e.Text("native"), e.Bool(s.Aborted()), s.Reason(), s.Error().Get("cause"))
		})
		return nil
	})))
	got := strings.Join(enginetest.Run(t, e, `
		const ac = new AbortController();
		ac.signal.addEventListener('abort', () => print('first'));
		listen(ac.signal);
		ac.signal.addEventListener('abort', () => print('last'));
		ac.abort('why');
		const own = { aborted: false, addEventListener(n, f) { this.f = f }, removeEventListener() { } };
		listen(own); own.aborted = true; own.reason = 1; own.f();
		try { listen(5) } catch (err) { print(err.message) }`), "\n")
	want := "first\nnative true why why\nlast\nnative true 1 1\nThe \"options.signal\" property must be an instance of AbortSignal. Received type number (5)"
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}
