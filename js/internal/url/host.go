package url

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
	name, ok := ToASCII(PercentDecode(s))
	if !ok || name == "" {
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
	base := 10
	switch {
	case len(s) >= 2 && (s[:2] == "0x" || s[:2] == "0X"):
		if s, base = s[2:], 16; s == "" {
			return 0, true
		}
	case len(s) >= 2 && s[0] == '0':
		s, base = s[1:], 8
	}
	if strings.ContainsAny(s, "+-_") {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 64)
	if err != nil && strings.Contains(err.Error(), "range") {
		return 1 << 40, true
	}
	return n, err == nil
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

var dotLike = strings.NewReplacer("\u3002", ".", "\uff0e", ".", "\uff61", ".", "\u00ad", "", "\u200b", "")

// ToASCII is a host name as name servers know it: lower case, with punycode for
// what is not ASCII.
func ToASCII(name string) (string, bool) {
	ascii := true
	for i := 0; i < len(name); i++ {
		ascii = ascii && name[i] < utf8.RuneSelf
	}
	if ascii {
		name = strings.ToLower(name)
	} else {
		if !utf8.ValidString(name) {
			return "", false
		}
		name = norm.NFC.String(strings.ToLower(norm.NFKC.String(dotLike.Replace(name))))
	}
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			if _, ok := punyDecode(encoded); !ok || encoded == "" {
				return "", false
			}
			continue
		}
		encoded, plain := punyEncode(label)
		if !plain {
			labels[i] = "xn--" + encoded
		}
	}
	name = strings.Join(labels, ".")
	for i := 0; i < len(name); i++ {
		if c := name[i]; c <= ' ' || c == 0x7f || c == '%' || strings.IndexByte(forbiddenInHost, c) >= 0 {
			return "", false
		}
	}
	return name, true
}

// ToUnicode is a host name as people read it.
func ToUnicode(name string) string {
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			if text, ok := punyDecode(encoded); ok {
				labels[i] = text
			}
		}
	}
	return strings.Join(labels, ".")
}
