package oneprocess_test

import (
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/oneprocess"
	"github.com/nodenet-go/nodenet/js/internal/threads"
)

func prepare(e *engine.Engine) {
	for name, load := range map[string]engine.Loader{
		"events": events.Load, "worker_threads": threads.Load, "v8": oneprocess.LoadV8,
		"domain": oneprocess.LoadDomain, "trace_events": oneprocess.LoadTraceEvents, "inspector": oneprocess.LoadInspector, "repl": oneprocess.LoadRepl,
	} {
		e.Register(name, load)
	}
	messaging.Define(e, e.VM.GlobalObject())
}

func TestRecorded(t *testing.T) { enginetest.Golden(t, prepare) }

func TestWhatIsNotThereSaysSo(t *testing.T) {
	e := enginetest.New(t, prepare)
	got := strings.Join(enginetest.Run(t, e, `
		for (const f of [() => new (require('worker_threads').Worker)('x.js'), () => require('v8').getHeapSnapshot()])
			try { f() } catch (err) { print(err.code, err.message) }`), "\n")
	want := `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM worker_threads.Worker where JavaScript is embedded is not there in nodenet
ERR_FEATURE_UNAVAILABLE_ON_PLATFORM v8.getHeapSnapshot() is not there in nodenet: the engine is not V8`
	if got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

// What one program keeps is not another's in the same process.
func TestEnvironmentDataIsThePrograms(t *testing.T) {
	for range 2 {
		got := enginetest.Run(t, enginetest.New(t, prepare), `
			const { getEnvironmentData, setEnvironmentData } = require('worker_threads');
			print(getEnvironmentData('key')); setEnvironmentData('key', 1); print(getEnvironmentData('key'))`)
		if text := strings.Join(got, " "); text != "undefined 1" {
			t.Errorf("printed %q", text)
		}
	}
}
