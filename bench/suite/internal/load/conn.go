package load

import (
	"fmt"
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

// sources spreads connections over addresses of this machine, so that ports in
// TIME_WAIT are never in the way.
var sources int

// dial connects, waits for it, and adds the connection to the poller.
func (p *poller) dial(port int) (*conn, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	sources++
	source := &unix.SockaddrInet4{Addr: [4]byte{127, 1, byte(sources>>8) % 4, byte(sources)%250 + 1}}
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_BIND_ADDRESS_NO_PORT, 1)
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	if err := unix.Bind(fd, source); err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("bind: %w", err)
	}
	for {
		err = unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}})
		if err != unix.EINTR {
			break
		}
	}
	if err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("connect: %w", err)
	}
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1)
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, err
	}
	c := &conn{fd: fd}
	for len(p.table) <= fd {
		p.table = append(p.table, nil)
	}
	p.table[fd] = c
	return c, unix.EpollCtl(p.fd, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
}

// drop closes a connection.
func (p *poller) drop(c *conn) {
	p.table[c.fd] = nil
	unix.Close(c.fd)
}

// wait is one wait for events. It looks without a wait first, since that needs no
// hand-over in Go's scheduler.
func (p *poller) wait(milliseconds int) ([]unix.EpollEvent, error) {
	n, _, e := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events[0])), uintptr(len(p.events)), 0, 0, 0)
	if e == 0 && n > 0 {
		return p.events[:n], nil
	}
	got, err := unix.EpollWait(p.fd, p.events, milliseconds)
	if err == unix.EINTR {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return p.events[:got], nil
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
