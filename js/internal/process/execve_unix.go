//go:build unix

package process

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// replace puts another program in the place of this one. It gets the standard streams
// as other programs expect them, which wait when there is nothing.
func replace(path string, args, env []string) error {
	var waits [3]bool
	for fd := range waits {
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
		waits[fd] = err != nil || flags&unix.O_NONBLOCK == 0
		if !waits[fd] {
			_ = unix.SetNonblock(fd, false)
		}
	}
	err := syscall.Exec(path, args, env)
	for fd, waited := range waits {
		if !waited {
			_ = unix.SetNonblock(fd, true)
		}
	}
	return err
}
