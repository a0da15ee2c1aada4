package assert_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/assert"
	"github.com/nodenet-go/nodenet/js/internal/console"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// Each script of testdata printed under Node 26 what the file .node26 beside it
// has. The scripts are run under their own names, for the texts that quote the
// source of a call.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			source, err := os.ReadFile(script)
			engine.Must(err)
			want, err := os.ReadFile(strings.TrimSuffix(script, ".js") + ".node26")
			engine.Must(err)
			compare(t, run(t, script, string(source)), string(want))
		})
	}
}

func run(t *testing.T, name, source string) string {
	var out strings.Builder
	e := enginetest.New(t, func(e *engine.Engine) {
		e.Register("assert", assert.Load)
		e.Register("assert/strict", assert.LoadStrict)
		e.Register("util", util.Load)
		e.Register("util/types", util.LoadTypes)
		console.Define(e, e.VM.GlobalObject())
		write := e.Func("write", 1, func(call goja.FunctionCall) goja.Value {
			out.WriteString(call.Argument(0).String())
			return nil
		})
		engine.Must(e.VM.Set("process", e.Object("stdout", e.Object("write", write), "stderr", e.Object("write", write))))
	})
	name, err := filepath.Abs(name)
	engine.Must(err)
	e.Run(func() {
		_, err := e.VM.RunScript(name, "(function(){"+source+"\n})()")
		engine.Must(err)
	})
	enginetest.Run(t, e, "") // what is left to do
	return out.String()
}

func compare(t *testing.T, got, want string) {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			from := max(0, i-4)
			t.Fatalf("line %d differs:\ngot\n%s\nwant\n%s", i+1,
				strings.Join(a[from:min(len(a), i+4)], "\n"), strings.Join(b[from:min(len(b), i+4)], "\n"))
		}
	}
}
