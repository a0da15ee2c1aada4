//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// bound is a descriptor that is bound.
type bound struct {
	mu   sync.Mutex
	fd   int // -1 once it was taken or closed
	unix bool
	file string // to remove on close
}

func (descriptors) Bind(o Listen) (Bound, error) {
	sa, family, err := sockaddr(o.Addr)
	if err != nil {
		return nil, &Error{"bind", err}
	}
	fd, err := System.Socket(family)
	if err != nil {
		return nil, &Error{"bind", err}
	}
	if err := bindTo(fd, sa, o); err != nil {
		_ = System.Close(fd)
		return nil, err
	}
	return &bound{fd: fd, unix: o.Unix, file: o.file()}, nil
}

func (descriptors) Adopt(fd int) (Bound, error) {
	kind := Kind(fd)
	if kind != "TCP" && kind != "PIPE" {
		return nil, &Error{"listen", syscall.EINVAL}
	}
	if err := prepare(fd); err != nil {
		return nil, &Error{"listen", err}
	}
	return &bound{fd: fd, unix: kind == "PIPE"}, nil
}

func (descriptors) Open(fd int) (Stream, error) {
	if err := prepare(fd); err != nil {
		return nil, &Error{"open", err}
	}
	peer, path := peerOf(fd, Kind(fd) == "TCP")
	return newStream(fd, peer, path, ""), nil
}

// prepare makes a descriptor from elsewhere as ours are.
func prepare(fd int) error {
	unix.CloseOnExec(fd)
	return unix.SetNonblock(fd, true)
}

// Kind says what a descriptor is, in libuv's words: TCP, UDP, PIPE, TTY, FILE or
// UNKNOWN.
func Kind(fd int) string {
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil {
		return "UNKNOWN"
	}
	switch stat.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return "FILE"
	case unix.S_IFCHR:
		if isTerminal(fd) {
			return "TTY"
		}
		return "FILE"
	case unix.S_IFIFO:
		return "PIPE"
	case unix.S_IFSOCK:
		return socketKind(fd)
	}
	return "UNKNOWN"
}

func socketKind(fd int) string {
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return "UNKNOWN"
	}
	kind, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return "UNKNOWN"
	}
	_, local := sa.(*unix.SockaddrUnix)
	switch {
	case local && kind == unix.SOCK_STREAM:
		return "PIPE"
	case !local && kind == unix.SOCK_STREAM:
		return "TCP"
	case !local && kind == unix.SOCK_DGRAM:
		return "UDP"
	}
	return "UNKNOWN"
}

// take hands the descriptor over; -1 when it is gone.
func (b *bound) take() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	fd := b.fd
	b.fd = -1
	return fd
}

func (b *bound) Addr() Addr {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fd < 0 {
		return Addr{}
	}
	return address(unix.Getsockname(b.fd))
}

func (b *bound) Fd() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.fd
}

func (b *bound) Listen(o Listen) (Listener, error) {
	fd := b.take()
	if fd < 0 {
		return nil, &Error{"listen", syscall.EBADF}
	}
	ln := &listener{fd: fd, unix: b.unix}
	o.Unix, o.Path = b.unix, b.file
	if err := ln.listen(o); err != nil {
		release(fd, b.file)
		return nil, err
	}
	return ln, nil
}

func (b *bound) Close() {
	fd := b.take()
	if fd < 0 {
		return
	}
	release(fd, b.file)
}

// release closes a socket. Its file goes first: nobody shall find a dead one.
func release(fd int, file string) {
	if file != "" {
		_ = os.Remove(file)
	}
	_ = System.Close(fd)
}
