package nodenet

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
)

// GroupOptions are the options of [NewGroup].
type GroupOptions struct {
	// Loops is how many event loops there are, each with a goroutine of its
	// own; 0 means one for each processor Go may use. With 1 every callback
	// of the group runs on one goroutine, as in a Node program.
	Loops int
	// Logger receives what is reported nowhere else: panics in callbacks, a server that
	// has failed without an 'error' listener, connections that wait because there are
	// no descriptors left, listeners that are nil. Nil is
	// slog.Default(), at the time.
	Logger *slog.Logger
	// Trace, when it is not nil, is called for every socket of the group before
	// anything has happened on it, and returns the functions to call when something
	// does; nil for none. For a connection of a server it is called on the connection's
	// loop, otherwise on the goroutine that makes the socket.
	Trace func(*Socket) *Trace
}

// Group is a set of event loops with the servers and sockets on them. Programs
// that need no more than one use the package's functions, which work on a
// default group.
//
// A socket stays on the loop it was given: all its callbacks run there, one at
// a time. What is made in a callback stays on the loop of that callback; see also
// SocketOptions.SameLoop. A server's connections go to the loop that has the fewest
// of them, or to one with nothing else to do.
type Group struct {
	handles *handle.Group
	failed  error // why there are no loops; nil otherwise
	trace   func(*Socket) *Trace
	next    atomic.Uint32
	refs    atomic.Int64 // of Ref, not undone yet
}

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
	g, err := newGroup(n, options)
	if err != nil {
		return nil, systemError("open", err)
	}
	return g, nil
}

func newGroup(loops int, options GroupOptions) (*Group, error) {
	handles, err := handle.NewGroup(loops, options.Logger)
	return &Group{handles: handles, failed: err, trace: options.Trace}, err
}

var (
	defaultGroup   atomic.Pointer[Group]
	defaultGroupMu sync.Mutex // held while it is made
)

// DefaultGroup is the group that the package's functions work on. It starts
// when first used, with one loop for each processor. Where the system has no
// descriptors left for that, what is asked of the group fails with the system's
// error, and the next call tries again.
func DefaultGroup() *Group {
	if g := defaultGroup.Load(); g != nil {
		return g
	}
	defaultGroupMu.Lock()
	defer defaultGroupMu.Unlock()
	if g := defaultGroup.Load(); g != nil {
		return g
	}
	g, err := newGroup(runtime.GOMAXPROCS(0), GroupOptions{})
	if err == nil {
		defaultGroup.Store(g)
	}
	return g
}

// refusal is why a closed group takes nothing more: the system's error when it
// never had a loop, otherwise the one given.
func (g *Group) refusal(closed *Error) *Error {
	if g.failed != nil {
		return systemError("open", g.failed)
	}
	return closed
}

// Wait returns when nothing is left in the default group that could still
// happen: when every server and every socket has closed, or is unref'd. A Node
// program ends at that point.
func Wait() { DefaultGroup().Wait() }

// Wait returns when nothing is left in the group that could still happen: when
// every server and socket has closed, or is unref'd. In a callback,
// where it would wait for itself, it returns at once and logs an error.
func (g *Group) Wait() {
	if g.inside() {
		g.log().Error("nodenet: " + errWouldBlock("Wait").Error())
		return
	}
	<-g.handles.Refs.Idle()
}

// Loops returns how many loops the group has.
func (g *Group) Loops() int { return len(g.handles.Loops) }

// Close destroys every server and socket of the group, lets their last
// callbacks run, stops the loops and releases everything. It may be called
// from a callback; then it returns before the loop has stopped.
func (g *Group) Close() error {
	g.handles.Close()
	if g.inside() {
		go g.stopWhenIdle()
		return nil
	}
	g.stopWhenIdle()
	return nil
}

// Shutdown closes every server of the group, waits until the connections have
// ended by themselves, and stops the loops. When ctx ends first, what is left
// is destroyed as by [Group.Close], and the context's error is returned at once:
// neither a callback that blocks nor a [Group.Ref] that is left holds it up.
func (g *Group) Shutdown(ctx context.Context) error {
	if err := checkWait(ctx, g, "Shutdown"); err != nil {
		return err
	}
	for _, m := range g.handles.Members() {
		if server, ok := m.(*serverMember); ok {
			_ = (*Server)(server).Close()
		}
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		<-g.handles.Refs.Idle()
		_ = g.Close()
	}()
	select {
	case <-stopped:
		return nil
	case <-ctx.Done():
		g.handles.Close()
		return context.Cause(ctx)
	}
}

func (g *Group) stopWhenIdle() {
	// Closing callbacks may have made new things; the group is closed, so
	// they are dead on arrival and end by themselves.
	<-g.handles.Refs.Idle()
	g.handles.Stop()
}

// log is where what nobody else is told of goes.
func (g *Group) log() *slog.Logger { return g.handles.Loops[0].Log() }

func (g *Group) inside() bool { return g.handles.Inside() }

// pick is a loop for what is not there yet: the one that the caller runs on, so that
// what a callback makes stays with it, or else each in turn.
func (g *Group) pick() *loop.Loop {
	loops := g.handles.Loops
	if l := loop.Current(loops); l != nil {
		return l
	}
	return loops[int(g.next.Add(1)-1)%len(loops)]
}

// deal is a loop for a connection that was accepted on one: that with the fewest. One
// that is at work gets no more, as long as it has not many fewer: what it is at may
// take long.
func (g *Group) deal(on *loop.Loop) *loop.Loop {
	fewest := on
	for _, l := range g.handles.Loops {
		if l.Load.Load() < fewest.Load.Load() {
			fewest = l
		}
	}
	if few := fewest.Load.Load(); fewest.Asleep() || on.Load.Load() > few+few/4+manyMore {
		return fewest
	}
	return on
}

// manyMore is how many connections more than another a loop may have.
const manyMore = 64

// Handles is what package js builds on: the group below Node's rules. It is of no
// use to others, since its type is internal to this module.
func (g *Group) Handles() *handle.Group { return g.handles }

// Post calls f on one of the group's loops, always the same one, once that has
// looked at what is ready. Until then it keeps [Group.Wait] waiting. After
// [Group.Close] it does nothing. Node: setImmediate(f).
func (g *Group) Post(f func()) { g.handles.Post(f) }
