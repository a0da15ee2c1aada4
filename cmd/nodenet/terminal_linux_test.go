package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal opens a pseudo-terminal: our end, and that of a program.
func terminal(t *testing.T) (ours, theirs *os.File) {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { ours.Close() })
	if err := unix.IoctlSetPointerInt(int(ours.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(ours.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { theirs.Close() })
	return ours, theirs
}

// onTerminal is nodenet with a terminal for its input, and the keyboard of that.
func onTerminal(t *testing.T, argument string) (keyboard *os.File, command *exec.Cmd) {
	keyboard, stdin := terminal(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	command = exec.CommandContext(ctx, build(t), argument)
	command.Stdin = stdin
	return keyboard, command
}

// Node opens a REPL on a terminal. There is none here, and nothing would tell that a
// script is waited for.
func TestNoScriptOnATerminalIsAMistake(t *testing.T) {
	_, command := onTerminal(t, "run")
	out, err := command.CombinedOutput()
	if code := command.ProcessState.ExitCode(); code != 9 || !strings.Contains(string(out), "there is no REPL: name a script") {
		t.Errorf("%v, code %d: %s", err, code, out)
	}
}

// With - the script may be typed.
func TestAScriptFromATerminal(t *testing.T) {
	keyboard, command := onTerminal(t, "-")
	if _, err := io.WriteString(keyboard, "console.log(6 * 7)\n\x04"); err != nil {
		t.Fatal(err)
	}
	if out, err := command.CombinedOutput(); err != nil || string(out) != "42\n" {
		t.Errorf("%v: %q", err, out)
	}
}
