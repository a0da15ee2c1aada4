package nodenet

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// Conn is a socket as a [net.Conn], for code that blocks: net/http, database
// drivers, crypto/tls. [Socket.Conn] returns it, [Listener] accepts it, and
// [Dialer] connects it. Every method may be called from any goroutine.
//
// It does what a [net.TCPConn] or a [net.UnixConn] does, and its errors are theirs:
// a [*net.OpError], within it [net.ErrClosed], [os.ErrDeadlineExceeded] or an
// [*os.SyscallError]; [io.EOF] as it is. What differs:
//
//   - The loop reads ahead, up to the socket's high-water mark: a Write may be told of a
//     reset that net would have kept for the Read after the data.
//   - Up to 64 KiB of a Write that has hit its deadline may still be sent: they count
//     as written. Close drops what is left of them.
//   - After both sides have ended the descriptor is closed before Close is called.
//   - It is no [syscall.Conn]: a driver that finds one reads from the descriptor to see
//     whether the connection is still there, beside the loop. For options of the
//     socket there is [Socket.SyscallConn].
//   - ReadFrom copies, also from an [os.File].
//   - On one of the group's loops nothing may wait: the error is ERR_INVALID_STATE.
type Conn struct {
	socket  *Socket
	reading sync.Mutex // one Read at a time
	writing sync.Mutex // one Write at a time

	// Guarded by the socket's lock.
	arrived    sync.Cond // data has come, or never will
	taken      sync.Cond // what was written was taken, or never will be
	into       []byte    // where a Read waits for data
	filled     int       // how much of it has come
	readBy     deadline
	writeBy    deadline
	readClosed bool // by CloseRead
	lossTold   bool // that the connection is lost
	closed     bool
	local      net.Addr // once known
}

var _ net.Conn = (*Conn)(nil)

// Conn returns the socket as a [net.Conn], the same one every time. From then on
// what is received is for its Read alone, the socket is half-open as every net.Conn
// is, and nothing of it ends the socket but Close or an error. [FromConn] undoes
// this. The options of the socket stay as they are: those made by [Dial], [Dialer]
// and [Listen] have Go's, others Node's, which delay small writes.
func (s *Socket) Conn() *Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.extraLocked()
	if m.conn == nil {
		c := &Conn{socket: s}
		c.arrived.L, c.taken.L = &s.mu, &s.mu
		m.conn = c
		s.set(stNoHalfOpen, false)
		if d := m.decoder; d != nil { // a net.Conn has bytes, not text
			if m.decoder = nil; len(d.rest) > 0 {
				s.pushLocked(d.rest)
			}
		}
		c.keepLocalLocked()
	}
	return m.conn
}

// Socket returns the socket, for what a [net.Conn] has no method for.
func (c *Conn) Socket() *Socket { return c.socket }

// release makes the socket one with events again.
func (c *Conn) release(halfOpen bool) *Socket {
	s := c.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	c.closed = true
	if s.more.conn == c {
		c.wakeLocked()
		s.more.conn = nil
		s.set(stNoHalfOpen, !halfOpen)
		if s.is(stEndEmitted) && !halfOpen { // what followed from it then was not to end this side
			s.tick(opEndWritable)
		}
		if s.is(stFlowing) { // to listeners there were before
			s.tick(opResume)
		}
	}
	return s
}

// wakeConnLocked has those that wait look at the socket again.
func (s *Socket) wakeConnLocked() {
	if s.more != nil && s.more.conn != nil {
		s.more.conn.wakeLocked()
	}
}

func (c *Conn) wakeLocked() {
	c.arrived.Broadcast()
	c.taken.Broadcast()
}

// Read waits for data, and reads as much of it as there is.
func (c *Conn) Read(p []byte) (int, error) {
	if err := c.turn(&c.reading, "Read"); err != nil {
		return 0, c.opError("read", err)
	}
	defer c.reading.Unlock()
	n, err := c.read(p)
	return n, c.opError("read", err)
}

// turn takes the lock of those that read, or of those that write. Who has it may wait for
// the loop, so that nobody waits for it there.
func (c *Conn) turn(lock *sync.Mutex, name string) error {
	if lock.TryLock() {
		return nil
	}
	if c.socket.group.inside() {
		return errWouldBlock(name)
	}
	lock.Lock()
	return nil
}

