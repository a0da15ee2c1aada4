//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// rawConn is a descriptor of ours for calls of the user's. They get a duplicate, so
// that neither a lock is held meanwhile nor another's descriptor meant.
type rawConn struct {
	lend func(use func(fd int) error) error
}

// RawConn makes one of a descriptor that lend keeps open while use is called.
func RawConn(lend func(use func(fd int) error) error) syscall.RawConn { return rawConn{lend} }

func (c rawConn) Control(f func(fd uintptr)) error {
	fd := -1
	err := c.lend(func(ours int) (err error) {
		fd, err = unix.FcntlInt(uintptr(ours), unix.F_DUPFD_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	f(uintptr(fd))
	return nil
}

// callControl calls the user's function with a socket that nobody else knows of yet, and
// lends it for that long only.
func callControl(fd int, at Addr, f Control) error {
	if f == nil {
		return nil
	}
	var mu sync.Mutex
	over := false // the number is another's, sooner or later
	defer func() {
		mu.Lock()
		over = true
		mu.Unlock()
	}()
	return f.call(at, RawConn(func(use func(fd int) error) error {
		mu.Lock()
		defer mu.Unlock()
		if over {
			return net.ErrClosed
		}
		return use(fd)
	}))
}

// Read and Write are refused, as by the listeners of Go's net package: the loop does
// that.
func (rawConn) Read(func(fd uintptr) bool) error  { return syscall.EINVAL }
func (rawConn) Write(func(fd uintptr) bool) error { return syscall.EINVAL }
