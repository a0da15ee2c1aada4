package poll

import (
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A goroutine that blocks in the kernel keeps its processor until the scheduler's
// monitor takes it away, which may last 20 ms. That does no harm as long as every loop
// has a processor of its own. With more loops than processors, as with several worker
// threads of a script, they would stand in each other's way. Such a loop waits as
// goroutines wait for their connections: the runtime watches its epoll descriptor, and
// the processor is free at once. It costs more than to block, but no stall.

// pollers is how many there are in this process that have something to do.
var pollers atomic.Int32

// restAfter is how long a poller waits in vain until it does not count any more: the
// scheduler has taken its processor away by then.
const restAfter = 50 * time.Millisecond

func crowded() bool {
	n := pollers.Load()
	return n > 1 && int(n) > runtime.GOMAXPROCS(0)
}

// parking is a poller's descriptor as the runtime watches it.
type parking struct {
	file  *os.File // owns the descriptor
	conn  syscall.RawConn
	look  func(uintptr) bool // asks the poller without blocking
	found int                // what that has found
}

// park is wait for a loop without a processor of its own. It reports false when the
// runtime cannot watch the descriptor.
func (p *Poller) park(timeout time.Duration) (n int, ok bool) {
	k := &p.parking
	if k.conn == nil && !k.begin(p) {
		return 0, false
	}
	deadline := time.Time{}
	if timeout > 0 {
		deadline = time.Now().Add(timeout)
	}
	if err := k.file.SetReadDeadline(deadline); err != nil {
		return 0, false
	}
	k.found = 0
	_ = k.conn.Read(k.look) // an error is the end of the time
	return k.found, true
}

func (k *parking) begin(p *Poller) bool {
	if k.file != nil {
		return false // it was in vain
	}
	if err := unix.SetNonblock(p.fd, true); err != nil { // or it is not watched
		return false
	}
	k.look = func(uintptr) bool {
		k.found = p.wait(0)
		return k.found > 0
	}
	k.file = os.NewFile(uintptr(p.fd), "epoll")
	conn, err := k.file.SyscallConn()
	if err != nil || k.file.SetReadDeadline(time.Time{}) != nil {
		return false
	}
	k.conn = conn
	return true
}
