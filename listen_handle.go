package nodenet

import (
	"net/netip"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// ListenHandle is a listener without the rules of a [Server].
type ListenHandle struct {
	loop     *loop.Loop
	group    *Group
	listener transport.Listener
	accepted func(*Handle)
	failed   func(*Error)

	held, unref, closed bool
}

// ListenHandle binds and listens at once: the Host of the options is an address,
// or "" for every one. Connections are handed to accepted, on the loop; they
// have to be started there, or discarded. failed is told when the listener is of
// no use any more.
func (g *Group) ListenHandle(o ListenOptions, accepted func(*Handle), failed func(*Error)) (*ListenHandle, *Error) {
	var ip netip.Addr
	if o.Handle == nil && o.Path == "" && o.Host != "" {
		var err error
		if ip, err = netip.ParseAddr(o.Host); err != nil {
			return nil, misuse("ERR_INVALID_IP_ADDRESS", "Invalid IP address: "+o.Host)
		}
	}
	closed := closedError("ERR_SERVER_NOT_RUNNING", "Server is not running.")
	if len(g.loops) == 0 {
		return nil, closed
	}
	h := &ListenHandle{group: g, loop: g.loops[0], accepted: accepted, failed: failed}
	if !g.join(h) {
		return nil, closed
	}
	ln, err := g.openListener(o, ip, ServerOptions{})
	if err != nil {
		h.closed = true
		g.leave(h)
		return nil, err
	}
	h.listener = ln
	h.hold(true)
	// In a tick: nobody shall be handed out before the caller has returned.
	h.loop.Tick(loop.Task{On: loop.Func(func() {
		if !h.closed {
			ln.Start(h.loop, (*handleAcceptor)(h))
		}
	})})
	return h, nil
}

func (h *ListenHandle) hold(on bool) { h.group.refs.Hold(&h.held, on) }

func (h *ListenHandle) destroyMember() { h.loop.Tick(loop.Task{On: loop.Func(h.Close)}) }

// Close stops listening; the address is free again.
func (h *ListenHandle) Close() {
	if h.closed {
		return
	}
	h.closed = true
	h.listener.Close()
	h.hold(false)
	h.group.leave(h)
}

// Ref and Unref say whether the listener keeps [Group.Wait] waiting.
func (h *ListenHandle) Ref() { h.setRef(true) }

// Unref undoes Ref.
func (h *ListenHandle) Unref() { h.setRef(false) }

func (h *ListenHandle) setRef(ref bool) {
	h.unref = !ref
	if !h.closed {
		h.hold(ref)
	}
}

// Fd returns the number of the descriptor; -1 when there is none to tell.
func (h *ListenHandle) Fd() int { return h.listener.Fd() }

// Addr returns where it listens.
func (h *ListenHandle) Addr() *Address { return newAddress(h.listener.Addr()) }

type handleAcceptor ListenHandle

func (a *handleAcceptor) Accepted(stream transport.Stream) {
	if a.closed {
		stream.Close(false)
		return
	}
	h := a.group.newHandle(stream)
	if h == nil {
		stream.Close(false)
		return
	}
	guarded(func() { a.accepted(h) })
}

func (a *handleAcceptor) AcceptFailed(err error) { warnAccept(a.listener.Addr(), err) }

func (a *handleAcceptor) AcceptEnded(err error) {
	if !a.closed && a.failed != nil {
		guarded(func() { a.failed(systemError("accept", err)) })
	}
}
