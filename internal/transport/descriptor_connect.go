//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net/netip"
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

// Socket makes what [Bound.Connect] connects.
func (descriptors) Socket(remote Addr, local netip.AddrPort) (Bound, error) {
	_, family, err := sockaddr(remote)
	if err != nil {
		return nil, &Error{"connect", err}
	}
	fd, err := socket(family)
	if err != nil {
		return nil, &Error{"connect", err}
	}
	if err := bindLocal(fd, family, local); err != nil {
		_ = unix.Close(fd)
		return nil, &Error{"bind", err}
	}
	return &bound{fd: fd, unix: remote.Unix}, nil
}

func bindLocal(fd, family int, local netip.AddrPort) error {
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

func (b *bound) Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error) {
	fd := b.take()
	if fd < 0 {
		return nil, &Error{"connect", syscall.EBADF}
	}
	sa, _, err := sockaddr(remote)
	if err == nil {
		err = unix.Connect(fd, sa)
	}
	failed := err != nil && err != unix.EINPROGRESS && err != unix.EINTR
	if failed && !remote.Unix {
		_ = unix.Close(fd)
		return nil, &Error{"connect", err}
	}
	a := &attempt{stream: newDescriptor(fd, remote.Unix), done: done}
	a.Watcher.Start(l, fd, a)
	if failed {
		// A path is found, or not, at once; it is told like everything else.
		l.Post(loop.Task{On: loop.Func(func() { a.end(err) })})
		return a, nil
	}
	a.Want(poll.Writable)
	return a, nil
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
		a.Cancel()
		done(nil, &Error{"connect", err})
		return
	}
	a.done = nil
	a.Stop()
	done(a.stream, nil)
}

// Cancel gives the attempt up.
func (a *attempt) Cancel() {
	if a.done == nil {
		return
	}
	a.done = nil
	a.Stop()
	_ = unix.Close(a.FD())
}
