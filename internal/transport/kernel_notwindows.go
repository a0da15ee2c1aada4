//go:build !windows

package transport

import "syscall"

func setSocketOption(fd uintptr, o socketOption, value int) error {
	return syscall.SetsockoptInt(int(fd), o.level, o.name, value)
}
