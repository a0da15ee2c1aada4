// Package handle has what the root package and package js both stand on: a group
// of loops with what lives on them, connections and listeners tied to a loop and
// to what keeps the program alive, the way to connect (bind, then connect), the
// write pump, and the errors of the system in Node's words. It knows no stream
// rules and no events.
package handle

import (
	"sync"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Group is a set of loops and what lives on them.
type Group struct {
	Network transport.Network
	Refs    *loop.Refs // what keeps the program alive
	Loops   []*loop.Loop

	mu      sync.Mutex
	closed  bool
	members map[Member]struct{}
}

// Member is what a group destroys when it closes.
type Member interface{ DestroyMember() }

// NewGroup starts a group of n loops. The error says that there are no descriptors
// for them; the group that comes with it is closed.
func NewGroup(n int) (*Group, error) {
	g := &Group{Network: transport.Default, Refs: loop.NewRefs(), members: map[Member]struct{}{}}
	for range n {
		l, err := loop.New(g.Refs)
		if err != nil {
			g.Stop()
			g.Loops, g.closed = nil, true
			return g, err
		}
		g.Loops = append(g.Loops, l)
	}
	return g, nil
}

// Inside reports whether the caller runs on one of the loops.
func (g *Group) Inside() bool {
	for _, l := range g.Loops {
		if l.Inside() {
			return true
		}
	}
	return false
}

// Join makes m a part of the group until Leave; false when the group is closed.
func (g *Group) Join(m Member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.members[m] = struct{}{}
	return true
}

// Leave undoes Join.
func (g *Group) Leave(m Member) {
	g.mu.Lock()
	delete(g.members, m)
	g.mu.Unlock()
}

// Members returns what is in the group.
func (g *Group) Members() []Member {
	g.mu.Lock()
	defer g.mu.Unlock()
	list := make([]Member, 0, len(g.members))
	for m := range g.members {
		list = append(list, m)
	}
	return list
}

// Close lets nobody join any more, and destroys what is in the group. The loops
// go on until Stop.
func (g *Group) Close() {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	for _, m := range g.Members() {
		m.DestroyMember()
	}
}

// Stop ends the loops.
func (g *Group) Stop() {
	for _, l := range g.Loops {
		l.Stop()
	}
}

// Post has f called on the first loop once that has looked at what is ready. Until
// then it keeps the program alive.
func (g *Group) Post(f func()) {
	if len(g.Loops) > 0 && f != nil {
		g.Loops[0].Check(loop.Task{On: posted(f)})
	}
}

// posted is a function of the user's as a loop sees it. A closure around it would
// be an allocation for every Post.
type posted func()

func (f posted) Do(uint8) { Guarded(f) }
