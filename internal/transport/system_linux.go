package transport

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The descriptors never block, so these go to the kernel without telling the
// Go scheduler: that would cost more than the rest of our part of a message.

func read(fd int, p []byte) (int, error) {
	return call(unix.SYS_READ, fd, unsafe.Pointer(unsafe.SliceData(p)), len(p))
}

func write(fd int, p []byte) (int, error) {
	return call(unix.SYS_WRITE, fd, unsafe.Pointer(unsafe.SliceData(p)), len(p))
}

// maxVectors is the kernel's limit for one writev. Taking fewer bytes than were
// given is allowed anyway.
const maxVectors = 1024

func writev(fd int, ps [][]byte) (int, error) {
	var few [16]unix.Iovec
	iov := few[:0]
	for _, p := range ps {
		if len(p) == 0 {
			continue
		}
		if len(iov) == maxVectors {
			break
		}
		v := unix.Iovec{Base: unsafe.SliceData(p)}
		v.SetLen(len(p))
		iov = append(iov, v)
	}
	if len(iov) == 0 {
		return 0, nil
	}
	return call(unix.SYS_WRITEV, fd, unsafe.Pointer(&iov[0]), len(iov))
}

func call(number uintptr, fd int, p unsafe.Pointer, n int) (int, error) {
	r, _, errno := syscall.RawSyscall(number, uintptr(fd), uintptr(p), uintptr(n))
	if errno != 0 {
		return 0, errno
	}
	return int(r), nil
}

func accept(fd int) (int, error) {
	r, _, errno := syscall.RawSyscall6(unix.SYS_ACCEPT4, uintptr(fd), 0, 0, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
	if errno != 0 {
		return -1, errno
	}
	return int(r), nil
}

// socket makes a non-blocking socket that no child process inherits.
func socket(family int) (int, error) {
	return unix.Socket(family, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
}

const (
	keepIdle  = unix.TCP_KEEPIDLE
	keepIntvl = unix.TCP_KEEPINTVL
	keepCount = unix.TCP_KEEPCNT
	reusePort = unix.SO_REUSEPORT
)
