package nodenet

import (
	"context"
	"errors"
	"iter"
	"net"
	"strconv"
	"sync"
)

// Dial connects and waits until that is done: Go's form of [Connect]. The
// network is "tcp", "tcp4", "tcp6" or "unix", the address "host:port" or a path.
// When ctx ends first the socket is destroyed. Node: net.promises.connect().
func Dial(ctx context.Context, network, address string) (*Socket, error) {
	return DefaultGroup().Dial(ctx, network, address)
}

// Dial is the function [Dial] on this group.
func (g *Group) Dial(ctx context.Context, network, address string) (*Socket, error) {
	o, err := dialOptions(network, address)
	if err != nil {
		return nil, err
	}
	return g.DialWith(ctx, o)
}

// DialWith is [Dial] with options. ctx is for the connecting only;
// options.Signal is for the socket's whole life.
func DialWith(ctx context.Context, options ConnectOptions) (*Socket, error) {
	return DefaultGroup().DialWith(ctx, options)
}

// DialWith is the function [DialWith] on this group.
func (g *Group) DialWith(ctx context.Context, options ConnectOptions) (*Socket, error) {
	if g.inside() {
		return nil, errWouldBlock("Dial")
	}
	s := g.ConnectWith(options)
	if s.loop == nil {
		return nil, s.Err()
	}
	settled := make(chan struct{}, 2)
	connect := s.OnConnect(func() { settled <- struct{}{} })
	closed := s.OnClose(func(bool) { settled <- struct{}{} })
	defer func() { s.Off(connect); s.Off(closed) }()
	if s.Closed() { // the group was closed
		return nil, s.Err()
	}
	select {
	case <-settled:
	case <-ctx.Done():
		s.Destroy(errAborted(context.Cause(ctx)))
		<-settled
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// errWouldBlock is a call that waits for the loop, made on the loop.
func errWouldBlock(name string) *Error {
	return misuse("ERR_INVALID_STATE", name+" would wait for the loop that it was called on")
}

func dialOptions(network, address string) (o ConnectOptions, err error) {
	if network == "unix" {
		return ConnectOptions{Path: abstractName(address)}, nil
	}
	o.Host, o.Port, err = hostAndPort(network, address)
	switch network {
	case "tcp4":
		o.Family = 4
	case "tcp6":
		o.Family = 6
	}
	return o, err
}

// hostAndPort splits an address as Go's net package does.
func hostAndPort(network, address string) (string, int, error) {
	if network != "tcp" && network != "tcp4" && network != "tcp6" {
		return "", 0, &Error{Code: "ERR_INVALID_ARG_VALUE", message: "The argument 'network' must be one of: 'tcp', 'tcp4', 'tcp6', 'unix'. Received '" + network + "'", cause: net.UnknownNetworkError(network)}
	}
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, &Error{Code: "ERR_INVALID_ADDRESS", message: err.Error(), cause: err}
	}
	port, err := strconv.Atoi(service)
	if err != nil {
		if port, err = net.LookupPort(network, service); err != nil {
			return "", 0, &Error{Code: "ERR_SOCKET_BAD_PORT", message: err.Error(), cause: err}
		}
	}
	return host, port, nil
}

// abstractName turns Go's "@name" into "\0name".
func abstractName(path string) string {
	if len(path) > 1 && path[0] == '@' {
		return "\x00" + path[1:]
	}
	return path
}

// Listen makes a server that listens, and waits until it does: Go's form of
// [CreateServer] and [Server.Listen]. The network and address are as for [Dial].
// Connections are taken with [Server.Connections] or [Server.OnConnection].
// When ctx ends the server closes. Node: net.promises.listen().
func Listen(ctx context.Context, network, address string) (*Server, error) {
	return DefaultGroup().Listen(ctx, network, address)
}

// Listen is the function [Listen] on this group.
func (g *Group) Listen(ctx context.Context, network, address string) (*Server, error) {
	o := ListenOptions{}
	if network == "unix" {
		o.Path = abstractName(address)
	} else {
		var err error
		if o.Host, o.Port, err = hostAndPort(network, address); err != nil {
			return nil, err
		}
		if o.Host == "" && network == "tcp4" {
			o.Host = "0.0.0.0"
		}
		o.IPv6Only = network == "tcp6"
	}
	if err := ctx.Err(); err != nil {
		return nil, errAborted(context.Cause(ctx))
	}
	o.Signal = ctx
	server := g.CreateServer()
	server.queue()
	return server, server.listenAndWait(o)
}

// listenAndWait is ListenWith for a goroutine that wants to know how it went.
func (v *Server) listenAndWait(o ListenOptions) error {
	if v.group.inside() {
		return errWouldBlock("Listen")
	}
	settled := make(chan error, 3)
	listening := v.OnListening(func() { settled <- nil })
	failed := v.OnError(func(err error) { settled <- err })
	closed := v.OnClose(func() { settled <- errAborted(context.Canceled) })
	defer func() { v.Off(listening); v.Off(failed); v.Off(closed) }()
	if err := v.ListenWith(o); err != nil {
		return err
	}
	err := <-settled
	var e *Error
	if errors.As(err, &e) {
		_ = v.Close()
	}
	return err
}

// acceptQueue holds connections until Connections takes them.
type acceptQueue struct {
	mu      sync.Mutex
	sockets []*Socket
	closed  bool
	changed chan struct{} // closed and replaced when something comes
}

func (q *acceptQueue) put(s *Socket) {
	q.mu.Lock()
	q.sockets = append(q.sockets, s)
	q.announce()
	q.mu.Unlock()
}

func (q *acceptQueue) announce() {
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *acceptQueue) open() { q.setClosed(false) }

func (q *acceptQueue) close() { q.setClosed(true) }

func (q *acceptQueue) setClosed(on bool) {
	q.mu.Lock()
	q.closed = on
	q.announce()
	q.mu.Unlock()
}

// take returns the next connection, or where to wait for one; neither when
// there will be none.
func (q *acceptQueue) take() (*Socket, <-chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.sockets) > 0 {
		s := q.sockets[0]
		q.sockets = q.sockets[1:]
		return s, nil
	}
	if q.closed {
		return nil, nil
	}
	return nil, q.changed
}

