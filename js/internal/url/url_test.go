package url_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/punycode"
	"github.com/nodenet-go/nodenet/js/internal/querystring"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

func TestGolden(t *testing.T) {
	enginetest.Golden(t, func(e *engine.Engine) {
		e.Register("url", url.Load)
		e.Register("punycode", punycode.Load)
		e.Register("querystring", querystring.Load)
		url.Define(e, e.VM.GlobalObject())
	})
}
