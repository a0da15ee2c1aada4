package messaging_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

func TestRecorded(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		for _, define := range []func(*engine.Engine, *goja.Object){timers.Define, messaging.Define, domexception.Define, eventtarget.Define} {
			define(e, e.VM.GlobalObject())
		}
	})
}
