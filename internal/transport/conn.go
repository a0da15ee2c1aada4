package transport

import (
	"io"
	"net"
	"slices"

	"github.com/nodenet-go/nodenet/internal/loop"
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
	held   bool // something was read and not delivered yet
	idle   bool // no goroutine reads
	shut   bool // the whole conn was closed to end the writing side
	closed bool

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

// The operations of a conn on its loop.
const (
	connRead uint8 = iota
	connHeld
	connWritten
	connShutdown
	connClosed
)

const firstRead = 4 << 10

func (c *conn) Start(l *loop.Loop, h Handler) { c.loop, c.handler = l, h }

func (c *conn) post(operation uint8) { c.loop.Post(loop.Task{On: c, Operation: operation}) }

// Do is what the goroutines post.
func (c *conn) Do(operation uint8) {
	if operation == connClosed {
		c.handler.Closed()
		return
	}
	if c.closed {
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
		if c.buf == nil {
			c.buf = make([]byte, firstRead)
		}
		c.n, c.readErr = c.Conn.Read(c.buf)
		c.post(connRead)
	}()
}

// deliver hands over what was read, unless it is not wanted any more: then it
// stays until it is.
func (c *conn) deliver() {
	for c.held && c.wanted && !c.closed {
		if c.n > 0 {
			c.deliverData()
			c.loop.Drain()
			continue
		}
		c.held = false
		switch {
		case c.readErr == nil:
		case c.readErr == io.EOF || c.shut:
			c.handler.End()
		default:
			c.handler.Fail("read", c.readErr)
		}
	}
	if !c.held && c.idle && c.wanted && !c.closed && c.readErr == nil {
		c.startRead()
	}
}

// deliverData hands over once: to the handler's buffer as much as fits there,
// otherwise everything.
func (c *conn) deliverData() {
	p := c.buf[:c.n]
	if b := c.handler.Buffer(); b != nil {
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

func (c *conn) Keep(p []byte) []byte {
	if len(p) < len(c.buf)/2 {
		return append([]byte(nil), p...)
	}
	c.buf = nil
	return p[:len(p):len(p)]
}

func (c *conn) Retains() bool { return true }

// Write takes nothing now: a net.Conn may block.
func (c *conn) Write(p []byte) (int, error) { return c.Writev([][]byte{p}) }

func (c *conn) Writev(ps [][]byte) (int, error) {
	buffers := net.Buffers(slices.Clone(ps))
	go func() {
		n, err := buffers.WriteTo(c.Conn)
		c.written, c.writeErr = int(n), err
		c.post(connWritten)
	}()
	return 0, nil
}

// AwaitWritable has nothing to do: the end of the write under way tells.
func (c *conn) AwaitWritable() {}

// Shutdown ends the writing side. A conn that cannot do that alone is closed:
// there is no other way to tell the peer.
func (c *conn) Shutdown() {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if c.system() { // no peer's answer can come before it is done
		c.handler.ShutdownDone(half.CloseWrite())
		return
	}
	c.shut = !ok
	go func() {
		if ok {
			c.shutErr = half.CloseWrite()
		} else {
			c.shutErr = c.Conn.Close()
		}
		c.post(connShutdown)
	}()
}

// system reports whether ending and closing are system calls that do not block,
// rather than something that talks to the peer.
func (c *conn) system() bool {
	switch c.Conn.(type) {
	case *net.TCPConn, *net.UnixConn:
		return true
	}
	return false
}

func (c *conn) Close(reset bool) {
	if tcp, ok := c.Conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	if c.loop == nil {
		_ = c.Conn.Close()
		return
	}
	c.closed, c.wanted = true, false
	if c.system() {
		c.loop.Closing(loop.Task{On: loop.Func(func() {
			_ = c.Conn.Close()
			c.handler.Closed()
		})})
		return
	}
	go func() {
		_ = c.Conn.Close()
		c.post(connClosed)
	}()
}
