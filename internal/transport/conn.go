package transport

import (
	"io"
	"net"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// conn is a stream on any net.Conn. What blocks is done by goroutines, one for
// the read and one for the write under way; they post what came of it.
//
//	loop                     goroutine
//	SetReading(true) ──────► Read
//	Handler.Data     ◄────── post
//	Writev           ──────► WriteTo
//	Handler.Writable ◄────── post
//
// Without anything to read or write there is no goroutine but the one that
// waits in Read.
type conn struct {
	net.Conn
	loop    *loop.Loop
	handler Handler

	// on the loop
	wanted bool // data is wanted
	held   bool // something was read and not all of it delivered yet
	idle   bool // no goroutine reads
	closed bool

	shut   atomic.Bool // the whole conn was closed to end the writing side
	hangup sync.Once
	hungUp chan struct{} // closed when a conn that is not a socket has closed

	// of the reading goroutine, or of the loop while idle or held
	buf     []byte
	n       int
	readErr error

	// of the writing goroutine, then of the loop
	written  int
	writeErr error
	shutErr  error
}

// NewConn makes a stream of any net.Conn.
func NewConn(c net.Conn) Stream { return &conn{Conn: c, idle: true} }

// Own is Take, or NewConn where that fails: no descriptor may be left.
func Own(c net.Conn) Stream {
	if s, err := Take(c); err == nil {
		return s
	}
	return NewConn(c)
}

// The operations of a conn on its loop.
const (
	connRead uint8 = iota
	connHeld
	connWritten
	connShutdown
	connGone
	connClosed
)

const (
	firstRead = 4 << 10
	// mostNothing is how often in a row a conn may read nothing at all, as with [bufio].
	mostNothing = 100
)

func (c *conn) Start(l *loop.Loop, h Handler) { c.loop, c.handler = l, h }

func (c *conn) SetHandler(h Handler) { c.handler = h }

func (c *conn) post(operation uint8) { c.loop.Post(loop.Task{On: c, Operation: operation}) }

// Do is what the goroutines post.
func (c *conn) Do(operation uint8) {
	switch {
	case operation == connGone:
		c.loop.Closing(loop.Task{On: c, Operation: connClosed})
		return
	case operation == connClosed:
		c.handler.Closed()
		return
	case c.closed:
		return
	}
	switch operation {
	case connRead:
		c.idle, c.held = true, true
		c.deliver()
	case connHeld: // unless it was delivered meanwhile
		if c.held {
			c.deliver()
		}
	case connWritten:
		c.handler.Writable(c.written, c.writeErr)
	case connShutdown:
		c.handler.ShutdownDone(c.shutErr)
	}
}

func (c *conn) SetReading(on bool) {
	if c.closed || c.wanted == on {
		return
	}
	c.wanted = on
	switch {
	case !on:
	case c.held:
		c.post(connHeld)
	case c.idle && c.readErr == nil:
		c.startRead()
	}
}

func (c *conn) startRead() {
	c.idle = false
	go func() {
		defer c.post(connRead)
		if c.buf == nil {
			c.buf = make([]byte, firstRead)
		}
		c.n, c.readErr = 0, errGone // unless it returns
		for range mostNothing {
			if c.n, c.readErr = c.readSome(c.buf); c.n > 0 || c.readErr != nil {
				return
			}
		}
		c.readErr = io.ErrNoProgress
	}()
}

// deliver hands over what was read, unless it is not wanted any more: then it
// stays until it is.
func (c *conn) deliver() {
	returned := false
	defer func() {
		if !returned { // a Goexit in the handler: the rest in another turn
			c.post(connHeld)
		}
	}()
	for c.held && c.wanted && !c.closed {
		if c.n > 0 {
			c.deliverData()
			c.loop.Drain()
			continue
		}
		c.held = false
		switch {
		case c.readErr == nil:
		case c.readErr == io.EOF || c.shut.Load():
			c.handler.End()
		default:
			c.handler.Fail("read", c.readErr)
		}
	}
	returned = true
	if !c.held && c.idle && c.wanted && !c.closed && c.readErr == nil {
		c.startRead()
	}
}

// deliverData hands over once: to the handler's buffer as much as fits there,
// otherwise everything.
func (c *conn) deliverData() {
	p := c.buf[:c.n]
	b := c.handler.Buffer()
	if !c.wanted { // Buffer has closed, or does not want any more
		return
	}
	if len(b) > 0 {
		n := copy(b, p)
		c.n = copy(c.buf, p[n:])
		c.handler.Data(b[:n])
		return
	}
	grow := c.n == len(c.buf) && len(c.buf) < 64<<10
	c.n = 0
	c.handler.Data(p)
	if grow && c.buf != nil {
		c.buf = make([]byte, 4*len(p))
	}
}

// ReadRest hands over what a goroutine has read already.
func (c *conn) ReadRest() {
	if c.held {
		c.deliver()
	}
}

// Keep gives the buffer away when most of it is wanted.
func (c *conn) Keep(p []byte) []byte {
	if len(p) < len(c.buf)/2 || unsafe.SliceData(p) != unsafe.SliceData(c.buf) {
		return append([]byte(nil), p...)
	}
	c.buf = nil
	return p[:len(p):len(p)]
}

func (c *conn) Retains() bool { return true }

// Write takes nothing now: a net.Conn may block.
func (c *conn) Write(p []byte) (int, error) { return c.Writev([][]byte{p}) }

func (c *conn) Writev(ps [][]byte) (int, error) {
	if !slices.ContainsFunc(ps, func(p []byte) bool { return len(p) > 0 }) {
		return 0, nil // that was all
	}
	ps = beginning(ps)
	go func() {
		defer c.post(connWritten)
		c.written, c.writeErr = 0, errGone
		c.written, c.writeErr = c.writeAll(ps)
	}()
	return 0, nil
}

const (
	// mostWritten is how much is written until the loop is told of it: who waits for
	// the peer to take something has to see that it does.
	mostWritten = 256 << 10
	// maxPieces is how many pieces the system is given at once. Linux takes no more,
	// for which Go cares; so does wine, for which it does not.
	maxPieces = 1024
)

// beginning copies a list of pieces as far as it is written at once.
func beginning(ps [][]byte) [][]byte {
	some := make([][]byte, 0, min(len(ps), maxPieces))
	for most := mostWritten; len(some) < cap(some); {
		p := ps[len(some)]
		if len(p) >= most {
			return append(some, p[:most])
		}
		some = append(some, p)
		most -= len(p)
	}
	return some
}

// writeAll writes in one system call where there is one for it. A net.Conn should
// not write less than it was given without an error; one that does is given the
// rest.
func (c *conn) writeAll(ps [][]byte) (total int, err error) {
	if c.system() {
		buffers := net.Buffers(ps)
		n, err := buffers.WriteTo(c.Conn)
		return int(n), err
	}
	for _, p := range ps {
		for len(p) > 0 {
			n, err := c.writeSome(p)
			total += n
			if err != nil {
				return total, err
			}
			if n == 0 {
				return total, io.ErrNoProgress
			}
			p = p[n:]
		}
	}
	return total, nil
}

// AwaitWritable has nothing to do: the end of the write under way tells.
func (c *conn) AwaitWritable() {}

// Shutdown ends the writing side. A conn that cannot do that alone is closed:
// there is no other way to tell the peer.
func (c *conn) Shutdown() (done bool, err error) {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if c.system() { // no peer's answer can come before it is done
		err = half.CloseWrite()
		if node.ErrnoOf(err) == syscall.ENOTCONN {
			err = nil // the peer has reset already, which reading tells
		}
		return true, err
	}
	c.shut.Store(!ok)
	go func() {
		defer c.post(connShutdown)
		c.shutErr = errGone
		if ok {
			c.shutErr = guarded(c.loop, half.CloseWrite)
		} else {
			c.shutErr = guarded(c.loop, c.Conn.Close)
		}
	}()
	return false, nil
}

// system reports whether the conn is a socket of the system's, whose ending and
// closing do not block, rather than something that talks to the peer.
func (c *conn) system() bool { return isSystem(c.Conn) }

func isSystem(c net.Conn) bool {
	switch c.(type) {
	case *net.TCPConn, *net.UnixConn:
		return true
	}
	return false
}

// closePatience is how long Close of a conn that is not a socket may take until its end
// is told all the same. That of crypto/tls may wait five seconds for the peer.
var closePatience = 10 * time.Second

func (c *conn) Close(reset bool) {
	if c.closed {
		return
	}
	c.closed, c.wanted = true, false
	c.Hangup(reset)
	switch {
	case c.loop == nil:
	case c.system():
		c.loop.Closing(loop.Task{On: c, Operation: connClosed})
	default:
		go func() {
			defer c.post(connGone)
			select {
			case <-c.hungUp:
			case <-time.After(closePatience):
				c.loop.Log().Warn("nodenet: Close of a net.Conn has not returned", "conn", reflect.TypeOf(c.Conn), "after", closePatience)
			}
		}()
	}
}

// Hangup closes the conn, once; Close tells of it.
func (c *conn) Hangup(reset bool) {
	c.hangup.Do(func() {
		if tcp, ok := c.Conn.(*net.TCPConn); ok && reset {
			_ = tcp.SetLinger(0)
		}
		if c.system() {
			_ = c.Conn.Close()
			return
		}
		c.hungUp = make(chan struct{})
		go func() {
			defer close(c.hungUp)
			_ = guarded(c.loop, c.Conn.Close)
		}()
	})
}

// CloseConn closes a connection that nobody waits for: its Close is foreign, and may take
// its time.
func CloseConn(c net.Conn) {
	if isSystem(c) {
		_ = c.Close()
	} else {
		go func() { _ = guarded(nil, c.Close) }()
	}
}
