package tty

import "syscall"

// isTerminal reports whether a descriptor is a console; only the standard ones
// can be.
func isTerminal(fd int) bool {
	standard := []int{syscall.STD_INPUT_HANDLE, syscall.STD_OUTPUT_HANDLE, syscall.STD_ERROR_HANDLE}
	if fd >= len(standard) {
		return false
	}
	handle, err := syscall.GetStdHandle(standard[fd])
	var mode uint32
	return err == nil && syscall.GetConsoleMode(handle, &mode) == nil
}
