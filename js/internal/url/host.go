package url

import (
	"net/netip"
	"strconv"
	"strings"
)

const forbiddenInHost = "\x00\t\n\r #/:<>?@[\\]^|"

// parseHost checks a host and writes it in the usual way.
func parseHost(s string, special bool) (string, bool) {
	if strings.HasPrefix(s, "[") {
		return parseIPv6(s)
	}
	if !special {
		if strings.ContainsAny(s, forbiddenInHost) {
			return "", false
		}
		return encode(s, inControl), true
	}
	name, ok := domainASCII(PercentDecode(s))
	if !ok {
		return "", false
	}
	if numbered(name) {
		return parseIPv4(name)
	}
	return name, true
}

func parseIPv6(s string) (string, bool) {
	if !strings.HasSuffix(s, "]") {
		return "", false
	}
	a, err := netip.ParseAddr(s[1 : len(s)-1])
	if err != nil || !a.Is6() || a.Zone() != "" {
		return "", false
	}
	if a.Is4In6() {
		p := a.As16()
		group := func(i int) string { return strconv.FormatUint(uint64(p[i])<<8|uint64(p[i+1]), 16) }
		return "[::ffff:" + group(12) + ":" + group(14) + "]", true
	}
	return "[" + a.String() + "]", true
}

// numbered reports whether a host has to be an IPv4 address: its last part is a
// number.
func numbered(name string) bool {
	parts := strings.Split(strings.TrimSuffix(name, "."), ".")
	last := parts[len(parts)-1]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := number(last)
	return ok
}

// number reads a part of an address: decimal, octal or hexadecimal.
func number(s string) (uint64, bool) {
	base, digits := 10, "0123456789"
	switch {
	case len(s) >= 2 && (s[:2] == "0x" || s[:2] == "0X"):
		if s, base, digits = s[2:], 16, "0123456789abcdefABCDEF"; s == "" {
			return 0, true
		}
	case len(s) >= 2 && s[0] == '0':
		s, base, digits = s[1:], 8, "01234567"
	}
	if s == "" || strings.Trim(s, digits) != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil {
		return 1 << 40, true // more than 64 bits hold
	}
	return n, true
}

func parseIPv4(name string) (string, bool) {
	parts := strings.Split(strings.TrimSuffix(name, "."), ".")
	if len(parts) > 4 {
		return "", false
	}
	var address uint64
	for i, part := range parts {
		n, ok := number(part)
		if !ok {
			return "", false
		}
		switch {
		case i == len(parts)-1:
			if n >= 1<<(8*(5-len(parts))) {
				return "", false
			}
			address |= n
		case n > 255:
			return "", false
		default:
			address |= n << (8 * (3 - i))
		}
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}).String(), true
}
