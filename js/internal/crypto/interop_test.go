package crypto_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// What we make Node understands, and what Node makes we do: keys in all their forms,
// signatures, secrets, and what is encrypted.
func TestInteropWithNode(t *testing.T) {
	node := enginetest.Node(t)
	source, err := os.ReadFile("testdata/interop.cjs")
	if err != nil {
		t.Fatal(err)
	}
	run := func(line string) string { // in Node
		command := exec.Command(node, "--no-warnings", "-")
		command.Stdin = strings.NewReader(string(source) + "\nconsole.log(JSON.stringify(" + line + "))")
		command.Stderr = os.Stderr
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	here := func(line string) string {
		return strings.Join(enginetest.Run(t, enginetest.New(t, define), string(source)+"\nprint(JSON.stringify("+line+"))"), "\n")
	}
	if wrong := run("check(" + here("make()") + ")"); wrong != "[]" {
		t.Errorf("Node does not understand %s", wrong)
	}
	if wrong := here("check(" + run("make()") + ")"); wrong != "[]" {
		t.Errorf("we do not understand Node's %s", wrong)
	}
}
