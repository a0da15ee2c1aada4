// Command nodenet runs Node scripts that use net.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/program"
)

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "run" {
		args = args[1:]
	}
	c, err := parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, os.Args[0]+": "+err.Error())
		os.Exit(9)
	}
	if c.about() {
		return
	}
	if !c.hasEval && c.options.File == "" {
		c.options.File = "-"
	}
	if c.watch && os.Getenv(watched) == "" {
		os.Exit(watch(args))
	}
	c.options.Loaded = report(c.watch)
	if os.Getenv("GOGC") == "" {
		// Scripts make much garbage, and collecting it rarely is quicker.
		debug.SetGCPercent(400)
		trimMemory()
	}
	os.Exit(program.Run(c.options))
}

func setAutoSelect(on bool) { nodenet.SetDefaultAutoSelectFamily(on) }

func attemptTimeout(_ *command, value string) {
	if ms, err := strconv.Atoi(value); err == nil {
		nodenet.SetDefaultAutoSelectFamilyAttemptTimeout(time.Duration(ms) * time.Millisecond)
	}
}
