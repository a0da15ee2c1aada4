// Bench measures nodenet and its peers side by side. This program only builds and
// starts the real one, which is a module of its own in the folder suite, so that no
// peer enters the go.sum of nodenet; being in nodenet's own module, it runs by
//
//	go run ./bench
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	err := run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		os.Exit(max(1, exit.ExitCode())) // it has said why
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run builds the program below the temporary folder and runs it where we are, so
// that the paths in its flags mean what they say.
func run() error {
	module, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	suite := filepath.Join(filepath.Dir(strings.TrimSpace(string(module))), "bench", "suite")
	if _, err := os.Stat(suite); err != nil {
		return fmt.Errorf("run it inside nodenet's repository: %w", err)
	}
	folder, err := os.MkdirTemp("", "nodenet-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	signal.Notify(make(chan os.Signal, 1), os.Interrupt) // the program hears it too, and cleans up; then we do
	program := filepath.Join(folder, "suite")
	if err := start("go", "build", "-C", suite, "-o", program, "."); err != nil {
		return err
	}
	return start(program, os.Args[1:]...)
}

// start runs a program as ours.
func start(program string, arguments ...string) error {
	command := exec.Command(program, arguments...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	return command.Run()
}
