package js_test

import (
	"os"
	"testing"

	"github.com/nodenet-go/nodenet/js/program"
)

// onAHost, in the environment of the tests' own program, has it run a script on a loop
// of somebody else's, as nodenet runs it on one of ours.
const onAHost = "NODENET_TEST_ON_A_HOST"

// runOnAHost runs the script that the arguments name.
func runOnAHost(args []string) int {
	h := &host{posted: make(chan func(), 1<<16)}
	go func() {
		for f := range h.posted {
			f()
		}
	}()
	return program.Run(program.Options{File: args[0], Args: args[1:], Exits: true, Scheduler: h})
}

// What scripts do is the same on a loop of the program's that has goja in it.
func TestOrdersOnTheHostsLoop(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(onAHost, "1")
	runOrders(t, self)
}
