package readline_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/readline"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func TestRecorded(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("events", events.Load)
		e.Register("readline", readline.Load)
		e.Register("readline/promises", readline.LoadPromises)
		e.Register("string_decoder", stringdecoder.Load)
		for _, define := range []func(*engine.Engine, *goja.Object){timers.Define, abort.Define} {
			define(e, e.VM.GlobalObject())
		}
	})
}
