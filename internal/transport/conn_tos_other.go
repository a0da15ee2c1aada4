//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd && !windows

package transport

import (
	"net"
	"syscall"
)

func setTypeOfService(net.Conn, int) error { return syscall.ENOTSUP }

func typeOfService(net.Conn) (int, error) { return 0, syscall.ENOTSUP }
