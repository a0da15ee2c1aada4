//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"bytes"
	"os"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestABoundSocketListensWithItsAddress(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		b, err := r.network.Bind(Listen{Addr: r.at})
		if err != nil {
			t.Fatal(err)
		}
		at := b.Addr()
		if !at.Known() || b.Fd() < 0 {
			t.Errorf("%+v, %d", at, b.Fd())
		}
		ln, err := b.Listen(Listen{Backlog: 5})
		if err != nil {
			t.Fatal(err)
		}
		b.Close() // it was taken
		a := r.listening(ln)
		a.start()
		if a.Addr() != at {
			t.Errorf("%+v, was bound to %+v", a.Addr(), at)
		}
		r.dial(at)
		nettest.Await(t, a.accepted, "a connection").Close(false)
		a.Close()
		if _, err := os.Lstat(at.Path); r.unix && err == nil {
			t.Error("the socket file is still there")
		}
	})
}

// A listening descriptor that came from elsewhere. Its file is not ours to remove.
func TestADescriptorFromElsewhereIsAdopted(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		original, err := r.network.Listen(Listen{Addr: r.at, Backlog: 5})
		if err != nil {
			t.Fatal(err)
		}
		defer original.Close()
		fd, err := unix.Dup(original.Fd())
		if err != nil {
			t.Fatal(err)
		}
		if err := unix.SetNonblock(fd, false); err != nil {
			t.Fatal(err)
		}
		b, err := r.network.Adopt(fd)
		if err != nil {
			t.Fatal(err)
		}
		if b.Addr() != original.Addr() || b.Fd() != fd {
			t.Errorf("%+v, %d", b.Addr(), b.Fd())
		}
		ln, err := b.Listen(Listen{Backlog: 5})
		if err != nil {
			t.Fatal(err)
		}
		a := r.listening(ln)
		a.start()
		r.dial(original.Addr())
		nettest.Await(t, a.accepted, "a connection").Close(false)
		a.Close()
		if _, err := os.Lstat(r.at.Path); r.unix && err != nil {
			t.Error("the file has gone: ", err)
		}
	})
}

func TestWhatIsNoStreamSocketIsNotAdopted(t *testing.T) {
	udp, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(udp)
	file, err := os.Create(nettest.TempPath(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, c := range []struct {
		fd   int
		kind string
	}{{udp, "UDP"}, {int(file.Fd()), "FILE"}, {-1, "UNKNOWN"}} {
		if got := Kind(c.fd); got != c.kind {
			t.Errorf("%s, want %s", got, c.kind)
		}
		_, err := Descriptors.Adopt(c.fd)
		operationFails(t, err, "listen", syscall.EINVAL)
	}
	_, err = Descriptors.Open(-1)
	operationFails(t, err, "open", syscall.EBADF)
}

func TestAConnectedDescriptorIsOpened(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		s, peer := r.pair()
		fd, err := unix.Dup(s.Fd())
		if err != nil {
			t.Fatal(err)
		}
		s.Close(false)
		if err := unix.SetNonblock(fd, false); err != nil { // as somebody else may have left it
			t.Fatal(err)
		}
		opened, err := r.network.Open(fd)
		if err != nil {
			t.Fatal(err)
		}
		if opened.Fd() != fd || opened.TCP() == r.unix {
			t.Errorf("descriptor %d, TCP %v", opened.Fd(), opened.TCP())
		}
		k := r.start(opened)
		want := pattern(200_000)
		got := receive(peer)
		r.send(peer, want)
		r.on(func() { k.read(true); k.write(bytes.Clone(want)) })
		k.untilWritten()
		r.on(func() { k.shutdown() })
		k.untilEnd()
		if p := nettest.Await(t, got, "the end"); !bytes.Equal(p, want) || !bytes.Equal(k.data, want) {
			t.Errorf("%d and %d bytes of %d, or others", len(p), len(k.data), len(want))
		}
	})
}

// The two ends of a pipe of the kernel's: one only reads, the other only writes.
func TestAPipeOfTheKernelIsAStreamInOneDirection(t *testing.T) {
	onDescriptors(t, func(t *testing.T, r *rig) {
		var ends [2]int
		if err := unix.Pipe(ends[:]); err != nil {
			t.Fatal(err)
		}
		var k [2]*recorder
		for i, fd := range ends {
			s, err := r.network.Open(fd)
			if err != nil {
				t.Fatal(err)
			}
			if s.TCP() || Kind(fd) != "PIPE" {
				t.Errorf("TCP %v, kind %s", s.TCP(), Kind(fd))
			}
			k[i] = r.start(s)
		}
		want := pattern(300_000)
		r.on(func() { k[0].read(true); k[1].write(bytes.Clone(want)) })
		k[1].untilWritten()
		r.on(func() { k[1].shutdown() })
		r.turns(1)
		if k[1].shut != 1 || k[1].shutErr != nil {
			t.Errorf("%d, %v", k[1].shut, k[1].shutErr)
		}
		r.on(func() { k[1].close(false) })
		k[0].untilEndOf(want)
	})
}

func TestReusePortSharesAPort(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.unix {
			t.Skip("about ports")
		}
		first, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1, ReusePort: true})
		if err != nil {
			t.Fatal(err)
		}
		defer first.Close()
		second, err := r.network.Listen(Listen{Addr: first.Addr(), Backlog: 1, ReusePort: true})
		if err != nil {
			t.Fatal(err)
		}
		second.Close()
	})
}