func (c *Conn) read(p []byte) (int, error) {
	s := c.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.into = p; p == nil { // not one who takes a chunk
		c.into = []byte{}
	}
	err := c.awaitDataLocked()
	n := c.filled
	c.into, c.filled = nil, 0
	if err != nil || n > 0 || len(p) == 0 {
		return n, err
	}
	n = copy(p, s.in.take(min(len(p), s.readableLength)))
	c.tookLocked(n)
	return n, nil
}

// awaitDataLocked returns when something waits to be read, when a Read has been
// given its data, or with the reason why neither will be.
func (c *Conn) awaitDataLocked() error {
	s := c.socket
	for asked := false; ; asked = true {
		switch {
		case c.filled > 0:
			return nil
		case c.closed:
			return net.ErrClosed
		case c.into != nil && len(c.into) == 0:
			return nil
		case c.readBy.past():
			return os.ErrDeadlineExceeded
		case c.readClosed:
			return io.EOF
		case s.readableLength > 0 && !s.is(stSwapping):
			return nil
		case s.is(stEnded):
			return io.EOF
		case s.is(stDestroyed):
			return c.lostLocked(io.EOF)
		}
		if !asked {
			if s.group.inside() {
				return errWouldBlock("Read")
			}
			s.set(stStarted, true)
			s.updateReadingLocked()
		}
		c.arrived.Wait()
	}
}

// endedByLocked is why a socket that was destroyed can do nothing more.
func (s *Socket) endedByLocked() error {
	if s.more != nil && s.more.err != nil {
		return s.more.err
	}
	return net.ErrClosed
}

// tookLocked counts what was read.
func (c *Conn) tookLocked(n int) {
	s := c.socket
	s.readableLength -= n
	s.scheduleEndLocked()
	s.updateReadingLocked()
}

// receiveLocked is what has arrived.
func (c *Conn) receiveLocked(p []byte) {
	if p = c.fillLocked(p); len(p) > 0 {
		c.socket.pushLocked(append([]byte(nil), p...))
	}
}

// fillLocked gives what has arrived to the Read that waits, and returns the rest.
func (c *Conn) fillLocked(p []byte) []byte {
	if c.readClosed {
		return nil
	}
	c.arrived.Signal()
	if len(c.into) == c.filled || c.socket.readableLength > 0 {
		return p
	}
	n := copy(c.into[c.filled:], p)
	c.filled += n
	return p[n:]
}

// mostPiece is how much a Write hands over before it waits until it was taken.
const mostPiece = 64 << 10

// Write returns when the system has taken everything.
func (c *Conn) Write(p []byte) (int, error) {
	if err := c.turn(&c.writing, "Write"); err != nil {
		return 0, c.opError("write", err)
	}
	defer c.writing.Unlock()
	n, err := c.write(p)
	return n, c.opError("write", err)
}

func (c *Conn) write(p []byte) (n int, err error) {
	s := c.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := c.awaitTakenLocked(); err != nil {
		return 0, err
	}
	for n < len(p) {
		piece := p[n:min(n+mostPiece, len(p))]
		s.acceptLocked(piece, nil, false)
		if err := c.awaitTakenLocked(); err != nil {
			if err == os.ErrDeadlineExceeded {
				n += len(piece)
			}
			return n, err
		}
		n += len(piece)
	}
	return n, nil
}

// awaitTakenLocked returns when the system has taken what was written, or with the
// reason why it will not.
func (c *Conn) awaitTakenLocked() error {
	s := c.socket
	for asked := false; ; asked = true {
		switch {
		case c.closed:
			return net.ErrClosed
		case s.is(stErrored):
			return c.lostLocked(syscall.EPIPE)
		case s.is(stEnding):
			return syscall.EPIPE
		case s.is(stDestroyed):
			return net.ErrClosed
		case !s.is(stConnecting | stConnected):
			return syscall.ENOTCONN
		case c.writeBy.past():
			return os.ErrDeadlineExceeded
		case s.writableLength == 0:
			return nil
		}
		if !asked && s.group.inside() {
			return errWouldBlock("Write")
		}
		c.taken.Wait()
	}
}

// Close destroys the socket: what was received and not read is lost.
func (c *Conn) Close() error {
	s := c.socket
	s.mu.Lock()
	closed := c.closed
	if !closed {
		c.closed = true
		c.readBy.stop()
		c.writeBy.stop()
		c.wakeLocked()
		s.destroyLocked(nil)
	}
	s.mu.Unlock()
	if closed {
		return c.opError("close", net.ErrClosed)
	}
	return nil
}

