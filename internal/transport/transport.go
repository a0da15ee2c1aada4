// Package transport carries bytes: one connected stream, one listener, behind
// small interfaces. It knows no rule of Node's.
//
// There are two families. Descriptors live on the loop: TCP and Unix sockets
// that the poller watches. Conns wrap any net.Conn and net.Listener: goroutines
// do what blocks and post to the loop. Both keep the same contract, and the
// same behaviour suite runs on both.
//
// Unless a method says otherwise it is called on the stream's loop, and every
// method of a Handler is.
package transport

import (
	"errors"
	"net/netip"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// Stream is one connected byte stream, in both directions.
type Stream interface {
	// Start ties the stream to a loop and to whom it reports. It comes first.
	Start(*loop.Loop, Handler)

	// SetReading says whether data is wanted. A stream starts with none.
	SetReading(bool)
	// ReadRest hands over what can be read now, although writing has failed.
	ReadRest()
	// Keep returns what Handler.Data was given, or a part of it, as a slice
	// that stays good after Data has returned.
	Keep(p []byte) []byte

	// Write and Writev take as many of the bytes as the kernel takes now and
	// return how many. They may be called from any goroutine, one call at a
	// time, before Close. If fewer were taken than there are, call
	// AwaitWritable; then Handler.Writable tells when to go on.
	Write(p []byte) (int, error)
	Writev(ps [][]byte) (int, error)
	// AwaitWritable asks for Handler.Writable, once.
	AwaitWritable()
	// Retains reports whether Writev goes on reading what it was given, and
	// has not taken yet, until Handler.Writable.
	Retains() bool

	// Shutdown ends the writing side. Handler.ShutdownDone follows.
	Shutdown()
	// Close ends the stream, with a reset if asked for. Handler.Closed
	// follows in the closing phase of the loop; nothing else does.
	Close(reset bool)

	// These may be called from any goroutine, before Close.
	LocalAddr() Addr
	RemoteAddr() Addr
	SetNoDelay(bool) error
	SetKeepAlive(KeepAlive) error
	SetTypeOfService(int) error
	TypeOfService() (int, error)
	// TCP reports whether a reset and the TCP options make sense.
	TCP() bool
	// Fd is the number of the descriptor; -1 when there is none to tell.
	Fd() int
}

// Handler is told what happens on a stream.
type Handler interface {
	// Buffer is where the next read shall land; nil leaves it to the
	// transport.
	Buffer() []byte
	// Data hands over what was read. It is good until Data returns, unless
	// it lies in what Buffer returned.
	Data(p []byte)
	// End says that the peer has ended its side.
	End()
	// Fail says that reading, or what else the operation names, has failed.
	Fail(operation string, err error)
	// Writable says that n more bytes of those given to Writev were taken,
	// and that it may be called again; or that it has failed.
	Writable(n int, err error)
	// ShutdownDone answers Shutdown.
	ShutdownDone(err error)
	// Closed answers Close.
	Closed()
}

// Listener accepts streams.
type Listener interface {
	Addr() Addr // from any goroutine
	// Fd is the number of the descriptor; -1 when there is none to tell.
	Fd() int
	// Start begins to accept, on the loop.
	Start(*loop.Loop, Acceptor)
	// Close stops, and the address is free again at once; a socket file is
	// removed. From any goroutine.
	Close()
}

// Acceptor is told of every accepted stream. The stream is not started yet and
// may be started on any loop, or just closed.
type Acceptor interface {
	Accepted(Stream)
	// AcceptFailed says that accepting has failed and is tried again later.
	AcceptFailed(error)
	// AcceptEnded says that the listener is of no use any more.
	AcceptEnded(error)
}

// Network opens listeners and streams.
type Network interface {
	// Listen binds at once. From any goroutine.
	Listen(Listen) (Listener, error)
	// Socket makes a socket to connect to remote with. It is bound to local, if
	// that is valid: at once, unless the system binds only when it connects. From
	// any goroutine.
	Socket(remote Addr, local netip.AddrPort) (Bound, error)
	// Bind binds at once, without listening. From any goroutine.
	Bind(Listen) (Bound, error)
	// Adopt takes over a descriptor that is bound, or listens already.
	Adopt(fd int) (Bound, error)
	// Open takes over a descriptor that is connected, or a pipe.
	Open(fd int) (Stream, error)
}

// Bound is a socket that has a local end, or none yet, and neither listens nor is
// connected. Listen and Connect take it, even when they fail. All methods but
// Connect may be called from any goroutine.
type Bound interface {
	Addr() Addr
	Fd() int
	// Listen makes it a listener.
	Listen(Listen) (Listener, error)
	// Connect starts to connect. Unless it returns an error, it calls done on the
	// loop later; never once the attempt was canceled. On the loop.
	Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error)
	// Close frees the address; a socket file is removed.
	Close()
}

// Attempt is a connection that is being made. Cancel, on the loop, gives it up.
type Attempt interface{ Cancel() }

// ErrUnsupported is what a network says that has no descriptors.
var ErrUnsupported = errors.New("not supported on this system")

// Listen is where to listen and how.
type Listen struct {
	Addr
	Backlog     int
	V6Only      bool
	ReusePort   bool
	ReadableAll bool
	WritableAll bool
	NoDelay     bool // inherited by every accepted stream
	KeepAlive   KeepAlive
}

// retryDelay is how long a listener rests when the system has no descriptor, or
// no memory, for another connection.
const retryDelay = 50 * time.Millisecond

// KeepAlive is how TCP keep-alive is set.
type KeepAlive struct {
	On       bool
	Delay    time.Duration // before the first probe; 0 leaves the system's
	Interval time.Duration // between probes; 0 leaves the system's
	Count    int           // probes without answer that end it; 0 leaves the system's
}

// Error is a failed operation, named as Node names it.
type Error struct {
	Operation string // bind, listen, connect, open
	Err       error
}

func (e *Error) Error() string { return e.Operation + ": " + e.Err.Error() }

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.Err }
