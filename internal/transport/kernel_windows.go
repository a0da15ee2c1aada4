package transport

import "syscall"

func setSocketOption(fd uintptr, o socketOption, value int) error {
	return syscall.SetsockoptInt(syscall.Handle(fd), o.level, o.name, value)
}
