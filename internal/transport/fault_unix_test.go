//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"net/netip"
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// onDescriptors runs a test on the kinds of descriptors with system calls that it
// may replace. They are put back when everything that the test has started is gone.
func onDescriptors(t *testing.T, test func(t *testing.T, r *rig)) {
	for _, k := range kinds(t) {
		if k.network == Descriptors && !k.tls {
			t.Run(k.name, func(t *testing.T) {
				real := System
				t.Cleanup(func() { System = real })
				test(t, newRig(t, k))
			})
		}
	}
}

// inject replaces system calls, on the loop, where they are made.
func (r *rig) inject(f func()) {
	r.t.Helper()
	r.on(f)
}

// Short and fruitless calls change nothing, however they come.
func TestShortAndFruitlessCallsChangeNothing(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		fault := func() error {
			return []error{syscall.EAGAIN, syscall.EINTR, syscall.ENOBUFS, nil, nil, nil}[rand.IntN(6)]
		}
		short := func(p []byte) []byte {
			if rand.IntN(3) == 0 && len(p) > 1 {
				return p[:1+rand.IntN(len(p)-1)]
			}
			return p
		}
		System.Read = func(fd int, p []byte) (int, error) {
			if err := fault(); err != nil {
				return 0, err
			}
			return real.Read(fd, short(p))
		}
		System.Write = func(fd int, p []byte) (int, error) {
			if err := fault(); err != nil {
				return 0, err
			}
			return real.Write(fd, short(p))
		}
		System.Writev = func(fd int, ps [][]byte) (int, error) {
			if err := fault(); err != nil {
				return 0, err
			}
			if rand.IntN(2) == 0 {
				return real.Writev(fd, ps)
			}
			return real.Write(fd, short(ps[0]))
		}
		System.Accept = func(fd int) (int, Peer, error) {
			if err := fault(); err == syscall.EAGAIN || err == syscall.EINTR {
				return -1, Peer{}, err
			}
			return real.Accept(fd)
		}
		System.Connect = func(fd int, to unix.Sockaddr) error {
			if rand.IntN(2) == 0 {
				return syscall.EINTR
			}
			return real.Connect(fd, to)
		}
		a := r.listen()
		for i := range 4 {
			end, other := r.connect(nil, a.Addr(), nil).connected(), nettest.Await(t, a.accepted, "a connection")
			if i%2 == 1 {
				end, other = clientTLS().Over(end), serverTLS().Over(other)
			}
			ours, theirs := r.start(end), r.start(other)
			r.exchange(ours, theirs, pattern(700_000), pattern(500_001))
		}
	})
}

// A signal during connect leaves the attempt under way; who asks again is told so.
func TestConnectingGoesOnAfterASignal(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		a := r.listen()
		real := System
		for _, name := range []string{"before anything was done", "with the attempt under way"} {
			calls := 0
			r.inject(func() {
				System.Connect = func(fd int, to unix.Sockaddr) error {
					if calls++; calls > 1 {
						return real.Connect(fd, to)
					}
					if name != "before anything was done" {
						_ = real.Connect(fd, to)
					}
					return syscall.EINTR
				}
			})
			ours := r.start(r.connect(nil, a.Addr(), nil).connected())
			theirs := r.start(nettest.Await(t, a.accepted, "a connection"))
			r.on(func() {
				theirs.read(true)
				ours.write([]byte("x"))
			})
			theirs.until("the data", func() bool { return len(theirs.data) == 1 })
			if calls < 2 {
				t.Errorf("%s: %d calls", name, calls)
			}
		}
	})
}

// Every call that may fail for good, and where that is told.
func TestEveryFailureIsToldWhereItBelongs(t *testing.T) {
	errs := []syscall.Errno{syscall.ECONNRESET, syscall.EIO}
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		a := r.listen()
		// A stream with System as it is, of which a call then fails.
		broken := func(replace func()) *recorder {
			k := r.start(r.connect(nil, a.Addr(), nil).connected())
			peer := nettest.Await(t, a.accepted, "a connection")
			t.Cleanup(func() { peer.Close(false) })
			if n, err := peer.Write([]byte("there is something to read")); n == 0 || err != nil {
				t.Fatal(n, err)
			}
			r.inject(replace)
			return k
		}
		restore := func() { r.inject(func() { System = real }) }
		for _, no := range errs {
			k := broken(func() { System.Read = func(int, []byte) (int, error) { return 0, no } })
			r.on(func() { k.read(true) })
			k.untilFailure()
			if k.failedOp != "read" || k.failure != error(no) || len(k.data) > 0 {
				t.Errorf("read: %s %v", k.failedOp, k.failure)
			}
			restore()

			k = broken(func() {
				System.Write = func(int, []byte) (int, error) { return 0, no }
				System.Writev = func(int, [][]byte) (int, error) { return 0, no }
			})
			r.on(func() { k.write([]byte("x")) })
			k.untilWriteFails()
			r.on(func() { k.read(true); k.s.ReadRest() })
			k.until("what was there", func() bool { return len(k.data) > 0 })
			if k.writeErr != error(no) {
				t.Errorf("write: %v", k.writeErr)
			}
			restore()

			k = broken(func() { System.Shutdown = func(int) error { return no } })
			r.on(func() { k.shutdown() })
			if k.shut != 1 || k.shutErr != error(no) {
				t.Errorf("shutdown: %d, %v", k.shut, k.shutErr)
			}
			restore()

			k = broken(func() {
				System.Close = func(fd int) error { _ = real.Close(fd); return no }
			})
			r.on(func() { k.close(false) })
			k.untilClosed()
			restore()
		}
	})
}

