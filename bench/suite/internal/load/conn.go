package load

import (
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// clock is the time in nanoseconds from some beginning.
func clock() int64 { return int64(time.Since(beginning)) }

var beginning = time.Now()

// conn is one connection of the client.
type conn struct {
	fd       int
	sent     int // bytes of the batch that the kernel has taken
	missing  int // bytes of the batch that have not come back
	started  int64
	wantsOut bool
}

// poller is an epoll descriptor and the connections behind it, by descriptor.
type poller struct {
	fd     int
	events []unix.EpollEvent
	table  []*conn // by descriptor
	read   []byte
}

func newPoller() (*poller, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	return &poller{fd: fd, events: make([]unix.EpollEvent, 1024), read: make([]byte, 1<<20)}, nil
}

// turns hands what happens to the connections until the window is over, and is what
// was counted in it.
func (p *poller) turns(w *window, happened func(c *conn, events uint32) error) (Result, error) {
	for w.open() {
		events, err := p.wait(100)
		if err != nil {
			return Result{}, err
		}
		for i := range events {
			c := p.table[events[i].Fd]
			if c == nil {
				continue // dropped
			}
			if err := happened(c, events[i].Events); err != nil {
				return Result{}, err
			}
		}
	}
	return w.result()
}

// drop closes a connection.
func (p *poller) drop(c *conn) {
	p.table[c.fd] = nil
	unix.Close(c.fd)
}

// wait is one wait for events. Go's scheduler is not told that we wait: there is no
// other goroutine that could run meanwhile, and telling it costs, with one connection,
// a third of the rate.
func (p *poller) wait(milliseconds int) ([]unix.EpollEvent, error) {
	n, _, e := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events[0])),
		uintptr(len(p.events)), uintptr(milliseconds), 0, 0)
	if e == unix.EINTR {
		return nil, nil
	}
	if e != 0 {
		return nil, e
	}
	return p.events[:n], nil
}

// interest says whether the connection waits for room to write as well.
func (p *poller) interest(c *conn, out bool) {
	if c.wantsOut == out {
		return
	}
	c.wantsOut = out
	event := unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(c.fd)}
	if out {
		event.Events |= unix.EPOLLOUT
	}
	_ = unix.EpollCtl(p.fd, unix.EPOLL_CTL_MOD, c.fd, &event)
}

// pump writes the rest of a batch as far as the kernel takes it.
func (p *poller) pump(c *conn, batch []byte) error {
	for c.sent < len(batch) {
		n, e := write(c.fd, batch[c.sent:])
		if e == unix.EAGAIN {
			p.interest(c, true)
			return nil
		}
		if e != 0 {
			return e
		}
		c.sent += n
	}
	p.interest(c, false)
	return nil
}

// write and read are system calls on descriptors that never block, so that Go's
// scheduler need not know of them.
func write(fd int, b []byte) (int, unix.Errno) {
	n, _, e := unix.RawSyscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
	return int(n), e
}

func read(fd int, b []byte) (int, unix.Errno) {
	n, _, e := unix.RawSyscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
	return int(n), e
}
