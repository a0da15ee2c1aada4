package node

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// Portable gives the sockets errors of Windows the numbers that Go's syscall
// package has for the same errors elsewhere, so that errors.Is finds them.
func Portable(no syscall.Errno) syscall.Errno {
	switch no {
	case windows.WSAEACCES:
		return syscall.EACCES
	case windows.WSAEADDRINUSE:
		return syscall.EADDRINUSE
	case windows.WSAEADDRNOTAVAIL:
		return syscall.EADDRNOTAVAIL
	case windows.WSAEAFNOSUPPORT:
		return syscall.EAFNOSUPPORT
	case windows.WSAECONNABORTED:
		return syscall.ECONNABORTED
	case windows.WSAECONNREFUSED:
		return syscall.ECONNREFUSED
	case windows.WSAECONNRESET:
		return syscall.ECONNRESET
	case windows.WSAEHOSTUNREACH:
		return syscall.EHOSTUNREACH
	case windows.WSAEINVAL:
		return syscall.EINVAL
	case windows.WSAEMFILE:
		return syscall.EMFILE
	case windows.WSAENETUNREACH:
		return syscall.ENETUNREACH
	case windows.WSAENOBUFS:
		return syscall.ENOBUFS
	case windows.WSAENOTCONN:
		return syscall.ENOTCONN
	case windows.WSAESHUTDOWN, windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA:
		return syscall.EPIPE
	case windows.WSAETIMEDOUT:
		return syscall.ETIMEDOUT
	}
	return no
}
