//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"syscall"

	"golang.org/x/sys/unix"
)

var (
	receiveBuffer = socketOption{unix.SOL_SOCKET, unix.SO_RCVBUF}
	sendBuffer    = socketOption{unix.SOL_SOCKET, unix.SO_SNDBUF}
)

func (o socketOption) set(fd uintptr, value int) error {
	if o == (socketOption{}) {
		return syscall.ENOTSUP
	}
	return unix.SetsockoptInt(int(fd), o.level, o.name, value)
}
