//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package transport

import "syscall"

// listenControl refuses what this system has no option for.
func listenControl(o Listen) func(string, string, syscall.RawConn) error {
	return func(string, string, syscall.RawConn) error {
		if o.ReusePort {
			return syscall.ENOTSUP
		}
		return nil
	}
}
