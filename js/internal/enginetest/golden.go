package enginetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Golden runs every script testdata/*.js in an engine of its own and compares
// what it prints with the file of the same name that ends in ".txt": what Node
// 26 printed. With NODENET_RECORD naming a Node program, those files are
// written again first.
func Golden(t *testing.T, prepare func(e *engine.Engine)) {
	scripts, _ := filepath.Glob("testdata/*.js")
	if len(scripts) == 0 {
		t.Fatal("no scripts in testdata")
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".js"), func(t *testing.T) {
			source := sourceOf(t, script)
			recorded := strings.TrimSuffix(script, ".js") + ".txt"
			if node := os.Getenv("NODENET_RECORD"); node != "" {
				record(t, node, source, recorded)
			}
			want, err := os.ReadFile(recorded)
			if err != nil {
				t.Fatal(err)
			}
			got := Run(t, New(t, prepare), source)
			compare(t, got, strings.Split(strings.TrimSuffix(string(want), "\n"), "\n"))
		})
	}
}

// sourceOf is the source of a script. One that begins with "// after FILE" has that, of the
// same folder, before it.
func sourceOf(t *testing.T, script string) string {
	t.Helper()
	source, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(source), "\n")
	if name, ok := strings.CutPrefix(first, "// after "); ok {
		return sourceOf(t, filepath.Join(filepath.Dir(script), name)) + string(source)
	}
	return string(source)
}

// record has Node run a script and keeps what it prints.
func record(t *testing.T, node, source, name string) {
	const prelude = "globalThis.print = (...a) => process.stdout.write(a.map(String).join(' ') + '\\n');"
	command := exec.Command(node, "--no-warnings", "-e", prelude+"(function () {"+source+"\n})()")
	command.Env = append(os.Environ(), "TZ=UTC")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := os.WriteFile(name, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare says which lines are other than wanted.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	got = strings.Split(strings.Join(got, "\n"), "\n")
	shown := 0
	for i := 0; i < max(len(got), len(want)); i++ {
		g, w := "(nothing)", "(nothing)"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g == w {
			continue
		}
		t.Errorf("line %d:\n got %s\nwant %s", i+1, g, w)
		if shown++; shown == 12 {
			return
		}
	}
}
