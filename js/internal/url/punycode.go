package url

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Punycode is RFC 3492.

const (
	punyBase    = 36
	punyInitial = 128
)

func adapt(delta, points int, first bool) int {
	if first {
		delta /= 700
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for delta > 455 {
		delta /= 35
		k += punyBase
	}
	return k + 36*delta/(delta+38)
}

// threshold is the digit from which on a digit is the last one.
func threshold(k, bias int) int { return min(max(k-bias, 1), 26) }

func digit(n int) byte {
	if n < 26 {
		return byte('a' + n)
	}
	return byte('0' + n - 26)
}

func digitValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c-'0') + 26
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return int(c | 0x20 - 'a')
	}
	return punyBase
}

// punyEncode encodes one label; plain says that it has nothing but ASCII, and
// is returned as it is.
func punyEncode(label string) (encoded string, plain bool) {
	runes := []rune(label)
	var out []byte
	for _, r := range runes {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
		}
	}
	basic := len(out)
	if basic == len(runes) {
		return label, true
	}
	return string(punyRest(runes, out)), false
}

func punyRest(runes []rune, out []byte) []byte {
	n, delta, bias, basic := rune(punyInitial), 0, 72, len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	for handled := basic; handled < len(runes); {
		next := rune(math.MaxInt32)
		for _, r := range runes {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range runes {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			q := delta
			for k := punyBase; ; k += punyBase {
				t := threshold(k, bias)
				if q < t {
					out = append(out, digit(q))
					break
				}
				out = append(out, digit(t+(q-t)%(punyBase-t)))
				q = (q - t) / (punyBase - t)
			}
			bias = adapt(delta, handled+1, handled == basic)
			delta = 0
			handled++
		}
		delta++
		n++
	}
	return out
}

// punyDecode is the other way; ok is false for what is no punycode.
func punyDecode(encoded string) (label string, ok bool) {
	var runes []rune
	if at := strings.LastIndexByte(encoded, '-'); at >= 0 {
		runes = []rune(encoded[:at])
		encoded = encoded[at+1:]
	}
	n, bias, i := punyInitial, 72, 0
	for len(encoded) > 0 {
		before, weight := i, 1
		for k := punyBase; ; k += punyBase {
			if encoded == "" {
				return "", false
			}
			d := digitValue(encoded[0])
			encoded = encoded[1:]
			if d >= punyBase || d > (math.MaxInt32-i)/weight {
				return "", false
			}
			i += d * weight
			t := threshold(k, bias)
			if d < t {
				break
			}
			if weight > math.MaxInt32/(punyBase-t) {
				return "", false
			}
			weight *= punyBase - t
		}
		bias = adapt(i-before, len(runes)+1, before == 0)
		n += i / (len(runes) + 1)
		i %= len(runes) + 1
		if n > utf8.MaxRune {
			return "", false
		}
		runes = slices.Insert(runes, i, rune(n))
		i++
	}
	return string(runes), true
}

// PunyEncode encodes one label; plain says that there was nothing to encode.
func PunyEncode(label string) (encoded string, plain bool) { return punyEncode(label) }

// PunyDecode decodes one label.
func PunyDecode(encoded string) (label string, ok bool) { return punyDecode(encoded) }

// HostToASCII encodes the labels of a host name that are not ASCII, and changes
// nothing else.
func HostToASCII(name string) string {
	labels := strings.Split(dotLike.Replace(name), ".")
	for i, label := range labels {
		if encoded, plain := punyEncode(label); !plain {
			labels[i] = "xn--" + encoded
		}
	}
	return strings.Join(labels, ".")
}
