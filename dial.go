package nodenet

import (
	"context"
	"errors"
	"net"
	"strconv"
)

// Dial connects and waits until the connection is made: Go's form of
// [Connect]. The network is "tcp", "tcp4", "tcp6" or "unix", the address
// "host:port" or a path. When ctx ends first the socket is destroyed. Node:
// net.promises.connect().
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
	settled := make(chan struct{}, 2)
	connect := s.OnConnect(func() { settled <- struct{}{} })
	closed := s.OnClose(func(bool) { settled <- struct{}{} })
	defer func() { s.Off(connect); s.Off(closed) }()
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
		return "", 0, &Error{Code: "ERR_INVALID_ARG_VALUE", Message: "The argument 'network' must be one of: 'tcp', 'tcp4', 'tcp6', 'unix'. Received '" + network + "'", cause: net.UnknownNetworkError(network)}
	}
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return "", 0, &Error{Code: "ERR_INVALID_ADDRESS", Message: err.Error(), cause: err}
	}
	port, err := strconv.Atoi(service)
	if err != nil {
		if port, err = net.LookupPort(network, service); err != nil {
			return "", 0, &Error{Code: "ERR_SOCKET_BAD_PORT", Message: err.Error(), cause: err}
		}
	}
	return host, port, nil
}

// abstractName turns Go's "@name" into "\0name".
func abstractName(path string) string {
	if path != "" && path[0] == '@' {
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
