package transport

import (
	"bytes"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// unixName is the name of a Unix socket as the kernel knows it: up to 108 bytes,
// with any bytes in one that starts with NUL. x/sys has no such names, and takes one
// that starts with "@" for one that starts with NUL.
type unixName struct {
	*unix.SockaddrUnix // for its method alone, which makes this a Sockaddr
	path               string
}

func unixSockaddr(path string) unix.Sockaddr { return &unixName{path: path} }

// raw is the kernel's form of the name. A path ends with NUL where there is room.
func (n *unixName) raw() (sa unix.RawSockaddrUnix, size uintptr, err error) {
	if len(n.path) > len(sa.Path) {
		return sa, 0, syscall.EINVAL
	}
	sa.Family = unix.AF_UNIX
	for i, c := range []byte(n.path) {
		sa.Path[i] = int8(c)
	}
	size = unsafe.Offsetof(sa.Path) + uintptr(len(n.path))
	if n.path != "" && n.path[0] != 0 && len(n.path) < len(sa.Path) {
		size++
	}
	return sa, size, nil
}

func bind(fd int, at unix.Sockaddr) error {
	if n, ok := at.(*unixName); ok {
		return n.call(unix.SYS_BIND, fd)
	}
	return unix.Bind(fd, at)
}

func connectTo(fd int, to unix.Sockaddr) error {
	noWait(fd)
	if n, ok := to.(*unixName); ok {
		return n.call(unix.SYS_CONNECT, fd)
	}
	return unix.Connect(fd, to)
}

func (n *unixName) call(number uintptr, fd int) error {
	sa, size, err := n.raw()
	if err != nil {
		return err
	}
	if _, _, errno := syscall.Syscall(number, uintptr(fd), uintptr(unsafe.Pointer(&sa)), size); errno != 0 {
		return errno
	}
	return nil
}

// sockName and peerName are the addresses of the two ends.
func sockName(fd int) Addr { return name(unix.SYS_GETSOCKNAME, fd) }
func peerName(fd int) Addr { return name(unix.SYS_GETPEERNAME, fd) }

func name(number uintptr, fd int) Addr {
	var sa unix.RawSockaddrAny
	size := getName(number, fd, &sa)
	if size > 0 && sa.Addr.Family == unix.AF_UNIX {
		return nameOf((*unix.RawSockaddrUnix)(unsafe.Pointer(&sa)), size)
	}
	p := rawPeer(&sa)
	return p.addr()
}

func getPeer(fd int) Peer {
	var sa unix.RawSockaddrAny
	getName(unix.SYS_GETPEERNAME, fd, &sa)
	return rawPeer(&sa)
}

// getName has the kernel write an address, and returns its size; without one nothing
// is written.
func getName(number uintptr, fd int, sa *unix.RawSockaddrAny) int {
	size := uint32(unix.SizeofSockaddrAny)
	_, _, errno := syscall.RawSyscall(number, uintptr(fd), uintptr(unsafe.Pointer(sa)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return 0
	}
	return int(size)
}

// nameOf reads a name of size bytes, those before it included.
func nameOf(sa *unix.RawSockaddrUnix, size int) Addr {
	before := int(unsafe.Offsetof(sa.Path))
	if size <= before {
		return Addr{Unix: true}
	}
	path := unsafe.Slice((*byte)(unsafe.Pointer(&sa.Path)), min(size-before, len(sa.Path)))
	if path[0] != 0 {
		path, _, _ = bytes.Cut(path, []byte{0})
	}
	return Addr{Path: string(path), Unix: true}
}
