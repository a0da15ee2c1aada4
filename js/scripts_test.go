package js_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// Scripts that print what they see run on nodenet and on Node 26, and have to
// print the same and to end alike. Where Node 26 is not at hand its recorded
// output is taken, which lies beside each script as name.out:
//
//	go test ./js -run 'TestScripts|TestExamples' -record
//
// writes the recordings, after several runs on Node that all said the same.

var record = flag.Bool("record", false, "run the scripts on Node 26 and write its output beside them")

const (
	scriptPatience = time.Minute
	recordRuns     = 5
	repository     = ".."
)

// outcome is what can be compared of a run.
type outcome struct {
	out    string
	code   int
	stderr string
}

// A recording is the output, and how the script ended if it was not with 0.
func (o outcome) String() string {
	if o.code == 0 {
		return o.out
	}
	return fmt.Sprintf("%s[exit code %d]\n", o.out, o.code)
}

var (
	// Ports that the system picked follow an address.
	scriptPort = regexp.MustCompile(`(127\.0\.0\.\d+|0\.0\.0\.0|::1\]?|::\]?|::ffff:127\.0\.0\.1\]?|localhost):\d{4,5}\b`)
	// Scripts put their process id into the names of their Unix sockets.
	scriptPID = regexp.MustCompile(`nn-\d+`)
)

// notInTime follows what a script wrote that had to be killed.
const notInTime = "\nthe script did not end in time"

// runScript runs a script to its end.
func runScript(t *testing.T, program []string, path string) outcome {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), scriptPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, program[0], slices.Concat(program[1:], []string{path})...)
	cmd.Dir = filepath.Dir(path)
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "NODE_OPTIONS=", "NODE_NO_WARNINGS=1", "NODENET_PATIENCE=50000")
	cmd.WaitDelay = time.Second // children of the script may hold its output open
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && ctx.Err() == nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		stderr.WriteString(notInTime)
	}
	return outcome{comparable(out.String()), cmd.ProcessState.ExitCode(), stderr.String()}
}

// comparable is an output without what differs from run to run.
func comparable(out string) string {
	text := strings.ReplaceAll(out, filepath.Clean(os.TempDir()), "/tmp")
	text = scriptPort.ReplaceAllString(text, "$1:PORT")
	text = scriptPID.ReplaceAllString(text, "nn-PID")
	return strings.ReplaceAll(text, filepath.Clean(os.TempDir()), "/tmp") // as it was recorded
}

// runOnItsPort is runScript for scripts that may have a port of their own, as the
// README's example has: somebody else who has it just now is waited for.
func runOnItsPort(t *testing.T, program []string, path string) outcome {
	t.Helper()
	for end := time.Now().Add(scriptPatience); ; time.Sleep(100 * time.Millisecond) {
		o := runScript(t, program, path)
		if !strings.Contains(o.stderr, "EADDRINUSE") {
			return o
		}
		if time.Now().After(end) {
			t.Skip("somebody else has the port of the script: ", tail(o.stderr))
		}
	}
}

// node26 is the program that scripts are compared with, or "".
func node26() string {
	path, _ := enginetest.FindNode()
	return path
}

// builtNodenet is cmd/nodenet, built once; TestMain removes it. Without the profile,
// with which every package would be compiled once more.
var builtNodenet = sync.OnceValues(func() (string, error) {
	path := filepath.Join(temporary, "nodenet")
	build := exec.Command("go", "build", "-pgo=off", "-o", path, "./cmd/nodenet")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build ./cmd/nodenet: %w\n%s", err, out)
	}
	return filepath.Abs(path)
})

var temporary string

func TestMain(m *testing.M) {
	if os.Getenv(onAHost) != "" {
		os.Exit(runOnAHost(os.Args[1:]))
	}
	flag.Parse()
	var err error
	if temporary, err = os.MkdirTemp("", "nodenet-scripts-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(temporary)
	os.Exit(code)
}

func nodenet(t *testing.T) []string {
	t.Helper()
	path, err := builtNodenet()
	if err != nil {
		t.Fatal(err)
	}
	return []string{path, "run"}
}

// tally tells at the end which scripts passed.
type tally struct {
	mu             sync.Mutex
	passed, failed []string
}

// watch counts the test t under a name when it ends.
func (c *tally) watch(t *testing.T, name string) {
	t.Cleanup(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if t.Failed() {
			c.failed = append(c.failed, name)
		} else {
			c.passed = append(c.passed, name)
		}
	})
}

// tellAtEnd logs the sum; t is the parent of those that are counted.
func (c *tally) tellAtEnd(t *testing.T) {
	t.Cleanup(func() {
		slices.Sort(c.passed)
		slices.Sort(c.failed)
		t.Logf("%d passed: %s", len(c.passed), strings.Join(c.passed, " "))
		t.Logf("%d failed: %s", len(c.failed), strings.Join(c.failed, " "))
	})
}

