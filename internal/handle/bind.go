package handle

import (
	"errors"
	"math"
	"net/netip"
	"os"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Bind binds at once, to listen or to connect later.
func (g *Group) Bind(spec transport.Listen) (transport.Bound, *node.Error) {
	if node.BadPath(spec.Path) != "" {
		return nil, bindError(errBadPath("bind"), spec)
	}
	bound, err := g.Network.Bind(spec)
	if err != nil {
		return nil, bindError(err, spec)
	}
	return bound, nil
}

// bindError is Node's error; one about a path does not name it.
func bindError(err error, spec transport.Listen) *node.Error {
	_, cause := operationOf(err)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return errNoDescriptors()
	case !spec.Unix:
		return node.FailedAt("bind", cause, spec.AddrPort.Addr().String(), int(spec.Port()))
	}
	return pathError(cause, spec.Path, func(cause error) *node.Error { return node.Failed("bind", cause) })
}

// pathError is Node's error about a path to bind to. Of a directory that is not
// there libuv says EACCES, on every system; what it is shows in the cause, and the
// hint.
func pathError(cause error, path string, failed func(error) *node.Error) *node.Error {
	if node.ErrnoOf(cause) == syscall.ENOENT {
		e := failed(syscall.EACCES)
		e.Cause, e.Hint = cause, "its directory is not there"
		return e
	}
	e := failed(cause)
	e.Hint = node.BadPath(path)
	return e
}

// descriptor is -1 for a number that is none: the system would look at a part of it, which
// may be another's.
func descriptor(fd int) int {
	if fd > math.MaxInt32 {
		return -1
	}
	return fd
}

// Adopt takes over a descriptor that is bound, or listens already.
func (g *Group) Adopt(fd int) (transport.Bound, *node.Error) {
	bound, err := g.Network.Adopt(descriptor(fd))
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return nil, errNoDescriptors()
	case err != nil:
		operation, cause := operationOf(err)
		return nil, node.FailedServer(operation, cause, "", -1)
	}
	return bound, nil
}

// AdoptCopy is Adopt of a number that somebody else may close too: what it stands for
// goes on under another.
func (g *Group) AdoptCopy(fd int) (transport.Bound, *node.Error) {
	number, both, err := transport.Copy(descriptor(fd))
	if err != nil {
		return g.Adopt(fd) // which says what is wrong with it
	}
	bound, failed := g.Adopt(number)
	if failed != nil {
		transport.CloseFd(number)
		return nil, failed
	}
	both(bound)
	return bound, nil
}

// AdoptFile is Adopt for a file, which it takes and closes in any case.
func (g *Group) AdoptFile(file *os.File) (transport.Bound, *node.Error) {
	return ofFile(file, "listen", g.Adopt)
}

// OpenFile is Open for a file, which it takes and closes in any case.
func (g *Group) OpenFile(file *os.File) (transport.Stream, *node.Error) {
	return ofFile(file, "open", g.OpenConnection)
}

// ofFile makes something of a file's descriptor.
func ofFile[T any](file *os.File, operation string, of func(fd int) (T, *node.Error)) (made T, _ *node.Error) {
	fd, err := transport.TakeFile(file)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return made, errNoDescriptors()
	case err != nil:
		return made, node.Failed(operation, err)
	}
	made, failed := of(fd)
	if failed != nil {
		transport.CloseFd(fd)
	}
	return made, failed
}

// OpenConnection is Open without a socket that listens, which Node takes: nothing ever
// comes of it.
func (g *Group) OpenConnection(fd int) (transport.Stream, *node.Error) {
	if transport.Listens(fd) {
		return nil, misuse(node.InvalidFdType("TCP or PIPE that listens"))
	}
	return g.Open(fd)
}

// Open takes over a descriptor that is connected, or a pipe.
func (g *Group) Open(fd int) (transport.Stream, *node.Error) {
	if kind := transport.Kind(fd); kind != "TCP" && kind != "PIPE" {
		return nil, misuse(node.InvalidFdType(kind))
	}
	stream, err := g.Network.Open(fd)
	switch {
	case errors.Is(err, transport.ErrUnsupported):
		return nil, errNoDescriptors()
	case err != nil:
		return nil, node.Failed(operationOf(err))
	}
	return stream, nil
}

// Listen listens: on what is bound already, unless that is nil, or on the address
// of the spec. Without an address it is every one of the machine.
func (g *Group) Listen(spec transport.Listen, bound transport.Bound) (transport.Listener, *node.Error) {
	if spec.Backlog <= 0 {
		spec.Backlog = node.Backlog
	}
	var ln transport.Listener
	var err error
	switch {
	case bound != nil:
		if ln, err = bound.Listen(spec); err != nil {
			_, cause := operationOf(err)
			return nil, node.FailedServer("listen", cause, "", -1)
		}
		return ln, nil
	case node.BadPath(spec.Path) != "":
		err = errBadPath("bind")
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

// noIPv6 reports whether IPv4 is to be tried, since the machine lacks IPv6, a sandbox does
// not let us have it, or whatever else: as in Node the answer of IPv4 is the one then, but
// for a port that somebody has.
func noIPv6(err error) bool { return err != nil && node.ErrnoOf(err) != syscall.EADDRINUSE }

// listenError is Node's error: whatever has failed, the call was listen.
func listenError(err error, spec transport.Listen) *node.Error {
	operation, cause := operationOf(err)
	failed := func(cause error) *node.Error { return node.FailedServer("listen", cause, spec.Path, -1) }
	switch {
	case !spec.Unix:
		return node.FailedServer("listen", cause, spec.Addr.Addr().String(), int(spec.Port()))
	case operation == "bind":
		return pathError(cause, spec.Path, failed)
	}
	return failed(cause)
}

// errBadPath is what the system would say of a path that [node.BadPath] refuses.
func errBadPath(operation string) error {
	return &transport.Error{Operation: operation, Err: syscall.EINVAL}
}
