package handle

import "github.com/nodenet-go/nodenet/internal/transport"

// LocalAddr returns the address of this end.
func (h *Conn) LocalAddr() transport.Addr { return h.stream.LocalAddr() }

// RemoteAddr returns the address of the peer.
func (h *Conn) RemoteAddr() transport.Addr { return h.stream.RemoteAddr() }

// TCP reports whether this is a TCP connection.
func (h *Conn) TCP() bool { return h.stream.TCP() }

// Fd returns the number of the descriptor; -1 when there is none to tell.
func (h *Conn) Fd() int { return h.stream.Fd() }

// SetNoDelay turns Nagle's algorithm off, or on again.
func (h *Conn) SetNoDelay(on bool) error { return h.stream.SetNoDelay(on) }

// SetKeepAlive sets TCP keep-alive.
func (h *Conn) SetKeepAlive(k transport.KeepAlive) error { return h.stream.SetKeepAlive(k) }

// SetTypeOfService sets the TOS byte, or the traffic class of IPv6.
func (h *Conn) SetTypeOfService(tos int) error { return h.stream.SetTypeOfService(tos) }

// TypeOfService returns it.
func (h *Conn) TypeOfService() (int, error) { return h.stream.TypeOfService() }
