package transport

import "golang.org/x/sys/unix"

const (
	keepIdle  = unix.TCP_KEEPALIVE
	keepIntvl = unix.TCP_KEEPINTVL
	keepCount = unix.TCP_KEEPCNT
	reusePort = unix.SO_REUSEPORT
)

// ignorePipeSignal makes a write to a closed peer an error, not a signal.
func ignorePipeSignal(fd int) { _ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_NOSIGPIPE, 1) }
