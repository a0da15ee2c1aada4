package transport

import (
	"crypto/tls"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// TLS is how to secure a stream.
type TLS struct {
	Config    *tls.Config
	Server    bool          // which end of the handshake this is
	Timeout   time.Duration // of the handshake; 0 for none
	Limit     *Handshakes   // nil for none
	Started   bool          // the stream below is in use already, by somebody who hands it over
	Read      []byte        // what that one has read of TLS
	Unsent    []byte        // what that one has written, and the stream has not taken
	Owner     Shaker        // nil for none
	KeepHello bool          // for HelloOf
	Refusal   error         // why there can be no handshake; nil for nothing
	Alert     uint8         // what the peer is told then; 0 for nothing
	Hasty     bool          // a Shutdown does not wait for the end of the handshake, only for a client's hello
}

// Shaker is whose handshake it is, for functions of a tls.Config that many share.
type Shaker interface {
	// Replies is called by the handshake, before this end writes.
	Replies()
	// Ended is called on the loop when the other end has ended the connection during the
	// handshake, which may be waiting for something else than data.
	Ended(err error)
}

// ShakerOf is the owner of the connection that a function of a tls.Config is given.
func ShakerOf(conn net.Conn) Shaker {
	if c, ok := conn.(*secureConn); ok && c.shake != nil {
		return c.shake.Owner
	}
	return nil
}

// HelloOf is what a client has sent, up to the end of its hello, for a GetConfigForClient
// of a connection with KeepHello. It is there once.
func HelloOf(conn net.Conn) []byte {
	c, ok := conn.(*secureConn)
	if !ok || c.shake == nil {
		return nil
	}
	hello := c.shake.hello
	c.shake.KeepHello, c.shake.hello = false, nil
	return hello
}

// Over makes a stream of plain text over one that carries TLS. It owns that one. Its
// handler may have a method Secured(), which is called once the handshake is done; a
// handshake that fails is Handler.Fail with the operation "handshake". Until then
// nothing is read and a write takes nothing.
func (o TLS) Over(below Stream) Stream {
	s := &secure{below: below}
	s.shake = &handshake{TLS: o, more: sync.Cond{L: &s.mu}}
	s.in = o.Read
	if o.Server {
		s.tls = tls.Server((*secureConn)(s), o.Config)
	} else {
		s.tls = tls.Client((*secureConn)(s), o.Config)
	}
	return s
}

// SecureState is what the handshake of a stream has agreed on; false for one that is
// not TLS, or not yet. From any goroutine.
func SecureState(s Stream) (state tls.ConnectionState, ok bool) {
	var c *tls.Conn
	switch s := s.(type) {
	case *secure:
		s.mu.Lock()
		if s.shake == nil {
			c = s.tls
		}
		s.mu.Unlock()
	case *conn:
		if over, ok := s.Conn.(*tls.Conn); ok && hasShaken(over) {
			c = over
		}
	}
	if c == nil { // crypto/tls would wait for the handshake
		return state, false
	}
	return c.ConnectionState(), true
}

// Below is the stream that TLS is over; any other is its own.
func Below(s Stream) Stream {
	for {
		over, ok := s.(*secure)
		if !ok {
			return s
		}
		s = over.below
	}
}

// Foreign reports whether a stream is, or is over, a net.Conn: its methods are somebody
// else's, and are called without a lock.
func Foreign(s Stream) bool {
	_, ok := Below(s).(*conn)
	return ok
}

// secure is TLS over another stream, by crypto/tls.
//
//	above      Write ─► tls.Conn.Write ─► secureConn.Write ─► below.Write, and what it does not take: sending, queue
//	           Data  ◄─ tls.Conn.Read  ◄─ secureConn.Read  ◄─ in ◄─ below's Data
//
// The handshake has a goroutine, since crypto/tls can only wait in it, and what
// a tls.Config calls may take long. After it crypto/tls is driven by what the loop has
// read: a Read that finds nothing gets an error that does not last, and an idle
// connection has no goroutine.
type secure struct {
	below   Stream
	tls     *tls.Conn
	loop    *loop.Loop
	handler Handler

	// on the loop
	wanted   bool // data is wanted
	over     bool // nothing more will come
	closed   bool
	pulling  bool
	posted   bool // a pull is
	dry      bool // crypto/tls has nothing more, unless something comes
	awaiting bool // the handler waits for Writable
	telling  bool // the owner is told that the handshake is done; what it writes then waits
	asks     bool // crypto/tls asks the Rand of a tls.Config as it writes: known with the end of the handshake
	records  records
	part     *[]byte // lent to crypto/tls for a record of which a part is there
	readErr  error   // of crypto/tls, told when all data was

	mu    sync.Mutex
	shake *handshake // nil once it is done
	in    []byte     // of TLS, not read yet: of mu during the handshake, then of the loop
	ended *belowEnd  // after in, likewise

	unsent   *backlog // nil for nothing, with no error
	gather   *[]byte  // where records go that are sent together
	gone     bool     // closed, or about to be
	shut     bool     // close_notify was the last to be written
	shutting bool     // Shutdown is under way
	sealing  bool     // what asks is being encrypted, on a goroutine

	flooded atomic.Bool // mostAnswers wait
}

// backlog is what the stream below has not taken yet, or has refused.
type backlog struct {
	sending []byte // what it was given
	queue   []byte // what comes after that
	owed    int    // bytes of the last write, of which the writer is told when all is taken
	err     error  // final
}

// belowEnd is how the stream below has ended.
type belowEnd struct {
	operation string
	err       error // io.EOF for the peer's end
}

// The operations of a secure stream on its loop.
const (
	secureMore uint8 = iota
	secureShaken
	secureTimeout
	securePull
	secureAwait
	secureWritable
	secureSealed
	secureShut
)

func (s *secure) task(operation uint8) loop.Task { return loop.Task{On: s, Operation: operation} }

// Do runs one operation.
func (s *secure) Do(operation uint8) {
	if s.closed {
		return
	}
	switch operation {
	case secureMore:
		if s.shake != nil {
			s.below.SetReading(true)
		}
	case secureShaken:
		s.shaken()
	case secureTimeout:
		s.shakeFailed(ErrHandshakeTimeout)
		s.tellFailed() // although the alert has not left
	case securePull:
		s.posted = false
		s.pull()
	case secureAwait:
		if s.pending() {
			s.below.AwaitWritable()
		}
	case secureWritable:
		s.tellWritable()
	case secureSealed:
		s.sealed()
	case secureShut:
		if s.shake != nil {
			s.shutdownShaken()
		}
	}
}

func (s *secure) Start(l *loop.Loop, h Handler) {
	s.loop, s.handler = l, h
	k := s.shake
	if k.Timeout > 0 {
		k.timer.Task = s.task(secureTimeout)
		l.Arm(&k.timer, loop.After(k.Timeout))
	}
	if k.Started {
		s.below.SetHandler((*secureHandler)(s))
	} else {
		s.below.Start(l, (*secureHandler)(s))
	}
	if len(k.Unsent) > 0 {
		s.unsent, k.Unsent = &backlog{sending: k.Unsent}, nil
		s.below.AwaitWritable()
	}
	if !k.Server || len(s.in) > 0 || k.Refusal != nil {
		s.launch()
	}
	s.below.SetReading(true)
}

func (s *secure) SetHandler(h Handler) { s.handler = h }

func (s *secure) Hangup(reset bool) {
	s.leave()
	s.below.Hangup(reset)
}

// Close sends no close_notify: the peer may see that the end is not Shutdown's.
func (s *secure) Close(reset bool) {
	if s.closed {
		return
	}
	s.closed, s.wanted = true, false
	s.leave()
	if s.loop != nil && s.shake != nil {
		s.loop.Disarm(&s.shake.timer)
	}
	s.below.Close(reset)
}

// leave ends the handshake, and all writing.
func (s *secure) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true
	if u := s.unsent; u != nil {
		u.sending, u.queue = nil, nil
	}
	if s.shake != nil {
		s.shake.more.Signal()
		s.shake.Limit.forget(s.shake)
	}
}

func (s *secure) LocalAddr() Addr                { return s.below.LocalAddr() }
func (s *secure) RemoteAddr() Addr               { return s.below.RemoteAddr() }
func (s *secure) SetNoDelay(on bool) error       { return s.below.SetNoDelay(on) }
func (s *secure) SetKeepAlive(k KeepAlive) error { return s.below.SetKeepAlive(k) }
func (s *secure) SetTypeOfService(tos int) error { return s.below.SetTypeOfService(tos) }
func (s *secure) TypeOfService() (int, error)    { return s.below.TypeOfService() }
func (s *secure) TCP() bool                      { return s.below.TCP() }
func (s *secure) Fd() int                        { return s.below.Fd() }
