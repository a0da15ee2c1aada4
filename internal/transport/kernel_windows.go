package transport

import (
	"syscall"

	"golang.org/x/sys/windows"
)

var (
	receiveBuffer = socketOption{windows.SOL_SOCKET, windows.SO_RCVBUF}
	sendBuffer    = socketOption{windows.SOL_SOCKET, windows.SO_SNDBUF}
)

func (o socketOption) set(fd uintptr, value int) error {
	if o == (socketOption{}) {
		return syscall.ENOTSUP
	}
	return windows.SetsockoptInt(windows.Handle(fd), o.level, o.name, value)
}
