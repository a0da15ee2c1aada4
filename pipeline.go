package nodenet

import (
	"sync"

	"github.com/nodenet-go/nodenet/internal/node"
)

// Pipeline joins two sockets, as a proxy does: what each receives is written to the
// other, with backpressure, and its end is passed on by itself, so that the other
// direction goes on. When one is destroyed, so is the other, with the same error. The
// optional callbacks are called once, when both have closed: with nil when both have
// ended in order, otherwise with the first error, or ERR_STREAM_PREMATURE_CLOSE.
// Node: pipeline(a, b, a, callback), which leaves a half-open side to its options.
func Pipeline(a, b *Socket, callback ...func(error)) {
	if a == nil || b == nil {
		nullListener(DefaultGroup().log(), "Pipeline")
		return
	}
	p := &pipeline{left: 2, done: errorCallback(callback)}
	for _, s := range [...]*Socket{a, b} {
		s.mu.Lock()
		s.set(stNoHalfOpen, false)
		s.mu.Unlock()
	}
	a.Pipe(b)
	b.Pipe(a)
	a.onOrLate(evClose, func(bool) { p.closed(a, b) }, false, true)
	b.onOrLate(evClose, func(bool) { p.closed(b, a) }, false, true)
}

// pipeline is what the two sockets of a Pipeline share.
type pipeline struct {
	mu   sync.Mutex
	left int // sockets that have not closed
	err  error
	done func(error)
}

// closed is the 'close' of s.
func (p *pipeline) closed(s, other *Socket) {
	err := s.Err()
	if err == nil && !(s.ReadableEnded() && s.WritableFinished()) {
		err = closedError(node.PrematureClose())
	}
	p.mu.Lock()
	if p.err == nil {
		p.err = err
	}
	p.left--
	last, first := p.left == 0, p.err
	p.mu.Unlock()
	if err != nil {
		other.Destroy(err)
	}
	if last && p.done != nil {
		p.done(first)
	}
}
