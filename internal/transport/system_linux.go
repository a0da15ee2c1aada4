package transport

import (
	"bytes"
	"encoding/binary"
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

func accept(fd int) (int, Peer, error) {
	var from unix.RawSockaddrAny
	size := uint32(unix.SizeofSockaddrAny)
	r, _, errno := syscall.RawSyscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&from)), uintptr(unsafe.Pointer(&size)),
		unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0, 0)
	if errno != 0 {
		return -1, Peer{}, errno
	}
	return int(r), rawPeer(&from), nil
}

// peerName asks the kernel for the other end.
func peerName(fd int) (p Peer, path string) {
	var from unix.RawSockaddrAny
	size := uint32(unix.SizeofSockaddrAny)
	if _, _, errno := syscall.RawSyscall(unix.SYS_GETPEERNAME, uintptr(fd), uintptr(unsafe.Pointer(&from)), uintptr(unsafe.Pointer(&size))); errno != 0 {
		return Peer{}, ""
	}
	p = rawPeer(&from)
	if p.family == unix.AF_UNIX {
		path = rawPath((*unix.RawSockaddrUnix)(unsafe.Pointer(&from)), int(size))
	}
	return p, path
}

// rawPath is the path in an address of size bytes, with the NUL byte that an
// abstract name begins with.
func rawPath(sa *unix.RawSockaddrUnix, size int) string {
	size -= int(unsafe.Offsetof(sa.Path))
	if size <= 0 {
		return ""
	}
	name := unsafe.Slice((*byte)(unsafe.Pointer(&sa.Path)), min(size, len(sa.Path)))
	if end := bytes.IndexByte(name, 0); end > 0 {
		name = name[:end]
	}
	return string(name)
}

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
