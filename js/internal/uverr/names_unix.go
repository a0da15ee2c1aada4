//go:build unix

package uverr

import (
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

func errnoName(number syscall.Errno) string {
	switch number {
	case syscall.ENOTSUP:
		return "ENOTSUP"
	case syscall.EAGAIN:
		return "EAGAIN"
	}
	return unix.ErrnoName(number)
}

var numbers = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for n := syscall.Errno(200); n > 0; n-- {
		if name := unix.ErrnoName(n); name != "" {
			m[name] = int(n)
		}
	}
	m["ENOTSUP"], m["EAGAIN"] = int(syscall.ENOTSUP), int(syscall.EAGAIN)
	m["EOPNOTSUPP"], m["EWOULDBLOCK"] = int(syscall.EOPNOTSUPP), int(syscall.EWOULDBLOCK)
	return m
})

// Number returns libuv's number of an error; 0 when the system does not have it.
func Number(name string) int {
	if n, ok := own[name]; ok {
		return n
	}
	return -numbers()[name]
}

// SystemNumber returns the system's number of an error; 0 when there is none.
func SystemNumber(name string) int { return numbers()[name] }
