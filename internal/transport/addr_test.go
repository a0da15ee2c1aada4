package transport

import (
	"errors"
	"net"
	"net/netip"
	"testing"
)

func TestAnAddressIsNamedAsItIs(t *testing.T) {
	ip := func(s string) Addr { return Addr{AddrPort: netip.MustParseAddrPort(s)} }
	for _, c := range []struct {
		addr                 Addr
		host, family, string string
		known                bool
	}{
		{ip("127.0.0.1:80"), "127.0.0.1", "IPv4", "127.0.0.1:80", true},
		{ip("[::1]:80"), "::1", "IPv6", "[::1]:80", true},
		{ip("[::ffff:127.0.0.1]:80"), "::ffff:127.0.0.1", "IPv6", "[::ffff:127.0.0.1]:80", true},
		{Addr{Path: "/tmp/s", Unix: true}, "/tmp/s", "pipe", "/tmp/s", true},
		{Addr{Path: "\x00name", Unix: true}, "\x00name", "pipe", "@name", true},
		{Addr{Unix: true}, "", "pipe", "", true},
		{Addr{}, "invalid IP", "IPv6", "invalid AddrPort", false},
	} {
		a := c.addr
		if a.Host() != c.host || a.Family() != c.family || a.String() != c.string || a.Known() != c.known {
			t.Errorf("%+v: host %q, family %s, %q, known %v", a, a.Host(), a.Family(), a.String(), a.Known())
		}
	}
}

func TestAddressesOfGoAreOurs(t *testing.T) {
	for _, c := range []struct {
		addr net.Addr
		want Addr
	}{
		{nil, Addr{}},
		{(*net.TCPAddr)(nil), Addr{}},
		{(*net.UnixAddr)(nil), Addr{Unix: true}},
		{&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: 5}, loopback(5)},
		{&net.UnixAddr{Name: "@name"}, Addr{Path: "\x00name", Unix: true}},
		{&net.UnixAddr{Name: "@"}, Addr{Unix: true}},
		{&net.UDPAddr{IP: net.IPv4(127, 0, 0, 1).To4(), Port: 5}, loopback(5)},
		{scriptedAddr{}, Addr{Path: "somewhere", Unix: true}},
	} {
		if got := addressOf(func() net.Addr { return c.addr }); got != c.want {
			t.Errorf("%v: %+v, want %+v", c.addr, got, c.want)
		}
	}
}

func TestAnErrorNamesItsOperation(t *testing.T) {
	cause := errors.New("cause")
	if err := error(&Error{"bind", cause}); err.Error() != "bind: cause" || !errors.Is(err, cause) {
		t.Error(err)
	}
}
