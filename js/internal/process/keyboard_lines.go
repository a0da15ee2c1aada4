//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package process

import "golang.org/x/sys/unix"

// keepLines has lines that are written to a raw terminal begin at its left, as before.
func keepLines(fd int) {
	if mode, err := unix.IoctlGetTermios(fd, getTermios); err == nil {
		mode.Oflag |= unix.OPOST | unix.ONLCR
		_ = unix.IoctlSetTermios(fd, setTermios, mode)
	}
}
