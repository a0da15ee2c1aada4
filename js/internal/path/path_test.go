package path_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/path"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("path", path.Load)
		e.Register("path/posix", path.LoadPosix)
		e.Register("path/win32", path.LoadWin32)
	})
}
