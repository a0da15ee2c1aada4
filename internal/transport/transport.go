// Package transport carries bytes: one connected stream, one listener, behind
// small interfaces. It knows no rule of Node's.
//
// There are two families. Descriptors live on the loop: TCP and Unix sockets
// that the poller watches. Conns wrap any net.Conn and net.Listener: goroutines
// do what blocks and post to the loop. TLS is a stream over a stream of either. All
// keep the same contract, and the same behaviour suite runs on all.
//
// Unless a method says otherwise it is called on the stream's loop, and every
// method of a Handler is.
package transport

import (
	"errors"
	"net/netip"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// Stream is one connected byte stream, in both directions.
type Stream interface {
	// Start ties the stream to a loop and to whom it reports. It comes first. Of
	// the other methods only Close and those that may be called from any goroutine
	// may be called before it; AwaitWritable, and for Conns a write, may not.
	Start(*loop.Loop, Handler)
	// SetHandler changes to whom it reports, on the loop, after Start.
	SetHandler(Handler)

	// SetReading says whether data is wanted. A stream starts with none. While none
	// is wanted none is read but what may be on its way already, at most one
	// buffer; that waits. After Handler.End, and after Handler.Fail of a read,
	// there is nothing more and SetReading has no effect.
	SetReading(bool)
	// ReadRest hands over what can be read now, if data is wanted, although
	// writing has failed. It is not for use within Handler.Data.
	ReadRest()
	// Keep returns what Handler.Data was given, or a part of it, as a slice
	// that is the caller's own and stays good after Data has returned. It is for
	// use within Data.
	Keep(p []byte) []byte

	// Write and Writev take as many of the bytes as can be taken now and return
	// how many. They may be called from any goroutine, one call at a time, before
	// Shutdown and Close. If fewer were taken than there are, call AwaitWritable;
	// the next write comes after Handler.Writable. What was taken arrives in order,
	// before the end that Shutdown or Close tells of, unless that is a reset or the
	// peer stops reading. An error is final.
	Write(p []byte) (int, error)
	Writev(ps [][]byte) (int, error)
	// AwaitWritable asks for Handler.Writable, once.
	AwaitWritable()
	// Retains reports whether Write and Writev go on reading what they were given,
	// and have not taken yet, until Handler.Writable. Nothing else may be written
	// in its place meanwhile, and an error comes by Handler.Writable too.
	Retains() bool

	// Shutdown ends the writing side, once everything was taken, from any goroutine.
	// The peer is told at once. Where that may take time done is false, and
	// Handler.ShutdownDone follows. That the peer is gone already is no error:
	// reading tells that. A conn that has no half to close is closed altogether, and
	// reading then ends.
	Shutdown() (done bool, err error)
	// Hangup tells the peer at once what Close will, from any goroutine: the loop may
	// be busy for long. It comes once, after Start, and Close follows. The other
	// methods then do nothing that matters, and what the handler is told is of no
	// use, but Closed.
	Hangup(reset bool)
	// Close ends the stream, with a reset if asked for and if it is TCP. The peer
	// is told at once; Handler.Closed follows in the closing phase of the loop, and
	// nothing else does. A stream that was not started just closes, and nobody is
	// told. Closing it again does nothing.
	Close(reset bool)

	// These may be called from any goroutine, before Close.
	LocalAddr() Addr
	RemoteAddr() Addr
	// SetNoDelay and SetKeepAlive do nothing to a stream that is not TCP.
	SetNoDelay(bool) error
	SetKeepAlive(KeepAlive) error
	// SetTypeOfService and TypeOfService fail if it is not TCP.
	SetTypeOfService(int) error
	TypeOfService() (int, error)
	// TCP reports whether a reset and the TCP options make sense.
	TCP() bool
	// Fd is the number of the descriptor; -1 when there is none to tell.
	Fd() int
}

// Handler is told what happens on a stream. Every method is called on the loop, one
// at a time, and may call every method of the stream but Start. None is called
// before Start has returned, or after Closed.
type Handler interface {
	// Buffer is where the next read shall land; one without bytes leaves it to the
	// transport.
	Buffer() []byte
	// Data hands over what was read, at least a byte. It is good until Data
	// returns, unless it lies in what Buffer returned.
	Data(p []byte)
	// End says that the peer has ended its side, after everything that it has sent
	// before was handed over.
	End()
	// Fail says that reading, or what else the operation names, has failed, after
	// everything that was received before was handed over. The stream is of no use
	// any more and waits for Close.
	Fail(operation string, err error)
	// Writable says that n more bytes of those given to Write or Writev were taken,
	// and that they may be called again; or that the write has failed.
	Writable(n int, err error)
	// ShutdownDone answers a Shutdown that took time.
	ShutdownDone(err error)
	// Closed answers Close.
	Closed()
}

// Listener accepts streams.
type Listener interface {
	// Addr is where it listens; not known after Close. From any goroutine.
	Addr() Addr
	// Fd is the number of the descriptor; -1 when there is none to tell. From any
	// goroutine.
	Fd() int
	// SyscallConn is the socket for calls of the system, from any goroutine;
	// [ErrUnsupported] when there is none to tell.
	SyscallConn() (syscall.RawConn, error)
	// Start begins to accept, on the loop. After Close it does nothing.
	Start(*loop.Loop, Acceptor)
	// Share has another loop accept too, when the first is busy with a callback. On
	// the first loop, after Start.
	Share(*loop.Loop)
	// SetAccepting says whether connections are wanted, as they are at first. While
	// none is they wait in the backlog; a few may be on their way. On the loop, after
	// Start.
	SetAccepting(bool)
	// Close stops, and the address is free again at once; the socket file that it
	// has made is removed. Closing it again does nothing. From any goroutine; called
	// on the loop, nobody is told of anything any more.
	Close()
}

// Acceptor is told of every accepted stream. The stream is not started yet and
// may be started on any loop, or just closed.
type Acceptor interface {
	// Accepting asks, before a connection is taken from the backlog, whether one is
	// wanted. When it is, Accepted follows or NotAccepted, also after a Close that comes
	// in between from another goroutine: what the kernel has handed out then is a
	// connection like the others.
	Accepting() bool
	NotAccepted()
	// It is called on the loop given: the one of Start, or one of Share.
	Accepted(Stream, *loop.Loop)
	// AcceptFailed says that accepting has failed and is tried again every now and
	// then; once, until it succeeds again. Connections wait meanwhile.
	AcceptFailed(error)
	// AcceptEnded says that the listener is of no use any more. It is not closed.
	AcceptEnded(error)
}

// Network opens listeners and streams, from any goroutine. Its errors are of type
// *[Error]. Conns have no descriptors to tell of: Bind, Adopt and Open are
// [ErrUnsupported].
type Network interface {
	// Listen binds at once.
	Listen(Listen) (Listener, error)
	// Socket makes a socket to connect to remote with. It is bound to local, if
	// that is valid, at once; Conns bind when they connect.
	// The control, of which there is one at most, is called before.
	Socket(remote Addr, local netip.AddrPort, control ...Control) (Bound, error)
	// Bind binds at once, without listening.
	Bind(Listen) (Bound, error)
	// Adopt takes over a descriptor that is bound, or listens already, unless it
	// returns an error.
	Adopt(fd int) (Bound, error)
	// Open takes over a descriptor that is connected, or a pipe, unless it returns
	// an error.
	Open(fd int) (Stream, error)
}

// Bound is a socket that has a local end, or none yet, and neither listens nor is
// connected. Listen and Connect take it, even when they fail; after that, and after
// Close, they fail with EBADF, Addr is not known, and Close does nothing. All methods
// but Connect may be called from any goroutine.
type Bound interface {
	Addr() Addr
	// Fd is the number of the descriptor; -1 when there is none to tell.
	Fd() int
	// Listen makes it a listener. Conns cannot.
	Listen(Listen) (Listener, error)
	// Connect starts to connect. Unless it returns an error, it calls done on the
	// loop later, once; never once the attempt was canceled. On the loop. The socket
	// file of what was bound to one goes when the stream closes.
	Connect(l *loop.Loop, remote Addr, done func(Stream, error)) (Attempt, error)
	// Close frees the address; a socket file is removed.
	Close()
}

// Attempt is a connection that is being made.
type Attempt interface {
	// Cancel, on the loop, gives it up; once done was called it does nothing.
	Cancel()
	// Hangup tells the peer so at once, from any goroutine; Cancel follows.
	Hangup()
}

// ErrUnsupported is what a network says that has no descriptors.
var ErrUnsupported = errors.New("not supported on this system")

// Listen is where to listen and how.
type Listen struct {
	Addr
	Backlog     int // Conns have the system's
	V6Only      bool
	ReusePort   bool
	ReadableAll bool
	WritableAll bool
	ByName      bool // what has the name of the socket file when it closes goes, whoever has made it, as with libuv
	UnlinkStale bool // a socket file that nobody listens at goes first
	NoDelay     bool // inherited by every accepted stream
	KeepAlive   KeepAlive
	Control     Control // nil for none
}

// file is the path of the socket file that binding makes; "" for none.
func (o Listen) file() string {
	if !o.Unix || o.Path == "" || o.Path[0] == 0 {
		return ""
	}
	return o.Path
}

// leastRead is what a read counts for at least: it costs something, however little it
// brings.
const leastRead = loop.ReadSize / 4

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
	Operation string // bind, listen, connect, open, chmod
	Err       error
}

func (e *Error) Error() string { return e.Operation + ": " + e.Err.Error() }

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.Err }
