package net

import (
	"errors"
	"net"
	"net/netip"
	"syscall"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/opened"
)

// Policy is what a runtime may do in the network. It is asked where descriptors are
// made, below all that a script can reach, as the host's Control is. The zero value
// allows everything.
type Policy struct {
	// Listen makes the listeners, in the place of the system, as net.Listen does.
	Listen func(network, address string) (net.Listener, error)
	// MaxBuffered is how many bytes all sockets together may hold that were read and
	// not consumed, or written and not sent; 0 is without a limit.
	MaxBuffered int
	// Trace says who is told what a socket does; nil for nobody.
	Trace func(*Socket) *nodenet.Trace
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
func (p *Policy) part(parent *base.Group, host *engine.Host, counters *loop.Counters) *base.Group {
	guarded := &network{Network: parent.Network, policy: p, control: host.Control, dial: host.Dial}
	guarded.group = parent.Part(guarded, p.Limits, counters)
	return guarded.group
}

type control func(op, network string, addr netip.AddrPort, path string) error

// network is a network under a policy.
type network struct {
	transport.Network
	policy  *Policy
	control control
	dial    transport.Dial // nil is the system's
	group   *base.Group
}

func refused(operation string, number syscall.Errno) error {
	return &transport.Error{Operation: operation, Err: number}
}

// may asks the policy.
func (n *network) may(op, operation string, at transport.Addr) error {
	switch {
	case at.Unix && n.policy.NoPaths:
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
	if listen := n.policy.Listen; listen != nil {
		return listenBy(listen, spec)
	}
	return n.Network.Listen(spec)
}

// listenBy has a function of the program's make the listener.
func listenBy(listen func(network, address string) (net.Listener, error), spec transport.Listen) (_ transport.Listener, err error) {
	defer func() {
		if err != nil {
			err = &transport.Error{Operation: "listen", Err: err}
		}
	}()
	network, address := "tcp", spec.AddrPort.String()
	if spec.Unix {
		network, address = "unix", spec.Path
	}
	ln, err := listen(network, address)
	switch {
	case err != nil:
		return nil, err
	case ln == nil:
		return nil, errors.New("there is no listener, and no error")
	}
	return transport.NewListener(ln, spec), nil
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
	if n.dial != nil {
		if local.IsValid() {
			return nil, refused("bind", syscall.EINVAL)
		}
		return &bound{transport.Dialed(n.dial), n}, nil
	}
	return n.bound(n.Network.Socket(remote, local, control...))
}

func (n *network) Bind(spec transport.Listen) (transport.Bound, error) {
	if err := n.may("listen", "bind", spec.Addr); err != nil {
		return nil, err
	}
	if n.dial != nil || n.policy.Listen != nil {
		return nil, &transport.Error{Operation: "bind", Err: transport.ErrUnsupported}
	}
	return n.bound(n.Network.Bind(spec))
}

func (n *network) Adopt(fd int) (transport.Bound, error) {
	if n.policy.NoDescriptors {
		return nil, refused("listen", syscall.EACCES)
	}
	b, err := n.bound(n.Network.Adopt(fd))
	if err == nil {
		opened.Forget(fd)
	}
	return b, err
}

func (n *network) Open(fd int) (transport.Stream, error) {
	if n.policy.NoDescriptors {
		return nil, refused("open", syscall.EACCES)
	}
	s, err := n.Network.Open(fd)
	if err == nil {
		opened.Forget(fd)
	}
	return s, err
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
