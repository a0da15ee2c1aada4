package diagnostics_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/asynchooks"
	"github.com/nodenet-go/nodenet/js/internal/diagnostics"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func TestRecorded(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("async_hooks", asynchooks.Load)
		e.Register("diagnostics_channel", diagnostics.Load)
		timers.Define(e, e.VM.GlobalObject())
	})
}
