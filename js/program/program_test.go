package program_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each script below testdata/run that has a file of what it printed beside it is
// run by the command. The files are what Node 26 printed; -record=PATH makes
// them again with the node at that path.
var record = flag.String("record", "", "a node to record what the scripts print")

func TestScriptsAsNode(t *testing.T) {
	program := *record
	if program == "" {
		program = build(t)
	}
	scripts, err := filepath.Glob("testdata/run/*/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		recorded := script + ".out"
		if _, err := os.Stat(recorded); err != nil {
			continue
		}
		t.Run(strings.TrimPrefix(script, "testdata/run/"), func(t *testing.T) {
			got := run(t, program, script)
			if *record != "" {
				if err := os.WriteFile(recorded, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(recorded)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "nodenet")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", program, "../../cmd/nodenet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

var (
	internal = regexp.MustCompile(`(?m)^.*(?:node:internal|at node:| \(node:|\(<anonymous>\)).*\n`)
	// goja does not know on what object a function was called.
	receiver = regexp.MustCompile(`at (?:process|\w+)\.<anonymous> \((<dir>/.*)\)`)
	opening  = regexp.MustCompile(`(?m) \{$`) // it ends the last frame, whichever that is
	version  = regexp.MustCompile(`(?m)^Node\.js v26\..*$`)
	pid      = regexp.MustCompile(`\(node:\d+\)`)
)

// run returns what a script printed and how it ended, without what is Node's own
// inside.
func run(t *testing.T, program, script string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Dir(script))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, filepath.Base(script))
	command.Dir = dir
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err = command.Run()
	end := "0"
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		end = failed.ProcessState.String()
	} else if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%s---stderr\n%s---end: %s\n", stdout.String(), stderr.String(), end)
	text = version.ReplaceAllString(strings.ReplaceAll(text, dir, "<dir>"), "Node.js v26")
	text = internal.ReplaceAllString(pid.ReplaceAllString(text, "(node)"), "")
	return opening.ReplaceAllString(receiver.ReplaceAllString(text, "at $1"), "")
}
