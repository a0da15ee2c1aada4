//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net/netip"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/poll"
)

// attempt is a descriptor on its way to being connected.
type attempt struct {
	loop.Watcher
	mu   sync.Mutex          // keeps Hangup and the end apart
	done func(Stream, error) // nil once it was called, or is not to be
	undo undo
	unix bool
}

// Socket makes what [Bound.Connect] connects.
func (descriptors) Socket(remote Addr, local netip.AddrPort, control ...Control) (Bound, error) {
	_, family := sockaddr(remote)
	fd, err := System.Socket(family)
	if err != nil {
		return nil, &Error{"connect", err}
	}
	for _, f := range control {
		if err := callControl(fd, remote, f); err != nil {
			_ = System.Close(fd)
			return nil, &Error{"connect", err}
		}
	}
	if err := bindLocal(fd, family, local); err != nil {
		_ = System.Close(fd)
		return nil, &Error{"bind", err}
	}
	return &bound{fd: fd, unix: remote.Unix}, nil
}

func bindLocal(fd, family int, local netip.AddrPort) error {
	if !local.IsValid() {
		return nil
	}
	sa, localFamily := sockaddr(Addr{AddrPort: local})
	if localFamily != family {
		return syscall.EINVAL
	}
	if err := unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	return System.Bind(fd, sa)
}

func (b *bound) Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error) {
	fd := b.take()
	if fd < 0 {
		return nil, &Error{"connect", syscall.EBADF}
	}
	sa, _ := sockaddr(remote)
	err := connect(fd, sa)
	if err != nil && !remote.Unix {
		b.undo.release(fd)
		return nil, &Error{"connect", err}
	}
	a := &attempt{done: done, undo: b.undo, unix: remote.Unix}
	a.Watcher.Start(l, fd, a)
	if err != nil {
		// A path is found, or not, at once; it is told like everything else.
		l.Post(loop.Task{On: loop.Func(func() { a.end(err) })})
		return a, nil
	}
	a.Want(poll.Writable)
	return a, nil
}

// Ready asks how the connecting ended.
func (a *attempt) Ready(poll.Interest) { a.end(System.Connected(int(a.FD))) }

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
	a.mu.Lock()
	a.done = nil
	a.Stop()
	a.mu.Unlock()
	done(a.stream(), nil)
}

func (a *attempt) stream() Stream {
	fd := int(a.FD)
	return newStream(fd, peerOf(fd, !a.unix), a.undo)
}

// Cancel gives the attempt up.
func (a *attempt) Cancel() {
	if a.done == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.done = nil
	a.Stop()
	a.undo.release(int(a.FD))
}

// Hangup ends it for the peer.
func (a *attempt) Hangup() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.done != nil {
		a.Watcher.Hangup()
	}
}
