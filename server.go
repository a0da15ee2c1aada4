package nodenet

import (
	"context"
	"crypto/tls"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// ServerOptions are the options of [CreateServerWith]. The zero value is Node's
// default.
type ServerOptions struct {
	// AllowHalfOpen keeps the writing side of every connection open after
	// the peer has ended. Node: allowHalfOpen.
	AllowHalfOpen bool
	// HighWaterMark is how many bytes may wait before Write returns false, and
	// before a paused connection stops reading; 0 means
	// [DefaultHighWaterMark]. Node: highWaterMark.
	HighWaterMark int
	// PauseOnConnect leaves every new connection paused: nothing is read until
	// Resume. Node: pauseOnConnect.
	PauseOnConnect bool
	// NoDelay turns Nagle's algorithm off for every connection. Node:
	// noDelay.
	NoDelay bool
	// KeepAlive turns TCP keep-alive on for every connection. Node:
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
	// a connection until they are read: SO_RCVBUF. 0 leaves the system's, which
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
	// MaxConnections is how many connections there may be at a time; 0 means
	// no limit, and a negative number refuses all. See SetMaxConnections.
	// Node: maxConnections, where 0 refuses all.
	MaxConnections int
	// OnRead, when it is not nil, is called on the loop of every new connection,
	// before anything is read, and returns where its reads shall land; nil for
	// 'data' events. What it returns must not be in use by another connection.
	// Node has it for net.connect only.
	OnRead func(*Socket) *OnRead
	// BlockList holds the addresses whose connections are closed at once,
	// without an event. Node: blockList.
	BlockList *BlockList
	// TLS secures every connection: 'connection' comes once the handshake is done, and
	// one that fails is a 'tlsClientError'. nil is none. See SetTLS. Node:
	// tls.createServer(options), and 'secureConnection'.
	TLS *tls.Config
	// HandshakeTimeout is how long a handshake may take, its waiting for
	// MaxHandshakes included; 0 means 120 s, and a negative duration no limit. Node:
	// handshakeTimeout.
	HandshakeTimeout time.Duration
	// MaxHandshakes is how many handshakes may be under way at a time; 0 means no
	// limit. The others wait for their turn: a connection that waits, or has sent
	// nothing yet, costs no goroutine. Node has none.
	MaxHandshakes int
	// OnConnection is the first 'connection' listener; nil is none. Node:
	// connectionListener.
	OnConnection func(*Socket)
}

// Server accepts connections: Node's net.Server.
//
// Every method may be called from any goroutine. The server's own listeners are
// called on the server's loop; those of 'connection' on the loop of the new
// socket, so that nothing can happen on it before they have returned. With more
// than one loop they may therefore run at the same time for two sockets.
type Server struct {
	group   *Group
	loop    *loop.Loop
	options ServerOptions

	mu        sync.Mutex
	listeners listeners
	happened  uint32
	listener  transport.Listener // nil unless listening, or about to be
	started   bool               // 'listening' was emitted
	resolving context.CancelFunc // of a host's name
	last      error              // of the last Listen that failed
	failures  []error            // to be told of
	replays   []ListenerID

	coming      int // connections that are accepted, or may be, and not handed out yet
	connections int
	head        *Socket // the connections, newest first
	limit       int     // 0: none; negative: refuse all
	unref       bool
	holds       bool
	closing     bool // Close was called and 'close' is due when the last connection ends
	closeTicked bool // it is due on the loop's next turn
	aborted     bool // its connections were destroyed for good: what still comes is too
	unwatch     func() bool
	taken       *acceptQueue // of Connections
	tls         *tls.Config
	handshakes  *transport.Handshakes // nil for no limit
}

// The operations of a server on its loop.
const (
	opListening uint8 = iota
	opServerError
	opServerClose
	opServerReplay
	opServerAccepting
)

type serverTask Server

// tick has the operation done on the loop, and on a group that is closed too.
func (v *Server) tick(operation uint8) {
	v.loop.Tell(loop.Task{On: (*serverTask)(v), Operation: operation})
}

// Do runs one operation.
func (t *serverTask) Do(operation uint8) {
	v := (*Server)(t)
	switch operation {
	case opListening:
		v.emitListening()
	case opServerError:
		v.emitError()
	case opServerClose:
		v.emitClose()
	case opServerReplay:
		v.replay()
	case opServerAccepting:
		v.applyAccepting()
	}
}

// CreateServer makes a server of the default group. The optional listeners are
// called with every connection. Node: net.createServer(connectionListener).
func CreateServer(onConnection ...func(*Socket)) *Server {
	return DefaultGroup().CreateServer(onConnection...)
}

// CreateServerWith is CreateServer with options. Node:
// net.createServer(options, connectionListener).
func CreateServerWith(options ServerOptions) *Server {
	return DefaultGroup().CreateServerWith(options)
}

// CreateServer is the function [CreateServer] on this group.
func (g *Group) CreateServer(onConnection ...func(*Socket)) *Server {
	v := g.CreateServerWith(ServerOptions{})
	for _, listener := range onConnection {
		if listener != nil {
			v.OnConnection(listener)
		}
	}
	return v
}

// CreateServerWith is the function [CreateServerWith] on this group. What is
// wrong with the options is reported by Listen.
func (g *Group) CreateServerWith(options ServerOptions) *Server {
	v := &Server{group: g, loop: g.pick(), options: options, limit: options.MaxConnections, tls: options.TLS}
	if options.MaxHandshakes > 0 {
		v.handshakes = &transport.Handshakes{Most: options.MaxHandshakes}
	}
	if options.OnConnection != nil {
		v.OnConnection(options.OnConnection)
	}
	return v
}

// OnListening adds a listener for when the server is bound. Node: 'listening'.
func (v *Server) OnListening(listener func()) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnListening")
	}
	return v.on(evListening, listener)
}

