package loop

import "sync"

// Refs counts what keeps the program alive: open servers and sockets that are
// ref'd, timers, work under way.
type Refs struct {
	mu      sync.Mutex
	count   int
	idle    chan struct{} // to close once count is 0; nil while nobody waits for that
	changed func()        // called when there is a first one, and when there is none left
}

// NewRefs returns a count of zero.
func NewRefs() *Refs { return &Refs{} }

// atOnce is what there is to wait for when the count is zero already.
var atOnce = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// Add counts one more.
func (r *Refs) Add() {
	r.mu.Lock()
	r.count++
	changed := r.changed
	if r.count > 1 {
		changed = nil
	}
	r.mu.Unlock()
	if changed != nil {
		changed()
	}
}

// Done counts one less.
func (r *Refs) Done() {
	r.mu.Lock()
	r.count--
	changed := r.changed
	if r.count > 0 {
		changed = nil
	} else if r.idle != nil {
		close(r.idle)
		r.idle = nil
	}
	r.mu.Unlock()
	if changed != nil {
		changed()
	}
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
// again gets a new channel. It is made only when it is asked for: the count of a
// group without sockets falls to zero after every task.
func (r *Refs) Idle() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.count == 0 {
		return atOnce
	}
	if r.idle == nil {
		r.idle = make(chan struct{})
	}
	return r.idle
}

// Count is how many there are.
func (r *Refs) Count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.count
}
