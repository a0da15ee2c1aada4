package zlib_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/zlib"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("zlib", zlib.Load)
		buffer.Define(e, e.VM.GlobalObject())
	})
}
