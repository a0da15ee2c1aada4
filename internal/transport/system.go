//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// System is every system call in the life of a socket, as a switch: tests put
// faults below the transport by replacing them before the first stream starts.
// Each makes one call, and an error is a syscall.Errno. Whoever calls deals with
// EINTR and the like.
var System = struct {
	Socket func(family int) (int, error)
	Bind   func(fd int, at unix.Sockaddr) error

	Listen func(fd, backlog int) error
	Accept func(fd int) (int, Peer, error)

	Connect   func(fd int, to unix.Sockaddr) error
	Connected func(fd int) error // how connecting has ended

	Read   func(fd int, p []byte) (int, error)
	Write  func(fd int, p []byte) (int, error)
	Writev func(fd int, ps [][]byte) (int, error)

	Shutdown func(fd int) error // of the writing side
	Close    func(fd int) error
}{
	socket, bind,
	unix.Listen, accept,
	connectTo, connected,
	read, write, writev,
	shutdown, unix.Close,
}

// notNow reports whether an error only means that the call is to be made again
// later. The poller says when; after a signal, at once.
func notNow(err error) bool {
	return err == syscall.EAGAIN || err == syscall.EINTR || err == syscall.ENOBUFS
}

func connected(fd int) error {
	code, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && code != 0 {
		err = syscall.Errno(code)
	}
	return err
}

func shutdown(fd int) error { return unix.Shutdown(fd, unix.SHUT_WR) }

// connect starts to connect; nil means that it is under way, or done. After a
// signal it is under way as well, and whoever asks again is told so.
func connect(fd int, to unix.Sockaddr) error {
	err := System.Connect(fd, to)
	for interrupted := false; ; err = System.Connect(fd, to) {
		switch {
		case err == syscall.EINTR:
			interrupted = true
		case err == syscall.EINPROGRESS, interrupted && (err == syscall.EALREADY || err == syscall.EISCONN):
			return nil
		default:
			return err
		}
	}
}
