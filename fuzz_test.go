package nodenet

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// What others have written, the fuzz targets of this package. Without -fuzz they run
// on their seeds.

// FuzzRules: rules of a block list survive being written and read again, and block
// what they name.
func FuzzRules(f *testing.F) {
	for _, text := range []string{
		"Address: IPv4 1.2.3.4", "Address: IPv6 ::ffff:1.2.3.4", "Address: IPv6 fe80::1%eth0", "Address: IPv6 1.2.3.4",
		"Subnet: IPv4 10.0.0.0/8", "Subnet: IPv4 10.1.2.3/0", "Subnet: IPv6 ::/0", "Subnet: IPv6 ::ffff:0:0/96", "Subnet: IPv6 fc00::/007",
		"Range: IPv4 1.0.0.1-1.0.0.9", "Range: IPv6 ::1-ffff::", "Range: IPv6 ::ffff:1.2.3.4-1.2.3.9", "Range: IPv4 9.9.9.9-1.1.1.1",
		"xSubnet: IPv4 1.2.3.4/33y", "Address: IPv4 999.1.1.1", "Range: IPv6 -", "Address: IPv6 " + strings.Repeat(":", 45), "",
	} {
		f.Add(text, "1.2.3.4")
		f.Add(text+"\n"+text, "::ffff:1.2.3.4")
	}
	f.Fuzz(func(t *testing.T, text, address string) {
		var l, again BlockList
		for line := range strings.Lines(text) {
			_ = l.AddRules(line)
		}
		rules := l.Rules()
		if len(rules) != l.Size() {
			t.Fatalf("%d rules are %q", l.Size(), rules)
		}
		data, err := l.MarshalJSON()
		if err == nil {
			err = again.UnmarshalJSON(data)
		}
		if got := again.Rules(); err != nil || !slices.Equal(got, rules) {
			t.Fatalf("%q was read as %q, %v", rules, got, err)
		}
		if l.CheckString(address) != again.CheckString(address) {
			t.Fatalf("%q: %s is blocked by one of two lists", rules, address)
		}
		for _, rule := range rules {
			if strings.HasPrefix(rule, "Address: ") && !l.CheckString(rule[len("Address: IPv4 "):]) {
				t.Fatalf("%q does not block", rule)
			}
		}
	})
}

// FuzzCIDR: a subnet blocks what netip says it contains, and nothing once it is gone.
func FuzzCIDR(f *testing.F) {
	for _, cidr := range append(PrivateRanges(), "1.2.3.4/32", "0.0.0.0/0", "::/0", "::ffff:1.2.3.4/120", "fe80::%1/64", "1.2.3.4/+1", "1.2.3.4/01",
		"1.2.3.4/33", "1.2.3.4/-1", "/", "1.2.3.4", "1.2.3.4/99999999999999999999", "::1/128/1") {
		f.Add(cidr, "10.1.2.3")
		f.Add(cidr, "::ffff:10.1.2.3")
	}
	f.Fuzz(func(t *testing.T, cidr, address string) {
		var l BlockList
		if l.AddCIDR(cidr) != nil {
			if l.Size() != 0 {
				t.Fatalf("%q is refused and there", cidr)
			}
			return
		}
		p, err := parseCIDR(cidr)
		if err != nil {
			t.Fatal(err)
		}
		if ip, err := netip.ParseAddr(address); err == nil {
			ip = ip.WithZone("")
			contains := p.Contains(ip) || p.Contains(ip.Unmap()) || p.Contains(netip.AddrFrom16(ip.As16()))
			if four := p.Addr().Is4In6() && p.Bits() >= 96; four {
				contains = contains || netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96).Contains(ip.Unmap())
			}
			if got := l.CheckString(address); got != contains {
				t.Fatalf("%q blocks %s: %v", cidr, address, got)
			}
		}
		if !l.RemoveCIDR(cidr) || l.CheckString(address) || l.Size() != 0 {
			t.Fatalf("%q is still there", cidr)
		}
	})
}

