package handle

import (
	"crypto/tls"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// SecureEvents are the [Events] of a connection with TLS.
type SecureEvents interface {
	Events
	// Secured says that the handshake is done. Nothing was read or written before. A
	// handshake that fails is ReadFailed, with the operation "handshake".
	Secured()
}

// StreamConn makes a connection of a stream that was not started, and takes it over.
func (g *Group) StreamConn(stream transport.Stream) (*Conn, *node.Error) {
	h := g.newConn(stream)
	if h == nil {
		stream.Close(false)
		return nil, errSocketClosed()
	}
	h.counted(connected)
	return h, nil
}

// Secure puts TLS over a connection that was started, after what was written before, and
// gives it to other events: those before are told of nothing any more.
func (h *Conn) Secure(o transport.TLS, events SecureEvents) {
	h.events = events
	if h.closing {
		return
	}
	o.Started, o.Unsent = true, h.pump.Take()
	h.stream = o.Over(h.stream)
	h.stream.Start(h.loop, (*connHandler)(h))
	h.stream.SetReading(h.reading)
	h.changed()
}

// ShutdownBelow ends what is written by the lowest stream, such as TCP, and says nothing of
// it in TLS.
func (h *Conn) ShutdownBelow() {
	h.loop.Post(loop.Task{On: loop.Func(func() {
		if !h.closing {
			_, _ = transport.Below(h.stream).Shutdown()
		}
	})})
}

// TLS is what the handshake has agreed on; false without TLS, or before.
func (h *Conn) TLS() (state tls.ConnectionState, ok bool) { return transport.SecureState(h.stream) }

// Secured is told by TLS.
func (k *connHandler) Secured() {
	if e, ok := k.events.(SecureEvents); ok && !k.closing {
		defer k.guard()
		e.Secured()
	}
}
