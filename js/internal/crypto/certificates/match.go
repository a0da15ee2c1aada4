package certificates

import (
	"net/netip"
	"strings"
)

// Match says how names are compared, as the options of checkHost do.
type Match struct {
	AlwaysSubject, NeverSubject bool
	NoWildcards                 bool
	NoPartialWildcards          bool
	MultiLabelWildcards         bool
	SingleLabelSubdomains       bool
}

// Host returns the name in the certificate that a host's name matches.
func (c *Certificate) Host(host string, m Match) (name string, ok bool) {
	return c.match(dnsName, "CN", m, func(pattern string) bool { return m.host(pattern, host) })
}

// Email reports whether an address of e-mail is in the certificate.
func (c *Certificate) Email(address string, m Match) bool {
	_, ok := c.match(emailName, "emailAddress", m, func(pattern string) bool { return sameEmail(pattern, address) })
	return ok
}

// IP reports whether an address is in the certificate.
func (c *Certificate) IP(a netip.Addr) bool {
	for _, name := range c.altNames() {
		if other, ok := netip.AddrFromSlice(name.Bytes); ok && name.Tag == ipName && other == a {
			return true
		}
	}
	return false
}

// match looks among the alternative names of one kind; where there are none of it, or
// always if that is wanted, among the attributes of the subject.
func (c *Certificate) match(kind int, attribute string, m Match, equal func(pattern string) bool) (string, bool) {
	found := false
	for _, name := range c.altNames() {
		if name.Tag == kind {
			found = true
			if pattern := string(name.Bytes); equal(pattern) {
				return pattern, true
			}
		}
	}
	if found && !m.AlwaysSubject || m.NeverSubject {
		return "", false
	}
	for _, a := range Attributes(c.RawSubject) {
		if a.Name == attribute && equal(a.Value) {
			return a.Value, true
		}
	}
	return "", false
}

// sameEmail compares what is before the @ letter by letter, and the rest without regard to
// capitals.
func sameEmail(a, b string) bool {
	at := strings.LastIndexByte(a, '@')
	if len(a) != len(b) || at < 0 {
		return strings.EqualFold(a, b) && at < 0
	}
	return a[:at] == b[:at] && strings.EqualFold(a[at:], b[at:])
}

func (m Match) host(pattern, host string) bool {
	if host == "" || strings.IndexByte(pattern, 0) >= 0 {
		return false
	}
	subdomains := len(host) > 1 && host[0] == '.'
	if !m.NoWildcards && !subdomains {
		if star := m.star(pattern); star >= 0 {
			return m.wildcard(pattern[:star], pattern[star+1:], host)
		}
	}
	if subdomains && len(pattern) > len(host) {
		cut := len(pattern) - len(host)
		if m.SingleLabelSubdomains && strings.Contains(pattern[:cut], ".") {
			return false
		}
		pattern = pattern[cut:]
	}
	return len(pattern) == len(host) && strings.EqualFold(pattern, host)
}

// star finds the star of a pattern; -1 when there is none, or none that counts: it has to be
// in the first of three labels or more, at an end of it, and not beside what is encoded.
func (m Match) star(pattern string) int {
	labels := strings.Split(pattern, ".")
	if len(labels) < 3 {
		return -1
	}
	for i, label := range labels {
		plain := label
		if i == 0 {
			plain = strings.Replace(label, "*", "", 1)
		}
		if label == "" || strings.HasSuffix(label, "-") || plain != "" && strings.HasPrefix(plain, "-") || !isLabel(plain) {
			return -1
		}
	}
	first := labels[0]
	star := strings.IndexByte(first, '*')
	switch {
	case star < 0, len(first) > 1 && strings.HasPrefix(strings.ToLower(first), "xn--"):
		return -1
	case star > 0 && star < len(first)-1:
		return -1
	case m.NoPartialWildcards && len(first) > 1:
		return -1
	}
	return star
}

func isLabel(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '-' {
			return false
		}
	}
	return true
}

func (m Match) wildcard(prefix, suffix, host string) bool {
	if len(host) < len(prefix)+len(suffix) || !strings.EqualFold(host[:len(prefix)], prefix) || !strings.EqualFold(host[len(host)-len(suffix):], suffix) {
		return false
	}
	matched := host[len(prefix) : len(host)-len(suffix)]
	whole := prefix == "" && strings.HasPrefix(suffix, ".")
	switch {
	case whole && matched == "":
		return false
	case !whole && strings.HasPrefix(strings.ToLower(host), "xn--"):
		return false
	case matched == "*":
		return true
	}
	for _, label := range strings.Split(matched, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return whole && m.MultiLabelWildcards || !strings.Contains(matched, ".")
}
