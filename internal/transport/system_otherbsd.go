//go:build dragonfly || freebsd || netbsd

package transport

import "golang.org/x/sys/unix"

const (
	keepIdle  = unix.TCP_KEEPIDLE
	keepIntvl = unix.TCP_KEEPINTVL
	keepCount = unix.TCP_KEEPCNT
	reusePort = unix.SO_REUSEPORT
)

// ignorePipeSignal does nothing: the Go runtime ignores SIGPIPE on sockets.
func ignorePipeSignal(int) {}
