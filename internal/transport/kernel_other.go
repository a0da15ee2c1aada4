//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd && !windows

package transport

import "syscall"

var receiveBuffer, sendBuffer socketOption

func (o socketOption) set(uintptr, int) error { return syscall.ENOTSUP }
