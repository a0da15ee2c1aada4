package engine

import "sync"

// held is the host's scheduler, and what the runtime makes it wait for: a runtime that
// is closed takes that back.
type held struct {
	Host Scheduler

	mu   sync.Mutex
	refs int
	over bool
}

// Post has f called on the goroutine of the JavaScript.
func (h *held) Post(f func()) { h.Host.Post(f) }

// Ref says that there is one thing more to wait for.
func (h *held) Ref() {
	if h.count(1) {
		h.Host.Ref()
	}
}

// Unref takes back one Ref.
func (h *held) Unref() {
	if h.count(-1) {
		h.Host.Unref()
	}
}

func (h *held) count(n int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.over {
		h.refs += n
	}
	return !h.over
}

// release takes back what there is, on the goroutine of the JavaScript.
func (h *held) release() {
	h.mu.Lock()
	refs := h.refs
	h.refs, h.over = 0, true
	h.mu.Unlock()
	if refs > 0 {
		h.Host.Post(func() {
			for range refs {
				h.Host.Unref()
			}
		})
	}
}
