package nodenet

import (
	"errors"
	"net/netip"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// attemptError is Node's error for an attempt that has failed.
func (c *connecting) attemptError(remote transport.Addr, err error, atOnce bool) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	operation, cause := transportError(err)
	switch {
	case remote.Unix:
		e = addressError(operation, cause, remote.Path, 0)
	case operation == "bind":
		local := c.local(remote)
		e = addressError(operation, cause, local.Addr().String(), int(local.Port()))
	default:
		e = addressError(operation, cause, remote.Addr().String(), c.options.Port)
	}
	if atOnce && operation == "connect" {
		e.message += c.localText(remote)
	}
	return e
}

// localText is what Node adds when the system refuses to start at all.
func (c *connecting) localText(remote transport.Addr) string {
	local := c.local(remote)
	switch {
	case remote.Unix:
		return " - Local (undefined:undefined)"
	case local.IsValid():
	case remote.Addr().Is4():
		local = netip.AddrPortFrom(netip.IPv4Unspecified(), 0)
	default:
		local = netip.AddrPortFrom(netip.IPv6Unspecified(), 0)
	}
	return " - Local (" + local.Addr().String() + ":" + itoa(int(local.Port())) + ")"
}
