package nodenet

import (
	"context"
	"net"
	"net/netip"
	"os"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// DefaultBacklog is how many connections may wait to be accepted.
const DefaultBacklog = node.Backlog

// ListenOptions say where to listen and how. The zero value of every field is
// Node's default.
type ListenOptions struct {
	// Port is the TCP port; with 0 the system picks one. Node: port.
	Port int
	// Host is an address or a name; "" means every address of the machine,
	// IPv6 and IPv4. Node: host.
	Host string
	// Path, when it is not "", is the path of a Unix socket, and Port and
	// Host are ignored. A path that starts with a NUL byte is in Linux's
	// abstract namespace. The file is removed on close,
	// unless another has taken its place. Node: path.
	Path string
	// Control is called with the socket before it is bound, to set options that
	// have no field here; its error is that of the call. It gets an address with a
	// network of "tcp4", "tcp6" or "unix", and only Control of its connection works,
	// with a duplicate of the descriptor. It is that of [net.ListenConfig]. Node has
	// none.
	Control func(network, address string, c syscall.RawConn) error
	// Backlog is how many connections may wait to be accepted; 0 means
	// [DefaultBacklog]. The system may have a lower limit. Node: backlog.
	Backlog int
	// IPv6Only keeps IPv4 away from "::". Node: ipv6Only.
	IPv6Only bool
	// ReusePort lets several servers listen on one port; the system deals
	// the connections. Node: reusePort.
	ReusePort bool
	// ReadableAll lets every user read from a Unix socket. Node: readableAll.
	ReadableAll bool
	// WritableAll lets every user write to a Unix socket, which connecting
	// takes. Node: writableAll.
	WritableAll bool
	// UnlinkStale removes a socket file at Path that is there already, if nobody
	// answers at it: one left behind by a process that was killed. Without it the error
	// is EADDRINUSE, as in Node.
	UnlinkStale bool
	// Bound, when it is not nil, is what to listen on; everything about
	// addresses is ignored. Node: handle.
	Bound *BoundSocket
	// Handle is the former name of Bound. Node: handle.
	//
	// Deprecated: Use Bound.
	Handle *BoundSocket
	// Signal closes the server when it ends. Node: signal.
	Signal context.Context
	// OnListening is called once listening. Node: the callback of listen().
	OnListening func()

	family int // 4 or 6, the only one to look for; 0 means both
}

// Listen listens on a TCP port: with 0 the system picks one. The host is an
// address or a name; "" means every address of the machine. The optional
// callbacks are called once listening.
//
// The error is misuse, such as a bad port or ERR_SERVER_ALREADY_LISTEN, or what the
// system has refused; the latter is emitted as 'error' too, as in Node. With a nil
// error and a host that is not a name the port is bound when Listen returns. A name is
// looked up first: what goes wrong then arrives as 'error' alone. Node:
// listen(port, host, callback).
func (v *Server) Listen(port int, host string, onListening ...func()) error {
	return v.ListenWith(ListenOptions{Port: port, Host: host, OnListening: callback(onListening)})
}

// ListenPath listens on a Unix socket. Node: listen(path, callback).
func (v *Server) ListenPath(path string, onListening ...func()) error {
	if path == "" {
		return misuse(node.InvalidValue("path", "must not be empty", "''"))
	}
	return v.ListenWith(ListenOptions{Path: path, OnListening: callback(onListening)})
}

// ListenFd listens on an open descriptor that is bound, or listens already,
// such as one that a supervisor has passed on. The server closes it in the end, unless
// it was closed before: it has a copy of its own, so that the Fd of an [os.File], which
// the garbage collector closes, does no harm while it listens. For a file there is
// [Server.ListenFile]. A descriptor that cannot listen is an error with the code EINVAL, returned and emitted as
// 'error'. Node: listen({fd}, callback).
func (v *Server) ListenFd(fd int, onListening ...func()) error {
	if fd < 0 {
		return misuse(node.InvalidValue("fd", "must not be negative", itoa(fd)))
	}
	if err := v.begin(callback(onListening)); err != nil {
		return err
	}
	return v.adopt(v.group.handles.AdoptCopy(fd))
}

// adopt listens on a descriptor from elsewhere.
func (v *Server) adopt(bound transport.Bound, err *node.Error) error {
	if err != nil {
		return v.fail(public(err))
	}
	return v.bind(ListenOptions{Bound: &BoundSocket{bound: bound}}, netip.Addr{})
}

// ListenFile is [Server.ListenFd] for a file, such as the listener that
// [net.TCPListener.File] returns. It takes the file and closes it, whether or not
// that works out; the server has a descriptor of its own then.
func (v *Server) ListenFile(file *os.File, onListening ...func()) error {
	if err := checkFile(file); err != nil {
		return err
	}
	if err := v.begin(callback(onListening)); err != nil {
		_ = file.Close()
		return err
	}
	return v.adopt(v.group.handles.AdoptFile(file))
}

// ListenWith listens with options. Node: listen(options, callback).
func (v *Server) ListenWith(o ListenOptions) error {
	if o.Bound == nil {
		o.Bound = o.Handle
	}
	if err := v.checkListen(o); err != nil {
		return err
	}
	if err := v.begin(o.OnListening); err != nil {
		return err
	}
	v.watchSignal(o.Signal)
	switch {
	case o.Signal != nil && o.Signal.Err() != nil: // closed already
	case o.Bound != nil || o.Path != "" || o.Host == "":
		return v.bind(o, netip.Addr{})
	default:
		if ip, err := netip.ParseAddr(o.Host); err == nil {
			return v.bind(o, ip)
		}
		v.resolve(o)
	}
	return nil
}

// Serve accepts the connections of any [net.Listener], such as one of
// crypto/tls or of a named pipe. Close closes it. Connections that are a [net.TCPConn] or
// [net.UnixConn] are taken over as by [FromConn]. NoDelay and KeepAlive of the
// server's options are set where a connection has them; without them it stays as
// the listener makes it, and Go's own have both on. The optional callbacks are
// called once listening. The error is misuse. Node: listen(handle).
func (v *Server) Serve(ln net.Listener, onListening ...func()) error {
	if transport.Missing(ln) {
		return misuse("ERR_INVALID_ARG_TYPE", `The "listener" argument must be a net.Listener. Received nil`)
	}
	if err := v.begin(callback(onListening)); err != nil {
		return err
	}
	v.onBound(transport.NewListener(ln, v.options.listen(ListenOptions{}, netip.Addr{})))
	return nil
}

func (v *Server) checkListen(o ListenOptions) error {
	s := v.options
	if err := checkSocketOptions(SocketOptions{HighWaterMark: s.HighWaterMark, KeepAliveInitialDelay: s.KeepAliveInitialDelay,
		WriteLimit: s.WriteLimit, RefuseWrites: s.RefuseWrites, WriteTimeout: s.WriteTimeout,
		RecvBufferSize: s.RecvBufferSize, SendBufferSize: s.SendBufferSize, UserTimeout: s.UserTimeout}); err != nil {
		return err
	}
	if s.TLS != nil {
		if err := checkTLS(s.TLS, true); err != nil {
			return err
		}
	}
	if o.Bound != nil {
		if o.Bound.Fd() < 0 {
			return errAdopted()
		}
		return nil
	}
	if o.Path == "" && !node.IsPort(o.Port) {
		return errBadPort("options.port", o.Port)
	}
	return nil
}

// begin makes the server one that listens, or is about to.
func (v *Server) begin(onListening func()) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.listener != nil || v.resolving != nil {
		return misuse(node.AlreadyListening())
	}
	if !v.group.handles.Join((*serverMember)(v)) {
		return v.group.refusal(closedError(node.NotListening()))
	}
	v.closing, v.aborted, v.started, v.last, v.happened = false, false, false, nil, v.happened&^(1<<evListening|1<<evError|1<<evClose)
	if v.taken != nil {
		v.taken.setClosed(false)
	}
	v.resolving = func() {}
	v.holdLocked(!v.unref)
	if onListening != nil {
		v.addLocked(evListening, onListening, true)
	}
	return nil
}

