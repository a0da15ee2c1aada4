//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package poll

import (
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Poller watches descriptors with kqueue. A token is 64 bits and udata is a
// pointer, so tokens are kept here, by descriptor.
type Poller struct {
	fd     int
	wakeR  int
	wakeW  int
	gate   gate
	tokens map[uint64]uint64
	raw    [batch]unix.Kevent_t
	events [batch]Event
}

// create makes a poller.
func create() (*Poller, error) {
	fd, err := unix.Kqueue()
	if err != nil {
		return nil, os.NewSyscallError("kqueue", err)
	}
	unix.CloseOnExec(fd)
	// A pipe rather than EVFILT_USER: every BSD has it.
	var pair [2]int
	if err := unix.Pipe(pair[:]); err != nil {
		_ = unix.Close(fd)
		return nil, os.NewSyscallError("pipe", err)
	}
	p := &Poller{fd: fd, wakeR: pair[0], wakeW: pair[1], tokens: map[uint64]uint64{}}
	for _, end := range pair {
		unix.CloseOnExec(end)
		_ = unix.SetNonblock(end, true)
	}
	if err := p.change(p.wakeR, unix.EVFILT_READ, unix.EV_ADD); err != nil {
		_ = p.Close()
		return nil, os.NewSyscallError("kevent", err)
	}
	return p, nil
}

// Close gives the poller's own descriptors back.
func (p *Poller) Close() error {
	if !p.gate.close() {
		return os.ErrClosed
	}
	_ = unix.Close(p.wakeR)
	_ = unix.Close(p.wakeW)
	return unix.Close(p.fd)
}

// Add starts to watch fd.
func (p *Poller) Add(fd int, token uint64, in Interest) error {
	return p.Modify(fd, token, in, 0)
}

// Modify changes what fd is watched for from have to in.
func (p *Poller) Modify(fd int, token uint64, in, have Interest) error {
	p.tokens[uint64(fd)] = token
	if err := p.filter(fd, unix.EVFILT_READ, in&Readable != 0, have&Readable != 0); err != nil {
		return err
	}
	return p.filter(fd, unix.EVFILT_WRITE, in&Writable != 0, have&Writable != 0)
}

// Remove stops watching fd, which is watched for have.
func (p *Poller) Remove(fd int, have Interest) error {
	err := p.Modify(fd, 0, 0, have)
	delete(p.tokens, uint64(fd))
	return err
}

func (p *Poller) filter(fd, filter int, want, have bool) error {
	switch {
	case want && !have:
		return p.change(fd, filter, unix.EV_ADD)
	case have && !want:
		return p.change(fd, filter, unix.EV_DELETE)
	}
	return nil
}

func (p *Poller) change(fd, filter, flags int) error {
	var k [1]unix.Kevent_t
	unix.SetKevent(&k[0], fd, filter, flags)
	_, err := unix.Kevent(p.fd, k[:], nil, nil)
	return err
}

// Wake ends the current or the next wait.
func (p *Poller) Wake() {
	// The only failure is EAGAIN, when the pipe is full: then the wake-up is
	// pending already.
	p.gate.pass(func() { _, _ = unix.Write(p.wakeW, []byte{1}) })
}

// Drop has nothing to do: kqueue watches the number, and the close ends that.
func (p *Poller) Drop(int) {}

// Hangup ends what fd stands for. Its number then stands for the poller itself, which
// can be neither read nor written.
func (p *Poller) Hangup(fd int) {
	p.gate.pass(func() {
		syscall.ForkLock.RLock()
		defer syscall.ForkLock.RUnlock()
		for unix.Dup2(p.fd, fd) == unix.EINTR {
		}
		unix.CloseOnExec(fd)
	})
}

// Rest waits until something is ready, for at most timeout, and reports whether there
// was; it may return early.
func (p *Poller) Rest(timeout time.Duration) bool {
	n, err := p.kevents(timeout)
	return err == nil && n > 0
}

// kevents asks the kernel; EINTR is an empty result, and the loop comes back.
func (p *Poller) kevents(timeout time.Duration) (int, error) {
	var limit *unix.Timespec
	if timeout >= 0 {
		t := unix.NsecToTimespec(int64(timeout))
		limit = &t
	}
	return unix.Kevent(p.fd, nil, p.raw[:], limit)
}

// Wait returns the events that are ready, after at most timeout.
// The slice is good until the next call.
func (p *Poller) Wait(timeout time.Duration) []Event {
	n, err := p.kevents(timeout)
	if err != nil {
		return nil
	}
	out := p.events[:0]
	for i := range n {
		e := &p.raw[i]
		if int(e.Ident) == p.wakeR {
			var sink [64]byte
			_, _ = unix.Read(p.wakeR, sink[:])
			continue
		}
		token, watched := p.tokens[uint64(e.Ident)]
		if !watched {
			continue
		}
		ready := Readable
		if e.Filter == unix.EVFILT_WRITE {
			ready = Writable
		}
		out = append(out, Event{token, ready})
	}
	return out
}
