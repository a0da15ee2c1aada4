package handle

import (
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Listener accepts connections without the rules of a server, on the group's first
// loop.
type Listener struct {
	loop     *loop.Loop
	group    *Group
	listener transport.Listener
	accepted func(*Conn)
	failed   func(*node.Error)

	held, unref, closed bool
}

// ListenConns listens at once, as [Group.Listen] does. Connections are handed to
// accepted, on the loop; they have to be started there, or discarded. failed is
// told when the listener is of no use any more. On the loop, as all of its methods.
// It takes bound, even when it fails.
func (g *Group) ListenConns(spec transport.Listen, bound transport.Bound, accepted func(*Conn), failed func(*node.Error)) (*Listener, *node.Error) {
	h := &Listener{group: g, accepted: accepted, failed: failed}
	if len(g.Loops) > 0 { // before anyone may close the group, and with it what is in it
		h.loop = g.Loops[0]
	}
	if !g.Join(h) {
		if bound != nil {
			bound.Close()
		}
		if g.FullOfListeners() {
			return nil, listenError(&transport.Error{Operation: "listen", Err: syscall.EMFILE}, spec)
		}
		return nil, errNotRunning()
	}
	ln, err := g.Listen(spec, bound)
	if err != nil {
		h.closed = true
		g.Leave(h)
		return nil, err
	}
	h.listener = ln
	h.hold(true)
	// In a tick: nobody shall be handed out before the caller has returned.
	h.loop.Tick(loop.Task{On: loop.Func(func() {
		if !h.closed {
			ln.Start(h.loop, (*acceptor)(h))
		}
	})})
	return h, nil
}

func (h *Listener) hold(on bool) { h.group.Refs.Hold(&h.held, on) }

// DestroyMember is for a group that closes.
func (h *Listener) DestroyMember() { h.loop.Tick(loop.Task{On: loop.Func(h.Close)}) }

// Close stops listening; the address is free again.
func (h *Listener) Close() {
	if h.closed {
		return
	}
	h.closed = true
	h.listener.Close()
	h.hold(false)
	h.group.Leave(h)
}

// SetRef says whether the listener keeps the program alive.
func (h *Listener) SetRef(ref bool) {
	h.unref = !ref
	if !h.closed {
		h.hold(ref)
	}
}

// Fd returns the number of the descriptor; -1 when there is none to tell.
func (h *Listener) Fd() int { return h.listener.Fd() }

// Addr returns where it listens.
func (h *Listener) Addr() transport.Addr { return h.listener.Addr() }

// acceptor is a listener as its transport sees it.
type acceptor Listener

// Accepting says yes: Close is called on the loop, so that nothing comes after it.
func (a *acceptor) Accepting() bool { return true }

func (a *acceptor) NotAccepted() {}

func (a *acceptor) Accepted(stream transport.Stream, _ *loop.Loop) {
	if a.closed {
		stream.Close(false)
		return
	}
	h := a.group.newConn(stream)
	if h == nil {
		stream.Close(false)
		return
	}
	h.counted(accepted)
	h.handOut(func() { a.accepted(h) })
}

func (a *acceptor) AcceptFailed(err error) { WarnAccept(a.loop, a.listener.Addr(), err) }

func (a *acceptor) AcceptEnded(err error) {
	if !a.closed && a.failed != nil {
		Guarded(a.loop.Log(), func() { a.failed(node.Failed("accept", err)) })
	}
}

// WarnAccept says, once in an outage, that connections have to wait.
func WarnAccept(on *loop.Loop, at transport.Addr, err error) {
	e := node.Failed("accept", err)
	on.Counters.Failed(e.Code)
	on.Log().Warn("nodenet: connections wait in the backlog", "address", at.String(), "error", e.Error())
}
