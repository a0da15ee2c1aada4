//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package poll

import (
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// few is the environment variable by which the test program is one without a timer yet.
const few = "NODENET_TEST_FEW_DESCRIPTORS"

func TestMain(m *testing.M) {
	if os.Getenv(few) != "" {
		os.Exit(withFewDescriptors())
	}
	os.Exit(m.Run())
}

// A program that has a poller may use timers when there are no descriptors any more: Go's
// runtime has what it needs for them. Where there are too few for both, New fails.
func TestTimersWithoutDescriptors(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), path)
	child.Env = append(os.Environ(), few+"=1")
	if said, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v: %.300s", err, said)
	}
}

// withFewDescriptors is the test in a program of its own; its result is the exit code.
func withFewDescriptors() int {
	if unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 64, Max: 64}) != nil {
		return 2
	}
	var held []int
	for fd, err := unix.Dup(0); err == nil; fd, err = unix.Dup(0) {
		held = append(held, fd)
	}
	free := func() {
		_ = unix.Close(held[0])
		held = held[1:]
	}
	failures := 0
	for {
		p, err := New()
		if err == nil {
			defer p.Close()
			break
		}
		if failures++; !errors.Is(err, unix.EMFILE) || len(held) == 0 {
			return 3
		}
		free()
	}
	for _, err := unix.Dup(0); err == nil; _, err = unix.Dup(0) {
	}
	if failures < 4 { // there was no room for the runtime's
		return 4
	}
	<-time.After(time.Millisecond)
	return 0
}
