//go:build openbsd

package transport

import "golang.org/x/sys/unix"

const (
	keepIdle  = 0 // OpenBSD sets these for the whole system only
	keepIntvl = 0
	keepCount = 0
	reusePort = unix.SO_REUSEPORT
)

// ignorePipeSignal does nothing: the Go runtime ignores SIGPIPE on sockets.
func ignorePipeSignal(int) {}
