package transport

import (
	"net"

	"golang.org/x/sys/unix"
)

// unsent is how many bytes the peer's kernel has not confirmed yet: a reset throws
// away what the sender still has.
func unsent(c *net.TCPConn) (n int) {
	raw, err := c.SyscallConn()
	if err != nil {
		panic(err)
	}
	if err := raw.Control(func(fd uintptr) { n, err = unix.IoctlGetInt(int(fd), unix.TIOCOUTQ) }); err != nil {
		panic(err)
	}
	return n
}
