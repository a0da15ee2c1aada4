package nodenet

import (
	"net/netip"
	"sync"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// BindOptions say where to bind a [BoundSocket]. The zero value is Node's
// default.
type BindOptions struct {
	// Host is an IP address, not a name; "" means every IPv4 address, or
	// with IPv6Only every IPv6 one. Node: host.
	Host string
	// Port is the TCP port; with 0 the system picks one. Node: port.
	Port int
	// Path, when it is not "", is the path of a Unix socket; it excludes the
	// other options. Node: path.
	Path string
	// IPv6Only keeps IPv4 away from an IPv6 address. Node: ipv6Only.
	IPv6Only bool
	// ReusePort lets several sockets bind to one port. Node: reusePort.
	ReusePort bool
}

// BoundSocket is a socket that has its address and neither listens nor is
// connected yet: Node's net.BoundSocket. A server listens on it
// ([ListenOptions]), or a socket connects from it ([SocketOptions]); it is theirs
// from then on. Where sockets run on Go's net package, as on Windows, there is
// none.
//
// Every method may be called from any goroutine.
type BoundSocket struct {
	pipe bool

	mu    sync.Mutex
	bound transport.Bound // nil once it was adopted or closed
}

// BindSocket binds at once. Node: new net.BoundSocket(options).
func BindSocket(o BindOptions) (*BoundSocket, error) { return DefaultGroup().BindSocket(o) }

// BindSocket is the function [BindSocket] on this group.
func (g *Group) BindSocket(o BindOptions) (*BoundSocket, error) {
	spec := transport.Listen{V6Only: o.IPv6Only, ReusePort: o.ReusePort}
	switch {
	case o.Path != "" && o != (BindOptions{Path: o.Path}):
		return nil, misuse("ERR_INVALID_ARG_VALUE", "The argument 'options' "+node.PathStandsAlone+".")
	case o.Path != "":
		spec.Addr = transport.Addr{Path: o.Path, Unix: true}
	case !node.IsPort(o.Port):
		return nil, errBadPort("options.port", o.Port)
	default:
		ip := netip.IPv4Unspecified()
		if o.IPv6Only {
			ip = netip.IPv6Unspecified()
		}
		if o.Host != "" {
			var err error
			if ip, err = netip.ParseAddr(o.Host); err != nil {
				return nil, misuse(node.InvalidValue("options.host", node.MustBeNumericIP, "'"+o.Host+"'"))
			}
		}
		spec.AddrPort = netip.AddrPortFrom(ip, uint16(o.Port))
	}
	bound, err := g.handles.Bind(spec)
	if err != nil {
		return nil, public(err)
	}
	return &BoundSocket{pipe: spec.Unix, bound: bound}, nil
}

// BoundSocketFromFd takes over an open descriptor that is bound, or listens
// already: one that a supervisor has passed on. The error's code is EINVAL
// when it is neither. Node: server.listen({fd}).
func BoundSocketFromFd(fd int) (*BoundSocket, error) { return DefaultGroup().BoundSocketFromFd(fd) }

// BoundSocketFromFd is the function [BoundSocketFromFd] on this group.
func (g *Group) BoundSocketFromFd(fd int) (*BoundSocket, error) {
	bound, err := g.handles.AdoptCopy(fd)
	if err != nil {
		return nil, public(err)
	}
	return &BoundSocket{pipe: bound.Addr().Unix, bound: bound}, nil
}

func errAdopted() *Error {
	return closedError(node.HandleAdopted())
}

// take hands over what is bound; the error says that it has been.
func (b *BoundSocket) take() (transport.Bound, *Error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bound == nil {
		return nil, errAdopted()
	}
	bound := b.bound
	b.bound = nil
	return bound, nil
}

// Address returns where it is bound; the empty Address once it was adopted or
// closed, where Node throws. Node: address().
func (b *BoundSocket) Address() *Address {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bound == nil {
		return &Address{}
	}
	return newAddress(b.bound.Addr())
}

// Fd returns the number of the descriptor; -1 once it was adopted or closed,
// where Node throws. Node: fd().
func (b *BoundSocket) Fd() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bound == nil {
		return -1
	}
	return b.bound.Fd()
}

// IsPipe reports whether it is a Unix socket. Node: isPipe.
func (b *BoundSocket) IsPipe() bool { return b.pipe }

// Close gives the address back. The error is ERR_SOCKET_HANDLE_ADOPTED when the
// socket was adopted, or closed before. Node: close().
func (b *BoundSocket) Close() error {
	bound, err := b.take()
	if err != nil {
		return err
	}
	bound.Close()
	return nil
}
