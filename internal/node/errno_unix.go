//go:build unix

package node

import (
	"runtime"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// errnos are the system's error numbers by name.
var errnos = sync.OnceValue(func() map[string]syscall.Errno {
	m := map[string]syscall.Errno{}
	for n := syscall.Errno(1); n < 200; n++ {
		if name := unix.ErrnoName(n); name != "" {
			m[name] = n
		}
	}
	// Two names of one number, of which ErrnoName tells one; and one that MIPS
	// has far from the others.
	m["EAGAIN"], m["EWOULDBLOCK"] = syscall.EAGAIN, syscall.EWOULDBLOCK
	m["ENOTSUP"], m["EOPNOTSUPP"] = syscall.ENOTSUP, syscall.EOPNOTSUPP
	m["EDQUOT"] = syscall.EDQUOT
	switch runtime.GOOS {
	case "freebsd":
		m["ENODATA"] = 9919 // of its C++ library, which libuv follows
	case "linux":
		delete(m, "EFTYPE") // too young for the headers that Node is built with
	}
	return m
})

// moreConstants is for Windows.
var moreConstants []Constant

func systemNumber(name string) int { return int(errnos()[name]) }

func constant(name string) int { return int(errnos()[name]) }

// OfErrno returns what libuv calls an error of the system's.
func OfErrno(no syscall.Errno) SystemError { return Numbered(-int(no)) }

// Errno returns Go's name for an error, which [errors.Is] takes; 0 when there is
// none.
func Errno(name string) syscall.Errno { return errnos()[name] }
