package transport

import (
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestWhatWasTakenOrClosedCannotBeUsedAgain(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		used := func(b Bound) {
			t.Helper()
			if b.Addr().Known() || b.Fd() != -1 {
				t.Errorf("still %+v, %d", b.Addr(), b.Fd())
			}
			operationFails(t, r.connect(b, a.Addr(), nil).err, "connect", syscall.EBADF)
			if _, err := b.Listen(Listen{}); err == nil {
				t.Error("it listens")
			} else if r.network != Conns {
				operationFails(t, err, "listen", syscall.EBADF)
			}
			b.Close()
		}
		socket := func() Bound {
			b, err := r.network.Socket(a.Addr(), netip.AddrPort{})
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		b := socket()
		s := r.connect(b, a.Addr(), nil).connected()
		used(b)
		// Close of what was taken leaves the connection alone.
		k := r.start(s)
		peer := r.start(nettest.Await(t, a.accepted, "a connection"))
		r.on(func() { peer.read(true); k.write([]byte("x")) })
		peer.until("the data", func() bool { return len(peer.data) == 1 })

		b = socket()
		b.Close()
		used(b)

		b = socket()
		if err := r.connect(b, r.nowhere(a), nil).failed(); err == nil {
			t.Error("connected to nowhere")
		}
		used(b)
	})
}

// Of what needs descriptors, Go's own net package has nothing.
func TestConnsHaveNoDescriptorsToTellOf(t *testing.T) {
	for _, f := range []func() error{
		func() error { _, err := Conns.Bind(Listen{Addr: loopback(0)}); return err },
		func() error { _, err := Conns.Adopt(0); return err },
		func() error { _, err := Conns.Open(0); return err },
	} {
		var e *Error
		if err := f(); !errors.Is(err, ErrUnsupported) || !errors.As(err, &e) {
			t.Error(err)
		}
	}
}

func TestTheFileOfABoundSocketGoesWithItsConnection(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if !r.unix || r.network == Conns {
			t.Skip("about descriptors bound to a path")
		}
		a := r.listen()
		local := Addr{Path: r.at.Path + "-local", Unix: true}
		exists := func() bool {
			_, err := os.Lstat(local.Path)
			return !errors.Is(err, fs.ErrNotExist)
		}
		bind := func() Bound {
			b, err := r.network.Bind(Listen{Addr: local})
			if err != nil {
				t.Fatal(err)
			}
			if b.Addr() != local || !exists() {
				t.Errorf("bound to %+v", b.Addr())
			}
			return b
		}
		s := r.connect(bind(), a.Addr(), nil).connected()
		theirs := nettest.Await(t, a.accepted, "a connection")
		if !exists() || theirs.RemoteAddr() != local || s.LocalAddr() != local {
			t.Errorf("there %v, the peer is %+v", exists(), theirs.RemoteAddr())
		}
		theirs.Close(false)
		k := r.start(s)
		r.on(func() { k.close(false) })
		k.untilClosed()
		if exists() {
			t.Error("the file is left of a connection")
		}
		operationFails(t, r.connect(bind(), Addr{Path: r.at.Path + "-none", Unix: true}, nil).failed(), "connect", syscall.ENOENT)
		if exists() {
			t.Error("the file is left of a failure")
		}
		c := r.connect(bind(), a.Addr(), nil)
		r.on(func() { c.attempt.Cancel() })
		if c.stream != nil {
			c.stream.Close(false)
		}
		bind().Close()
		if exists() {
			t.Error("the file is left of what was closed")
		}
	})
}
