//go:build unix

package tty

import "golang.org/x/sys/unix"

// isTerminal reports whether a descriptor is a terminal: those have a size.
func isTerminal(fd int) bool {
	_, err := unix.IoctlGetWinsize(fd, unix.TIOCGWINSZ)
	return err == nil
}
