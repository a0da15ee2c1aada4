//go:build unix

package nodenet

import (
	"errors"
	"net"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Control sees every socket before it is bound or connects, its options hold, and what
// a listening socket has its connections inherit.
func TestControl(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		var calls atomic.Int32
		network := "tcp4"
		if n.unix {
			network = "unix"
		}
		control := func(named, address string, c syscall.RawConn) error {
			if calls.Add(1); named != network || address == "" {
				t.Errorf("%q, %q", named, address)
			}
			return c.Control(func(fd uintptr) {
				if err := syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 20_000); err != nil {
					t.Error(err)
				}
			})
		}
		accepted := make(chan *Socket, 1)
		v := n.CreateServer(func(s *Socket) { accepted <- s })
		if err := v.ListenWith(ListenOptions{Host: "127.0.0.1", Path: n.path, Control: control}); err != nil {
			t.Fatal(err)
		}
		o := n.to(v)
		o.Control = control
		connected := nettest.NewSignal()
		o.OnConnect = connected.Fire
		c := n.ConnectWith(o)
		connected.Wait(t, "connect")
		sockets := []syscall.Conn{v, c, nettest.Await(t, accepted, "a connection")}
		if n.unix {
			sockets = sockets[:2] // those of Unix sockets inherit nothing
		}
		for i, s := range sockets {
			raw, err := s.SyscallConn()
			if err != nil {
				t.Fatal(err)
			}
			size := 0
			_ = raw.Control(func(fd uintptr) {
				size, _ = syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF)
			})
			if size != 20_000 && size != 40_000 {
				t.Errorf("%d: %d bytes", i, size)
			}
		}
		if calls.Load() != 2 {
			t.Errorf("%d calls", calls.Load())
		}
	})
}

// Its error, or its panic, is that of the call.
func TestControlThatFails(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		mine := errors.New("mine")
		v := n.serve(ServerOptions{}, func(*Socket) {})
		for i, control := range []func(string, string, syscall.RawConn) error{
			func(string, string, syscall.RawConn) error { return mine },
			func(string, string, syscall.RawConn) error { panic("mine") },
			func(string, string, syscall.RawConn) error { runtime.Goexit(); return nil },
		} {
			o := n.to(v)
			o.Control = control
			c := n.ConnectWith(o)
			closed(t, c)
			other := n.CreateServer()
			other.OnError(func(error) {})
			path := n.path
			if n.unix {
				path += "2"
			}
			err := other.ListenWith(ListenOptions{Host: "127.0.0.1", Path: path, Control: control})
			if c.Err() == nil || err == nil {
				t.Error("no error:", c.Err(), err)
			}
			if is := i == 0; errors.Is(err, mine) != is || errors.Is(c.Err(), mine) != is {
				t.Errorf("%d: %v, %v", i, err, c.Err())
			}
		}
	})
}

// What Control was given is good until it returns: the number may be another's then.
func TestControlThatKeepsItsConnection(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		if n.handles.Network != transport.Descriptors {
			t.Skip("Go's own net package lends the socket")
		}
		kept := make(chan syscall.RawConn, 2)
		control := func(_, _ string, c syscall.RawConn) error { kept <- c; return nil }
		v := n.CreateServer()
		if err := v.ListenWith(ListenOptions{Host: "127.0.0.1", Path: n.path, Control: control}); err != nil {
			t.Fatal(err)
		}
		o := n.to(v)
		o.Control = control
		connected := nettest.NewSignal()
		o.OnConnect = connected.Fire
		n.ConnectWith(o)
		connected.Wait(t, "connect") // both have returned
		for range 2 {
			err := nettest.Await(t, kept, "a connection").Control(func(uintptr) { t.Error("a descriptor is lent") })
			if !errors.Is(err, net.ErrClosed) {
				t.Error(err)
			}
		}
	})
}
