package net

import (
	"syscall"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// buffered is what the sockets of a runtime hold together, when that is limited. It is
// counted anew when it may have become too much, and not whenever it becomes less.
type buffered struct{ most, counted, since int }

// limitBuffered has what the sockets hold be limited.
func (m *module) limitBuffered(most int) {
	if m.buffered.most = most; most <= 0 {
		return
	}
	m.methods.Buffered = func(s *stream.Stream, n int) {
		if own := socketOf(s.Object); own != nil {
			own.holdsMore("write", n)
		}
	}
}

// holdsMore destroys the socket when n bytes that it holds in addition are too much.
func (s *Socket) holdsMore(operation string, n int) {
	b := &s.m.buffered
	if b.since += n; b.counted+b.since <= b.most {
		return
	}
	if b.counted, b.since = s.m.countBuffered(), 0; b.counted > b.most {
		s.Destroy(s.m.systemError(node.Failed(operation, syscall.ENOBUFS)))
	}
}

func (m *module) countBuffered() (n int) {
	for s := range m.connecting {
		n += s.Held()
	}
	for _, member := range m.group.Members() {
		c, ok := member.(*base.Conn)
		if !ok {
			continue
		}
		if k, ok := c.Events().(*handleEvents); ok && k.owner != nil && k.owner.handle == (*handle)(k) && !k.owner.connecting {
			n += k.owner.Held()
		}
	}
	return n
}