// OnConnection adds a listener for a new connection. It is called on the loop of
// the socket. Node: 'connection'.
func (v *Server) OnConnection(listener func(*Socket)) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnConnection")
	}
	id := v.on(evConnection, listener)
	v.handOutWaiting()
	return id
}

// OnClose adds a listener for when the server has closed and its last
// connection has ended. Node: 'close'.
func (v *Server) OnClose(listener func()) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnClose")
	}
	return v.on(evClose, listener)
}

// OnError adds a listener for a failure to listen. The server may be told to
// listen again. Without a listener the error is logged. Node: 'error'.
func (v *Server) OnError(listener func(err error)) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnError")
	}
	return v.on(evError, listener)
}

// OnDrop adds a listener for a connection that was refused because there were
// MaxConnections already. Node: 'drop'.
func (v *Server) OnDrop(listener func(local, remote *Address)) ListenerID {
	if listener == nil {
		return nullListener(v.loop.Log(), "OnDrop")
	}
	return v.on(evDrop, listener)
}

func (v *Server) on(ev event, call any) ListenerID {
	v.mu.Lock()
	id := v.addLocked(ev, call, false)
	late := lasting&v.happened&(1<<ev) != 0 && !v.loop.Inside()
	if late {
		v.replays = append(v.replays, id)
		v.listeners.behind = true
	}
	v.mu.Unlock()
	if late {
		v.tick(opServerReplay)
	}
	return id
}

func (v *Server) addLocked(ev event, call any, once bool) ListenerID {
	return v.listeners.add(ev, call, once)
}

// Off removes a listener. An id whose listener is gone does nothing.
func (v *Server) Off(id ListenerID) {
	v.mu.Lock()
	v.listeners.remove(id)
	v.mu.Unlock()
}

func (v *Server) replay() {
	v.mu.Lock()
	v.listeners.behind = false
	ids, all, happened, err := v.replays, v.listeners, v.happened, v.last
	v.replays = nil
	v.mu.Unlock()
	each(ids, func(id ListenerID) {
		i, ok := all.find(id)
		if !ok {
			return
		}
		switch ev := event(all.all[i].load()); {
		case happened&(1<<ev) == 0:
		case ev == evError:
			emitTo(v, all.only(i), ev, func(f func(error)) { f(err) })
		default:
			emitTo(v, all.only(i), ev, func(f func()) { f() })
		}
	})
}

// happen notes a lasting event that is about to be emitted, and returns who is to be
// told: those that come later are late.
func (v *Server) happen(ev event) listeners {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.happened |= 1 << ev
	return v.listeners
}

func (v *Server) snapshot() listeners {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.listeners
}

func (v *Server) takeOnce(id ListenerID) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, ok := v.listeners.remove(id)
	return ok
}

// onPanic is a panic in one of the server's own listeners: it is logged, and
// the server goes on.
func (v *Server) onPanic(r any) { _ = panicError(v.loop.Log(), r) }

// Ref makes a listening server keep the program alive again, after Unref.
func (v *Server) Ref() *Server { return v.setUnref(false) }

// Unref lets [Group.Wait] return although the server listens.
func (v *Server) Unref() *Server { return v.setUnref(true) }

func (v *Server) setUnref(on bool) *Server {
	v.mu.Lock()
	v.unref = on
	if v.listener != nil || v.resolving != nil {
		v.holdLocked(!on)
	}
	v.mu.Unlock()
	return v
}

// holdLocked makes the server count among what keeps the program alive.
func (v *Server) holdLocked(on bool) {
	v.loop.Refs().Hold(&v.holds, on)
}

// Listening reports whether the server listens. Node: listening.
func (v *Server) Listening() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.listener != nil
}

// Address returns where the server listens: known as soon as Listen was called
// with an address or a path. Before and after it is the empty Address, never nil,
// where Node's is null. Node: address().
func (v *Server) Address() *Address {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.listener == nil {
		return &Address{}
	}
	return newAddress(v.listener.Addr())
}

// Err returns the error of the last Listen that failed, or nil.
func (v *Server) Err() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.last
}