// CloseWrite ends the writing side; what was written is sent before. Reading goes on.
func (c *Conn) CloseWrite() error {
	s := c.socket
	return c.closeSide(func() error {
		switch {
		case s.is(stErrored):
			return s.endedByLocked()
		case s.is(stDestroyed) && !s.is(stEnding):
			return net.ErrClosed
		}
		s.endLocked(nil)
		return nil
	})
}

// CloseRead has Read return [io.EOF]. What arrives from then on is dropped.
func (c *Conn) CloseRead() error {
	s := c.socket
	return c.closeSide(func() error {
		c.readClosed = true
		s.in, s.readableLength = nil, 0
		s.set(stStarted, true)
		s.scheduleEndLocked()
		s.updateReadingLocked()
		c.arrived.Broadcast()
		return nil
	})
}

// closeSide calls sideLocked, under the socket's lock, while the connection is there.
func (c *Conn) closeSide(sideLocked func() error) error {
	s := c.socket
	s.mu.Lock()
	var err error
	switch {
	case c.closed:
		err = net.ErrClosed
	case c.isLostLocked():
		err = c.notConnectedLocked()
	default:
		err = sideLocked()
	}
	s.mu.Unlock()
	return c.opError("close", err)
}

// LocalAddr returns this end's address, a [*net.TCPAddr] or a [*net.UnixAddr].
func (c *Conn) LocalAddr() net.Addr {
	c.socket.mu.Lock()
	foreign := c.keepLocalLocked()
	local := c.local
	c.socket.mu.Unlock()
	switch {
	case local != nil:
		return local
	case foreign != nil:
		return goAddr(newAddress(foreign.LocalAddr()))
	}
	return &Address{}
}

// keepLocalLocked keeps the address: the system forgets that of a closed socket. What
// FromConn was given has its own, and is asked without the lock.
func (c *Conn) keepLocalLocked() (foreign transport.Stream) {
	s := c.socket
	switch {
	case c.local != nil:
	case s.stream != nil && transport.Foreign(s.stream) && s.is(stDestroyed):
		return s.stream
	case s.usableLocked():
		var at *Address
		if at, foreign = s.localAddrLocked(); foreign == nil {
			c.local = goAddr(at)
		}
	}
	return foreign
}

// RemoteAddr returns the peer's address, a [*net.TCPAddr] or a [*net.UnixAddr].
func (c *Conn) RemoteAddr() net.Addr { return goAddr(c.socket.RemoteAddr()) }

// SetDeadline sets both deadlines; the zero time is none.
func (c *Conn) SetDeadline(t time.Time) error { return c.setDeadlines(t, &c.readBy, &c.writeBy) }

// SetReadDeadline has Read fail with [os.ErrDeadlineExceeded] from then on, also one
// that waits already.
func (c *Conn) SetReadDeadline(t time.Time) error { return c.setDeadlines(t, &c.readBy) }

// SetWriteDeadline is SetReadDeadline for Write.
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.setDeadlines(t, &c.writeBy) }

func (c *Conn) setDeadlines(t time.Time, which ...*deadline) error {
	c.socket.mu.Lock()
	closed := c.closed
	if !closed {
		for _, d := range which {
			d.set(t, c.wake)
		}
		c.wakeLocked()
	}
	c.socket.mu.Unlock()
	if closed {
		local := c.LocalAddr()
		return &net.OpError{Op: "set", Net: local.Network(), Addr: local, Err: net.ErrClosed}
	}
	return nil
}

func (c *Conn) wake() {
	c.socket.mu.Lock()
	c.wakeLocked()
	c.socket.mu.Unlock()
}

// deadline is when something has to be done, by a clock that never jumps.
type deadline struct {
	at    time.Time
	timer *time.Timer
}

func (d *deadline) past() bool { return !d.at.IsZero() && !time.Now().Before(d.at) }

// set has wake called at that time. The caller looks whether it is past already.
func (d *deadline) set(t time.Time, wake func()) {
	d.stop()
	if t.IsZero() {
		d.at = t
		return
	}
	left := time.Until(t)
	d.at = time.Now().Add(left)
	switch {
	case left <= 0:
	case d.timer == nil:
		d.timer = time.AfterFunc(left, wake)
	default:
		d.timer.Reset(left)
	}
}

func (d *deadline) stop() {
	if d.timer != nil {
		d.timer.Stop()
	}
}
