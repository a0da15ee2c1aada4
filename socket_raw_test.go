//go:build unix

package nodenet

import (
	"errors"
	"net"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// Options are set and read through it, on what descriptors there are below a socket or
// a server: ours, and those of Go's net package.
func TestSyscallConn(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) { accepted <- s })
		c := n.connect(v)
		s := nettest.Await(t, accepted, "a connection")
		connected := nettest.NewSignal()
		c.OnConnect(connected.Fire)
		connected.Wait(t, "connect")
		for _, conn := range []syscall.Conn{c, s, v} {
			raw, err := conn.SyscallConn()
			if err != nil {
				t.Fatal(err)
			}
			var size, kind int
			if err := raw.Control(func(fd uintptr) {
				_ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 50_000)
				size, _ = syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF)
				kind, _ = syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_TYPE)
			}); err != nil || kind != syscall.SOCK_STREAM || size != 50_000 && size != 100_000 {
				t.Errorf("%T: type %d, %d bytes, %v", conn, kind, size, err)
			}
		}
		raw, _ := c.SyscallConn()
		listening, _ := v.SyscallConn()
		v.Close()
		c.Destroy(nil)
		closed(t, c)
		for _, raw := range []syscall.RawConn{raw, listening} {
			if raw.Control(func(uintptr) { t.Error("called") }) == nil {
				t.Error("no error after the end")
			}
		}
		_, err := c.SyscallConn()
		wantCode(t, err, "ERR_SOCKET_CLOSED", "")
		_, err = v.SyscallConn()
		wantCode(t, err, "ERR_SERVER_NOT_RUNNING", "")
	})
}

func TestSyscallConnOfWhatHasNoDescriptor(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	a, b := net.Pipe()
	defer b.Close()
	s := n.FromConn(a, SocketOptions{})
	settle(n)
	if _, err := s.SyscallConn(); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
	pending := n.NewSocket(SocketOptions{})
	_, err := pending.SyscallConn()
	wantCode(t, err, "ERR_SOCKET_CLOSED", "")
	pending.Destroy(nil)
}
