package js_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/js/program"
)

// onAHost, in the environment of the tests' own program, has it run a script on a loop
// of somebody else's, as nodenet runs it on one of ours. It is the path of nodenet.
const onAHost = "NODENET_TEST_ON_A_HOST"

// runOnAHost runs the script that the arguments name. What the script starts comes here
// too; command lines with options are nodenet's.
func runOnAHost(args []string) int {
	if nodenet := os.Getenv(onAHost); args[0] == "run" || strings.HasPrefix(args[0], "-") {
		fmt.Fprintln(os.Stderr, syscall.Exec(nodenet, slices.Concat([]string{nodenet}, args), os.Environ()))
		return 1
	}
	h := &host{posted: make(chan func(), 1<<16)}
	go func() {
		for f := range h.posted {
			f()
		}
	}()
	return program.Run(program.Options{File: args[0], Args: args[1:], Exits: true, Scheduler: h})
}

// theHost is the command that runs a script on a loop of a program that has goja in it.
func theHost(t *testing.T) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(onAHost, nodenet(t)[0])
	t.Setenv("NODE26", "/nonexistent") // which the tests on our loop have asked
	return []string{self}
}

// What scripts do is the same on a loop of the program's that has goja in it.
func TestOrdersOnTheHostsLoop(t *testing.T) {
	runOrders(t, theHost(t)...)
}

// aloneOnTheCommand are scripts that need what only the command does, whatever the loop.
var aloneOnTheCommand = []string{
	"node-options.js",   // options are the command's
	"process-execve.js", // starts itself in an empty environment
	"zone-names.js",     // tests of scripts have the zone UTC
}

func TestScriptsOnTheHostsLoop(t *testing.T) {
	if testing.Short() || *record {
		t.Skip("TestScripts has run them")
	}
	const folder = "testdata/scripts"
	compareScripts(t, folder, slices.DeleteFunc(glob(t, folder+"/*.js", folder+"/*.mjs", folder+"/*.cjs", folder+"/*.ts"), func(path string) bool {
		return slices.Contains(aloneOnTheCommand, filepath.Base(path))
	}), theHost(t)...)
}

func TestExamOnTheHostsLoop(t *testing.T) {
	runExam(t, map[string][]string{"the host's loop": theHost(t)})
}