func glob(t *testing.T, patterns ...string) (paths []string) {
	t.Helper()
	for _, p := range patterns {
		found, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	slices.Sort(paths)
	if len(paths) == 0 {
		t.Fatalf("no scripts in %q", patterns)
	}
	return paths
}

// compareScripts runs scripts whose recordings are in a folder, on nodenet unless
// another program is named.
func compareScripts(t *testing.T, recordings string, paths []string, program ...string) {
	if program == nil {
		program = nodenet(t)
	}
	var count tally
	count.tellAtEnd(t)
	for _, path := range paths {
		base := filepath.Base(path)
		t.Run(base, func(t *testing.T) {
			t.Parallel()
			count.watch(t, base)
			recording := filepath.Join(recordings, base[:len(base)-len(filepath.Ext(base))]+".out")
			if *record {
				recordScript(t, path, recording)
				return
			}
			var want string
			if node := node26(); node != "" {
				want = runOnItsPort(t, []string{node}, path).String()
			} else {
				source, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				nettest.NeedAddressesOf(t, string(source))
				b, err := os.ReadFile(recording)
				if err != nil {
					t.Fatal(err)
				}
				want = string(b)
			}
			got := runOnItsPort(t, program, path)
			if want, have := arranged(path, want), arranged(path, got.String()); have != want {
				t.Errorf("%s\nstderr: %s", difference(want, have), tail(got.stderr))
			}
		})
	}
}

// recordScript makes a recording, if Node always says the same.
func recordScript(t *testing.T, path, recording string) {
	node, why := enginetest.FindNode()
	if node == "" {
		t.Fatal(why)
	}
	var first outcome
	for i := range recordRuns {
		o := runScript(t, []string{node}, path)
		said, before := arranged(path, o.String()), arranged(path, first.String())
		switch {
		case strings.HasSuffix(o.stderr, notInTime):
			t.Fatal("Node did not end in time")
		case i == 0:
			first = o
		case said != before:
			t.Fatalf("Node does not always print the same\n%s", difference(before, said))
		}
	}
	if err := os.WriteFile(recording, []byte(first.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// arranged is an output as it is compared. Where lines of several speakers may mix in
// any order, the script says so by the words "in any order between", and the
// lines of each are compared on their own; the first word of a line is its
// speaker.
func arranged(path, output string) string {
	source, err := os.ReadFile(path)
	if err == nil && bytes.Contains(source, []byte("in any order between")) {
		return perSpeaker(output)
	}
	return output
}

func perSpeaker(text string) string {
	lines := strings.SplitAfter(text, "\n")
	slices.SortStableFunc(lines, func(a, b string) int {
		a, _, _ = strings.Cut(a, " ")
		b, _, _ = strings.Cut(b, " ")
		return strings.Compare(a, b)
	})
	return strings.Join(lines, "")
}

// difference shows the lines around the first that differs.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	part := func(lines []string) string {
		return strings.Join(lines[min(max(i-2, 0), len(lines)):min(i+8, len(lines))], "\n\t")
	}
	return fmt.Sprintf("from line %d on:\n  Node 26:\n\t%s\n  nodenet:\n\t%s", i+1, part(w), part(g))
}

func tail(text string) string {
	if len(text) > 1500 {
		return text[:1500] + " ..."
	}
	return text
}

func TestScripts(t *testing.T) {
	const folder = "testdata/scripts"
	compareScripts(t, folder, glob(t, folder+"/*.js", folder+"/*.mjs", folder+"/*.cjs", folder+"/*.ts"))
}

func TestExamples(t *testing.T) {
	const folder = repository + "/examples"
	compareScripts(t, "testdata/examples", glob(t, folder+"/hello.js", folder+"/js/*.js", folder+"/js/*.mjs", folder+"/js/*.ts"))
}

// ordersThatDiffer are the beginnings of recorded lines that nodenet does not
// print alike, and why; they are not compared.
var ordersThatDiffer = []struct{ script, line, why string }{
	{"connect-twice", "client error EALREADY", "the local end of a connection that is being made is not known, so that the message does not name it"},
	{"misuse", "connect({port:1,localPort:65536}) => event", "Node takes port 65536 for 0, and the system refuses that for a reason of its own"},
}

// compared is an output without what is known to differ, by speaker.
func compared(script, text string) string {
	var kept strings.Builder
	for line := range strings.Lines(text) {
		if !slices.ContainsFunc(ordersThatDiffer, func(d struct{ script, line, why string }) bool {
			return d.script == script && strings.HasPrefix(line, d.line)
		}) {
			kept.WriteString(line)
		}
	}
	return perSpeaker(kept.String())
}

// TestOrders runs the situations that the root package plays in Go. Node's
// recordings are compared for each of those taking part, as there.
func TestOrders(t *testing.T) { runOrders(t, nodenet(t)...) }

func runOrders(t *testing.T, program ...string) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	const folder = repository + "/orders/testdata"
	var count tally
	count.tellAtEnd(t)
	for _, path := range glob(t, folder+"/*.js") {
		name := strings.TrimSuffix(filepath.Base(path), ".js")
		if name == "record" || strings.HasPrefix(name, "node-bug-") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			nettest.NeedAddressesOf(t, string(source))
			count.watch(t, name)
			recorded, err := os.ReadFile(filepath.Join(folder, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			got := runScript(t, program, path)
			want, have := compared(name, string(recorded)), compared(name, got.out)
			if want != have || got.code != 0 {
				t.Errorf("exit code %d, %s\nstderr: %s", got.code, difference(want, have), tail(got.stderr))
			}
		})
	}
}
