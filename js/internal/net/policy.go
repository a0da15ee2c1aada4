package net

import (
	"net/netip"
	"syscall"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Policy is what a runtime may do in the network. It is asked where descriptors are
// made, below all that a script can reach, as the host's Control is. The zero value
// allows everything.
type Policy struct {
	// Blocks reports whether nothing may be connected to an address.
	Blocks func(addr netip.Addr) bool
	// NoPaths refuses sockets that are files; NoDescriptors the descriptors that a
	// script names by their number.
	NoPaths, NoDescriptors bool
	base.Limits
}

type policyKey struct{}

// PolicyOf is the policy of a runtime, to be set before the module is loaded.
func PolicyOf(e *engine.Engine) *Policy {
	return engine.Slot(e, policyKey{}, func() *Policy { return &Policy{} })
}

// part is the group of a runtime under its policy.
func (p *Policy) part(parent *base.Group, control control) *base.Group {
	guarded := &network{Network: parent.Network, policy: p, control: control}
	guarded.group = parent.Part(guarded, p.Limits)
	return guarded.group
}

type control func(op, network string, addr netip.AddrPort, path string) error

// network is a network under a policy.
type network struct {
	transport.Network
	policy  *Policy
	control control
	group   *base.Group
}

func refused(operation string, number syscall.Errno) error {
	return &transport.Error{Operation: operation, Err: number}
}

// may asks the policy.
func (n *network) may(op, operation string, at transport.Addr) error {
	p := n.policy
	switch {
	case at.Unix && p.NoPaths, op == "dial" && !at.Unix && p.Blocks != nil && p.Blocks(at.Addr().Unmap()):
		return refused(operation, syscall.EACCES)
	case n.control == nil:
		return nil
	}
	kind := "tcp"
	if at.Unix {
		kind = "unix"
	}
	if n.control(op, kind, at.AddrPort, at.Path) != nil {
		return refused(operation, syscall.EACCES)
	}
	return nil
}

func (n *network) Listen(spec transport.Listen) (transport.Listener, error) {
	if err := n.may("listen", "listen", spec.Addr); err != nil {
		return nil, err
	}
	return n.Network.Listen(spec)
}

func (n *network) Socket(remote transport.Addr, local netip.AddrPort, control ...transport.Control) (transport.Bound, error) {
	if n.group.FullOfConns() {
		return nil, refused("connect", syscall.EMFILE)
	}
	if local.IsValid() {
		if err := n.may("listen", "bind", transport.Addr{AddrPort: local}); err != nil {
			return nil, err
		}
	}
	return n.bound(n.Network.Socket(remote, local, control...))
}

func (n *network) Bind(spec transport.Listen) (transport.Bound, error) {
	if err := n.may("listen", "bind", spec.Addr); err != nil {
		return nil, err
	}
	return n.bound(n.Network.Bind(spec))
}

func (n *network) Adopt(fd int) (transport.Bound, error) {
	if n.policy.NoDescriptors {
		return nil, refused("listen", syscall.EACCES)
	}
	return n.bound(n.Network.Adopt(fd))
}

func (n *network) Open(fd int) (transport.Stream, error) {
	if n.policy.NoDescriptors {
		return nil, refused("open", syscall.EACCES)
	}
	return n.Network.Open(fd)
}

func (n *network) bound(b transport.Bound, err error) (transport.Bound, error) {
	if err != nil {
		return nil, err
	}
	return &bound{b, n}, nil
}

// bound is a socket of which it is not decided yet what it is for.
type bound struct {
	transport.Bound
	network *network
}

func (b *bound) Listen(spec transport.Listen) (transport.Listener, error) {
	if err := b.network.may("listen", "listen", b.Addr()); err != nil {
		b.Close()
		return nil, err
	}
	return b.Bound.Listen(spec)
}

func (b *bound) Connect(l *loop.Loop, remote transport.Addr, done func(transport.Stream, error)) (transport.Attempt, error) {
	if err := b.network.may("dial", "connect", remote); err != nil {
		b.Close()
		return nil, err
	}
	return b.Bound.Connect(l, remote, done)
}
