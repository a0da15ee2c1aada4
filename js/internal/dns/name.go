package dns

import (
	"net/netip"
	"strconv"
	"strings"
)

// The limits of names are those of c-ares, Node's resolver.
const (
	longestName  = 255 // characters, dots between the labels included
	longestLabel = 63
	mostPointers = 128 // in one name
)

// appendName writes a name as it stands in a message. A backslash takes the
// meaning from the next character, or stands before the number of one.
func appendName(p []byte, name string) ([]byte, error) {
	if name == "" || name == "." {
		return append(p, 0), nil
	}
	start, length := len(p), 0
	p = append(p, 0)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '.' {
			if i == len(name)-1 {
				break
			}
			if len(p)-start == 1 {
				return nil, errBadName
			}
			start, length = len(p), length+1
			p = append(p, 0)
			continue
		}
		if c == '\\' {
			used := 0
			if c, used = escaped(name[i+1:]); used == 0 {
				return nil, errBadName
			}
			i += used
		}
		if !inHostName(c) || len(p)-start > longestLabel {
			return nil, errBadName
		}
		p = append(p, c)
		p[start]++
		length++
	}
	if p[start] == 0 || length > longestName {
		return nil, errBadName
	}
	return append(p, 0), nil
}

// escaped reads what follows a backslash, and says how long it is; 0 when there is
// nothing that can follow one.
func escaped(s string) (c byte, used int) {
	switch {
	case s == "":
		return 0, 0
	case s[0] < '0' || s[0] > '9':
		return s[0], 1
	case len(s) < 3:
		return 0, 0
	}
	n, err := strconv.ParseUint(s[:3], 10, 8)
	if err != nil {
		return 0, 0
	}
	return byte(n), 3
}

// inHostName reports whether c-ares asks for names with this character.
func inHostName(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || strings.IndexByte("-._/*", c) >= 0
}

// eachLabel goes through the labels of the name at a place of a message, and says
// what comes behind it. A part that stands elsewhere has to stand before the part
// that points to it, so that no name is endless.
func eachLabel(p []byte, at int, f func(label []byte)) (next int, ok bool) {
	length, pointers, begin := -1, 0, at
	for at < len(p) {
		n := int(p[at])
		switch {
		case n == 0:
			if pointers == 0 {
				next = at + 1
			}
			return next, true
		case n <= longestLabel:
			at++
			if length += 1 + n; length > longestName || at+n > len(p) {
				return 0, false
			}
			f(p[at : at+n])
			at += n
		case n < 0xc0 || at+1 >= len(p):
			return 0, false
		default:
			if pointers == 0 {
				next = at + 2
			}
			at = (n&0x3f)<<8 | int(p[at+1])
			if pointers++; at >= begin || pointers > mostPointers {
				return 0, false
			}
			begin = at
		}
	}
	return 0, false
}

// appendLabel writes a label as c-ares does: what has a meaning in names gets a
// backslash, what cannot be printed is a number.
func appendLabel(text, label []byte) []byte {
	for _, c := range label {
		switch {
		case !printable(c):
			text = append(text, '\\', '0'+c/100, '0'+c/10%10, '0'+c%10)
		case strings.IndexByte(`".;\()@$`, c) >= 0:
			text = append(text, '\\', c)
		default:
			text = append(text, c)
		}
	}
	return text
}

func printable(c byte) bool { return c >= ' ' && c <= '~' }

// pointer is the name under which an address's own name is looked up.
func pointer(a netip.Addr) string {
	a = a.Unmap()
	p := a.AsSlice()
	var b strings.Builder
	for i := len(p) - 1; i >= 0; i-- {
		if a.Is4() {
			b.WriteString(strconv.Itoa(int(p[i])) + ".")
		} else {
			const digits = "0123456789abcdef"
			b.WriteString(string([]byte{digits[p[i]&15], '.', digits[p[i]>>4], '.'}))
		}
	}
	if a.Is4() {
		return b.String() + "in-addr.arpa"
	}
	return b.String() + "ip6.arpa"
}
