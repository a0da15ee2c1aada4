package url

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/secure/bidirule"
	"golang.org/x/text/unicode/bidi"
)

// uts46 is how Node reads host names: UTS #46, non-transitional, with the rules
// for joiners, and without those for hyphens, lengths and ASCII characters.
var uts46 = idna.New(idna.MapForLookup(), idna.CheckHyphens(false), idna.StrictDomainName(false))

const (
	punycoded = "xn--"
	longest   = 16384 // bytes of a name that is not ASCII, in Node, too: punycode takes time by their square
)

// ToASCII is a host name as name servers know it: lower case, with punycode for
// what is not ASCII; "" when it has no such form. Node takes names that are ASCII as
// they are, whatever may stand behind "xn--".
func ToASCII(name string) string {
	if isASCII(name) {
		return strings.ToLower(name)
	}
	if len(name) > longest {
		return ""
	}
	text, ok := decoded(name)
	if !ok {
		return ""
	}
	name, err := idna.Punycode.ToASCII(text)
	if err != nil {
		return ""
	}
	return name
}

// domainASCII is ToASCII for URLs, in which some characters cannot be.
func domainASCII(name string) (string, bool) {
	name = ToASCII(name)
	return name, name != "" && !strings.ContainsFunc(name, forbiddenInDomain)
}

// ToUnicode is a host name as people read it. A label that is no valid punycode
// stays as it is.
func ToUnicode(name string) string {
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if !strings.HasPrefix(label, punycoded) {
			continue
		}
		if text, ok := decoded(label); ok {
			labels[i] = text
		}
	}
	return strings.Join(labels, ".")
}

// decoded is a name in small letters with its punycode resolved, if all its labels
// are valid.
func decoded(name string) (string, bool) {
	if !utf8.ValidString(name) || hasLabel(name, noPunycode) {
		return "", false
	}
	// Unicode 15.1 changed one letter; until idna has its tables, ẞ becomes "ss".
	name, err := uts46.ToUnicode(strings.ReplaceAll(name, "ẞ", "ß"))
	return name, err == nil && !hasLabel(name, invalid)
}

// noPunycode finds a label that says, once it is mapped, that it is punycode and has
// nothing, or what is not ASCII, in it: idna would take that as it is. A letter before it
// keeps idna from reading it.
func noPunycode(label string) bool {
	mapped, _ := uts46.ToUnicode("a" + label)
	rest, ok := strings.CutPrefix(mapped, "a"+punycoded)
	return ok && (rest == "" || !isASCII(rest))
}

// invalid finds what idna lets pass and Node does not: punycode of punycode, and
// text from right to left that breaks its rule. idna would hold all labels of a
// name to that rule as soon as one runs so; Node asks it of that label alone.
func invalid(label string) bool {
	return strings.HasPrefix(label, punycoded) ||
		bidirule.DirectionString(label) != bidi.LeftToRight && !bidirule.ValidString(label)
}

func hasLabel(name string, f func(label string) bool) bool {
	for label := range strings.SplitSeq(name, ".") {
		if f(label) {
			return true
		}
	}
	return false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func forbiddenInDomain(r rune) bool {
	return r <= ' ' || r == 0x7f || r == '%' || strings.ContainsRune(forbiddenInHost, r)
}
