//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// TakeFile closes a file and returns its descriptor under another number, which no
// finalizer will close. Neither changes the flags that others see.
func TakeFile(file *os.File) (fd int, err error) {
	if fd, err = duplicate(file); err != nil {
		file.Close()
		return -1, err
	}
	return fd, closeFirst(file, fd)
}

// Take makes a stream of any connection of Go's, which it owns from then on unless it
// fails: of TCP and Unix sockets the descriptor itself, since the loop is faster than
// goroutines.
func Take(c net.Conn) (Stream, error) {
	switch own := c.(type) {
	case *net.TCPConn:
		return takeSocket(own)
	case *net.UnixConn:
		if own.LocalAddr() != nil && own.LocalAddr().Network() == "unix" {
			return takeSocket(own)
		}
	}
	return NewConn(c), nil
}

func takeSocket(c file) (Stream, error) {
	fd, err := duplicate(c)
	if err != nil {
		return nil, &Error{"open", err}
	}
	stream, err := Descriptors.Open(fd)
	if err != nil {
		CloseFd(fd)
		return nil, err
	}
	if err := closeFirst(c, fd); err != nil {
		return nil, &Error{"open", err}
	}
	return stream, nil
}

// file is what has a descriptor of Go's.
type file interface {
	syscall.Conn
	io.Closer
}

// duplicate returns the descriptor of a file under another number.
func duplicate(file file) (fd int, err error) {
	raw, err := file.SyscallConn()
	if err != nil {
		return -1, err
	}
	if e := raw.Control(func(n uintptr) { fd, err = unix.FcntlInt(n, unix.F_DUPFD_CLOEXEC, 0) }); e != nil {
		return -1, e
	}
	return fd, err
}

// closeFirst closes a file whose descriptor has another number by now, and that as well
// when somebody else was quicker, who may have taken it too.
func closeFirst(file file, fd int) error {
	if e := file.Close(); errors.Is(e, net.ErrClosed) || errors.Is(e, os.ErrClosed) {
		CloseFd(fd)
		return e
	}
	return nil
}

// Copy returns a descriptor under another number, and what makes the end of its [Bound]
// close the first as well. Somebody else, such as the finalizer of an [os.File], may
// close that at any time: then it is left, since others may have the number by now.
func Copy(fd int) (number int, both func(Bound), err error) {
	number, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
	return number, func(b Bound) {
		unix.CloseOnExec(fd)
		if own, ok := b.(*bound); ok {
			own.undo.first = &fd
		}
	}, err
}

// sameFile reports whether two numbers stand for one socket.
func sameFile(a, b int) bool {
	var one, other unix.Stat_t
	return unix.Fstat(a, &one) == nil && unix.Fstat(b, &other) == nil && one.Ino == other.Ino && one.Dev == other.Dev
}

// CloseFd closes a descriptor that came of no use.
func CloseFd(fd int) { _ = System.Close(fd) }

// WriteOnly reports whether nothing can be read from a descriptor, as from that end
// of a pipe to which one writes.
func WriteOnly(fd int) bool {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	return err == nil && flags&unix.O_ACCMODE == unix.O_WRONLY
}

// Listens reports whether a descriptor is a socket that listens.
func Listens(fd int) bool {
	on, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	return err == nil && on != 0
}

// IsConnected reports whether a descriptor is a connection, or was one until its peer
// went. A socket of which it is not decided yet what it is for has no peer, and
// nothing to say.
func IsConnected(fd int) bool {
	if Listens(fd) {
		return false
	}
	if _, err := unix.Getpeername(fd); err != unix.ENOTCONN {
		return true
	}
	ready := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	n, err := unix.Poll(ready, 0)
	return err == nil && n == 1 && ready[0].Revents&unix.POLLIN != 0
}