func (v *Server) watchSignal(ctx context.Context) {
	if ctx == nil || ctx.Done() == nil {
		return
	}
	if ctx.Err() != nil {
		_ = v.Close()
		return
	}
	unwatch := context.AfterFunc(ctx, func() { _ = v.Close() })
	v.mu.Lock()
	v.unwatch = unwatch
	v.mu.Unlock()
}

// unwatchLocked lets go of the signal: it is of a Listen that is over.
func (v *Server) unwatchLocked() {
	if v.unwatch != nil {
		v.unwatch()
		v.unwatch = nil
	}
}

// resolve looks the host's name up, off the loop. As in Node the first address
// is the one.
func (v *Server) resolve(o ListenOptions) {
	ctx, cancel := context.WithCancel(context.Background())
	v.mu.Lock()
	v.resolving = cancel
	v.mu.Unlock()
	go func() {
		defer cancel()
		addresses, err := resolveHost(ctx, o.Host, o.family)
		v.loop.Post(loop.Task{On: loop.Func(func() { v.onResolved(o, addresses, err) })})
	}()
}

func (v *Server) onResolved(o ListenOptions, addresses []netip.Addr, err error) {
	v.mu.Lock()
	canceled := v.resolving == nil
	v.mu.Unlock()
	switch {
	case canceled:
	case err != nil:
		_ = v.fail(lookupError(o.Host, err))
	default:
		_ = v.bind(o, addresses[0])
	}
}

