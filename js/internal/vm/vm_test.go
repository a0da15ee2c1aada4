package vm_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/vm"
)

func TestRecorded(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) { e.Register("vm", vm.Load) })
}
