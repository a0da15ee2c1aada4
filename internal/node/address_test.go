package node

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func TestIsIP(t *testing.T) {
	for s, want := range map[string]int{
		"127.0.0.1": 4, "::1": 6, "::ffff:1.2.3.4": 6, "fe80::1%eth0": 6, "fe80::1%a b": 0, "fe80::1%": 0,
		"": 0, "localhost": 0, "127.0.0.01": 0, "127.1": 0, "1.2.3.4/8": 0, "127.0.0.1:80": 0, "[::1]": 0, "1.2.3.4%1": 0,
	} {
		if got := IsIP(s); got != want {
			t.Errorf("IsIP(%q) is %d, want %d", s, got, want)
		}
	}
}

func TestAddressesAreTriedFamilyByFamilyAndOnce(t *testing.T) {
	for given, want := range map[string]string{
		"":                        "",
		"1.1.1.1":                 "1.1.1.1",
		"1.1.1.1 1.1.1.2 ::1 ::2": "1.1.1.1 ::1 1.1.1.2 ::2",
		"::1 ::2 ::3 1.1.1.1":     "::1 1.1.1.1 ::2 ::3",
		"::1 1.1.1.1 ::1 1.1.1.1": "::1 1.1.1.1",
		"1.1.1.1 ::1 1.1.1.1 ::2": "1.1.1.1 ::1 ::2",
	} {
		var addresses []netip.Addr
		for _, s := range strings.Fields(given) {
			addresses = append(addresses, netip.MustParseAddr(s))
		}
		var got []string
		for _, a := range Interleave(addresses, netip.Addr.Is4) {
			got = append(got, a.String())
		}
		if !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s is tried as %v, want %s", given, got, want)
		}
	}
}

func TestWhatIsWrongWithAPath(t *testing.T) {
	long := strings.Repeat("p", longestPath)
	for path, want := range map[string]string{
		"": "", "/tmp/socket": "", long: "", "\x00abstract\x00name": "",
		long + "p": "the path of a Unix socket can have ",
		"a\x00b":   "there is a NUL byte in the path",
	} {
		if got := BadPath(path); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

func TestWhatIsWrongWithAHost(t *testing.T) {
	for host, want := range map[string]string{
		"localhost": "", "example.test": "", "::1": "", "fe80::1%eth0": "", "a:b": "", "a:": "", "a:70000": "",
		"127.0.0.1:80":    `the host has a port in it; give host "127.0.0.1" and port 80`,
		"[::1]:80":        `the host has a port in it; give host "::1" and port 80`,
		"example.test:80": `the host has a port in it; give host "example.test" and port 80`,
	} {
		if got := badHost(host); got != want {
			t.Errorf("%q: %q, want %q", host, got, want)
		}
	}
}
