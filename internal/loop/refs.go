package loop

import "sync"

// Refs counts what keeps the program alive: open servers and sockets that are
// ref'd, timers, work under way.
type Refs struct {
	mu    sync.Mutex
	count int
	idle  chan struct{} // closed while count is 0
}

// NewRefs returns a count of zero.
func NewRefs() *Refs {
	r := &Refs{idle: make(chan struct{})}
	close(r.idle)
	return r
}

// Add counts one more.
func (r *Refs) Add() {
	r.mu.Lock()
	if r.count++; r.count == 1 {
		r.idle = make(chan struct{})
	}
	r.mu.Unlock()
}

// Done counts one less.
func (r *Refs) Done() {
	r.mu.Lock()
	if r.count--; r.count == 0 {
		close(r.idle)
	}
	r.mu.Unlock()
}

// Hold counts whoever has the flag held, or no longer, unless it is so already.
func (r *Refs) Hold(held *bool, on bool) {
	if *held == on {
		return
	}
	if *held = on; on {
		r.Add()
	} else {
		r.Done()
	}
}

// Idle is a channel that is closed once the count is zero. A count that rises
// again gets a new channel.
func (r *Refs) Idle() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.idle
}

// Count is how many there are.
func (r *Refs) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}
