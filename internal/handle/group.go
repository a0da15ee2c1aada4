// Package handle has what the root package and package js both stand on: a group
// of loops with what lives on them, connections and listeners tied to a loop and
// to what keeps the program alive, the way to connect (bind, then connect), the
// write pump, and the errors of the system in Node's words. It knows no stream
// rules and no events.
package handle

import (
	"log/slog"
	"maps"
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
	closed  chan struct{} // closed with the group
	members map[Member]struct{}
	most    int // how many there have been in this map, which does not shrink

	log *slog.Logger // nil: the default one

	part // of another group
}

// Member is what a group destroys when it closes.
type Member interface{ DestroyMember() }

// NewGroup starts a group of n loops, with a logger or nil for the default one. The
// error says that there are no descriptors for them; the group that comes with it is closed, on a loop that has stopped.
func NewGroup(n int, log *slog.Logger) (*Group, error) {
	g := &Group{Network: transport.Default, Refs: loop.NewRefs(), log: log, members: map[Member]struct{}{}, closed: make(chan struct{})}
	for range n {
		l, err := loop.New(g.Refs, log)
		if err != nil {
			g.Stop()
			return closedGroup(g.Refs, log), err
		}
		g.Loops = append(g.Loops, l)
	}
	return g, nil
}

// NewHostedGroup is a group with one loop, whose turns run on somebody else's; see
// [loop.NewHosted].
func NewHostedGroup(post func(f func()), hold func(on bool)) (*Group, error) {
	g := &Group{Network: transport.Default, Refs: loop.NewRefs(), members: map[Member]struct{}{}, closed: make(chan struct{})}
	l, err := loop.NewHosted(g.Refs, post, hold)
	if err != nil {
		return nil, err
	}
	g.Loops = []*loop.Loop{l}
	return g, nil
}

// closedGroup is a group that has been closed from the beginning.
func closedGroup(refs *loop.Refs, log *slog.Logger) *Group {
	g := &Group{Network: transport.Default, Refs: refs, log: log, Loops: []*loop.Loop{loop.Stopped(refs, log)}, closed: make(chan struct{})}
	close(g.closed)
	return g
}

// Closed is closed when nobody can join any more.
func (g *Group) Closed() <-chan struct{} { return g.closed }

func (g *Group) isClosed() bool {
	select {
	case <-g.closed:
		return true
	default:
		return false
	}
}

// Inside reports whether the caller runs on one of the loops.
func (g *Group) Inside() bool {
	return loop.Current(g.Loops) != nil
}

// Join makes m a part of the group until Leave; false when the group is closed.
func (g *Group) Join(m Member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.isClosed() || !g.room(m) {
		return false
	}
	g.members[m] = struct{}{}
	g.most = max(g.most, len(g.members))
	return true
}

// Leave undoes Join.
func (g *Group) Leave(m Member) {
	g.mu.Lock()
	if _, there := g.members[m]; there {
		delete(g.members, m)
		g.left(m)
	}
	if n := len(g.members); g.most > 1024 && n < g.most/4 { // what a burst took goes back
		few := make(map[Member]struct{}, n)
		maps.Copy(few, g.members)
		g.members, g.most = few, n
	}
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
	if !g.isClosed() {
		close(g.closed)
	}
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
// then it keeps the program alive. After Stop it does nothing.
func (g *Group) Post(f func()) {
	switch {
	case f == nil:
	case g.log != nil:
		g.Loops[0].Check(loop.Task{On: loop.Func(func() { Guarded(g.log, f) })})
	default:
		g.Loops[0].Check(loop.Task{On: posted(f)})
	}
}

// posted is a function of the user's as a loop sees it. A closure around it would
// be an allocation for every Post.
type posted func()

func (f posted) Do(uint8) { Guarded(nil, f) }
