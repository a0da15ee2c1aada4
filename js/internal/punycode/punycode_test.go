package punycode_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/punycode"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) { e.Register("punycode", punycode.Load) })
}
