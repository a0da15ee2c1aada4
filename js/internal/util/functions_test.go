package util_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/console"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// testdata/functions.node26 is what testdata/functions.js printed under Node 26.
func TestFunctions(t *testing.T) {
	source, err := os.ReadFile("testdata/functions.js")
	engine.Must(err)
	text, err := os.ReadFile("testdata/functions.node26")
	engine.Must(err)
	var out strings.Builder
	e := enginetest.New(t, func(e *engine.Engine) {
		register(e)
		console.Define(e, e.VM.GlobalObject())
		write := e.Func("write", 1, func(call goja.FunctionCall) goja.Value {
			out.WriteString(call.Argument(0).String())
			return nil
		})
		engine.Must(e.VM.Set("process", e.Object("stdout", e.Object("write", write))))
	})
	enginetest.Run(t, e, string(source))
	got, want := strings.Split(out.String(), "\n"), strings.Split(string(text), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			from := max(0, i-3)
			t.Fatalf("line %d differs:\ngot\n%s\nwant\n%s", i+1,
				strings.Join(got[from:min(len(got), i+4)], "\n"), strings.Join(want[from:min(len(want), i+4)], "\n"))
		}
	}
}