// bind opens the listener and reports how that went.
func (v *Server) bind(o ListenOptions, ip netip.Addr) error {
	var bound transport.Bound
	if o.Bound != nil {
		var adopted *Error
		if bound, adopted = o.Bound.take(); adopted != nil {
			return v.fail(adopted)
		}
	}
	ln, err := v.group.handles.Listen(v.options.listen(o, ip), bound)
	if err != nil {
		return v.fail(public(err))
	}
	v.onBound(ln)
	return nil
}

// listen is where to listen and how, with what accepted connections inherit. An ip
// that is none is every address of the machine.
func (accepted *ServerOptions) listen(o ListenOptions, ip netip.Addr) transport.Listen {
	spec := transport.Listen{Backlog: o.Backlog, V6Only: o.IPv6Only, ReusePort: o.ReusePort,
		ReadableAll: o.ReadableAll, WritableAll: o.WritableAll, UnlinkStale: o.UnlinkStale, Control: accepted.kernel().Before(o.Control), NoDelay: accepted.NoDelay,
		KeepAlive: handle.KeepAlive(accepted.KeepAlive, accepted.KeepAliveInitialDelay, 0, 0)}
	if o.Path != "" {
		spec.Addr = transport.Addr{Path: o.Path, Unix: true}
	} else {
		spec.AddrPort = netip.AddrPortFrom(ip, uint16(o.Port))
	}
	return spec
}

// onBound is a listener that is open. Accepting starts on the loop.
func (v *Server) onBound(ln transport.Listener) {
	v.mu.Lock()
	if v.resolving == nil { // closed meanwhile
		v.mu.Unlock()
		ln.Close()
		return
	}
	v.resolving = nil
	v.listener = ln
	v.mu.Unlock()
	v.tick(opListening)
}

func (v *Server) emitListening() {
	v.mu.Lock()
	ln := v.listener
	if ln == nil || v.started {
		v.mu.Unlock()
		return
	}
	v.started = true
	v.mu.Unlock()
	ln.Start(v.loop, &acceptor{v, ln})
	for _, l := range v.group.handles.Loops {
		if l != v.loop {
			ln.Share(l)
		}
	}
	v.applyAccepting()
	emitTo(v, v.happen(evListening), evListening, func(f func()) { f() })
}

// fail is a Listen that did not work out: 'error' tells, and the server may
// listen again. It returns the error, unless the server was closed meanwhile.
func (v *Server) fail(err *Error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.resolving == nil {
		return nil
	}
	v.resolving = nil
	v.unwatchLocked()
	v.last = err
	v.failures = append(v.failures, err)
	v.tick(opServerError)
	return err
}

// tellError emits 'error' to all. One that no listener hears is logged.
func (v *Server) tellError(err error, all listeners) {
	if e, ok := err.(*Error); ok {
		v.loop.Counters.Failed(e.Code)
	}
	if !emitTo(v, all, evError, func(f func(error)) { f(err) }) {
		v.loop.Log().Error("nodenet: a server without an 'error' listener has failed", "error", err)
	}
}

func (v *Server) emitError() {
	v.mu.Lock()
	err := v.failures[0]
	v.failures = v.failures[1:]
	v.happened |= 1 << evError
	all := v.listeners
	v.mu.Unlock()
	defer v.errorEmitted() // also when a listener calls runtime.Goexit
	v.tellError(err, all)
}

// errorEmitted is the rest of emitError.
func (v *Server) errorEmitted() {
	v.mu.Lock()
	idle := v.listener == nil && v.resolving == nil
	if idle {
		v.holdLocked(false)
	}
	v.mu.Unlock()
	if idle {
		v.group.handles.Leave((*serverMember)(v))
	}
}
