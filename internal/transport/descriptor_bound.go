//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// bound is a descriptor that is bound.
type bound struct {
	mu   sync.Mutex
	fd   int // -1 once it was taken or closed
	unix bool
	undo undo
}

// undo is what closing a descriptor undoes besides.
type undo struct {
	file     *socketFile // that binding has made; nil for none
	blocking bool        // O_NONBLOCK was not set when it came, and others may have the open file
	first    *int        // the number that it came by; see [Copy]
}

// release closes a socket. Its file goes first: nobody shall find a dead one.
func (u undo) release(fd int) {
	u.file.remove()
	u.restore(fd)
	if u.first != nil && sameFile(*u.first, fd) {
		_ = System.Close(*u.first)
	}
	_ = System.Close(fd)
}

// restore leaves the flag to others as they had it.
func (u undo) restore(fd int) {
	if u.blocking {
		_ = unix.SetNonblock(fd, false)
	}
}

func (descriptors) Bind(o Listen) (Bound, error) {
	sa, family := sockaddr(o.Addr)
	fd, err := System.Socket(family)
	if err != nil {
		return nil, &Error{"bind", err}
	}
	if err := callControl(fd, o.Addr, o.Control); err != nil {
		_ = System.Close(fd)
		return nil, &Error{"bind", err}
	}
	if err := bindTo(fd, sa, o); err != nil {
		_ = System.Close(fd)
		return nil, err
	}
	return &bound{fd: fd, unix: o.Unix, undo: undo{file: fileOf(o)}}, nil
}

func (descriptors) Adopt(fd int) (Bound, error) {
	kind := Kind(fd)
	if kind != "TCP" && kind != "PIPE" {
		return nil, &Error{"listen", syscall.EINVAL}
	}
	blocking, err := prepare(fd)
	if err != nil {
		return nil, &Error{"listen", err}
	}
	return &bound{fd: fd, unix: kind == "PIPE", undo: undo{blocking: blocking}}, nil
}

func (descriptors) Open(fd int) (Stream, error) {
	blocking, err := prepare(fd)
	if err != nil {
		return nil, &Error{"open", err}
	}
	return newStream(fd, peerOf(fd, Kind(fd) == "TCP"), undo{blocking: blocking}), nil
}

// prepare makes a descriptor from elsewhere as ours are, and reports whether it was
// one that blocks.
func prepare(fd int) (blocking bool, err error) {
	unix.CloseOnExec(fd)
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return false, err
	}
	return flags&unix.O_NONBLOCK == 0, unix.SetNonblock(fd, true)
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
	return sockName(b.fd)
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
	ln := &listener{fd: fd, unix: b.unix, undo: b.undo}
	if o.Unix, o.Path = b.unix, ""; b.undo.file != nil {
		o.Path = b.undo.file.path
	}
	if err := ln.listen(o); err != nil {
		b.undo.release(fd)
		return nil, err
	}
	return ln, nil
}

func (b *bound) Close() {
	fd := b.take()
	if fd < 0 {
		return
	}
	b.undo.release(fd)
}