// queue makes connections wait for Connections.
func (v *Server) queue() *acceptQueue {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.taken == nil {
		v.taken = &acceptQueue{changed: make(chan struct{})}
	}
	return v.taken
}

// Connections returns the connections of the server, one after another, as they
// come in. It ends when the server has closed, or ctx ends. Breaking out of the
// loop leaves the server as it is: what comes in waits for the next call.
//
// A socket reads nothing beyond its high-water mark until somebody wants its
// data, so none is lost between here and the first listener. Call Connections
// before Listen, or use the function [Listen]: those that were accepted before
// went to the 'connection' listeners only. Node: for await (… of server).
func (v *Server) Connections(ctx context.Context) iter.Seq[*Socket] {
	q := v.queue()
	return func(yield func(*Socket) bool) {
		if v.group.inside() {
			nullListener("Connections")
			return
		}
		for ctx.Err() == nil {
			s, more := q.take()
			switch {
			case s != nil:
				if !yield(s) {
					return
				}
			case more == nil:
				return
			default:
				select {
				case <-more:
				case <-ctx.Done():
				}
			}
		}
	}
}

// Chunks returns what is received, chunk by chunk, until the peer has ended; the
// error that ends the socket is the last pair. While the caller is busy with a
// chunk the socket reads no further than its high-water mark. Breaking out of
// the loop destroys the socket with ABORT_ERR, as it does in Node; with one Chunks there should
// be no data listener. Node: for await (const chunk of socket).
func (s *Socket) Chunks() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if s.loop == nil || s.loop.Inside() {
			yield(nil, errWouldBlock("Chunks"))
			return
		}
		changed := make(chan struct{}, 1)
		signal := func() {
			select {
			case changed <- struct{}{}:
			default:
			}
		}
		ids := []ListenerID{
			s.OnReadable(signal), s.OnEnd(signal), s.OnClose(func(bool) { signal() }),
		}
		defer func() {
			for _, id := range ids {
				s.Off(id)
			}
		}()
		for {
			if p := s.Read(-1); p != nil {
				if !yield(p, nil) {
					s.Destroy(errAborted(nil))
					return
				}
				continue
			}
			if err := s.Err(); err != nil && s.Closed() {
				yield(nil, err)
				return
			}
			if s.ReadableEnded() || s.Closed() {
				return
			}
			<-changed
		}
	}
}
