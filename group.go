package nodenet

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// GroupOptions are the options of [NewGroup].
type GroupOptions struct {
	// Loops is how many event loops there are, each with a goroutine of its
	// own; 0 means one for each processor Go may use. With 1 every callback
	// of the group runs on one goroutine, as in a Node program.
	Loops int

	network transport.Network // nil: the system's
}

// Group is a set of event loops with the servers and sockets on them. Programs
// that need no more than one use the package's functions, which work on a
// default group.
//
// A socket stays on the loop it was given: all its callbacks run there, one at
// a time. A server's connections are dealt to the loops in turn.
type Group struct {
	loops   []*loop.Loop
	refs    *loop.Refs
	network transport.Network
	next    atomic.Uint32

	mu      sync.Mutex
	closed  bool
	members map[member]struct{} // servers, and sockets that no server has
}

// member is a server or a socket, as a group closes it.
type member interface{ destroyMember() }

// NewGroup starts a group of event loops. It fails when the system has no
// descriptors left. End it with [Group.Close] or [Group.Shutdown].
func NewGroup(options GroupOptions) (*Group, error) {
	n := options.Loops
	if n < 0 {
		return nil, errOutOfRange("Loops", ">= 0", itoa(n))
	}
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
	}
	g := &Group{refs: loop.NewRefs(), network: options.network, members: map[member]struct{}{}}
	if g.network == nil {
		g.network = transport.Default
	}
	for range n {
		l, err := loop.New(g.refs)
		if err != nil {
			g.stop()
			return nil, systemError("open", err)
		}
		g.loops = append(g.loops, l)
	}
	return g, nil
}

var defaultGroup = sync.OnceValue(func() *Group {
	g, err := NewGroup(GroupOptions{})
	if err != nil {
		// Nothing can run without a loop; what is asked of the group will
		// say so.
		return &Group{refs: loop.NewRefs(), closed: true, network: transport.Default, members: map[member]struct{}{}}
	}
	return g
})

// DefaultGroup is the group that the package's functions work on. It starts
// when first used, with one loop for each processor.
func DefaultGroup() *Group { return defaultGroup() }

// Wait returns when nothing is left in the default group that could still
// happen: when every server and every socket has closed, or is unref'd. A Node
// program ends at that point.
func Wait() { defaultGroup().Wait() }

// Wait returns when nothing is left in the group that could still happen: when
// every server and socket has closed, or is unref'd. Do not call it from a
// callback.
func (g *Group) Wait() { <-g.refs.Idle() }

// Loops returns how many loops the group has.
func (g *Group) Loops() int { return len(g.loops) }

// Close destroys every server and socket of the group, lets their last
// callbacks run, stops the loops and gives everything back. It may be called
// from a callback; then it returns before the loop has stopped.
func (g *Group) Close() error {
	members := g.end()
	for _, m := range members {
		m.destroyMember()
	}
	if g.inside() {
		go g.stopWhenIdle()
		return nil
	}
	g.stopWhenIdle()
	return nil
}

// Shutdown closes every server of the group, waits until the connections have
// ended by themselves, and stops the loops. When ctx ends first, what is left
// is destroyed as by [Group.Close], and the context's error is returned.
func (g *Group) Shutdown(ctx context.Context) error {
	if g.inside() {
		return misuse("ERR_INVALID_STATE", "Shutdown would wait for the loop that it was called on")
	}
	for _, m := range g.list() {
		if server, ok := m.(*Server); ok {
			_ = server.Close()
		}
	}
	select {
	case <-g.refs.Idle():
		return g.Close()
	case <-ctx.Done():
		_ = g.Close()
		return errAborted(context.Cause(ctx))
	}
}

// end marks the group as closed and returns what is in it.
func (g *Group) end() []member {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	return g.list()
}

func (g *Group) list() []member {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]member, 0, len(g.members))
	for m := range g.members {
		list = append(list, m)
	}
	return list
}

func (g *Group) stopWhenIdle() {
	// Closing callbacks may have made new things; the group is closed, so
	// they are dead on arrival and end by themselves.
	<-g.refs.Idle()
	g.stop()
}

func (g *Group) stop() {
	for _, l := range g.loops {
		l.Stop()
	}
}

func (g *Group) inside() bool {
	for _, l := range g.loops {
		if l.Inside() {
			return true
		}
	}
	return false
}

// pick deals the loops in turn; nil when the group is closed.
func (g *Group) pick() *loop.Loop {
	if len(g.loops) == 0 {
		return nil
	}
	return g.loops[int(g.next.Add(1)-1)%len(g.loops)]
}

// join counts m as part of the group until leave; false when it is closed.
func (g *Group) join(m member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.members[m] = struct{}{}
	return true
}

func (g *Group) leave(m member) {
	g.mu.Lock()
	delete(g.members, m)
	g.mu.Unlock()
}

// Post has f called on one of the group's loops, always the same one, once that
// has looked at what is ready. Until then it keeps [Group.Wait] waiting. Node:
// setImmediate(f).
func (g *Group) Post(f func()) {
	if len(g.loops) == 0 || f == nil {
		return
	}
	g.loops[0].Check(loop.Task{On: posted(f)})
}

// posted is a function of the user's as a loop sees it. A closure around it would
// be an allocation for every Post.
type posted func()

func (f posted) Do(uint8) { guarded(f) }
