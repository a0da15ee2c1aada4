//go:build !windows

package node

import "syscall"

// Portable has nothing to do where the numbers are POSIX's.
func Portable(no syscall.Errno) syscall.Errno { return no }
