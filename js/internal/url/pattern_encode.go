package url

import (
	"strconv"
	"strings"
)

func encodeProtocol(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	scheme, rest, ok := schemeOf(unwanted.Replace(s) + ":")
	return scheme, ok && rest == ""
}

func encodeUser(s string) (string, bool) { return encode(s, inUser), true }

// encodeHostname writes hosts as those of special schemes, whatever the protocol.
func encodeHostname(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	s = unwanted.Replace(s)
	if end := strings.IndexAny(s, `/?#\`); end >= 0 {
		s = s[:end]
	}
	if s == "" || portColon(s) >= 0 {
		return "", false
	}
	return parseHost(s, true)
}

// encodeIPv6 takes parts of an address, too.
func encodeIPv6(s string) (string, bool) {
	return strings.ToLower(s), strings.Trim(s, "0123456789abcdefABCDEF[]:") == ""
}

func portEncoder(protocol string) encoder {
	return func(s string) (string, bool) {
		if s == "" {
			return "", true
		}
		s = unwanted.Replace(s)
		end := 0
		for end < len(s) && s[end] >= '0' && s[end] <= '9' {
			end++
		}
		n, err := strconv.ParseUint(s[:end], 10, 16)
		if err != nil {
			return "", false
		}
		if isSpecial(protocol) && int(n) == defaultPorts[protocol] {
			return "", true
		}
		return strconv.FormatUint(n, 10), true
	}
}

// encodePathname writes what may be the middle of a path, too.
func encodePathname(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	const before = "/-" // so that what does not begin with a slash, and dots, stay what they are
	absolute := strings.HasPrefix(s, "/")
	if !absolute {
		s = before + s
	}
	r := &record{scheme: "http", hasHost: true, port: -1}
	setPathname(r, s)
	s = r.pathname()
	if !absolute {
		s = s[min(len(before), len(s)):] // also where dots have led out of it
	}
	return s, true
}

func encodeOpaque(s string) (string, bool) { return encode(unwanted.Replace(s), inControl), true }

func encodeSearch(s string) (string, bool) { return encode(unwanted.Replace(s), inQuery), true }

func encodeHash(s string) (string, bool) { return encode(unwanted.Replace(s), inFragment), true }
