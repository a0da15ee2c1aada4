package loop

import (
	"runtime"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/poll"
)

// A hosted loop has no goroutine of its own: each of its turns is a function that
// somebody else's loop is given to call. Between turns a goroutine waits in the poller,
// if there is anything to wait for, and the loop is asleep. What belongs to the loop may
// be touched on the host's goroutine then, too: whatever needs a turn wakes the loop.
//
//	idle ─────── wake ──────────────────────────► posted ─► the turn ─┐
//	waiting ──── ready, due, or woken ──────────►   ▲                  │
//	   ▲  ▲                                         └─ work is left ───┤
//	   │  └─────────── timers, or descriptors that are watched ────────┤
//	  idle ◄────────── neither ────────────────────────────────────────┘
type host struct {
	post func(f func())
	hold func(on bool)
	turn func() // Loop.hosted

	mu      sync.Mutex
	state   hostState
	running bool // the turn that was posted runs
	left    bool // the loop goes on with a goroutine of its own
}

type hostState uint8

const (
	idle    hostState = iota // nothing to wait for
	waiting                  // a goroutine is in the poller, or on its way there
	posted                   // a turn will come, or runs
)

// NewHosted makes a loop whose turns run where post calls what it is given, which is the
// goroutine of the caller or one in its place. hold is called there, with true once refs
// is no longer zero, and with false when it is again.
func NewHosted(refs *Refs, post func(f func()), hold func(on bool)) (*Loop, error) {
	poller, err := poll.New()
	if err != nil {
		return nil, err
	}
	l := &Loop{refs: refs, poller: poller, done: make(chan struct{})}
	l.host = &host{post: post, hold: hold}
	l.host.turn = l.hosted
	l.goroutine.Store(goroutineID())
	l.asleep.Store(true)
	refs.changed = func() {
		switch {
		case !l.host.resting() || !l.Inside():
		case refs.Count() > 0:
			hold(true)
		default: // perhaps for now only: a turn will tell
			l.wake()
		}
	}
	// A loop that nobody uses any more, and that waits for nothing, goes without a word.
	runtime.AddCleanup(l, func(p *poll.Poller) { _ = p.Close() }, poller)
	return l, nil
}

// resting reports whether the host is between turns.
func (h *host) resting() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return !h.running && !h.left
}

// turning reports whether a turn runs on the host.
func (h *host) turning() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.running
}

// wake sees to it that there will be a turn.
func (h *host) wake(p *poll.Poller) {
	h.mu.Lock()
	state, left := h.state, h.left
	if state == idle {
		h.state = posted
	}
	h.mu.Unlock()
	switch {
	case left || state == waiting:
		p.Wake()
	case state == idle:
		h.post(h.turn)
	}
}

// hosted is a turn, on the host's goroutine.
func (l *Loop) hosted() {
	h := l.host
	h.mu.Lock()
	if h.left {
		h.mu.Unlock()
		return
	}
	h.running = true
	h.mu.Unlock()
	l.asleep.Store(false)
	l.now.Store(0)
	l.goroutine.Store(goroutineID())
	defer l.turned() // also after a panic that the host recovers from
	l.turn()
}

// turned is what follows a turn.
func (l *Loop) turned() {
	h := l.host
	timeout := l.timers.timeout()
	again := timeout == 0 || len(l.changed)+len(l.pending) > 0
	if !again {
		l.mu.Lock()
		again = l.hasWork()
		l.mu.Unlock()
	}
	h.hold(l.refs.Count() > 0)

	h.mu.Lock()
	h.running = false
	left, state := h.left, posted
	if !again {
		if state = idle; timeout > 0 || l.watched > 0 {
			state = waiting
		}
		h.state = state
	}
	h.mu.Unlock()
	switch {
	case left:
		h.hold(false)
		go l.run()
		return
	case again:
		h.post(h.turn)
		return
	}
	l.asleep.Store(true)
	// Who added a task before it could see asleep did not wake us: look again.
	if l.waiting.Load() > 0 {
		l.wake()
	}
	if state == waiting {
		go l.attend(timeout)
	}
}

// attend waits until there is something to do, and has it done in a turn.
func (l *Loop) attend(timeout time.Duration) {
	due := time.Now().Add(timeout)
	for l.asleep.Load() && !l.poller.Rest(timeout) {
		if timeout > 0 {
			if timeout = time.Until(due); timeout <= 0 {
				break
			}
		}
	}
	h := l.host
	h.mu.Lock()
	h.state = posted
	left := h.left
	h.mu.Unlock()
	if left {
		l.run()
		return
	}
	h.post(h.turn)
}

// Leave has a hosted loop go on with a goroutine of its own, also when the host does
// not call anything any more. Any goroutine may call it, once nothing but a turn can
// touch what belongs to the loop.
func (l *Loop) Leave() {
	h := l.host
	if h == nil {
		return
	}
	h.mu.Lock()
	was, state, running := h.left, h.state, h.running
	h.left = true
	h.mu.Unlock()
	switch {
	case was || running:
		return // the turn sees to the rest
	case state == waiting:
		l.asleep.Store(false)
		l.poller.Wake()
	default:
		go l.run()
	}
	h.post(func() { h.hold(false) })
}
