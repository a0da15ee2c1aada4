package transport

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// polled reports whether any epoll of this process watches a number.
func polled(t *testing.T, fd int) bool {
	t.Helper()
	infos, err := filepath.Glob("/proc/self/fdinfo/*")
	if err != nil || len(infos) == 0 {
		t.Skip("nothing tells here what epoll watches")
	}
	for _, name := range infos {
		text, _ := os.ReadFile(name)
		for line := range strings.Lines(string(text)) {
			if f := strings.Fields(line); len(f) > 1 && f[0] == "tfd:" && f[1] == fmt.Sprint(fd) {
				return true
			}
		}
	}
	return false
}

// The open file may live on, under another number or in another process. The kernel
// would then report it for ever, and nobody could stop that.
func TestAListenerLeavesThePollerBeforeItIsClosed(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		for _, onLoop := range []bool{true, false} {
			a := r.listen()
			fd := a.Fd()
			again, err := unix.Dup(fd)
			if err != nil {
				t.Fatal(err)
			}
			defer unix.Close(again)
			if !polled(t, fd) {
				t.Fatal("it is not watched to begin with")
			}
			if onLoop {
				r.on(a.Close)
			} else {
				a.Close()
			}
			if polled(t, fd) {
				t.Errorf("it is still watched; closed on the loop: %v", onLoop)
			}
		}
	})
}

func TestAStreamLeavesThePollerBeforeItIsClosed(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		k, _ := r.started()
		fd := k.s.Fd()
		again, err := unix.Dup(fd)
		if err != nil {
			t.Fatal(err)
		}
		defer unix.Close(again)
		r.on(func() { k.read(true) })
		r.turns(2)
		if !polled(t, fd) {
			t.Fatal("it is not watched to begin with")
		}
		r.on(func() {
			k.close(false)
			if polled(t, fd) {
				t.Error("it is still watched")
			}
		})
	})
}

// With nothing to read or write wanted a hang-up would be reported for ever.
func TestAStreamOfWhichNothingIsWantedIsNotPolled(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		r.on(func() { k.read(true) })
		r.turns(2)
		r.on(func() { k.read(false) })
		r.turns(2)
		_ = peer.Close()
		if polled(t, k.s.Fd()) {
			t.Error("it is still watched")
		}
		r.on(func() { k.read(true) })
		k.until("the end", func() bool { return k.ends > 0 || k.failure != nil })
		r.turns(2)
		if polled(t, k.s.Fd()) {
			t.Error("it is still watched after the end")
		}
	})
}

// The kernel does not poll files; whoever passes one is told.
func TestWhatCannotBePolledFails(t *testing.T) {
	file, err := os.Create(nettest.TempPath(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	dup := func() int {
		fd, err := unix.Dup(int(file.Fd()))
		if err != nil {
			t.Fatal(err)
		}
		return fd
	}
	r := newRig(t, kind{network: Descriptors})
	s, err := r.network.Open(dup())
	if err != nil {
		t.Fatal(err)
	}
	k := r.start(s)
	r.on(func() { k.read(true) })
	k.untilFailure()
	if k.failedOp != "open" || k.failure != error(syscall.EPERM) {
		t.Errorf("%s: %v", k.failedOp, k.failure)
	}

	a := r.listening(&listener{fd: dup()})
	a.start()
	if err := nettest.Await(t, a.failed, "the failure"); err != error(syscall.EPERM) {
		t.Error(err)
	}
	a.Close()
	a.Close()
}
