//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package transport

// Kind says what a descriptor is; nothing here can use one.
func Kind(int) string { return "UNKNOWN" }
