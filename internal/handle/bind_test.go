package handle

import (
	"net/netip"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// sandboxed is a network that is not allowed to have IPv6.
type sandboxed struct {
	transport.Network
	says syscall.Errno
}

func (n sandboxed) Listen(o transport.Listen) (transport.Listener, error) {
	if o.AddrPort.Addr().Is6() {
		return nil, &transport.Error{Operation: "bind", Err: n.says}
	}
	return n.Network.Listen(o)
}

// Where a sandbox refuses IPv6 every address of the machine is every one of IPv4.
func TestASandboxWithoutIPv6(t *testing.T) {
	for _, says := range []syscall.Errno{syscall.EPERM, syscall.EACCES, syscall.EAFNOSUPPORT, syscall.EMFILE, syscall.ENOBUFS} {
		g := &Group{Network: sandboxed{transport.Default, says}}
		ln, err := g.Listen(transport.Listen{}, nil)
		if err != nil {
			t.Errorf("%v: %v", says, err)
			continue
		}
		if ip := ln.Addr().Addr(); !ip.Is4() {
			t.Errorf("%v: listens at %v", says, ip)
		}
		ln.Close()
		if _, err := g.Listen(transport.Listen{V6Only: true}, nil); err == nil {
			t.Errorf("%v: listens on IPv6 only", says)
		}
	}
}

// A port that somebody has is not looked for among those of IPv4.
func TestAPortInUseIsNotTriedWithIPv4(t *testing.T) {
	g := &Group{Network: sandboxed{transport.Default, syscall.EADDRINUSE}}
	_, err := g.Listen(transport.Listen{Addr: transport.Addr{AddrPort: netip.AddrPortFrom(netip.Addr{}, 8080)}}, nil)
	if err == nil || err.Error() != "listen EADDRINUSE: address already in use :::8080" {
		t.Error(err)
	}
}
