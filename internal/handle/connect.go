package handle

import (
	"net/netip"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Remote is the address of a peer: a path, or an IP address as text and a port.
// The error is misuse.
func Remote(path, ip string, port int) (transport.Addr, *node.Error) {
	if path != "" {
		return transport.Addr{Path: path, Unix: true}, nil
	}
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return transport.Addr{}, misuse(node.InvalidIP(ip))
	}
	return transport.Addr{AddrPort: netip.AddrPortFrom(addr, uint16(port))}, nil
}

// Local is the address to connect from, by localAddress and localPort; the family
// of an unspecified one is the peer's. With neither it is left to the system: the
// zero value.
func Local(remote transport.Addr, ip string, port int) netip.AddrPort {
	if remote.Unix || ip == "" && port == 0 {
		return netip.AddrPort{}
	}
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		addr = unspecified(remote)
	}
	return netip.AddrPortFrom(addr, uint16(port))
}

func unspecified(remote transport.Addr) netip.Addr {
	if remote.Addr().Is4() {
		return netip.IPv4Unspecified()
	}
	return netip.IPv6Unspecified()
}

// Connecting is a connection about to be made, in two steps: [Group.Socket], or a
// socket that is bound already, and then Connect. In between is the moment in
// which Node tells of the attempt.
type Connecting struct {
	Remote transport.Addr
	Local  netip.AddrPort // as [Local] has it
	socket transport.Bound
}

// Socket is the first step: a socket that is bound where the local end is named.
// bound, unless it is nil, is one that is bound already.
func (g *Group) Socket(remote transport.Addr, local netip.AddrPort, bound transport.Bound, control ...transport.Control) (Connecting, *node.Error) {
	c := Connecting{Remote: remote, Local: local, socket: bound}
	if bound != nil {
		c.Local = bound.Addr().AddrPort // what errors name
	}
	if bound != nil || node.BadPath(remote.Path) != "" { // Connect says so of a bad path
		return c, nil
	}
	var err error
	if c.socket, err = g.Network.Socket(remote, local, control...); err != nil {
		return c, c.failed(err, true)
	}
	return c, nil
}

// Close gives the socket up instead of the second step.
func (c Connecting) Close() {
	if c.socket != nil {
		c.socket.Close()
	}
}

// Connect is the second step, on the loop. Unless it returns an error, done is
// called later, on the loop, and never once the attempt was canceled. [Connecting.Failed]
// says what the error that it gets means.
func (c Connecting) Connect(l *loop.Loop, done func(transport.Stream, error)) (transport.Attempt, *node.Error) {
	if node.BadPath(c.Remote.Path) != "" {
		c.Close()
		return nil, c.failed(errBadPath("connect"), true)
	}
	attempt, err := c.socket.Connect(l, c.Remote, done)
	if err != nil {
		return nil, c.failed(err, true)
	}
	return attempt, nil
}

// isFull reports whether there is no descriptor to be had.
func isFull(err error) bool {
	number := node.ErrnoOf(err)
	return number == syscall.EMFILE || number == syscall.ENFILE
}

// Failed is Node's error for what Connect has called done with.
func (c Connecting) Failed(err error) *node.Error { return c.failed(err, false) }

// failed is Node's error for an attempt that has failed, at once or later. Node
// names the local end where the system refuses to start at all.
func (c Connecting) failed(err error, atOnce bool) *node.Error {
	operation, cause := operationOf(err)
	noSocket := atOnce && operation == "connect" && isFull(cause)
	switch {
	case c.Remote.Unix:
		e := node.FailedAt(operation, cause, c.Remote.Path, 0)
		e.Hint = node.BadPath(c.Remote.Path)
		return e
	case noSocket && c.Local.IsValid(): // Node makes it when it is bound
		return node.FailedAt("bind", cause, c.Local.Addr().String(), int(c.Local.Port()))
	case operation == "bind":
		return node.FailedAt(operation, cause, c.Local.Addr().String(), int(c.Local.Port()))
	}
	e := node.FailedAt(operation, cause, c.Remote.Addr().String(), int(c.Remote.Port()))
	switch {
	case noSocket:
		e.Message += node.NoLocalEnd
	case atOnce && operation == "connect":
		local := c.Local
		if !local.IsValid() {
			local = netip.AddrPortFrom(unspecified(c.Remote), 0)
		}
		e.Message += node.LocalEnd(local.Addr().String(), int(local.Port()))
	}
	return e
}
