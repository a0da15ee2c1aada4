package js_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

var (
	differentialInputs = flag.Int("differential", 600, "how many inputs TestDifferential makes")
	differentialSeed   = flag.Uint64("seed", 1, "what TestDifferential makes its inputs of")
	differentialKind   = flag.String("kind", "", "the only kind of input that TestDifferential makes")
)

// TestDifferential gives inputs that are made at random of a seed to Node 26 and to
// nodenet, and both have to make the same of each, answer or error:
//
//	go test -pgo=off ./js -run TestDifferential -differential 50000 -seed 7
//
// All inputs go through one run of each program, so that they cost next to nothing.
func TestDifferential(t *testing.T) {
	t.Parallel()
	node, why := enginetest.FindNode()
	if node == "" {
		t.Skip(why)
	}
	kinds := inputKinds
	if *differentialKind != "" {
		kinds = []string{*differentialKind}
	}
	kindOf := func(i int) string { return kinds[i%len(kinds)] }
	var inputs []string
	for i := range *differentialInputs {
		inputs = append(inputs, inASCII(t, makeInput(*differentialSeed, uint64(i), kindOf(i))))
	}
	path := filepath.Join(t.TempDir(), "inputs.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(inputs, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	const script = "testdata/differential/answers.js"
	want, got := linesOf(t, []string{node, script, path}), linesOf(t, append(nodenet(t), script, path))
	if len(want) != len(inputs) || len(got) != len(inputs) {
		t.Fatalf("%d inputs, and %d answers of Node, %d of nodenet", len(inputs), len(want), len(got))
	}
	const most = 10
	for i, shown := 0, 0; i < len(inputs) && shown < most; i++ {
		if want[i] != got[i] && !isKnownDifference(kindOf(i), inputs[i]) {
			shown++
			t.Errorf("-seed %d, input %d: %s\n   Node %s\nnodenet %s", *differentialSeed, i, tail(inputs[i]), tail(want[i]), tail(got[i]))
		}
	}
}

// TestAtRandom has situations of streams, web streams, generators and events, which are made at
// random of a seed, take the same course on Node 26 and on nodenet, event by event;
// -differential and -seed say how many and which. Those in which Node itself fails are left
// out.
func TestAtRandom(t *testing.T) {
	t.Parallel()
	node, why := enginetest.FindNode()
	if node == "" {
		t.Skip(why)
	}
	for _, script := range []string{"streams.js", "webstreams.js", "generators.js", "events.js"} {
		t.Run(script, func(t *testing.T) {
			t.Parallel()
			first := *differentialSeed * 1_000_000
			arguments := []string{"testdata/differential/" + script, fmt.Sprint(first), fmt.Sprint(*differentialInputs)}
			want, got := linesOf(t, append([]string{node}, arguments...)), linesOf(t, append(nodenet(t), arguments...))
			if len(want) != *differentialInputs || len(got) != len(want) {
				t.Fatalf("%d situations, of which Node has played %d, and nodenet %d", *differentialInputs, len(want), len(got))
			}
			for i := range want {
				if want[i] != got[i] && !failsInNode(want[i]) {
					t.Fatalf("%s %d 1\n%s", script, first+uint64(i), difference(strings.ReplaceAll(want[i], " | ", "\n"), strings.ReplaceAll(got[i], " | ", "\n")))
				}
			}
		})
	}
}

// failsInNode reports whether an assertion of Node's has failed, or what it has cleared was called.
func failsInNode(line string) bool {
	return strings.Contains(line, "ERR_INTERNAL_ASSERTION") || strings.Contains(line, "Algorithm is not a function")
}

// linesOf runs a script, and returns its lines.
func linesOf(t *testing.T, program []string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program[0], program[1:]...)
	cmd.Env = append(os.Environ(), "NODE_OPTIONS=", "NODE_NO_WARNINGS=1")
	cmd.WaitDelay = time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program[0], err, tail(stderr.String()))
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// inASCII is an input in one line of JSON, which does not ask much of who reads it.
func inASCII(t *testing.T, input []any) string {
	t.Helper()
	line, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	return string(line)
}

// units is a string of JavaScript: it may have halves of surrogate pairs.
type units []uint16

func (u units) MarshalJSON() ([]byte, error) {
	b := []byte{'"'}
	for _, c := range u {
		if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
			b = append(b, byte(c))
		} else {
			b = fmt.Appendf(b, `\u%04x`, c)
		}
	}
	return append(b, '"'), nil
}

// differencesThatStay are inputs of which nodenet makes something else than Node, and why.
// What a whole kind of input has is said in answers.js.
var differencesThatStay = []struct {
	kind, why string
	is        *regexp.Regexp
}{
	{"address", "Node reads an address up to a NUL, and a text that goes on after it is none", regexp.MustCompile(`\\u0000`)},
	{"blockList", "the same", regexp.MustCompile(`\\u0000`)},
	{"domain", "idna lacks what Unicode 16 has changed: 206A to 206F are nothing, some characters are new", regexp.MustCompile(`\\u(206[a-f]|1a[cd].)`)},
	{"url", "the same", regexp.MustCompile(`\\u(206[a-f]|1a[cd].)`)},
	{"set", "the same", regexp.MustCompile(`\\u(206[a-f]|1a[cd].)`)},
	{"path", "dots before control characters at the end, which Node drops, are dropped with them", regexp.MustCompile(`\.(\\u00[01].)+"`)},
}

func isKnownDifference(kind any, input string) bool {
	for _, d := range differencesThatStay {
		if d.kind == kind && d.is.MatchString(input) {
			return true
		}
	}
	return false
}
