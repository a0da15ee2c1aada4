package nodenet

// LocalAddr returns the address of this end; nil when it has none.
func (h *Handle) LocalAddr() *Address { return newAddress(h.stream.LocalAddr()) }

// RemoteAddr returns the address of the peer; nil when it has none.
func (h *Handle) RemoteAddr() *Address { return newAddress(h.stream.RemoteAddr()) }

// TCP reports whether this is a TCP connection.
func (h *Handle) TCP() bool { return h.stream.TCP() }

// Fd returns the number of the descriptor; -1 when there is none to tell.
func (h *Handle) Fd() int { return h.stream.Fd() }

// SetNoDelay turns Nagle's algorithm off, or on again.
func (h *Handle) SetNoDelay(on bool) error { return h.stream.SetNoDelay(on) }

// SetKeepAlive sets TCP keep-alive as [Socket.SetKeepAlive] does.
func (h *Handle) SetKeepAlive(k KeepAlive) error {
	return h.stream.SetKeepAlive(k.transport())
}

// SetTypeOfService sets the TOS byte, or the traffic class of IPv6.
func (h *Handle) SetTypeOfService(tos int) error {
	if err := h.stream.SetTypeOfService(tos); err != nil {
		return systemError("setTypeOfService", err)
	}
	return nil
}

// TypeOfService returns it.
func (h *Handle) TypeOfService() (int, error) {
	tos, err := h.stream.TypeOfService()
	if err != nil {
		return 0, systemError("getTypeOfService", err)
	}
	return tos, nil
}
