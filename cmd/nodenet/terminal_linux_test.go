package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
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
	program := build(t) // which may take longer than all that follows
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	command = exec.CommandContext(ctx, program, argument)
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

// A program that replaces what a line does with its text shows stars for a password. It
// ends when the line is closed, and the terminal shows again what is typed.
func TestAPasswordIsNotShown(t *testing.T) {
	script := filepath.Join(t.TempDir(), "password.js")
	if err := os.WriteFile(script, []byte(`
		const line = require('readline').createInterface({ input: process.stdin, output: process.stdout });
		line.question('password: ', (answer) => {
			console.log('\nlength ' + answer.length);
			line.close();
		});
		const write = line._writeToOutput;
		line._writeToOutput = function (text) { write.call(this, text.startsWith('password: ') ? 'password: ' : '*'.repeat(text.trim().length)); };
		process.on('exit', () => console.log('over'));`), 0o600); err != nil {
		t.Fatal(err)
	}
	ours, theirs := terminal(t)
	before, err := unix.IoctlGetTermios(int(theirs.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	program := build(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, "run", script)
	command.Stdin, command.Stdout, command.Stderr = theirs, theirs, theirs
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	until := func(text string) {
		chunk := make([]byte, 4096)
		for !strings.Contains(shown.String(), text) {
			n, err := ours.Read(chunk)
			if err != nil {
				t.Fatalf("%v after %q", err, shown.String())
			}
			shown.Write(chunk[:n])
		}
	}
	until("password: ")
	for _, keys := range []string{"hunter3", "\x7f", "2", "\r"} {
		if _, err := io.WriteString(ours, keys); err != nil {
			t.Fatal(err)
		}
	}
	until("over\r\n")
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
	if text := shown.String(); strings.Contains(text, "hunter") || !strings.Contains(text, "*******") || !strings.Contains(text, "\r\nlength 7\r\n") {
		t.Errorf("shown: %q", text)
	}
	if after, err := unix.IoctlGetTermios(int(theirs.Fd()), unix.TCGETS); err != nil || *after != *before {
		t.Errorf("%v: the terminal is %+v, and was %+v", err, after, before)
	}
}
