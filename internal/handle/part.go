package handle

import (
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// part is what a group has that is part of another one.
type part struct {
	parent    *Group         // nil for a group of its own
	counters  *loop.Counters // beside those of the loop; nil for none
	limits    Limits
	conns     int
	listeners int
}

// Limits are how many connections and listeners there may be at a time; 0 is without
// a limit.
type Limits struct{ Conns, Listeners int }

// Part makes a group of the same loops, which keeps the same program alive: it closes
// with g, or before. The network is what opens its descriptors. It takes nothing
// from g while it is empty. What its connections do is counted in the counters, too.
func (g *Group) Part(network transport.Network, limits Limits, counters *loop.Counters) *Group {
	return &Group{Network: network, Refs: g.Refs, log: g.log, Loops: g.Loops, members: map[Member]struct{}{}, closed: make(chan struct{}),
		part: part{parent: g, limits: limits, counters: counters}}
}

// DestroyMember is for the group that this is part of.
func (g *Group) DestroyMember() { g.Close() }

// room reports whether there is room for one more member, and counts it. It is called
// under the lock.
func (g *Group) room(m Member) bool {
	if g.parent == nil {
		return true
	}
	switch m.(type) {
	case *Conn:
		if g.limits.Conns > 0 && g.conns >= g.limits.Conns {
			return false
		}
		g.conns++
	case *Listener:
		if g.limits.Listeners > 0 && g.listeners >= g.limits.Listeners {
			return false
		}
		g.listeners++
	}
	return len(g.members) > 0 || g.parent.Join(g)
}

// left counts a member less. It is called under the lock.
func (g *Group) left(m Member) {
	if g.parent == nil {
		return
	}
	switch m.(type) {
	case *Conn:
		g.conns--
	case *Listener:
		g.listeners--
	}
	if len(g.members) == 0 {
		g.parent.Leave(g)
	}
}

// FullOfConns and FullOfListeners report whether one more would be too many.
func (g *Group) FullOfConns() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.limits.Conns > 0 && g.conns >= g.limits.Conns
}

// FullOfListeners is FullOfConns for listeners.
func (g *Group) FullOfListeners() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.limits.Listeners > 0 && g.listeners >= g.limits.Listeners
}
