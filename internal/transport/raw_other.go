//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package transport

import "syscall"

// RawConn is never asked for: there are no descriptors of ours.
func RawConn(func(use func(fd int) error) error) syscall.RawConn { return nil }
