package nodenet

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet/internal/node"
)

// Dial connects and waits until the connection is made: Go's form of
// [Connect]. The network is "tcp", "tcp4", "tcp6" or "unix", the address
// "host:port" or a path; what Go's net package refuses is an error here too. All
// addresses of a name are tried, one after another, until one answers. The socket has
// no delay and keep-alive set, as that of [net.Dial]; with [DialWith] it has what the
// options say. When ctx ends first the socket is destroyed. Node:
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

// DialWith is [Dial] with options. With options.TLS it returns when the connection is
// secure. ctx is for the connecting only; options.Signal is for the socket's whole life.
func DialWith(ctx context.Context, options ConnectOptions) (*Socket, error) {
	return DefaultGroup().DialWith(ctx, options)
}

// DialWith is the function [DialWith] on this group.
func (g *Group) DialWith(ctx context.Context, options ConnectOptions) (*Socket, error) {
	if err := checkWait(ctx, g, "Dial"); err != nil {
		return nil, err
	}
	s := g.ConnectWith(options)
	settled := make(chan bool, 2) // whether it is connected
	ready := s.OnConnect
	if options.TLS != nil {
		ready = s.OnSecureConnect
	}
	connect := ready(func() { settled <- true })
	closed := s.OnClose(func(bool) { settled <- false })
	defer func() { s.Off(connect); s.Off(closed) }()
	var failed *Error
	select {
	case connected := <-settled:
		if !connected { // also without an error of its own, by Group.Close for one
			failed = closedError(node.SocketClosed())
		}
	case <-ctx.Done(): // a loop that is busy holds nobody up
		failed = abortedBy(ctx)
		s.Destroy(failed)
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, failed
	}
	return s, nil
}

// errWouldBlock is a call that waits for the loop, made on the loop.
func errWouldBlock(name string) *Error {
	return misuse("ERR_INVALID_STATE", name+" would wait for the loop that it was called on")
}

// checkWait refuses a call that waits until ctx ends where it cannot: on a loop, and
// without a context.
func checkWait(ctx context.Context, g *Group, name string) error {
	switch {
	case g.inside():
		return errWouldBlock(name)
	case ctx == nil:
		return misuse("ERR_INVALID_ARG_TYPE", `The "ctx" argument must be a context.Context. Received nil`)
	}
	return nil
}

// goAddress is a network and an address in Go's form, taken apart.
type goAddress struct {
	path   string // of a Unix socket
	host   string // "" is every address of the machine
	port   int
	family int // 4, 6, or 0 for both
}

// parseAddress refuses what Go's net package refuses.
func parseAddress(network, address string) (a goAddress, err error) {
	switch network {
	case "unix":
		if address == "" {
			return a, missingAddressError()
		}
		return goAddress{path: abstractName(address)}, nil
	case "tcp":
	case "tcp4":
		a.family = 4
	case "tcp6":
		a.family = 6
	default:
		return a, &Error{Code: "ERR_INVALID_ARG_VALUE", Message: "The argument 'network' must be one of: 'tcp', 'tcp4', 'tcp6', 'unix'. Received '" + network + "'", cause: net.UnknownNetworkError(network)}
	}
	host, service, err := net.SplitHostPort(address)
	if err != nil {
		return a, &Error{Code: "ERR_INVALID_ADDRESS", Message: err.Error(), cause: err}
	}
	if a.port, err = net.LookupPort(network, service); err != nil {
		return a, &Error{Code: "ERR_SOCKET_BAD_PORT", Message: err.Error(), cause: err}
	}
	a.host, err = hostOfFamily(host, a.family)
	return a, err
}

// hostOfFamily refuses an address of the other family. One of IPv4 in IPv6 form is
// IPv4 for Go, and "::" stands for both.
func hostOfFamily(host string, family int) (string, error) {
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host, nil // a name
	}
	ip = ip.Unmap()
	switch {
	case family == 4 && ip == netip.IPv6Unspecified():
		return netip.IPv4Unspecified().String(), nil
	case family != 0 && family != familyOf(ip):
		return "", errAddress("no suitable address found", host)
	}
	return ip.String(), nil
}

