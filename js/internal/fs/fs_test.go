package fs_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/fs"
	"github.com/nodenet-go/nodenet/js/internal/os"
	"github.com/nodenet-go/nodenet/js/internal/path"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("fs", fs.Load)
		e.Register("os", os.Load)
		e.Register("path", path.Load)
		e.Register("stream", stream.Load)
		url.Define(e, e.VM.GlobalObject())
		buffer.Define(e, e.VM.GlobalObject())
	})
}
