package transport

import (
	"bytes"
	"math/rand/v2"
	"net/netip"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func everywhere() Addr {
	return Addr{AddrPort: netip.AddrPortFrom(netip.IPv6Unspecified(), 0)}
}

// connecting is an attempt and its answer.
type connecting struct {
	rig     *rig
	attempt Attempt
	err     error // at once
	done    chan error
	stream  Stream
	inside  bool // Connect has not returned
	times   int
}

// connect connects a bound socket; nil makes one. When it is done then, which may
// be nil, is called.
func (r *rig) connect(b Bound, to Addr, then func(c *connecting)) *connecting {
	r.t.Helper()
	c := &connecting{rig: r, done: make(chan error, 5)}
	if b == nil {
		var err error
		if b, err = r.network.Socket(to, netip.AddrPort{}); err != nil {
			r.t.Fatal(err)
		}
	}
	r.on(func() {
		c.inside = true
		c.attempt, c.err = b.Connect(r.loop, to, func(s Stream, err error) {
			if c.inside || !r.loop.Inside() {
				r.t.Error("done within Connect, or elsewhere than on the loop")
			}
			if (s == nil) == (err == nil) {
				r.t.Errorf("a stream %v, an error %v", s, err)
			}
			if c.times++; c.times > 1 {
				r.t.Error("done again")
			}
			c.stream = s
			if then != nil {
				then(c)
			}
			c.done <- err
		})
		c.inside = false
	})
	return c
}

// connected waits for the stream.
func (c *connecting) connected() Stream {
	c.rig.t.Helper()
	if c.err != nil {
		c.rig.t.Fatal(c.err)
	}
	if err := nettest.Await(c.rig.t, c.done, "the connection"); err != nil {
		c.rig.t.Fatal(err)
	}
	return c.stream
}

// failed waits for the error, which comes at once or later.
func (c *connecting) failed() error {
	c.rig.t.Helper()
	if c.err != nil {
		return c.err
	}
	return nettest.Await(c.rig.t, c.done, "the failure")
}

func TestAConnectionThatWasMadeCarriesData(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		s := r.connect(nil, a.Addr(), nil).connected()
		ours, theirs := r.start(s), r.start(nettest.Await(t, a.accepted, "a connection"))
		r.exchange(ours, theirs, pattern(2_000_000), pattern(1_000_001))
	})
}

func TestAConnectionThatIsRefusedFails(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		want := syscall.ECONNREFUSED
		if r.unix {
			want = syscall.ENOENT
		}
		operationFails(t, r.connect(nil, r.nowhere(r.listen()), nil).failed(), "connect", want)
	})
}

// nowhere is an address at which nobody listens, and nobody else can: that of a
// client.
func (r *rig) nowhere(a *opened) Addr {
	if r.unix {
		return Addr{Path: r.at.Path + "-none", Unix: true}
	}
	return addressOf(r.dial(a.Addr()).LocalAddr)
}

func TestAnUnusableAddressFails(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if !r.unix || runtime.GOOS == "windows" {
			t.Skip("about paths")
		}
		c := r.connect(nil, Addr{Path: r.at.Path + string(bytes.Repeat([]byte("x"), 200)), Unix: true}, nil)
		operationFails(t, c.failed(), "connect", syscall.EINVAL)
		_, err := r.network.Listen(Listen{Addr: Addr{Path: filepath.Join(r.at.Path, "none", "s"), Unix: true}})
		operationFails(t, err, "bind", syscall.ENOENT)
	})
}

// Whenever it is canceled: done is not called after that, and no connection stays.
func TestACanceledAttemptNeverCallsDone(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		var accepted sync.WaitGroup
		stop := make(chan struct{})
		accepted.Go(func() {
			for {
				select {
				case s := <-a.accepted:
					s.Close(false)
				case <-stop:
					return
				}
			}
		})
		for range 100 {
			canceled, answered := false, false
			c := r.connect(nil, a.Addr(), func(c *connecting) {
				answered = true
				if canceled {
					t.Error("done after Cancel")
				}
				if s := c.stream; s != nil {
					s.Close(false)
				}
			})
			if c.err != nil {
				t.Fatal(c.err)
			}
			r.turns(rand.IntN(3))
			r.on(func() {
				c.attempt.Cancel()
				c.attempt.Cancel()
				canceled = !answered
			})
		}
		r.turns(3)
		close(stop)
		accepted.Wait()
	})
}

func TestAnAttemptMayBeCanceledWithinTheCallbackThatMadeIt(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		for range 20 {
			b, err := r.network.Socket(a.Addr(), netip.AddrPort{})
			if err != nil {
				t.Fatal(err)
			}
			r.on(func() {
				attempt, err := b.Connect(r.loop, a.Addr(), func(Stream, error) { t.Error("done after Cancel") })
				if err != nil {
					t.Error(err)
					return
				}
				attempt.Cancel()
			})
		}
		// Nothing of it stays open: whoever was accepted sees the end.
		go func() {
			for s := range a.accepted {
				s.Close(false)
			}
		}()
		r.turns(5)
		r.on(a.Close)
		defer close(a.accepted)
	})
}

func TestCancelingWhatIsConnectedDoesNothing(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		c := r.connect(nil, a.Addr(), func(c *connecting) { c.attempt.Cancel() })
		k := r.start(c.connected())
		r.on(func() { c.attempt.Cancel() })
		theirs := r.start(nettest.Await(t, a.accepted, "a connection"))
		r.on(func() {
			theirs.read(true)
			k.write([]byte("alive"))
		})
		theirs.until("the data", func() bool { return string(theirs.data) == "alive" })
	})
}

func TestALocalAddressIsBoundBeforeConnecting(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.unix {
			t.Skip("about ports")
		}
		a := r.listen()
		local := netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), 0)
		b, err := r.network.Socket(a.Addr(), local)
		if err != nil {
			t.Fatal(err)
		}
		if r.network != Conns && b.Addr().Port() == 0 {
			t.Error("it is not bound at once")
		}
		bound := b.Addr()
		s := r.connect(b, a.Addr(), nil).connected()
		theirs := nettest.Await(t, a.accepted, "a connection")
		if s.LocalAddr() != theirs.RemoteAddr() || r.network != Conns && s.LocalAddr() != bound {
			t.Errorf("bound to %v, connected from %v, the peer says %v", bound, s.LocalAddr(), theirs.RemoteAddr())
		}
		s.Close(false)
		theirs.Close(false)
	})
}

func TestALocalAddressThatCannotBeIsAnErrorOfBind(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.unix {
			t.Skip("about ports")
		}
		a := r.listen()
		_, err := r.network.Socket(a.Addr(), netip.MustParseAddrPort("[::1]:0"))
		operationFails(t, err, "bind", syscall.EINVAL)
		// An address that no machine has, from the part that is for documentation.
		b, err := r.network.Socket(a.Addr(), netip.MustParseAddrPort("192.0.2.1:0"))
		if err == nil {
			err = r.connect(b, a.Addr(), nil).failed()
		}
		operationFails(t, err, "bind", syscall.EADDRNOTAVAIL)
	})
}
