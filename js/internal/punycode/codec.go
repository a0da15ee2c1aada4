package punycode

import (
	"math"
	"slices"
)

// The numbers of RFC 3492.
const (
	base        = 36
	tMin, tMax  = 1, 26
	skew, damp  = 38, 700
	initialBias = 72
	initialN    = 0x80
)

// failure is the text of a RangeError.
type failure string

const (
	invalid    failure = "Invalid input"
	notBasic   failure = "Illegal input >= 0x80 (not a basic code point)"
	overflowed failure = "Overflow: input needs wider integers to process"
)

func adapt(delta, points int, first bool) int {
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for delta > (base-tMin)*tMax/2 {
		delta /= base - tMin
		k += base
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}

// threshold is the digit from which on a digit is the last one.
func threshold(k, bias int) int { return min(max(k-bias, tMin), tMax) }

func digit(n int) rune {
	if n < 26 {
		return rune('a' + n)
	}
	return rune('0' + n - 26)
}

func digitValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r-'0') + 26
	case r|0x20 >= 'a' && r|0x20 <= 'z':
		return int(r | 0x20 - 'a')
	}
	return base
}

func ascii(points []rune) bool {
	return !slices.ContainsFunc(points, func(r rune) bool { return r >= initialN })
}

// encode writes code points as ASCII; what is ASCII already gets a hyphen at its end.
func encode(points []rune) []rune {
	var out []rune
	for _, r := range points {
		if r < initialN {
			out = append(out, r)
		}
	}
	basic := len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(initialN), 0, initialBias
	for handled := basic; handled < len(points); {
		next := rune(math.MaxInt32)
		for _, r := range points {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range points {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			out = appendNumber(out, delta, bias)
			bias = adapt(delta, handled+1, handled == basic)
			delta = 0
			handled++
		}
		delta++
		n++
	}
	return out
}

// appendNumber writes a number of variable length.
func appendNumber(out []rune, q, bias int) []rune {
	for k := base; ; k += base {
		t := threshold(k, bias)
		if q < t {
			return append(out, digit(q))
		}
		out = append(out, digit(t+(q-t)%(base-t)))
		q = (q - t) / (base - t)
	}
}

// decode is the other way.
func decode(text []rune) ([]rune, failure) {
	var points []rune
	if at := lastHyphen(text); at > 0 {
		points = slices.Clone(text[:at])
		text = text[at+1:]
		if !ascii(points) {
			return nil, notBasic
		}
	}
	n, bias, i := initialN, initialBias, 0
	for len(text) > 0 {
		step, rest, wrong := number(text, i, bias)
		if wrong != "" {
			return nil, wrong
		}
		text = rest
		bias = adapt(step-i, len(points)+1, i == 0)
		i = step
		if i/(len(points)+1) > math.MaxInt32-n {
			return nil, overflowed
		}
		n += i / (len(points) + 1)
		i %= len(points) + 1
		points = slices.Insert(points, i, rune(n))
		i++
	}
	return points, ""
}

// number adds a number of variable length to i.
func number(text []rune, i, bias int) (sum int, rest []rune, wrong failure) {
	weight := 1
	for k := base; len(text) > 0; k += base {
		d := digitValue(text[0])
		text = text[1:]
		switch {
		case d >= base:
			return 0, nil, invalid
		case d > (math.MaxInt32-i)/weight:
			return 0, nil, overflowed
		}
		i += d * weight
		t := threshold(k, bias)
		if d < t {
			return i, text, ""
		}
		if weight > math.MaxInt32/(base-t) {
			return 0, nil, overflowed
		}
		weight *= base - t
	}
	return 0, nil, invalid
}

func lastHyphen(text []rune) int {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == '-' {
			return i
		}
	}
	return -1
}
