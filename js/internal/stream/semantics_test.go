package stream_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/timers"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// scenario is one small program of the files in testdata. In a file each begins
// with a line "//// name"; the file that ends in .txt has, under the same lines,
// what Node 26 prints.
type scenario struct{ name, body string }

func sections(t *testing.T, path string) []scenario {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list []scenario
	for _, part := range strings.Split("\n"+string(data), "\n//// ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		list = append(list, scenario{name, strings.TrimSuffix(body, "\n")})
	}
	return list
}

// TestSemantics runs every scenario, and compares with Node 26 when that is at
// hand, with the record otherwise. NODENET_RECORD=1 writes the record anew.
func TestSemantics(t *testing.T) {
	prelude, err := os.ReadFile("testdata/prelude.js")
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/*.js")
	for _, file := range files {
		if file == "testdata/prelude.js" {
			continue
		}
		subject := strings.TrimSuffix(filepath.Base(file), ".js")
		t.Run(subject, func(t *testing.T) {
			scripts := sections(t, file)
			want := expected(t, string(prelude), scripts, "testdata/"+subject+".txt")
			for i, s := range scripts {
				t.Run(s.name, func(t *testing.T) {
					if got := runScenario(t, string(prelude), s.body); got != want[i].body {
						t.Errorf("%s\n--- printed\n%s\n--- Node 26\n%s", s.body, got, want[i].body)
					}
				})
			}
		})
	}
}

// expected is what Node 26 prints: asked now, or on record.
func expected(t *testing.T, prelude string, scripts []scenario, record string) []scenario {
	t.Helper()
	node, _ := enginetest.FindNode()
	if node == "" {
		want := sections(t, record)
		if len(want) != len(scripts) {
			t.Fatalf("%d scripts, but %d are on record: run this with NODENET_RECORD=1", len(scripts), len(want))
		}
		return want
	}
	want := runNode(t, node, prelude, scripts)
	if os.Getenv("NODENET_RECORD") != "" {
		var b strings.Builder
		for _, s := range want {
			b.WriteString("//// " + s.name + "\n" + s.body + "\n")
		}
		if err := os.WriteFile(record, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return want
}

// turns runs the scenarios in one Node, one after the other: the next one begins
// when nothing is left to wait for.
const turns = `
let current = 0;
const printed = SCENARIOS.map(() => []);
const run = (print, body) => new Function('print', 'require', body)(print, require, (out) => { tell = (err) => out('uncaught', err); });
let tell = () => {};
process.on('uncaughtException', (err) => tell(err));
(function next() {
  if (current === SCENARIOS.length) return void console.log(JSON.stringify(printed));
  const lines = printed[current];
  let quiet = 0;
  setImmediate(function wait() {
    quiet = process.getActiveResourcesInfo().includes('Timeout') ? 0 : quiet + 1;
    if (quiet < 3) return void setImmediate(wait);
    current++;
    next();
  });
  run((...values) => lines.push(values.map(String).join(' ')), PRELUDE + '\n;arguments[2]?.(out);{' + SCENARIOS[current] + '\n}');
})();`

func runNode(t *testing.T, node, prelude string, scripts []scenario) []scenario {
	t.Helper()
	bodies := make([]string, len(scripts))
	for i, s := range scripts {
		bodies[i] = s.body
	}
	list, _ := json.Marshal(bodies)
	before, _ := json.Marshal(prelude)
	file := filepath.Join(t.TempDir(), "scenarios.js")
	source := "const SCENARIOS = " + string(list) + ", PRELUDE = " + string(before) + ";" + turns
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "--no-warnings", file).CombinedOutput()
	var printed [][]string
	if err == nil {
		err = json.Unmarshal(out, &printed)
	}
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	want := make([]scenario, len(scripts))
	for i, s := range scripts {
		want[i] = scenario{s.name, strings.Join(printed[i], "\n")}
	}
	return want
}

func runScenario(t *testing.T, prelude, script string) string {
	t.Helper()
	e := enginetest.New(t, prepare)
	e.Uncaught = func(err *goja.Exception) bool {
		e.Call(e.VM.Get("out"), goja.Undefined(), e.Text("uncaught"), err.Value())
		return true
	}
	return strings.Join(enginetest.Run(t, e, prelude+"globalThis.out = out; {"+script+"\n}"), "\n")
}

func prepare(e *engine.Engine) {
	e.Register("events", events.Load)
	e.Register("buffer", buffer.Load)
	e.Register("stream", stream.Load)
	e.Register("stream/promises", stream.LoadPromises)
	e.Register("stream/consumers", stream.LoadConsumers)
	e.Register("util", util.Load)
	util.Setup(e)
	global := e.VM.GlobalObject()
	buffer.Define(e, global)
	timers.Define(e, global)
	domexception.Define(e, global)
	eventtarget.Define(e, global)
	abort.Define(e, global)
	enginetest.DefineProcess(e)
}