// errNoAddress is what Go's net package has for none.
var errNoAddress = errors.New("missing address")

func missingAddressError() *Error {
	return &Error{Code: "ERR_INVALID_ADDRESS", Message: errNoAddress.Error(), cause: errNoAddress}
}

// errAddress is an address that cannot be used, as Go's net package says it.
func errAddress(what, address string) *Error {
	cause := &net.AddrError{Err: what, Addr: address}
	return &Error{Code: "ERR_INVALID_ADDRESS", Message: cause.Error(), cause: cause}
}

func dialOptions(network, address string) (o ConnectOptions, err error) {
	if address == "" && strings.HasPrefix(network, "tcp") {
		return o, missingAddressError()
	}
	a, err := parseAddress(network, address)
	if ip, _ := netip.ParseAddr(a.host); a.host == "" || ip.IsUnspecified() { // this machine
		a.host = "127.0.0.1"
		if a.family == 6 {
			a.host = "::1"
		}
	}
	o.Path, o.Host, o.Port, o.Family, o.everyAddress = a.path, a.host, a.port, a.family, true
	o.NoDelay, o.KeepAlive, o.KeepAliveInitialDelay = true, true, goKeepAlive
	return o, err
}

// goKeepAlive is the idle time before the first probe that Go sets.
const goKeepAlive = 15 * time.Second

// abstractName turns Go's "@name" into "\0name".
func abstractName(path string) string {
	if path != "" && path[0] == '@' {
		return "\x00" + path[1:]
	}
	return path
}

// Listen makes a server that listens, and waits until it does: Go's form of
// [CreateServer] and [Server.Listen]. The network and address are as for [Dial];
// an address without a host is every address of the machine, and one of the
// network's family alone for "tcp4" and "tcp6". Its connections have no delay and
// keep-alive set, as those of [net.Listen].
//
// Connections are taken with [Server.Connections] or [Server.OnConnection], which
// also gets those that came before it was called. ctx is for the listening only, as
// that of [net.ListenConfig]: when it ends later nothing happens.
// ListenOptions.Signal is for the server's whole life. Node: net.promises.listen().
func Listen(ctx context.Context, network, address string) (*Server, error) {
	return DefaultGroup().Listen(ctx, network, address)
}

// Listen is the function [Listen] on this group.
func (g *Group) Listen(ctx context.Context, network, address string) (*Server, error) {
	o, err := listenOptions(network, address)
	if err != nil {
		return nil, err
	}
	if err := checkWait(ctx, g, "Listen"); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, abortedBy(ctx)
	}
	server := g.CreateServerWith(ServerOptions{NoDelay: true, KeepAlive: true, KeepAliveInitialDelay: goKeepAlive})
	server.queue()
	if err := server.listenAndWait(ctx, o); err != nil {
		return nil, err
	}
	return server, nil
}

func listenOptions(network, address string) (o ListenOptions, err error) {
	if address == "" && strings.HasPrefix(network, "tcp") {
		address = ":0"
	}
	a, err := parseAddress(network, address)
	if a.host == "" && a.family == 4 {
		a.host = netip.IPv4Unspecified().String()
	}
	o.Path, o.Host, o.Port, o.family, o.IPv6Only = a.path, a.host, a.port, a.family, a.family == 6
	return o, err
}

// listenAndWait is ListenWith for a goroutine that wants to know how it went.
func (v *Server) listenAndWait(ctx context.Context, o ListenOptions) error {
	settled := make(chan error, 3)
	listening := v.OnListening(func() { settled <- nil })
	failed := v.OnError(func(err error) { settled <- err })
	closed := v.OnClose(func() { settled <- errAborted(context.Canceled) })
	defer func() { v.Off(listening); v.Off(failed); v.Off(closed) }()
	if err := v.ListenWith(o); err != nil {
		return err
	}
	select {
	case err := <-settled:
		return err
	case <-ctx.Done():
		_ = v.Close()
		return abortedBy(ctx)
	}
}
