package nodenet

import (
	"net"
	"net/netip"
	"strconv"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Address is one end of a connection, or where a server listens. It is what
// Node's address() returns, and a [net.Addr].
//
// What Node's net.SocketAddress is for, an address and a port as a value, is
// [netip.AddrPort] in Go, with [netip.ParseAddrPort] for SocketAddress.parse; an
// Address gives its own by AddrPort. There is no flow label: no socket has one.
type Address struct {
	// Address is an IP address, or the path of a Unix socket; a path that
	// starts with a NUL byte is in Linux's abstract namespace.
	Address string
	// Family is "IPv4", "IPv6", or "pipe" for a Unix socket or a named pipe. It
	// is "" only where there is no address.
	Family string
	// Port is 0 for a pipe.
	Port int
}

var _ net.Addr = (*Address)(nil)

// Network returns "tcp" or "unix".
func (a *Address) Network() string {
	if a != nil && a.Family == "pipe" {
		return "unix"
	}
	return "tcp"
}

// known reports whether there is an address.
func (a *Address) known() bool { return a != nil && a.Family != "" }

// String returns "127.0.0.1:80", "[::1]:80" or the path, and "" where there is no
// address. An abstract name starts with "@", as in Go's net package.
func (a *Address) String() string {
	switch {
	case !a.known():
		return ""
	case a.Family != "pipe":
		return net.JoinHostPort(a.Address, strconv.Itoa(a.Port))
	}
	return transport.Addr{Path: a.Address, Unix: true}.String()
}

// AddrPort returns the IP address and port as a value; the zero value for a
// pipe.
func (a *Address) AddrPort() netip.AddrPort {
	if a == nil || a.Family == "pipe" {
		return netip.AddrPort{}
	}
	ip, _ := netip.ParseAddr(a.Address)
	return netip.AddrPortFrom(ip, uint16(a.Port))
}

// newAddress makes the public form; the empty one when there is no address.
func newAddress(a transport.Addr) *Address {
	if !a.Known() {
		return &Address{}
	}
	address := &Address{Address: a.Host(), Family: a.Family()}
	if !a.Unix {
		address.Port = int(a.Port())
	}
	return address
}

// familyOf is 4 or 6; an IPv4 address in IPv6 form is 6.
func familyOf(ip netip.Addr) int {
	if ip.Is4() {
		return 4
	}
	return 6
}

func familyName(family int) string {
	if family == 4 {
		return "IPv4"
	}
	return "IPv6"
}

// IsIP returns 4 for an IPv4 address, 6 for an IPv6 one, with or without a
// zone, and 0 for anything else. An IPv4 address in IPv6 form is 6. As in Node,
// leading zeroes and prefix lengths make it none.
func IsIP(s string) int { return node.IsIP(s) }

// IsIPv4 reports whether s is an IPv4 address.
func IsIPv4(s string) bool { return IsIP(s) == 4 }

// IsIPv6 reports whether s is an IPv6 address.
func IsIPv6(s string) bool { return IsIP(s) == 6 }
