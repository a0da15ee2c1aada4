package nodenet

import (
	"context"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// DefaultHighWaterMark is how many bytes a socket buffers in each direction
// before it signals that it has enough, unless SocketOptions.HighWaterMark
// says otherwise: 64 KiB, as in Node.
const DefaultHighWaterMark = node.HighWaterMark

// SocketOptions are the options of [NewSocket], and a part of [ConnectOptions].
// The zero value is Node's default.
type SocketOptions struct {
	// AllowHalfOpen keeps the writing side open after the peer has ended:
	// the socket closes only after End. Node: allowHalfOpen.
	AllowHalfOpen bool
	// HighWaterMark is how many bytes may wait before Write returns false, and
	// before a paused socket stops reading; 0 means [DefaultHighWaterMark].
	// Node: highWaterMark.
	HighWaterMark int
	// NoDelay turns Nagle's algorithm off, as SetNoDelay does. Node: noDelay.
	NoDelay bool
	// KeepAlive turns TCP keep-alive on, as SetKeepAlive does. Node:
	// keepAlive.
	KeepAlive bool
	// KeepAliveInitialDelay is the idle time before the first probe; less
	// than a second leaves the system's. Node: keepAliveInitialDelay.
	KeepAliveInitialDelay time.Duration
	// WriteLimit is how many bytes may wait to be written at the most; 0 means no
	// limit. A Write that would go beyond it, or is longer, destroys the socket with
	// ENOBUFS: a peer that does not read costs no more memory. Node has none.
	WriteLimit int
	// RefuseWrites has such a Write refused instead: nothing of it is written, it
	// returns false, and its callbacks get the error. The socket lives on. What comes
	// from a pipe, or with an end, is not refused, since it would be missed. Node has
	// none.
	RefuseWrites bool
	// WriteTimeout destroys the socket with ETIMEDOUT when data waits to be written
	// and the system has taken none of it for so long, however much the program goes
	// on writing; 0 means never. Node has none.
	WriteTimeout time.Duration
	// RecvBufferSize is how many bytes the system may hold for
	// the connection until they are read: SO_RCVBUF. 0 leaves the system's, which
	// grows as needed; Linux has a limit, and reports twice as much. Node has it for
	// UDP.
	RecvBufferSize int
	// SendBufferSize is the same for what was written: SO_SNDBUF. Node has it for UDP.
	SendBufferSize int
	// UserTimeout is how long what was sent may stay without an answer until the
	// system ends the connection with ETIMEDOUT: TCP_USER_TIMEOUT, which Linux alone
	// has; elsewhere the error is ENOTSUP. 0 leaves the system's. It has no effect on
	// a Unix socket. Node has none.
	UserTimeout time.Duration
	// TypeOfService is as by SetTypeOfService; 0 leaves the system's, which
	// is 0 as well. Node: typeOfService.
	TypeOfService int
	// OnRead takes everything that is read into a buffer of the caller's,
	// instead of 'data' events. Node: onread.
	OnRead *OnRead
	// BlockList holds the addresses not to connect to: they fail with
	// ERR_IP_BLOCKED. Node: blockList.
	BlockList *BlockList
	// Bound is the bound socket to connect from; it belongs to the socket
	// once that connects, and only the first address of a host is tried.
	// Node: handle.
	Bound *BoundSocket
	// SameLoop puts the socket on the loop of another socket of its group, so that
	// the callbacks of both never run at the same time. Without it a socket that is
	// made in a callback is on the loop of that callback, and another on each loop
	// in turn. Node has one loop.
	SameLoop *Socket
	// Signal destroys the socket when it ends, with an error of code
	// "ABORT_ERR". Node: signal.
	Signal context.Context
}

// OnRead is where every read of a socket lands, without an allocation and
// without a 'data' event. Node: the onread option.
type OnRead struct {
	// Buffer is used for every read.
	Buffer []byte
	// BufferFunc, when Buffer is nil, returns the buffer for the next read.
	BufferFunc func() []byte
	// Callback is called on the socket's loop with the bytes read, which lie
	// at the start of the buffer. Returning false pauses the socket.
	Callback func(data []byte) bool
}

// Socket is one connection, or one about to be made: Node's net.Socket.
//
// Every method may be called from any goroutine. Listeners are called on the
// socket's loop, one at a time, in the order in which they were added, never
// under a lock.
//
//	           Connect          connected           End
//	pending ──────────► opening ─────────► open ─────────► readOnly
//	                       │                 │ peer ended      │ peer ended
//	                       │                 ▼                 ▼
//	                       │             writeOnly ────────► closed
//	                       └──── Destroy, error ───────────► 'error' 'close'
//
// The words are those of [Socket.ReadyState].
//
// Locks inside: methods whose name ends in Locked need mu. The order of locks is
// Socket.mu, Server.mu or Timer.mu, then those that take no other: of the group,
// a loop, an accept queue. Two sockets' locks are never held together, and no
// function of the user's is called under any.
type Socket struct {
	mu     sync.Mutex
	loop   *loop.Loop
	group  *Group
	stream transport.Stream // nil until connected
	server *Server          // that accepted it

	listeners listeners
	state     state
	happened  uint16 // lasting events that were emitted
	bulk      bool   // much data flows through to other sockets; only for the loop
	begun     loop.Stamp
	last      loop.Stamp // when something has moved

	bytesRead      int64
	bytesWritten   int64
	readableLength int
	writableLength int
	highWaterMark  int32
	corked         int32

	in   *inbox     // data that waits to be read
	out  *outbox    // data that waits to be written
	idle *idleTimer // of SetTimeout
	more *socketMore

	values *value // of SocketValue

	previous, next *Socket // among the connections of server
}

// socketMore is what few sockets have, or none for long.
type socketMore struct {
	options    ConnectOptions // what to apply on connect
	connecting *connecting
	adopted    transport.Stream // to take over, from FromConn
	running    bool             // the stream was started before, for somebody else
	attempted  []string
	early      listeners // those there were when Connect was called
	err        *Error
	onRead     *OnRead
	decoder    *decoder
	conn       *Conn // the socket as one
	chunkLent  bool  // by Chunks: the end waits until it comes back
	held       int   // of OnToken: those that go on when data flows again, and until then the end waits
	traced     *traced
	local      netip.AddrPort // of SetAddresses
	remote     netip.AddrPort
	ends       []func(error) // callbacks of End
	replays    []ListenerID  // late listeners of lasting events
	unwatch    func() bool   // of the signal
	keepAlive  transport.KeepAlive
	tos        int
	tls        *transport.TLS // for secureNow
	readMark   int            // high-water mark of reading, when Read asked for more
}

// state is a set of flags.
type state uint32

// Reading.
const (
	stStarted state = 1 << iota // reading has begun, or was asked for
	stReading                   // what the transport was told
	stFlowing
	stFlowSet // flowing is true or false, no longer null
	stPaused
	stReadableListening
	stNeedReadable
	stEmittedReadable
	stResumeScheduled
	stEnded // the peer's end has come
	stEndScheduled
	stEndEmitted
	stReadingFlags = iota
)

// Writing.
const (
	stWriting     state = 1 << (iota + stReadingFlags) // a request to the transport is under way
	stNeedDrain                                        // Write has said false
	stAfterWrite                                       // a tick for drain and callbacks is due
	stNoHalfOpen                                       // not allowHalfOpen
	stEnding                                           // End was called
	stFinalCalled                                      // the transport was asked to end
	stFinished
	stWritingFlags = iota + stReadingFlags
)

// Life.
const (
	stConnecting state = 1 << (iota + stWritingFlags)
	stConnected
	stOpen // the transport was started and will tell when it has closed
	stDestroyed
	stErrored
	stReset  // close with a reset
	stSoon   // DestroySoon
	stClosed // 'close' was emitted
	stUnref
	stHolds    // counts among what keeps the program alive
	stLimited  // has writeLimits
	stShaking  // a server's, and not handed out until the handshake is done
	stSwapping // StartTLS was called, and what was written before is not gone yet: nothing is read
)

func (s *Socket) is(f state) bool { return s.state&f != 0 }

func (s *Socket) set(f state, on bool) {
	if on {
		s.state |= f
	} else {
		s.state &^= f
	}
}

// socketHandler is a socket as its transport sees it.
type socketHandler Socket

// NewSocket makes a socket of the default group that is not connected yet, for
// [Socket.Connect]. Node: new net.Socket(options).
func NewSocket(options SocketOptions) *Socket { return DefaultGroup().NewSocket(options) }

// NewSocket makes a socket of this group that is not connected yet.
func (g *Group) NewSocket(options SocketOptions) *Socket {
	l := g.pick()
	if with := options.SameLoop; with != nil && with.group == g {
		l = with.loop
	}
	s := newSocket(g, l, options.HighWaterMark, options.AllowHalfOpen)
	m := s.extraLocked()
	m.options.SocketOptions = options
	s.set(stLimited, options.writeLimits() != writeLimits{})
	m.onRead = options.OnRead
	m.keepAlive = handle.KeepAlive(options.KeepAlive, options.KeepAliveInitialDelay, 0, 0)
	if m.tos = options.TypeOfService; m.tos == 0 {
		m.tos = -1
	}
	if err := checkSocketOptions(options); err != nil {
		s.refuse(err)
		return s
	}
	if !g.handles.Join((*socketMember)(s)) {
		s.refuse(g.refusal(closedError(node.SocketClosed())))
		return s
	}
	s.beginTrace()
	s.watchSignal(options.Signal)
	return s
}

func newSocket(g *Group, l *loop.Loop, highWaterMark int, halfOpen bool) *Socket {
	if highWaterMark == 0 {
		highWaterMark = DefaultHighWaterMark
	}
	s := &Socket{group: g, loop: l, highWaterMark: int32(min(max(highWaterMark, 1), 1<<30))}
	s.set(stNoHalfOpen, !halfOpen)
	s.begun = l.Stamp()
	s.last = s.begun
	return s
}

func checkSocketOptions(o SocketOptions) *Error {
	if o.HighWaterMark < 0 {
		return misuse(node.InvalidValue("options.highWaterMark", node.IsInvalid, itoa(o.HighWaterMark)))
	}
	if o.KeepAliveInitialDelay < 0 {
		return errOutOfRange("options.keepAliveInitialDelay", ">= 0", o.KeepAliveInitialDelay.String())
	}
	if o.TypeOfService < 0 || o.TypeOfService > 255 {
		return errOutOfRange("options.typeOfService", ">= 0 && <= 255", itoa(o.TypeOfService))
	}
	if err := o.writeLimits().check(); err != nil {
		return err
	}
	if err := checkKernel(o.kernel()); err != nil {
		return err
	}
	return checkOnRead(o.OnRead)
}

// refuse destroys a socket that could not be made as asked: the error stays in
// Err, and 'error' and 'close' follow like any other.
func (s *Socket) refuse(err *Error) { s.Destroy(err) }

// extraLocked is the part that few sockets have.
func (s *Socket) extraLocked() *socketMore {
	if s.more == nil {
		s.more = &socketMore{tos: -1}
	}
	return s.more
}

// watchSignal destroys the socket when ctx ends.
func (s *Socket) watchSignal(ctx context.Context) {
	if ctx == nil || ctx.Done() == nil {
		return
	}
	if ctx.Err() != nil {
		s.loop.Tell(loop.Task{On: loop.Func(func() { s.Destroy(abortedBy(ctx)) })})
		return
	}
	unwatch := context.AfterFunc(ctx, func() { s.Destroy(abortedBy(ctx)) })
	s.mu.Lock()
	s.extraLocked().unwatch = unwatch
	s.mu.Unlock()
}

// holdLocked makes the socket count among what keeps the program alive, or not.
func (s *Socket) holdLocked(on bool) {
	if s.is(stHolds) == on {
		return
	}
	s.set(stHolds, on)
	if on {
		s.loop.Refs().Add()
	} else {
		s.loop.Refs().Done()
	}
}

// Ref makes an open socket keep the program alive again, after Unref.
func (s *Socket) Ref() *Socket {
	s.mu.Lock()
	s.set(stUnref, false)
	if s.is(stConnecting | stConnected) {
		s.holdLocked(true)
	}
	s.mu.Unlock()
	return s
}

// Unref lets [Group.Wait] return although the socket is open.
func (s *Socket) Unref() *Socket {
	s.mu.Lock()
	s.set(stUnref, true)
	if !s.is(stDestroyed) {
		s.holdLocked(false)
	}
	s.mu.Unlock()
	return s
}

func (s *Socket) snapshot() listeners {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.listeners
}

func (s *Socket) takeOnce(id ListenerID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	ev, ok := s.listeners.remove(id)
	if ok && ev == evReadable {
		s.tick(opStopReadable)
	}
	return ok
}

func (s *Socket) onPanic(r any) { s.Destroy(panicError(s.loop.Log(), r)) }

// socketMember is a socket as a group that closes sees it.
type socketMember Socket

func (m *socketMember) DestroyMember() { (*Socket)(m).Destroy(nil) }

func itoa(n int) string { return strconv.Itoa(n) }
