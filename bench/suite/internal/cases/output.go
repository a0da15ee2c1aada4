package cases

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/bench/suite/internal/proc"
)

// output runs a program on a processor and returns what it printed. It is killed when
// it takes longer than the patience.
func output(command *exec.Cmd, processor int, patience time.Duration) (string, error) {
	wait, err := begin(command, processor, patience)
	if err != nil {
		return "", err
	}
	return wait()
}

// begin starts the program, and wait waits for its end. What it prints also goes to
// the command's own output, if it has one.
func begin(command *exec.Cmd, processor int, patience time.Duration) (wait func() (string, error), err error) {
	var out, failure bytes.Buffer
	command.Stderr = &failure
	if command.Stdout != nil {
		command.Stdout = io.MultiWriter(&out, command.Stdout)
	} else {
		command.Stdout = &out
	}
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := proc.Start(command, processor); err != nil {
		return nil, err
	}
	limit := time.AfterFunc(patience, func() { _ = command.Process.Kill() })
	return func() (string, error) {
		defer limit.Stop()
		if err := command.Wait(); err != nil {
			return "", fmt.Errorf("%s: %w: %s", filepath.Base(command.Path), err, lastLine(failure.String()))
		}
		return out.String(), nil
	}, nil
}
