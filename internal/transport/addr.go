package transport

import "net/netip"

// Addr is the address of one end: an IP address and port, or a path. A path
// that starts with a NUL byte is a name in Linux's abstract namespace; the end that
// connects to a Unix socket mostly has none, and an empty path.
type Addr struct {
	netip.AddrPort
	Path string
	Unix bool
}

// unixAddr is the address of a Unix socket by the name that Go has for it; "@" is
// one without a name.
func unixAddr(name string) Addr {
	if name == "@" {
		return Addr{Unix: true}
	}
	return Addr{Path: abstract(name, "@", "\x00"), Unix: true}
}

// Known reports whether there is an address.
func (a Addr) Known() bool { return a.Unix || a.IsValid() }

// Host is the IP address, or the path.
func (a Addr) Host() string {
	if a.Unix {
		return a.Path
	}
	return a.Addr().String()
}

// Family is what Node calls the family: IPv4, IPv6 or, for a path, pipe. An IPv4
// address in IPv6 form is IPv6.
func (a Addr) Family() string {
	switch {
	case a.Unix:
		return "pipe"
	case a.Addr().Is4():
		return "IPv4"
	}
	return "IPv6"
}

// String is the address as Go's net package writes it.
func (a Addr) String() string {
	if a.Unix {
		return abstract(a.Path, "\x00", "@")
	}
	return a.AddrPort.String()
}
