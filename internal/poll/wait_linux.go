package poll

import (
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// wait is the system call itself, and the place where a loop in Go can lose to
// one in C: a blocking system call makes the Go scheduler take this thread's
// processor away and hand it back. A wait of zero cannot block, so it goes to
// the kernel directly, without telling the scheduler. The loop therefore asks
// with zero first and blocks only when that finds nothing.
func (p *Poller) wait(timeout time.Duration) int {
	if timeout == 0 {
		n, _, errno := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.fd),
			uintptr(unsafe.Pointer(&p.raw[0])), batch, 0, 0, 0)
		if errno != 0 {
			return 0
		}
		return int(n)
	}
	if p.resting {
		pollers.Add(-1)
		defer pollers.Add(1)
		p.resting = false
	} else if timeout < 0 || timeout > restAfter {
		n := p.block(restAfter)
		p.resting = n == 0
		return n
	}
	return p.block(timeout)
}

// block is wait for a time that is not zero.
func (p *Poller) block(timeout time.Duration) int {
	if crowded() {
		if n, ok := p.park(timeout); ok {
			return n
		}
	}
	ms := -1
	if timeout > 0 {
		// Rounded up: a timer must not find, on waking, that it is early.
		ms = int(min((timeout+time.Millisecond-1)/time.Millisecond, 1<<30))
	}
	// EINTR is an empty result; the loop comes back.
	n, err := unix.EpollWait(p.fd, p.raw[:], ms)
	if err != nil {
		return 0
	}
	return n
}