// FuzzAddress: addresses in Go's form and in Node's.
func FuzzAddress(f *testing.F) {
	for _, c := range goForms {
		f.Add(c.network, c.address)
	}
	for _, address := range []string{"@", "@name", "\x00", "[fe80::1%lo]:1", "1.2.3.4:+1", "[1.2.3.4]:80", "a:b:c", "[]:1", ":", "010.0.0.1:1", "localhost:http", strings.Repeat("a", 300)} {
		f.Add("unix", address)
		f.Add("tcp", address)
	}
	f.Fuzz(func(t *testing.T, network, address string) {
		a, err := parseAddress(network, address)
		if err == nil && network != "unix" {
			if a.port < 0 || a.port > 65535 {
				t.Fatalf("port %d", a.port)
			}
			if ip, err := netip.ParseAddr(a.host); err == nil && a.family != 0 && a.family != familyOf(ip) {
				t.Fatalf("%q %q is %s", network, address, a.host)
			}
		}
		ip, err := netip.ParseAddr(address)
		if ip.Zone() == "" && (err == nil) != (IsIP(address) != 0) { // Node allows fewer zones
			t.Fatalf("IsIP(%q) is %d, netip says %v", address, IsIP(address), err)
		}
		if err == nil {
			if same, err := netip.ParseAddr(FormatIP(ip)); err != nil || same != ip {
				t.Fatalf("%v was written as %q", ip, FormatIP(ip))
			}
		}
	})
}

// FuzzEncoding: text that arrives in pieces is the text that arrives at once.
func FuzzEncoding(f *testing.F) {
	encodings := []Encoding{UTF8, UTF16LE, Latin1, ASCII, Base64, Base64URL, Hex}
	for i := range encodings {
		for _, text := range []string{"", "a", "ä€😀", "\xff\xfe", "\xf0\x9f\x98", "\xe2\x82", "=\xd8\x00\xde", "\x3d\xd8", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "x\xc3\xe2\xac\xf0\x98\xac😀"} {
			f.Add(uint8(i), []byte(text), uint8(1))
			f.Add(uint8(i), []byte("x"+text+text), uint8(2))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte, size uint8) {
		e := encodings[int(which)%len(encodings)]
		whole, parts := newDecoder(e), newDecoder(e)
		want := append(whole.write(data), whole.end()...)
		var got []byte
		for piece := range slices.Chunk(data, int(size)%7+1) {
			got = append(got, parts.write(piece)...)
			if len(parts.rest) > 4 {
				t.Fatalf("%s: %d bytes are kept", e, len(parts.rest))
			}
		}
		if got = append(got, parts.end()...); string(got) != string(want) {
			t.Fatalf("%s: %q in pieces is %q, at once %q", e, data, got, want)
		}
		if !utf8.Valid(want) {
			t.Fatalf("%s: %q became %q, which is not UTF-8", e, data, want)
		}
	})
}

// FuzzOptions: absurd numbers are refused, or harm nothing.
func FuzzOptions(f *testing.F) {
	const most = 1<<63 - 1
	for _, n := range []int64{0, 1, -1, 65535, 65536, 1 << 31, 1<<32 + 1, most, -most - 1} {
		f.Add(n, n, n, "127.0.0.1")
		f.Add(int64(0), n, -n, "::1")
	}
	f.Add(int64(1), int64(2), int64(3), "\x00")
	n := newTestNet(f, nil, false, 1)
	f.Fuzz(func(t *testing.T, a, b, c int64, text string) {
		socket := SocketOptions{HighWaterMark: int(a), KeepAlive: true, KeepAliveInitialDelay: time.Duration(b), TypeOfService: int(c)}
		s := n.NewSocket(socket)
		_ = s.SetTimeout(time.Duration(a), func() {})
		_ = s.SetKeepAliveWith(KeepAlive{true, time.Duration(a), time.Duration(b), int(c)})
		_ = s.SetTypeOfService(int(b))
		_ = s.SetEncoding(Encoding(text))
		s.Read(int(a))
		_ = s.Unshift([]byte(text))
		s.Read(int(b))
		s.Destroy(nil)
		o := ConnectOptions{Host: "127.0.0.1", Port: int(a), LocalAddress: text, LocalPort: int(b), Family: int(c),
			AttemptTimeout: time.Duration(c), Timeout: time.Duration(a), ConnectTimeout: time.Duration(b)}
		if err := checkConnect(&o); err == nil && (o.Port < 0 || o.Port > 65535 || o.Family != 0 && o.Family != 4 && o.Family != 6) {
			t.Fatalf("taken: %+v", o)
		}
		v := n.CreateServerWith(ServerOptions{HighWaterMark: int(a), KeepAlive: true, KeepAliveInitialDelay: time.Duration(b), MaxConnections: int(c)})
		port := 0
		if a < 0 || a > 65535 {
			port = int(a)
		}
		if err := v.ListenWith(ListenOptions{Host: "127.0.0.1", Port: port, Backlog: int(c)}); (err == nil) != v.Listening() {
			t.Fatalf("%v, and listening: %v", err, v.Listening())
		}
		_ = v.Shutdown(context.Background())
	})
}
