package transport

import (
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// checkInherited looks at the options of an accepted stream.
func checkInherited(t *testing.T, s Stream, on bool) {
	t.Helper()
	onDescriptor(t, s, func(fd int) {
		for _, o := range []struct{ level, option, on, off int }{
			{unix.IPPROTO_TCP, unix.TCP_NODELAY, 1, 0},
			{unix.SOL_SOCKET, unix.SO_KEEPALIVE, 1, 0},
			{unix.IPPROTO_TCP, unix.TCP_KEEPIDLE, 77, 7200},
		} {
			want := o.off
			if on {
				want = o.on
			}
			if got, err := unix.GetsockoptInt(fd, o.level, o.option); err != nil || got != want {
				t.Errorf("option %d is %d, want %d; %v", o.option, got, want, err)
			}
		}
	})
}

// onDescriptor calls f with the descriptor below a stream, ours or Go's.
func onDescriptor(t *testing.T, s Stream, f func(fd int)) {
	t.Helper()
	c, ok := s.(*conn)
	if !ok {
		f(s.Fd())
		return
	}
	raw, err := c.Conn.(syscall.Conn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if err := raw.Control(func(fd uintptr) { f(int(fd)) }); err != nil {
		t.Fatal(err)
	}
}
