package os_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/os"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) { e.Register("os", os.Load) })
}