func TestConnectingThatFailsIsToldOnceAndLeavesNothing(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		a := r.listen()
		for _, no := range []syscall.Errno{syscall.ECONNRESET, syscall.ENOBUFS, syscall.ETIMEDOUT, syscall.EADDRNOTAVAIL, syscall.EMFILE} {
			for _, call := range []string{"socket", "bind", "connect", "connected"} {
				if call == "bind" && r.unix {
					continue
				}
				open := nettest.Descriptors()
				operation := "connect"
				local := netip.AddrPort{}
				r.inject(func() {
					switch call {
					case "socket":
						System.Socket = func(int) (int, error) { return -1, no }
					case "bind":
						System.Bind = func(int, unix.Sockaddr) error { return no }
						operation, local = "bind", netip.MustParseAddrPort("127.0.0.1:0")
					case "connect":
						System.Connect = func(int, unix.Sockaddr) error { return no }
					case "connected":
						System.Connected = func(int) error { return no }
					}
				})
				b, err := r.network.Socket(a.Addr(), local)
				if err == nil {
					err = r.connect(b, a.Addr(), nil).failed()
				}
				operationFails(t, err, operation, no)
				r.inject(func() { System = real })
				if call == "connected" {
					nettest.Await(t, a.accepted, "the other side").Close(false)
				}
				if n := nettest.Descriptors(); n > open {
					t.Errorf("%s: %d descriptors left", call, n-open)
				}
			}
		}
	})
}

func TestListeningThatFailsLeavesNothing(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		open := nettest.Descriptors()
		for _, no := range []syscall.Errno{syscall.EADDRINUSE, syscall.ENOBUFS, syscall.EMFILE} {
			for _, call := range []string{"socket", "bind", "listen"} {
				System = real
				operation := "bind"
				switch call {
				case "socket":
					System.Socket = func(int) (int, error) { return -1, no }
				case "bind":
					System.Bind = func(int, unix.Sockaddr) error { return no }
				case "listen":
					System.Listen = func(int, int) error { return no }
					operation = "listen"
				}
				_, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1})
				operationFails(t, err, operation, no)
				if b, err := r.network.Bind(Listen{Addr: r.at}); err == nil {
					_, err = b.Listen(Listen{Backlog: 1})
					operationFails(t, err, operation, no)
				}
				if n := nettest.Descriptors(); n > open {
					t.Errorf("%s: %d descriptors left", call, n-open)
				}
				if _, err := os.Lstat(r.at.Path); r.unix && !errors.Is(err, fs.ErrNotExist) {
					t.Fatalf("%s: the socket file: %v", call, err)
				}
			}
		}
	})
}

// What is wrong with one connection is no matter of the listener's; a lack of
// descriptors or memory passes, and what waits loses nothing.
func TestAcceptFailuresOfTheSystemPass(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		real := System
		passing := []syscall.Errno{syscall.EINTR, syscall.EAGAIN, syscall.ECONNABORTED, syscall.EPROTO, syscall.EPERM}
		lasting := []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNRESET, syscall.EIO}
		for _, no := range append(passing, lasting...) {
			left := 3
			r.inject(func() {
				System.Accept = func(fd int) (int, Peer, error) {
					if left > 0 {
						left--
						return -1, Peer{}, no
					}
					return real.Accept(fd)
				}
			})
			a := r.listen()
			peer := r.dial(a.Addr())
			k := r.start(nettest.Await(t, a.accepted, "the connection"))
			r.send(peer, []byte("alive"))
			r.on(func() { k.read(true) })
			k.untilEnd()
			want := 0
			for _, l := range lasting {
				if no == l {
					want = 1
				}
			}
			if len(a.failed) != want || len(a.ended) > 0 || left > 0 {
				t.Errorf("%v: told %d times, want %d; ended %d", no, len(a.failed), want, len(a.ended))
			}
			r.on(a.Close)
		}
	})
}

func TestAListenerThatTheSystemHasNoUseForEnds(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		for _, no := range []syscall.Errno{syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP} {
			r.inject(func() { System.Accept = func(int) (int, Peer, error) { return -1, Peer{}, no } })
			a := r.listen()
			r.dial(a.Addr())
			if err := nettest.Await(t, a.ended, "the end"); err != error(no) {
				t.Error(err)
			}
			r.turns(5) // and is not asked again
			if len(a.ended)+len(a.failed) > 0 {
				t.Error("told again")
			}
			r.on(a.Close)
		}
	})
}

// Close while the listener rests ends the resting.
func TestAListenerThatRestsMayBeClosed(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		System.Accept = func(int) (int, Peer, error) { return -1, Peer{}, syscall.EMFILE }
		a := r.listen()
		r.dial(a.Addr())
		nettest.Await(t, a.failed, "the failure")
		a.Close()
		r.turns(3)
		if len(a.failed)+len(a.ended)+len(a.accepted) > 0 {
			t.Error("told something after Close")
		}
	})
}
