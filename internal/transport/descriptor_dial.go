//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/poll"
)

// attempt is a descriptor on its way to being connected.
type attempt struct {
	loop.Watcher
	stream *descriptor
	done   func(Stream, error)
}

func (descriptors) Dial(l *loop.Loop, o Dial, done func(Stream, error)) (func(), error) {
	sa, family, err := sockaddr(o.Remote)
	if err != nil {
		return nil, &Error{"connect", err}
	}
	fd, err := dialSocket(family, o)
	if err != nil {
		return nil, err
	}
	if !o.Start() {
		_ = unix.Close(fd)
		return nil, errGivenUp
	}
	err = unix.Connect(fd, sa)
	failed := err != nil && err != unix.EINPROGRESS && err != unix.EINTR
	if failed && !o.Remote.Unix {
		_ = unix.Close(fd)
		return nil, &Error{"connect", err}
	}
	a := &attempt{stream: newDescriptor(fd, o.Remote.Unix), done: done}
	a.Watcher.Start(l, fd, a)
	if failed {
		// A path is found, or not, at once; it is told like everything else.
		l.Post(loop.Task{On: loop.Func(func() { a.end(err) })})
		return a.cancel, nil
	}
	a.Want(poll.Writable)
	return a.cancel, nil
}

// dialSocket is the socket to connect: a new one, or one that is bound already.
func dialSocket(family int, o Dial) (int, error) {
	if b, ok := o.Bound.(*bound); ok {
		fd := b.take()
		if fd < 0 {
			return -1, &Error{"connect", syscall.EBADF}
		}
		return fd, nil
	}
	fd, err := socket(family)
	if err != nil {
		return -1, &Error{"connect", err}
	}
	if err := bindLocal(fd, family, o); err != nil {
		_ = unix.Close(fd)
		return -1, &Error{"bind", err}
	}
	return fd, nil
}

func bindLocal(fd, family int, o Dial) error {
	local := o.Local
	if !local.IsValid() {
		return nil
	}
	sa, localFamily, err := sockaddr(Addr{AddrPort: local})
	if err != nil {
		return err
	}
	if localFamily != family {
		return syscall.EINVAL
	}
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	return unix.Bind(fd, sa)
}

// Ready asks how the connecting ended.
func (a *attempt) Ready(poll.Interest) {
	code, err := unix.GetsockoptInt(a.FD(), unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && code != 0 {
		err = syscall.Errno(code)
	}
	a.end(err)
}

// Unwatchable is a failure like any other.
func (a *attempt) Unwatchable(err error) { a.end(err) }

func (a *attempt) end(err error) {
	done := a.done
	if done == nil { // canceled
		return
	}
	if err != nil {
		a.cancel()
		done(nil, &Error{"connect", err})
		return
	}
	a.done = nil
	a.Stop()
	done(a.stream, nil)
}

func (a *attempt) cancel() {
	if a.done == nil {
		return
	}
	a.done = nil
	a.Stop()
	_ = unix.Close(a.FD())
}
