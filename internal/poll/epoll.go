//go:build linux

package poll

import (
	"encoding/binary"
	"os"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// wakeToken marks the descriptor that [Poller.Wake] writes to. Callers never
// use it: their slots count up from zero.
const wakeToken = ^uint64(0)

// Poller watches descriptors with epoll.
type Poller struct {
	fd      int
	wakeFD  int
	gate    gate
	parking parking
	resting bool // it has just waited long in vain
	raw     [batch]unix.EpollEvent
	events  [batch]Event
}

// create makes a poller.
func create() (*Poller, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	wakeFD, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		_ = unix.Close(fd)
		return nil, os.NewSyscallError("eventfd", err)
	}
	p := &Poller{fd: fd, wakeFD: wakeFD}
	if err := p.Add(wakeFD, wakeToken, Readable); err != nil {
		_ = unix.Close(wakeFD)
		_ = unix.Close(fd)
		return nil, os.NewSyscallError("epoll_ctl", err)
	}
	pollers.Add(1)
	return p, nil
}

// Close gives the poller's own descriptors back.
func (p *Poller) Close() error {
	if !p.gate.close() {
		return os.ErrClosed
	}
	pollers.Add(-1)
	_ = unix.Close(p.wakeFD)
	if p.parking.file != nil {
		return p.parking.file.Close()
	}
	return unix.Close(p.fd)
}

// Add starts to watch fd.
func (p *Poller) Add(fd int, token uint64, in Interest) error {
	return p.control(unix.EPOLL_CTL_ADD, fd, token, in)
}

// Modify changes what fd is watched for.
func (p *Poller) Modify(fd int, token uint64, in, _ Interest) error {
	return p.control(unix.EPOLL_CTL_MOD, fd, token, in)
}

// Remove stops watching fd.
func (p *Poller) Remove(fd int, _ Interest) error {
	return p.control(unix.EPOLL_CTL_DEL, fd, 0, 0)
}

func (p *Poller) control(op, fd int, token uint64, in Interest) error {
	var e unix.EpollEvent
	if in&Readable != 0 {
		e.Events |= unix.EPOLLIN
	}
	if in&Writable != 0 {
		e.Events |= unix.EPOLLOUT
	}
	if in&Exclusive != 0 {
		e.Events |= unix.EPOLLEXCLUSIVE
	}
	binary.NativeEndian.PutUint64(tokenOf(&e), token)
	return unix.EpollCtl(p.fd, op, fd, &e)
}

// tokenOf returns the 8 bytes of e that the kernel hands back untouched; the
// unix package splits them into two fields.
func tokenOf(e *unix.EpollEvent) []byte {
	return (*[8]byte)(unsafe.Pointer(&e.Fd))[:]
}

// Wake ends the current or the next wait.
func (p *Poller) Wake() {
	one := [8]byte{}
	binary.NativeEndian.PutUint64(one[:], 1)
	// The only failure is EAGAIN, when the counter is full: then the wake-up
	// is pending already.
	p.gate.pass(func() { _, _ = unix.Write(p.wakeFD, one[:]) })
}

// Drop stops watching fd, which is about to be closed. The close alone would not:
// epoll watches the open file, which others may have too.
func (p *Poller) Drop(fd int) {
	p.gate.pass(func() { _ = p.Remove(fd, 0) })
}

// Hangup ends what fd stands for. Its number then stands for the poller itself, which
// can be neither read nor written.
func (p *Poller) Hangup(fd int) {
	p.gate.pass(func() {
		_ = p.Remove(fd, 0)
		for unix.Dup3(p.fd, fd, unix.O_CLOEXEC) == unix.EINTR {
		}
	})
}

// Rest waits until something is ready, for at most timeout, and reports whether there
// was; it may return early.
func (p *Poller) Rest(timeout time.Duration) bool { return p.wait(timeout) > 0 }

// Wait returns the events that are ready, after at most timeout.
// The slice is good until the next call.
func (p *Poller) Wait(timeout time.Duration) []Event {
	n := p.wait(timeout)
	out := p.events[:0]
	for i := range n {
		e := &p.raw[i]
		token := binary.NativeEndian.Uint64(tokenOf(e))
		if token == wakeToken {
			var counter [8]byte
			_, _ = unix.Read(p.wakeFD, counter[:])
			continue
		}
		var ready Interest
		if e.Events&(unix.EPOLLIN|unix.EPOLLHUP|unix.EPOLLERR|unix.EPOLLRDHUP) != 0 {
			ready |= Readable
		}
		if e.Events&(unix.EPOLLOUT|unix.EPOLLHUP|unix.EPOLLERR) != 0 {
			ready |= Writable
		}
		out = append(out, Event{token, ready})
	}
	return out
}
