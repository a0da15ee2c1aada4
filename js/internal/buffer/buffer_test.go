package buffer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// newEngine has what the module stands on in texts of errors: a small
// util.inspect and DOMException.
func newEngine(t *testing.T) *engine.Engine {
	return enginetest.New(t, func(e *engine.Engine) {
		e.Register("buffer", buffer.Load)
		buffer.Define(e, e.VM.GlobalObject())
		e.AsString = func(v goja.Value) string {
			if s, ok := v.(goja.String); ok {
				return s.String()
			}
			return e.Inspect(v, 0)
		}
		e.Inspect = func(v goja.Value, _ int) string {
			switch v := v.(type) {
			case goja.String:
				return "'" + v.String() + "'"
			case *goja.Symbol:
				return "Symbol(" + v.String() + ")"
			case *goja.Object:
				if buffer.Is(e, v) {
					return e.Invoke(v, "inspect").String()
				}
				return "{}"
			}
			if engine.TypeOf(v) == "bigint" {
				return v.String() + "n"
			}
			return v.String()
		}
	})
}

// TestAsNode evaluates every line of the files in testdata in Node 26 and here.
func TestAsNode(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			enginetest.Compare(t, newEngine(t), strings.Split(strings.TrimSpace(string(text)), "\n"))
		})
	}
}
