package nodenet

import (
	"net/netip"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// ReadyState returns "opening", "open", "readOnly", "writeOnly" or "closed".
// Node: readyState.
func (s *Socket) ReadyState() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	readable, writable := s.readableLocked(), s.writableLocked()
	switch {
	case s.is(stConnecting):
		return "opening"
	case readable && writable:
		return "open"
	case readable:
		return "readOnly"
	case writable:
		return "writeOnly"
	}
	return "closed"
}

func (s *Socket) readableLocked() bool { return !s.is(stDestroyed | stErrored | stEndEmitted) }

func (s *Socket) writableLocked() bool { return !s.is(stDestroyed | stErrored | stEnding) }

func (s *Socket) flag(f state) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.is(f)
}

// Connecting reports whether the connection is being made. Node: connecting.
func (s *Socket) Connecting() bool { return s.flag(stConnecting) }

// Pending reports whether the socket is not connected yet. Node: pending.
func (s *Socket) Pending() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.is(stConnecting) || !s.usableLocked()
}

// Destroyed reports whether the socket was destroyed: by Destroy, by an error,
// or because both sides have ended. Node: destroyed.
func (s *Socket) Destroyed() bool { return s.flag(stDestroyed) }

// Closed reports whether 'close' was emitted. Node: closed.
func (s *Socket) Closed() bool { return s.flag(stClosed) }

// Err returns the error that has ended the socket, an *[Error], or nil.
// Node: errored.
func (s *Socket) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.more == nil || s.more.err == nil {
		return nil
	}
	return s.more.err
}

// Readable reports whether there may be more to read. Node: readable.
func (s *Socket) Readable() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.readableLocked()
}

// ReadableEnded reports whether 'end' was emitted. Node: readableEnded.
func (s *Socket) ReadableEnded() bool { return s.flag(stEndEmitted) }

// ReadableFlowing reports whether data flows to listeners. Node:
// readableFlowing, where null is false here.
func (s *Socket) ReadableFlowing() bool { return s.flag(stFlowing) }

// ReadableLength returns how many bytes wait to be read. Node: readableLength.
func (s *Socket) ReadableLength() int {
	return int(s.number(func() int64 { return int64(s.readableLength) }))
}

// ReadableHighWaterMark returns when a paused socket stops reading from the
// kernel, in bytes. Node: readableHighWaterMark.
func (s *Socket) ReadableHighWaterMark() int {
	return int(s.number(func() int64 { return int64(s.markLocked()) }))
}

// Writable reports whether Write may be called. Node: writable.
func (s *Socket) Writable() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writableLocked()
}

// WritableEnded reports whether End was called. Node: writableEnded.
func (s *Socket) WritableEnded() bool { return s.flag(stEnding) }

// WritableFinished reports whether 'finish' was emitted. Node: writableFinished.
func (s *Socket) WritableFinished() bool { return s.flag(stFinished) }

// WritableLength returns how many bytes wait to be written. Node:
// writableLength.
func (s *Socket) WritableLength() int {
	return int(s.number(func() int64 { return int64(s.writableLength) }))
}

// WritableHighWaterMark returns when Write says false, in bytes. Node:
// writableHighWaterMark.
func (s *Socket) WritableHighWaterMark() int { return int(s.highWaterMark) }

// WritableNeedDrain reports whether Write has returned false and 'drain' is
// still to come. Node: writableNeedDrain.
func (s *Socket) WritableNeedDrain() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.is(stNeedDrain) && !s.is(stDestroyed|stEnding)
}

// WritableCorked returns how many times Uncork has to be called. Node:
// writableCorked.
func (s *Socket) WritableCorked() int { return int(s.number(func() int64 { return int64(s.corked) })) }

// BytesRead returns how many bytes were received. Node: bytesRead.
func (s *Socket) BytesRead() int64 { return s.number(func() int64 { return s.bytesRead }) }

// BytesWritten returns how many bytes Write was given, those that still wait
// included. Node: bytesWritten.
func (s *Socket) BytesWritten() int64 { return s.number(func() int64 { return s.bytesWritten }) }

func (s *Socket) number(read func() int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return read()
}

// AllowHalfOpen reports whether the writing side stays open when the peer has
// ended. Node: allowHalfOpen.
func (s *Socket) AllowHalfOpen() bool { return !s.flag(stNoHalfOpen) }

// Server returns the server that has accepted the socket; nil for another.
// Node: server.
func (s *Socket) Server() *Server {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.server
}

// LocalAddr returns this end's address; the empty one, never nil, while there is
// none and after the socket was destroyed. Node: address(), localAddress,
// localPort, localFamily.
func (s *Socket) LocalAddr() *Address {
	s.mu.Lock()
	at, foreign := s.localAddrLocked()
	s.mu.Unlock()
	if foreign != nil {
		at = newAddress(foreign.LocalAddr())
	}
	return at
}

// localAddrLocked is the address, or who has to be asked for it without the lock, as
// in configure.
func (s *Socket) localAddrLocked() (at *Address, foreign transport.Stream) {
	switch {
	case !s.usableLocked():
		return &Address{}, nil
	case s.more != nil && s.more.local.IsValid():
		return newAddress(transport.Addr{AddrPort: s.more.local}), nil
	case transport.Foreign(s.stream):
		return nil, s.stream
	}
	return newAddress(s.stream.LocalAddr()), nil
}

// SetAddresses sets what LocalAddr and RemoteAddr return, once something between here
// and the client, such as a load balancer, has told where the connection comes from
// and where it was to go; an address that is not valid leaves that one as it is. The
// package nodenet/proxyproto does it for servers behind the PROXY protocol.
func (s *Socket) SetAddresses(local, remote netip.AddrPort) *Socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.extraLocked()
	if local.IsValid() {
		m.local = local
	}
	if remote.IsValid() {
		m.remote = remote
	}
	return s
}

// RemoteAddr returns the peer's address; the empty one, never nil, while there is
// none. It stays after the socket has closed, where Node's is gone. Node:
// remoteAddress, remotePort, remoteFamily.
func (s *Socket) RemoteAddr() *Address {
	s.mu.Lock()
	at, foreign := s.remoteAddrLocked()
	s.mu.Unlock()
	if foreign != nil {
		at = newAddress(foreign.RemoteAddr())
	}
	return at
}

func (s *Socket) remoteAddrLocked() (at *Address, foreign transport.Stream) {
	switch {
	case s.stream == nil:
		return &Address{}, nil
	case s.more != nil && s.more.remote.IsValid():
		return newAddress(transport.Addr{AddrPort: s.more.remote}), nil
	case transport.Foreign(s.stream):
		return nil, s.stream
	}
	return newAddress(s.stream.RemoteAddr()), nil
}

// AttemptedAddresses returns the addresses that were tried by the last Connect,
// as "ip:port". Node: autoSelectFamilyAttemptedAddresses.
func (s *Socket) AttemptedAddresses() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.more == nil {
		return nil
	}
	return append([]string(nil), s.more.attempted...)
}
