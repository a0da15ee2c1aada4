package asynchooks_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/asynchooks"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func TestRecorded(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("async_hooks", asynchooks.Load)
		e.Register("events", events.Load)
		timers.Define(e, e.VM.GlobalObject())
		enginetest.DefineProcess(e)
	})
}
