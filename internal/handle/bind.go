package handle

import (
	"errors"
	"net/netip"
	"slices"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// Bind binds at once, to listen or to connect later.
func (g *Group) Bind(spec transport.Listen) (transport.Bound, *Error) {
	if BadPath(spec.Path) {
		return nil, SystemError("bind", syscall.EINVAL)
	}
	bound, err := g.Network.Bind(spec)
	if err != nil {
		return nil, bindError(err, spec)
	}
	return bound, nil
}

// bindError is Node's error; one about a path does not name it.
func bindError(err error, spec transport.Listen) *Error {
	_, cause := operationOf(err)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return errNoDescriptors()
	case !spec.Unix:
		return AddressError("bind", cause, spec.AddrPort.Addr().String(), int(spec.Port()))
	}
	return SystemError("bind", asLibuv(cause))
}

// asLibuv makes one error of those that systems have for a directory that is not
// there, as libuv does for paths that are bound.
func asLibuv(cause error) error {
	if ErrnoOf(cause) == syscall.ENOENT {
		return syscall.EACCES
	}
	return cause
}

// Adopt takes over a descriptor that is bound, or listens already.
func (g *Group) Adopt(fd int) (transport.Bound, *Error) {
	bound, err := g.Network.Adopt(fd)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return nil, errNoDescriptors()
	case err != nil:
		operation, cause := operationOf(err)
		return nil, DescribedError(operation, cause, "", -1)
	}
	return bound, nil
}

// Open takes over a descriptor that is connected, or a pipe.
func (g *Group) Open(fd int) (transport.Stream, *Error) {
	if kind := transport.Kind(fd); kind != "TCP" && kind != "PIPE" {
		return nil, misuse("ERR_INVALID_FD_TYPE", "Unsupported fd type: "+kind)
	}
	stream, err := g.Network.Open(fd)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return nil, errNoDescriptors()
	case err != nil:
		return nil, SystemError(operationOf(err))
	}
	return stream, nil
}

// Listen listens: on what is bound already, unless that is nil, or on the address
// of the spec. Without an address it is every one of the machine.
func (g *Group) Listen(spec transport.Listen, bound transport.Bound) (transport.Listener, *Error) {
	if spec.Backlog <= 0 {
		spec.Backlog = DefaultBacklog
	}
	var ln transport.Listener
	var err error
	switch {
	case bound != nil:
		if ln, err = bound.Listen(spec); err != nil {
			_, cause := operationOf(err)
			return nil, DescribedError("listen", cause, "", -1)
		}
		return ln, nil
	case BadPath(spec.Path):
		err = &transport.Error{Operation: "bind", Err: syscall.EINVAL}
	case spec.Unix || spec.AddrPort.IsValid():
		ln, err = g.Network.Listen(spec)
	default:
		port := spec.Port()
		spec.AddrPort = netip.AddrPortFrom(netip.IPv6Unspecified(), port)
		if ln, err = g.Network.Listen(spec); noIPv6(err) && !spec.V6Only {
			spec.AddrPort = netip.AddrPortFrom(netip.IPv4Unspecified(), port)
			ln, err = g.Network.Listen(spec)
		}
	}
	if err != nil {
		return nil, listenError(err, spec)
	}
	return ln, nil
}

// DefaultBacklog is how many connections may wait to be accepted.
const DefaultBacklog = 511

// noIPv6 reports whether the machine lacks IPv6.
func noIPv6(err error) bool {
	return slices.Contains([]syscall.Errno{syscall.EAFNOSUPPORT, syscall.EADDRNOTAVAIL, syscall.EINVAL, syscall.EPROTONOSUPPORT}, ErrnoOf(err))
}

// listenError is Node's error: whatever has failed, the call was listen.
func listenError(err error, spec transport.Listen) *Error {
	operation, cause := operationOf(err)
	switch {
	case !spec.Unix:
		return DescribedError("listen", cause, spec.Addr.Addr().String(), int(spec.Port()))
	case operation == "bind":
		cause = asLibuv(cause)
	}
	return DescribedError("listen", cause, spec.Path, -1)
}
