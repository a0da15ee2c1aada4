//go:build !windows

package nodenet

import "syscall"

// portable has nothing to do where the numbers are POSIX's.
func portable(no syscall.Errno) syscall.Errno { return no }
