package nodenet

import (
	"context"
	"net/netip"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// connecting is a socket on its way to being connected. Everything here runs on
// the loop.
//
//	startConnecting ─► resolve ─► onLookup ─►   try   ─┬─► onAttempted ─► onConnected
//	                    (a name)                ▲      │ failed, or took too long
//	                                            └──────┘ while there are addresses
type connecting struct {
	socket    *Socket
	options   ConnectOptions // as they were: the next Connect sets others
	addresses []netip.Addr
	next      int
	errs      []error
	several   bool      // happy eyeballs: one address after another
	listeners listeners // those there were when Connect was called
	ctx       context.Context
	cancel    context.CancelFunc // of the lookup; nil when there is none
	attempt   transport.Attempt  // the one under way; set under the socket's lock
	slow      loop.Timer
	deadline  loop.Timer
}

func (s *Socket) startConnecting() {
	s.mu.Lock()
	if s.is(stDestroyed) || !s.is(stConnecting) {
		s.mu.Unlock()
		return
	}
	c := &connecting{socket: s, options: s.more.options, listeners: s.more.early}
	s.more.early = listeners{}
	s.more.connecting = c
	s.mu.Unlock()
	c.slow.Task = loop.Task{On: loop.Func(c.tooSlow)}
	if d := c.options.ConnectTimeout; d > 0 {
		c.deadline.Task = loop.Task{On: loop.Func(c.tooLate)}
		s.loop.Arm(&c.deadline, loop.After(d))
	}
	switch ip, err := netip.ParseAddr(c.options.Host); {
	case c.options.Path != "":
		c.try(transport.Addr{Path: c.options.Path, Unix: true})
	case err == nil:
		c.addresses = []netip.Addr{ip}
		c.attemptNext()
	default:
		c.resolve()
	}
}

// takeAttemptLocked returns what has to be stopped when the socket is destroyed.
func (s *Socket) takeAttemptLocked() *connecting {
	s.set(stConnecting, false)
	if s.more == nil || s.more.connecting == nil {
		return nil
	}
	c := s.more.connecting
	s.more.connecting = nil
	return c
}

// stop gives up.
func (c *connecting) stop() {
	if c.cancel != nil {
		c.cancel()
	}
	c.socket.loop.Disarm(&c.slow)
	c.socket.loop.Disarm(&c.deadline)
	c.abandon()
}

// abandon gives up the attempt under way.
func (c *connecting) abandon() {
	if attempt := c.setAttempt(nil); attempt != nil {
		attempt.Cancel()
	}
}

// setAttempt sets the attempt under way, and returns the one before. Destroy looks at
// it from other goroutines.
func (c *connecting) setAttempt(attempt transport.Attempt) (before transport.Attempt) {
	c.socket.mu.Lock()
	defer c.socket.mu.Unlock()
	before, c.attempt = c.attempt, attempt
	return before
}

// givenUp tells of the attempt that ends with the socket, where there were
// several; nil when there is nothing to tell.
func (c *connecting) givenUp() func() {
	if !c.several || c.attempt == nil {
		return nil
	}
	remote := transport.Addr{AddrPort: netip.AddrPortFrom(c.addresses[c.next-1], uint16(c.options.Port))}
	ip, port, family := c.names(remote)
	e := addressError("connect", syscall.ECANCELED, ip, port)
	return func() {
		emit(c.socket, evAttemptFailed, func(f func(string, int, int, error)) { f(ip, port, family, e) })
	}
}

// live reports whether the socket still wants to be connected by c.
func (c *connecting) live() bool {
	s := c.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.is(stConnecting) && !s.is(stDestroyed) && s.more.connecting == c
}

// attemptNext tries the next address, or fails when there is none left.
func (c *connecting) attemptNext() {
	for c.live() {
		if c.next == len(c.addresses) {
			c.socket.Destroy(joinedError(c.errs))
			return
		}
		ip := c.addresses[c.next]
		c.next++
		if c.try(transport.Addr{AddrPort: netip.AddrPortFrom(ip, uint16(c.options.Port))}) {
			return
		}
	}
}

// try starts to connect to one address: a socket first, bound where that was
// asked for, and then the connect; Node tells of the attempt in between. It
// reports false when that has failed at once and there may be another to try.
func (c *connecting) try(remote transport.Addr) bool {
	s := c.socket
	if list := c.options.BlockList; list != nil && !remote.Unix && list.Check(remote.Addr()) {
		return c.refuseBlocked(remote)
	}
	bound, adopted := c.bound()
	if adopted != nil {
		return c.fail(remote, adopted, true)
	}
	end, err := s.group.handles.Socket(remote, handle.Local(remote, c.options.LocalAddress, c.options.LocalPort), bound, c.options.controls()...)
	if err != nil {
		return c.fail(remote, public(err), true)
	}
	told := false
	defer func() {
		if !told && !c.connect(end, remote) { // a listener has called runtime.Goexit
			c.attemptNext()
		}
	}()
	c.tellAttempt(remote)
	told = true
	return c.connect(end, remote)
}

// connect is the second half of try.
func (c *connecting) connect(end handle.Connecting, remote transport.Addr) bool {
	s := c.socket
	if !c.live() { // a listener has destroyed it
		end.Close()
		return true
	}
	attempt, err := end.Connect(s.loop, func(stream transport.Stream, err error) { c.onAttempted(end, stream, err) })
	if err != nil {
		return c.fail(remote, public(err), true)
	}
	c.setAttempt(attempt)
	if c.next < len(c.addresses) {
		timeout := c.options.AttemptTimeout
		if timeout == 0 {
			timeout = DefaultAutoSelectFamilyAttemptTimeout()
		}
		s.loop.Arm(&c.slow, loop.After(max(timeout, node.MinAttemptTimeout)))
	}
	return true
}

// blocked refuses an address. As in Node an attempt is told of only when it is
// the one there is.
func (c *connecting) refuseBlocked(remote transport.Addr) bool {
	address := remote.Addr().String()
	err := misuse(node.Blocked(address))
	if c.several {
		return c.fail(remote, err, true)
	}
	defer func() { // also when a listener calls runtime.Goexit
		if c.live() {
			c.socket.Destroy(err)
		}
	}()
	c.emit(evAttempt, remote)
	return true
}

// bound takes over the socket to connect from; nil when there is none.
func (c *connecting) bound() (transport.Bound, *Error) {
	if c.options.Bound == nil {
		return nil, nil
	}
	return c.options.Bound.take()
}

// tellAttempt tells of an attempt, when its local end is bound.
func (c *connecting) tellAttempt(remote transport.Addr) {
	s := c.socket
	if !remote.Unix {
		s.mu.Lock()
		s.more.attempted = append(s.more.attempted, node.HostPort(remote.Host(), c.options.Port))
		s.mu.Unlock()
	}
	c.emit(evAttempt, remote)
}

func (c *connecting) emit(ev event, remote transport.Addr) {
	all := c.socket.snapshot()
	if remote.Unix && ev == evAttempt {
		// Node says so before connect() returns: who listens later misses it.
		all = c.listeners
	}
	if !all.any(ev) {
		return // the address as text is for listeners alone
	}
	ip, port, family := c.names(remote)
	emitTo(c.socket, all, ev, func(f func(string, int, int)) { f(ip, port, family) })
}

// names is an address as events name it; that of a Unix socket is its path alone.
func (c *connecting) names(remote transport.Addr) (ip string, port, family int) {
	if remote.Unix {
		return remote.Path, 0, 0
	}
	return remote.Addr().String(), c.options.Port, familyOf(remote.Addr())
}

// onAttempted is the end of an attempt.
func (c *connecting) onAttempted(end handle.Connecting, stream transport.Stream, err error) {
	c.setAttempt(nil)
	c.socket.loop.Disarm(&c.slow)
	switch {
	case !c.live():
		if stream != nil {
			stream.Close(false)
		}
	case err == nil:
		c.stop()
		c.socket.onConnected(stream, true)
	case !c.fail(end.Remote, public(end.Failed(err)), false):
		c.attemptNext()
	}
}

// fail deals with an attempt that did not connect, and reports false when
// there may be another to try.
func (c *connecting) fail(remote transport.Addr, e *Error, atOnce bool) bool {
	told := false
	defer func() {
		switch {
		case !c.several:
			c.socket.Destroy(e)
		case !told: // a listener has called runtime.Goexit
			c.attemptNext()
		}
	}()
	c.errs = append(c.errs, e)
	if e.Syscall != "bind" && (c.several || !atOnce) {
		ip, port, family := c.names(remote)
		emit(c.socket, evAttemptFailed, func(f func(string, int, int, error)) { f(ip, port, family, e) })
	}
	told = true
	return !c.several
}

// tooSlow gives an attempt up for the next address.
func (c *connecting) tooSlow() {
	remote := transport.Addr{AddrPort: netip.AddrPortFrom(c.addresses[c.next-1], uint16(c.options.Port))}
	defer func() { // also when a listener calls runtime.Goexit
		c.abandon()
		c.errs = append(c.errs, addressError("connect", syscall.ETIMEDOUT, remote.Addr().String(), c.options.Port))
		c.attemptNext()
	}()
	c.emit(evAttemptTimeout, remote)
}

// tooLate is the end of ConnectTimeout.
func (c *connecting) tooLate() {
	host, port := c.options.Host, c.options.Port
	if c.options.Path != "" {
		host, port = c.options.Path, 0
	}
	c.socket.Destroy(addressError("connect", syscall.ETIMEDOUT, host, port))
}

// onConnected is a socket whose connection is made, or was when it came.
func (s *Socket) onConnected(stream transport.Stream, tell bool) {
	s.mu.Lock()
	if s.is(stDestroyed) {
		s.mu.Unlock()
		stream.Close(false)
		return
	}
	stream = s.clientTLS(stream)
	s.startLocked(stream)
	s.stream = stream
	s.set(stOpen, true)
	s.more.connecting = nil
	s.set(stConnecting, false)
	s.set(stConnected, true)
	s.loop.Counters.Connected.Add(1)
	s.activeLocked()
	s.applyOptionsLocked()
	waiting := s.is(stWriting)
	if s.is(stReset) { // asked for while connecting; Node still says 'connect'
		s.destroyLocked(nil)
	}
	s.mu.Unlock()
	s.setKernel(s.more.options.kernel())
	// From the last to the first; deferred, since a listener may call runtime.Goexit.
	defer s.startReading()
	if tell {
		defer s.emitPlain(evReady)
	}
	defer s.flushPending(waiting)
	if tell {
		s.emitPlain(evConnect)
	}
}

// startReading begins to read a connection that was made, unless it is paused.
func (s *Socket) startReading() {
	if !s.IsPaused() {
		s.readZero()
		return
	}
	s.mu.Lock()
	s.updateReadingLocked() // it may have been asked for before
	s.mu.Unlock()
}

// flushPending writes what waited for the connection, and ends if End was called
// meanwhile.
func (s *Socket) flushPending(waiting bool) {
	var ended news
	s.mu.Lock()
	if waiting && !s.is(stDestroyed) && s.pumpLocked() {
		ended = s.requestEndedLocked()
	}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.finishMaybeLocked()
		s.mu.Unlock()
	}()
	s.tellNews(ended)
}
