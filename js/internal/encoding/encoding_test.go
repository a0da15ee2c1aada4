package encoding_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/encoding"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// TestAsNode evaluates every line of the file in Node 26 and here.
func TestAsNode(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "text.txt"))
	if err != nil {
		t.Fatal(err)
	}
	e := enginetest.New(t, func(e *engine.Engine) {
		e.Register("buffer", buffer.Load)
		buffer.Define(e, e.VM.GlobalObject())
		encoding.Define(e, e.VM.GlobalObject())
	})
	enginetest.Compare(t, e, strings.Split(strings.TrimSpace(string(text)), "\n"))
}

func TestOtherEncodings(t *testing.T) {
	e := enginetest.New(t, func(e *engine.Engine) { encoding.Define(e, e.VM.GlobalObject()) })
	lines := enginetest.Run(t, e, "try { new TextDecoder('shift_jis') } catch (err) { print(err.code) }")
	if strings.Join(lines, "") != "ERR_ENCODING_NOT_SUPPORTED" {
		t.Error(lines)
	}
}
