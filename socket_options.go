package nodenet

import (
	"time"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// KeepAlive is how TCP keep-alive is set by [Socket.SetKeepAliveWith].
type KeepAlive struct {
	// Enable turns it on; the others count only then. Node: enable.
	Enable bool
	// InitialDelay is the idle time before the first probe; less than a
	// second leaves the system's. Node: initialDelay.
	InitialDelay time.Duration
	// Interval is the time between probes; 0 means one second. Node: interval.
	Interval time.Duration
	// Count is how many probes without an answer end the connection; 0
	// means 10. Node: count.
	Count int
}

// SetNoDelay turns Nagle's algorithm off, or on again. Before the connection is
// made it is kept for then. It has no effect on a Unix socket. Node:
// setNoDelay().
func (s *Socket) SetNoDelay(on bool) *Socket {
	s.configure(func(stream transport.Stream) { _ = stream.SetNoDelay(on) },
		func(m *socketMore) { m.options.NoDelay = on })
	return s
}

// configure sets something on the transport, or keeps it for when there is one. A
// descriptor may be closed by others and is asked under the lock; what FromConn was
// given is foreign, and is asked without.
func (s *Socket) configure(set func(transport.Stream), keep func(*socketMore)) {
	s.mu.Lock()
	stream := s.stream
	switch {
	case !s.usableLocked():
		keep(s.extraLocked())
	case stream.TCP():
		set(stream)
	default:
		s.mu.Unlock()
		set(stream)
		return
	}
	s.mu.Unlock()
}

// SetKeepAlive turns TCP keep-alive on or off. The optional delay is the idle
// time before the first probe; less than a second leaves the system's. Before
// the connection is made it is kept for then. It has no effect on a Unix
// socket. Node: setKeepAlive(enable, initialDelay).
func (s *Socket) SetKeepAlive(on bool, initialDelay ...time.Duration) *Socket {
	_ = s.SetKeepAliveWith(KeepAlive{Enable: on, InitialDelay: max(0, first(initialDelay))})
	return s
}

// SetKeepAliveWith is SetKeepAlive with everything that can be set. A negative
// value is ERR_OUT_OF_RANGE. Node: setKeepAlive(options).
func (s *Socket) SetKeepAliveWith(k KeepAlive) error {
	switch {
	case k.InitialDelay < 0:
		return errOutOfRange("initialDelay", ">= 0", k.InitialDelay.String())
	case k.Interval < 0:
		return errOutOfRange("interval", ">= 0", k.Interval.String())
	case k.Count < 0:
		return errOutOfRange("count", ">= 0", itoa(k.Count))
	}
	t := handle.KeepAlive(k.Enable, k.InitialDelay, k.Interval, k.Count)
	s.configure(func(stream transport.Stream) { _ = stream.SetKeepAlive(t) },
		func(m *socketMore) { m.keepAlive = t })
	return nil
}

// SetTypeOfService sets the IPv4 TOS or the IPv6 traffic class, 0 to 255. Before
// the connection is made it is kept for then. Another value is
// ERR_OUT_OF_RANGE; what the system refuses is an error of the system. Node:
// setTypeOfService().
func (s *Socket) SetTypeOfService(tos int) error {
	if tos < 0 || tos > 255 {
		return errOutOfRange("tos", ">= 0 && <= 255", itoa(tos))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.extraLocked().tos = tos
	if s.usableLocked() && s.stream.TCP() {
		if err := s.stream.SetTypeOfService(tos); err != nil {
			return systemError("setTypeOfService", err)
		}
	}
	return nil
}

// TypeOfService returns the IPv4 TOS or the IPv6 traffic class. Node:
// getTypeOfService().
func (s *Socket) TypeOfService() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.usableLocked() && s.stream.TCP() {
		tos, err := s.stream.TypeOfService()
		if err != nil {
			return 0, systemError("getTypeOfService", err)
		}
		return tos, nil
	}
	if s.more == nil {
		return 0, nil
	}
	return max(0, s.more.tos), nil
}

// usableLocked reports whether the transport may be asked something.
func (s *Socket) usableLocked() bool { return s.stream != nil && !s.is(stDestroyed) }

// applyOptionsLocked sets on connect what was asked for before; on a foreign
// connection FromConn has done that.
func (s *Socket) applyOptionsLocked() {
	m := s.more
	if !s.stream.TCP() {
		return
	}
	if m.options.NoDelay {
		_ = s.stream.SetNoDelay(true)
	}
	if m.keepAlive.On {
		_ = s.stream.SetKeepAlive(m.keepAlive)
	}
	if m.tos >= 0 {
		_ = s.stream.SetTypeOfService(m.tos)
	}
}
