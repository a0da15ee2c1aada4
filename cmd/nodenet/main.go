// Command nodenet runs Node scripts that use net.
package main

import (
	"fmt"
	"os"

	"github.com/nodenet-go/nodenet/js/program"
)

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "run" {
		args = args[1:]
	}
	if len(args) == 0 {
		fmt.Fprintln(os.Stderr, "usage: nodenet run FILE [arguments]")
		os.Exit(9)
	}
	os.Exit(program.Run(program.Options{File: args[0], Args: args[1:]}))
}
