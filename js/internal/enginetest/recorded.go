package enginetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Recorded runs each script of the directory testdata and compares what it
// printed with what Node 26 printed, which is in the file of the same name that
// ends in .txt. With the path of a Node in NODENET_RECORD the files are written
// anew.
func Recorded(t *testing.T, prepare func(e *engine.Engine)) {
	t.Helper()
	scripts, err := filepath.Glob("testdata/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(script), ".js"), func(t *testing.T) {
			source, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			record := strings.TrimSuffix(script, ".js") + ".txt"
			if node := os.Getenv("NODENET_RECORD"); node != "" {
				writeRecord(t, node, string(source), record)
			}
			want, err := os.ReadFile(record)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(Run(t, New(t, prepare), string(source)), "\n") + "\n"
			if got != string(want) {
				t.Errorf("%s", difference(got, string(want)))
			}
		})
	}
}

func writeRecord(t *testing.T, node, source, record string) {
	t.Helper()
	out, err := exec.Command(node, "--no-warnings", "-e", "globalThis.print = (...all) => console.log(all.map(String).join(' '));(function(){"+source+"\n})()").Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, out)
	}
	if err := os.WriteFile(record, out, 0o644); err != nil {
		t.Fatal(err)
	}
}

// difference shows the lines that differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	var b strings.Builder
	for i := 0; i < max(len(g), len(w)); i++ {
		var have, should string
		if i < len(g) {
			have = g[i]
		}
		if i < len(w) {
			should = w[i]
		}
		if have != should {
			b.WriteString("line " + strings.TrimSpace(should) + "\n got " + have + "\n")
		}
	}
	return b.String()
}
