//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// This file is about open files that somebody else has too, under another number as
// a rule in another process, and does with what he likes.

// block clears O_NONBLOCK of an open file, as somebody else may at any time.
func block(t *testing.T, fd int) {
	t.Helper()
	if err := unix.SetNonblock(fd, false); err != nil {
		t.Fatal(err)
	}
}

func blocks(t *testing.T, fd int) bool {
	t.Helper()
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		t.Fatal(err)
	}
	return flags&unix.O_NONBLOCK == 0
}

// other is a second number for an open file.
func other(t *testing.T, fd int) int {
	t.Helper()
	copied, err := unix.Dup(fd)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(copied) })
	return copied
}

// A read that fills the buffer is followed by another, which finds nothing, and a
// write of more than there is room for stops. Neither waits.
func TestNothingWaitsWhenSomebodyMakesADescriptorBlock(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		k, peer := r.started()
		block(t, k.s.Fd())
		size := 64 << 10
		r.on(func() {
			k.buffer = func() []byte { return make([]byte, size) }
			k.read(true)
		})
		if _, err := peer.Write(pattern(size)); err != nil {
			t.Fatal(err)
		}
		k.until("all of it", func() bool { return len(k.data) == size })
		block(t, k.s.Fd())
		p := pattern(size)
		for name, write := range map[string]func() (int, error){
			"Write":  func() (int, error) { return k.s.Write(p) },
			"Writev": func() (int, error) { return k.s.Writev([][]byte{p[:size/2], p[size/2:]}) },
		} {
			r.on(func() {
				for range 1000 { // the kernel may make room meanwhile
					if n, err := write(); n < size || err != nil {
						return
					}
				}
				t.Errorf("%s: 64 MB in the kernel", name)
			})
		}
	})
}

func TestNothingWaitsOnAPipeThatBlocks(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		var ends [2]int
		if err := unix.Pipe(ends[:]); err != nil {
			t.Fatal(err)
		}
		write := other(t, ends[1])
		var k [2]*recorder
		for i, fd := range ends {
			s, err := r.network.Open(fd)
			if err != nil {
				t.Fatal(err)
			}
			k[i] = r.start(s)
		}
		size := 4 << 10
		block(t, ends[0])
		r.on(func() {
			k[0].buffer = func() []byte { return make([]byte, size) }
			k[0].read(true)
		})
		if _, err := unix.Write(write, pattern(size)); err != nil {
			t.Fatal(err)
		}
		k[0].until("all of it", func() bool { return len(k[0].data) == size })
		r.on(func() { k[0].read(false) })
		r.turns(1)
		block(t, ends[1])
		r.on(func() {
			if n, err := k[1].s.Write(pattern(1 << 20)); n == 1<<20 || err != nil {
				t.Error(n, err)
			}
		})
	})
}

// Somebody else takes the connection that the poller has told of, and the listener
// blocks by then.
func TestAcceptDoesNotWaitForAConnectionThatIsGone(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		gone := nettest.NewSignal()
		r.inject(func() {
			System.Accept = func(fd int) (int, Peer, error) {
				if taken, _, err := real.Accept(fd); err == nil {
					_ = unix.Close(taken)
				}
				block(t, fd)
				defer gone.Fire()
				return real.Accept(fd)
			}
		})
		a := r.listen()
		r.dial(a.Addr())
		gone.Wait(t, "accept")
		r.inject(func() { System = real })
		r.dial(a.Addr())
		nettest.Await(t, a.accepted, "a connection").Close(false)
	})
}

// What blocked when it came blocks again when it is closed, for those who have the
// open file too; what did not, does not.
func TestTheFlagIsPutBack(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		for _, blocking := range []bool{true, false} {
			check := func(what string, fd int, close func(fd int)) {
				t.Helper()
				shared := other(t, fd)
				if err := unix.SetNonblock(fd, !blocking); err != nil {
					t.Fatal(err)
				}
				close(fd)
				if blocks(t, shared) != blocking {
					t.Errorf("%s: blocks is not %v", what, blocking)
				}
			}
			adopt := func(fd int) Bound {
				b, err := r.network.Adopt(fd)
				if err != nil {
					t.Fatal(err)
				}
				return b
			}
			socket := func() int {
				fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
				if err != nil {
					t.Fatal(err)
				}
				return fd
			}
			check("bound", socket(), func(fd int) { adopt(fd).Close() })
			check("a listener", socket(), func(fd int) {
				ln, err := adopt(fd).Listen(Listen{Backlog: 1})
				if err != nil {
					t.Fatal(err)
				}
				a := r.listening(ln)
				a.start()
				ln.Close()
			})
			var pipe [2]int
			if err := unix.Pipe(pipe[:]); err != nil {
				t.Fatal(err)
			}
			for _, fd := range pipe {
				check("a pipe", fd, func(fd int) {
					s, err := r.network.Open(fd)
					if err != nil {
						t.Fatal(err)
					}
					k := r.start(s)
					r.on(func() { k.close(false) })
				})
			}
			if r.unix {
				continue
			}
			ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1})
			if err != nil {
				t.Fatal(err)
			}
			check("one that is connected", socket(), func(fd int) {
				k := r.start(r.connect(adopt(fd), ln.Addr(), nil).connected())
				r.on(func() { k.close(false) })
			})
			ln.Close()
		}
	})
}
