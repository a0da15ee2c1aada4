// Command nodenet runs Node scripts that use net.
package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/nodenet-go/nodenet/js/program"
)

func main() {
	args := os.Args[1:]
	own, err := program.OwnBundle()
	switch {
	case err != nil:
		fail(err)
	case own != nil:
		run(carried(own, args), args)
	case len(args) > 0 && args[0] == "build":
		os.Exit(buildCommand(args[1:]))
	case len(args) > 0 && args[0] == "run":
		args = args[1:]
	}
	c, err := parse(args)
	if err != nil {
		fail(err)
	}
	run(c, args)
}

func run(c *command, args []string) {
	if c.about() {
		return
	}
	if err := c.standardInput(); err != nil {
		fail(err)
	}
	if c.watch && os.Getenv(watched) == "" {
		os.Exit(watch(args))
	}
	c.options.Loaded, c.options.Exits = report(c.watch), true
	if c.live != "" {
		var err error
		if c.options.Loop, err = c.showLive(); err != nil {
			fail(err)
		}
	}
	boundMemory()
	if os.Getenv("GOGC") == "" {
		boundGarbage()
		trimMemory()
	}
	os.Exit(program.Run(c.options))
}

// fail ends the command because of its arguments.
func fail(err error) {
	if _, ok := err.(missing); ok {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, os.Args[0]+": "+err.Error())
	os.Exit(9)
}

// standardInput is where the script comes from when none is named. From a terminal
// it has to be asked for: Node opens a REPL there.
func (c *command) standardInput() error {
	if c.hasEval || c.options.File != "" {
		return nil
	}
	if c.watch || c.options.Check {
		return usage("--watch and --check require specifying a file")
	}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		return usage("there is no REPL: name a script, give code with -e, or - to type a script here; --help tells more")
	}
	c.options.File = "-"
	return nil
}
