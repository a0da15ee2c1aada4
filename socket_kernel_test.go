//go:build unix

package nodenet

import (
	"net"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// socketOption reads an option of a socket's; -1 where there is none.
func socketOption(t *testing.T, c syscall.Conn, level, name int) int {
	t.Helper()
	raw, err := c.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	value := -1
	_ = raw.Control(func(fd uintptr) {
		if got, err := syscall.GetsockoptInt(int(fd), level, name); err == nil {
			value = got
		}
	})
	return value
}

// The sizes hold for what connects, what is accepted and what is handed in.
func TestKernelBuffers(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		wantSizes := func(of string, c syscall.Conn, receive, send int) {
			t.Helper()
			for name, want := range map[int]int{syscall.SO_RCVBUF: receive, syscall.SO_SNDBUF: send} {
				if got := socketOption(t, c, syscall.SOL_SOCKET, name); got != want && got != 2*want {
					t.Errorf("%s: %d bytes, want %d", of, got, want)
				}
			}
		}
		s, c := n.pairOf(ServerOptions{RecvBufferSize: 20_000, SendBufferSize: 21_000}, SocketOptions{RecvBufferSize: 22_000, SendBufferSize: 23_000})
		nettest.Eventually(func() bool { return c.ReadyState() == "open" })
		wantSizes("accepted", s, 20_000, 21_000)
		wantSizes("connected", c, 22_000, 23_000)

		ln := newTestNet(t, nil, n.unix, 1).rawListener()
		conn, err := net.Dial(ln.Addr().Network(), ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		given, open := n.FromConn(conn, SocketOptions{RecvBufferSize: 24_000, SendBufferSize: 25_000}), nettest.NewSignal()
		given.OnData(func([]byte) { open.Fire() })
		if _, err := accept(t, ln).Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		open.Wait(t, "data")
		wantSizes("handed in", given, 24_000, 25_000)
	})
}

// What was sent and is not answered ends the connection in the system's own time.
func TestUserTimeout(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	if runtime.GOOS != "linux" {
		wantCode(t, n.CreateServerWith(ServerOptions{UserTimeout: time.Second}).Listen(0, "127.0.0.1"), "ENOTSUP", "")
		return
	}
	const option = 18 // TCP_USER_TIMEOUT
	s, c := n.pairOf(ServerOptions{UserTimeout: 1500 * time.Microsecond}, SocketOptions{UserTimeout: time.Hour})
	nettest.Eventually(func() bool { return c.ReadyState() == "open" })
	for want, of := range map[int]*Socket{2: s, 3_600_000: c} {
		if got := socketOption(t, of, syscall.IPPROTO_TCP, option); got != want {
			t.Errorf("%d ms, want %d", got, want)
		}
	}
}

func TestKernelOptionsOfOddValues(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, o := range []SocketOptions{{RecvBufferSize: -1}, {SendBufferSize: -1}, {UserTimeout: -1}} {
		wantCode(t, n.NewSocket(o).Err(), "ERR_OUT_OF_RANGE", "")
		v := n.CreateServerWith(ServerOptions{RecvBufferSize: o.RecvBufferSize, SendBufferSize: o.SendBufferSize, UserTimeout: o.UserTimeout})
		wantCode(t, v.Listen(0, "127.0.0.1"), "ERR_OUT_OF_RANGE", "")
	}
	unix := newTestNet(t, nil, true, 1) // where it has no effect
	s, _ := unix.pairOf(ServerOptions{UserTimeout: time.Second}, SocketOptions{UserTimeout: time.Second})
	if s.Err() != nil {
		t.Error(s.Err())
	}
}
