package zlib_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/zlib"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("zlib", zlib.Load)
		e.Register("stream", stream.Load)
		e.Register("events", events.Load)
		e.Register("process", func(*engine.Engine, *goja.Object) goja.Value { return e.VM.NewObject() })
		buffer.Define(e, e.VM.GlobalObject())
	})
}
