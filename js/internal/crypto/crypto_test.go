package crypto_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/crypto"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

func define(e *engine.Engine) {
	e.Register("crypto", crypto.Load)
	e.Register("string_decoder", stringdecoder.Load)
	global := e.VM.GlobalObject()
	buffer.Define(e, global)
	domexception.Define(e, global)
	crypto.Define(e, global)
}

func TestGolden(t *testing.T) { enginetest.Golden(t, define) }
