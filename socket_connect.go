package nodenet

import (
	"context"
	"crypto/tls"
	"net/netip"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// ConnectOptions say where to connect to and how. The zero value of every field
// is Node's default.
type ConnectOptions struct {
	SocketOptions

	// Host is a name or an IP address; "" means localhost. Node: host.
	Host string
	// Port is the port. Node: port.
	Port int
	// Path, when it is not "", is the path of a Unix socket to connect to,
	// and everything about hosts is ignored. A path that starts with a NUL
	// byte is in Linux's abstract namespace. Node: path.
	Path string
	// LocalAddress is the IP address to connect from; "" leaves it to the
	// system. Node: localAddress.
	LocalAddress string
	// LocalPort is the port to connect from; 0 leaves it to the system.
	// Node: localPort.
	LocalPort int
	// Family, 4 or 6, is the only one to look for; 0 means both. Node: family.
	Family int
	// Lookup resolves Host instead of Go's resolver. Node: lookup.
	Lookup LookupFunc
	// SingleAddress tries only the first address of a host, rather than one
	// after another until one answers. Node: autoSelectFamily false.
	SingleAddress bool
	// AttemptTimeout is how long each address but the last is given to
	// answer; 0 means [DefaultAutoSelectFamilyAttemptTimeout], and less than
	// 10 ms means 10 ms. Node: autoSelectFamilyAttemptTimeout.
	AttemptTimeout time.Duration
	// Timeout is set with SetTimeout before connecting. It is an idle time:
	// it only notifies. Node: timeout.
	Timeout time.Duration
	// ConnectTimeout destroys the socket with ETIMEDOUT when it is not
	// connected by then; 0 leaves it to the system. Node has none.
	ConnectTimeout time.Duration
	// TLS secures the connection once it is made, with 'connect' and 'ready' as without
	// it; then 'secureConnect' comes, or an error. What is written before waits. Without
	// a ServerName it is that of Host. nil is none, and one with Renegotiation is refused.
	// Node: tls.connect(options).
	TLS *tls.Config
	// HandshakeTimeout destroys the socket with ERR_TLS_HANDSHAKE_TIMEOUT when it is not
	// secure so long after the connection was made; 0 means 120 s, and a negative
	// duration no limit. Node has it for servers only.
	HandshakeTimeout time.Duration
	// Control is called with the socket before it is bound or connects, for every
	// address that is tried, to set options that
	// have no field here; its error is that of the call. It gets an address with a
	// network of "tcp4", "tcp6" or "unix", and only Control of its connection works,
	// with a duplicate of the descriptor. It is that of [net.Dialer]. Node has
	// none.
	Control func(network, address string, c syscall.RawConn) error
	// OnConnect is called once connected. Node: connectListener.
	OnConnect func()

	everyAddress bool // tried, also of a single family
}

// LookupFunc resolves a host name to its addresses, in order of preference. The
// family is 4, 6, or 0 for both. It is called on a goroutine of its own, and
// ctx ends when the socket is destroyed.
type LookupFunc func(ctx context.Context, host string, family int) ([]netip.Addr, error)

var (
	singleAddressDefault  atomic.Bool
	attemptTimeoutDefault atomic.Int64
)

func init() { attemptTimeoutDefault.Store(int64(node.AttemptTimeout)) }

// DefaultAutoSelectFamily reports whether all addresses of a host are tried
// unless ConnectOptions.SingleAddress says otherwise. It is true at first.
// Node: getDefaultAutoSelectFamily().
func DefaultAutoSelectFamily() bool { return !singleAddressDefault.Load() }

// SetDefaultAutoSelectFamily sets it. Node: setDefaultAutoSelectFamily().
func SetDefaultAutoSelectFamily(on bool) { singleAddressDefault.Store(!on) }

// DefaultAutoSelectFamilyAttemptTimeout is how long each address but the last
// is given to answer; at first 500 ms. Node:
// getDefaultAutoSelectFamilyAttemptTimeout().
func DefaultAutoSelectFamilyAttemptTimeout() time.Duration {
	return time.Duration(attemptTimeoutDefault.Load())
}

// SetDefaultAutoSelectFamilyAttemptTimeout sets it; less than 10 ms becomes
// 10 ms, and what is not positive is ERR_OUT_OF_RANGE. Node:
// setDefaultAutoSelectFamilyAttemptTimeout().
func SetDefaultAutoSelectFamilyAttemptTimeout(d time.Duration) error {
	if d <= 0 {
		return errOutOfRange("value", ">= 1", d.String())
	}
	attemptTimeoutDefault.Store(int64(max(d, node.MinAttemptTimeout)))
	return nil
}

// Connect makes a socket and connects it to a TCP port. The host may be a name
// or an address; "" means localhost. The optional callbacks are called once
// connected.
//
// The socket is returned at once. What goes wrong arrives as 'error' and
// 'close'; what was wrong from the start, such as a bad port, is also in
// [Socket.Err] at once. Node: net.connect(port, host, listener).
func Connect(port int, host string, onConnect ...func()) *Socket {
	return DefaultGroup().Connect(port, host, onConnect...)
}

// ConnectPath is Connect for a Unix socket. Node: net.connect(path, listener).
func ConnectPath(path string, onConnect ...func()) *Socket {
	return DefaultGroup().ConnectPath(path, onConnect...)
}

// ConnectWith is Connect with all options. Node: net.connect(options).
func ConnectWith(options ConnectOptions) *Socket { return DefaultGroup().ConnectWith(options) }

// Connect is the function [Connect] on this group.
func (g *Group) Connect(port int, host string, onConnect ...func()) *Socket {
	if host == "" {
		host = "localhost"
	}
	return g.ConnectWith(ConnectOptions{Port: port, Host: host, OnConnect: callback(onConnect)})
}

// ConnectPath is the function [ConnectPath] on this group.
func (g *Group) ConnectPath(path string, onConnect ...func()) *Socket {
	if path == "" {
		return g.ConnectWith(ConnectOptions{})
	}
	return g.ConnectWith(ConnectOptions{Path: path, OnConnect: callback(onConnect)})
}

// ConnectWith is the function [ConnectWith] on this group.
func (g *Group) ConnectWith(options ConnectOptions) *Socket {
	s := g.NewSocket(options.SocketOptions)
	if s.Destroyed() {
		return s
	}
	if options.Timeout != 0 {
		if err := s.SetTimeout(options.Timeout); err != nil {
			s.refuse(asError(err))
			return s
		}
	}
	if err := s.connectWith(options); err != nil {
		s.refuse(asError(err))
	}
	return s
}

// Connect connects a socket made with [NewSocket], or one that has closed, to a
// TCP port. The error is misuse; nothing has happened then. Node:
// socket.connect(port, host, listener).
func (s *Socket) Connect(port int, host string, onConnect ...func()) error {
	if host == "" {
		host = "localhost"
	}
	return s.ConnectWith(ConnectOptions{Port: port, Host: host, OnConnect: callback(onConnect)})
}

// ConnectPath is Connect for a Unix socket. Node: socket.connect(path).
func (s *Socket) ConnectPath(path string, onConnect ...func()) error {
	return s.ConnectWith(ConnectOptions{Path: path, OnConnect: callback(onConnect)})
}

// ConnectWith is Connect with options. Those in options.SocketOptions belong to
// [NewSocket]: with one of them set the error is ERR_INVALID_ARG_VALUE. Node:
// socket.connect(options).
func (s *Socket) ConnectWith(options ConnectOptions) error {
	if options.SocketOptions.given() {
		return misuse("ERR_INVALID_ARG_VALUE", "The property 'options.SocketOptions' is invalid. The options of a socket are given to NewSocket")
	}
	return s.connectWith(options)
}

// given reports whether any option is set.
func (o SocketOptions) given() bool {
	signal := o.Signal != nil
	o.Signal = nil // what a context is made of may not compare
	return signal || o != (SocketOptions{})
}

func (s *Socket) connectWith(options ConnectOptions) error {
	if err := checkConnect(&options); err != nil {
		return err
	}
	s.mu.Lock()
	switch {
	case s.is(stConnecting) || s.is(stConnected) && !s.is(stDestroyed):
		s.mu.Unlock()
		return misuse("EISCONN", "connect EISCONN: the socket is connecting or connected already")
	case s.is(stDestroyed) && !s.is(stClosed):
		s.mu.Unlock()
		return misuse("ERR_INVALID_STATE", "a destroyed socket can connect again once it has closed")
	}
	again := s.is(stDestroyed)
	if again {
		s.resetLocked()
	}
	s.set(stConnecting, true)
	m := s.extraLocked()
	options.SocketOptions = m.options.SocketOptions
	m.options, m.attempted, m.early = options, nil, s.listeners
	s.holdLocked(!s.is(stUnref))
	s.activeLocked()
	// Under the lock, as the leaving in release: the two may come at the same time.
	refused := again && !s.group.handles.Join((*socketMember)(s))
	s.mu.Unlock()
	if refused {
		s.Destroy(s.group.refusal(closedError(node.SocketClosed())))
		return nil
	}
	if options.OnConnect != nil {
		s.OnceConnect(options.OnConnect)
	}
	s.tick(opConnect)
	return nil
}

// resetLocked makes a closed socket as new. Its listeners and options stay.
func (s *Socket) resetLocked() {
	halfOpen := s.server != nil && s.server.options.AllowHalfOpen || s.more != nil && s.more.options.AllowHalfOpen
	s.state &= stNoHalfOpen | stUnref | stReadableListening | stHolds
	s.happened = 0
	s.stream, s.server, s.in, s.out, s.corked = nil, nil, nil, nil, 0
	s.begun = s.loop.Stamp()
	s.bytesRead, s.bytesWritten, s.readableLength, s.writableLength = 0, 0, 0, 0
	m := s.extraLocked()
	m.err, m.connecting, m.replays = nil, nil, nil
	s.listeners.behind = false
	m.local, m.remote, m.chunkLent = netip.AddrPort{}, netip.AddrPort{}, false
	s.eachTokensLocked((*tokens).dropLocked)
	if m.decoder != nil {
		m.decoder.rest = nil
	}
	if c := m.conn; c != nil { // a net.Conn is one connection
		c.closed, m.conn = true, nil
		c.wakeLocked()
		s.set(stNoHalfOpen, !halfOpen)
	}
	s.set(stLimited, m.options.writeLimits() != writeLimits{}) // those of a server do not last
	if s.listeners.any(evData) || s.listeners.any(evText) {
		s.startFlowLocked()
	}
}

// checkConnect finds misuse before anything is done.
func checkConnect(o *ConnectOptions) error {
	if o.TLS != nil {
		if err := checkTLS(o.TLS, false); err != nil {
			return err
		}
	}
	switch {
	case o.Path != "":
		return nil
	case o.Port == 0 && o.Host == "":
		return misuse(node.NothingToConnectTo())
	case !node.IsPort(o.Port):
		return errBadPort("Port", o.Port)
	case o.LocalAddress != "" && IsIP(o.LocalAddress) == 0:
		return misuse(node.InvalidIP(o.LocalAddress))
	case !node.IsPort(o.LocalPort):
		return errBadPort("options.localPort", o.LocalPort)
	case o.Family != 0 && o.Family != 4 && o.Family != 6:
		return misuse(node.InvalidValue("options.family", node.MustBeFamily, itoa(o.Family)))
	case o.AttemptTimeout < 0:
		return errOutOfRange("options.autoSelectFamilyAttemptTimeout", ">= 1", o.AttemptTimeout.String())
	case o.Timeout < 0:
		return errOutOfRange("timeout", node.NonNegative, o.Timeout.String())
	case o.ConnectTimeout < 0:
		return errOutOfRange("connectTimeout", ">= 0", o.ConnectTimeout.String())
	}
	if o.Host == "" {
		o.Host = "localhost"
	}
	return nil
}

// controls is what to call with a socket, if there is anything: most have none to pay
// for.
func (o *ConnectOptions) controls() []transport.Control {
	if f := o.kernel().Before(o.Control); f != nil {
		return []transport.Control{f}
	}
	return nil
}
