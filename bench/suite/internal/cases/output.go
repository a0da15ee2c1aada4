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

// output runs a program on a processor and is what it printed, which goes to the
// command's own output too, if it has one; after the patience the program is killed.
func output(command *exec.Cmd, processor int, patience time.Duration) (string, error) {
	var out, failure bytes.Buffer
	command.Stderr = &failure
	if command.Stdout != nil {
		command.Stdout = io.MultiWriter(&out, command.Stdout)
	} else {
		command.Stdout = &out
	}
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := proc.Start(command, processor); err != nil {
		return "", err
	}
	limit := time.AfterFunc(patience, func() { _ = command.Process.Kill() })
	defer limit.Stop()
	if err := command.Wait(); err != nil {
		return "", fmt.Errorf("%s: %w: %s", filepath.Base(command.Path), err, lastLine(failure.String()))
	}
	return out.String(), nil
}
