//go:build unix && !linux

package signals

// uncaught gives a signal back to the kernel, for which there is no way here.
func uncaught(int) bool { return false }
