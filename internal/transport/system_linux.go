package transport

import (
	"encoding/binary"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Reading and writing is said not to wait in every call. O_NONBLOCK alone is not
// enough: it belongs to the open file, and another process that has that too may
// clear it at any time. Since nothing waits, the kernel is called without telling
// the Go scheduler, which would cost more than the rest of our part of a message.

func read(fd int, p []byte) (int, error) {
	n, err := transfer(unix.SYS_RECVFROM, fd, unsafe.Pointer(unsafe.SliceData(p)), uintptr(len(p)), unix.MSG_DONTWAIT)
	if err == syscall.ENOTSOCK {
		return pipe(unix.SYS_READ, fd, unsafe.Pointer(unsafe.SliceData(p)), len(p))
	}
	return n, err
}

func write(fd int, p []byte) (int, error) {
	n, err := transfer(unix.SYS_SENDTO, fd, unsafe.Pointer(unsafe.SliceData(p)), uintptr(len(p)), unix.MSG_DONTWAIT)
	if err == syscall.ENOTSOCK {
		return pipe(unix.SYS_WRITE, fd, unsafe.Pointer(unsafe.SliceData(p)), len(p))
	}
	return n, err
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
	message := unix.Msghdr{Iov: &iov[0]}
	message.SetIovlen(len(iov))
	n, err := transfer(unix.SYS_SENDMSG, fd, unsafe.Pointer(&message), unix.MSG_DONTWAIT, 0)
	if err == syscall.ENOTSOCK {
		return pipe(unix.SYS_WRITEV, fd, unsafe.Pointer(&iov[0]), len(iov))
	}
	return n, err
}

// transfer is one of the calls for sockets.
func transfer(number uintptr, fd int, p unsafe.Pointer, third, fourth uintptr) (int, error) {
	r, _, errno := syscall.RawSyscall6(number, uintptr(fd), uintptr(p), third, fourth, 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(r), nil
}

// pipe is one of the calls for what is not a socket. They have no flag: see noWait.
func pipe(number uintptr, fd int, p unsafe.Pointer, n int) (int, error) {
	noWait(fd)
	r, _, errno := syscall.Syscall(number, uintptr(fd), uintptr(p), uintptr(n))
	if errno != 0 {
		return 0, errno
	}
	return int(r), nil
}

// noWait sets O_NONBLOCK again where somebody else has cleared it. For calls that
// cannot be told not to wait; the scheduler is told of them, so that the rest of the
// program goes on even if the flag is cleared between the two.
func noWait(fd int) {
	flags, _, errno := syscall.RawSyscall(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFL, 0)
	if errno == 0 && flags&unix.O_NONBLOCK == 0 {
		_, _, _ = syscall.RawSyscall(unix.SYS_FCNTL, uintptr(fd), unix.F_SETFL, flags|unix.O_NONBLOCK)
	}
}

func accept(fd int) (int, Peer, error) {
	noWait(fd)
	from := accepted.Get().(*acceptedFrom)
	defer accepted.Put(from)
	from.size = unix.SizeofSockaddrAny
	r, _, errno := syscall.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&from.address)), uintptr(unsafe.Pointer(&from.size)),
		unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
	if errno != 0 {
		return -1, Peer{}, errno
	}
	return int(r), rawPeer(&from.address), nil
}

// acceptedFrom is where the kernel writes an address. Unlike the raw calls, those
// that the scheduler is told of have what they are given allocated.
type acceptedFrom struct {
	address unix.RawSockaddrAny
	size    uint32
}

var accepted = sync.Pool{New: func() any { return new(acceptedFrom) }}

// rawPeer reads an address as the kernel has written it, without the allocation
// that x/sys makes for each. The casts are to the form that the family says it has;
// each is shorter than the union.
func rawPeer(from *unix.RawSockaddrAny) Peer {
	p := Peer{family: uint8(from.Addr.Family)}
	switch from.Addr.Family {
	case unix.AF_INET:
		sa := (*unix.RawSockaddrInet4)(unsafe.Pointer(from))
		copy(p.ip[:], sa.Addr[:])
		p.port = hostOrder(&sa.Port)
	case unix.AF_INET6:
		sa := (*unix.RawSockaddrInet6)(unsafe.Pointer(from))
		p.ip, p.zone = sa.Addr, sa.Scope_id
		p.port = hostOrder(&sa.Port)
	}
	return p
}

// hostOrder reads a port, whose bytes are in the network's order.
func hostOrder(port *uint16) uint16 {
	return binary.BigEndian.Uint16((*[2]byte)(unsafe.Pointer(port))[:])
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
