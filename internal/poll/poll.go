// Package poll asks the kernel which descriptors are ready.
//
// It knows nothing of what a descriptor is for. There is one file per kernel
// interface; a port to another one has to meet this contract:
//
//   - [New] returns a poller that owns its kernel resources, all of them
//     close-on-exec, until [Poller.Close].
//   - [Poller.Add], [Poller.Modify] and [Poller.Remove] set what is watched for
//     a descriptor, as state: the last call wins, and an interest of zero is
//     expressed by Remove, never by Modify (a descriptor that is watched for
//     nothing would still report hang-ups, again and again).
//   - Reports are level-triggered: a condition that still holds is reported by
//     every wait.
//   - A report carries back the token given to Add or Modify, whatever has
//     happened to the descriptor since. The caller puts a generation into it.
//   - A hang-up or an error is reported as Readable, Writable or both, whatever
//     is watched for: the next read or write tells the caller what happened.
//   - [Poller.Wait] returns at once for a timeout of zero, never for a negative
//     one, and otherwise not before the timeout (it rounds up). It may return
//     early with no event at all.
//   - [Poller.Rest] is Wait for who only wants to know that there is something to wait
//     for; a Wait that follows returns it. While it waits, descriptors may be added,
//     modified and removed by another goroutine.
//   - [Poller.Wake] may be called from any goroutine and ends the wait under
//     way or, if there is none, the next one.
//   - [Poller.Drop] may be called from any goroutine, for a descriptor about to
//     be closed: nothing is reported of it any more once the wait under way has
//     ended, even when the open file lives on under another number or in another
//     process.
//   - [Poller.Hangup] may be called from any goroutine. It is Drop, and ends what the
//     number stands for as a close does, but keeps the number: nobody else gets it
//     before it is closed. What is done with it meanwhile fails.
//   - Wake, Drop and Hangup do nothing once Close has been called: the numbers of the
//     poller's own descriptors may be somebody else's by then.
//   - Everything else is called by one goroutine at a time.
package poll

import "sync"

// Interest is a set of conditions to watch for, and to report.
type Interest uint8

const (
	// Readable means that a read would not block.
	Readable Interest = 1 << iota
	// Writable means that a write would not block.
	Writable
	// Exclusive, given to Add, asks that not every poller which watches the
	// descriptor reports what one of them could deal with. It is never reported, and
	// some systems do not heed it.
	Exclusive
)

// Event is one report of [Poller.Wait].
type Event struct {
	Token uint64
	Ready Interest
}

// gate keeps those who come from other goroutines away from descriptors that were
// given back.
type gate struct {
	mu     sync.Mutex
	closed bool
}

// pass calls f unless the gate is closed.
func (g *gate) pass(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		f()
	}
}

// close lets nobody pass any more; false when it was closed already.
func (g *gate) close() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := g.closed
	g.closed = true
	return !was
}

// batch is how many events one wait takes from the kernel. The rest stays
// there, so that posted functions and timers have their turn.
const batch = 256
