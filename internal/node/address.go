package node

import (
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// IsIP is net.isIP: 4 for an IPv4 address, 6 for an IPv6 one, with or without a
// zone, and 0 for anything else. An IPv4 address in IPv6 form is 6; leading zeroes
// and prefix lengths make it none.
func IsIP(s string) int {
	ip, err := netip.ParseAddr(s)
	switch {
	case err != nil || strings.ContainsFunc(ip.Zone(), notInZone):
		return 0
	case ip.Is4():
		return 4
	}
	return 6
}

// notInZone are the characters that no zone has.
func notInZone(r rune) bool {
	return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune("-.:", r)
}

// IsPort reports whether a number can be a TCP port, 0 included.
func IsPort[N int | int64 | float64](n N) bool { return n >= 0 && n <= 65535 && n == N(int(n)) }

// HostPort joins as Node's messages do, without brackets. A path has no port.
func HostPort(address string, port int) string {
	if port <= 0 {
		return address
	}
	return address + ":" + strconv.Itoa(port)
}

// LocalEnd is what Node's messages have after the peer's address where they name
// this end as well.
func LocalEnd(address string, port int) string {
	return " - Local (" + address + ":" + strconv.Itoa(port) + ")"
}

// NoLocalEnd is LocalEnd where there is none.
const NoLocalEnd = " - Local (undefined:undefined)"

// Interleave is the order in which the addresses of a host are tried: the two
// families in turn, that of the first address first, and every address once.
func Interleave[A comparable](addresses []A, isIPv4 func(A) bool) []A {
	var first, second []A
	seen := map[A]bool{}
	for _, a := range addresses {
		switch {
		case seen[a]:
		case isIPv4(a) == isIPv4(addresses[0]):
			first = append(first, a)
		default:
			second = append(second, a)
		}
		seen[a] = true
	}
	var all []A
	for i := range max(len(first), len(second)) {
		if i < len(first) {
			all = append(all, first[i])
		}
		if i < len(second) {
			all = append(all, second[i])
		}
	}
	return all
}

// longestPath is how many bytes the path of a Unix socket may have: on Linux as many
// as there is room for, elsewhere a NUL byte follows.
var longestPath = func() int {
	room := len(syscall.RawSockaddrUnix{}.Path)
	if runtime.GOOS == "linux" {
		return room
	}
	return room - 1
}()

// BadPath says why the system cannot be given a path for a Unix socket; "" for one
// that it can. A path that starts with a NUL byte is a name in Linux's abstract
// namespace, and may have others.
func BadPath(path string) string {
	switch {
	case len(path) > longestPath:
		return "the path of a Unix socket can have " + strconv.Itoa(longestPath) + " bytes, and this one has " + strconv.Itoa(len(path))
	case path != "" && path[0] != 0 && strings.IndexByte(path, 0) >= 0:
		return "there is a NUL byte in the path"
	}
	return ""
}

// badHost says why no host has a name; "" when it might have. It is for those who
// give host and port in one.
func badHost(host string) string {
	if at, err := netip.ParseAddrPort(host); err == nil {
		return hasPort(at.Addr().String(), strconv.Itoa(int(at.Port())))
	}
	name, port, ok := strings.Cut(host, ":")
	if _, err := strconv.ParseUint(port, 10, 16); ok && err == nil {
		return hasPort(name, port)
	}
	return ""
}

func hasPort(host, port string) string {
	return "the host has a port in it; give host " + strconv.Quote(host) + " and port " + port
}
