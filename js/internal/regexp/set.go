package regexp

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// set is a set of characters: spans in order that do not touch each other.
type set []span

type span struct{ from, to rune }

const maxRune = unicode.MaxRune

func single(r rune) set { return set{{r, r}} }

// tidy sorts spans and joins those that touch.
func tidy(all set) set {
	slices.SortFunc(all, func(a, b span) int { return int(a.from) - int(b.from) })
	var out set
	for _, s := range all {
		if n := len(out); n > 0 && s.from <= out[n-1].to+1 {
			out[n-1].to = max(out[n-1].to, s.to)
		} else {
			out = append(out, s)
		}
	}
	return out
}

func (a set) union(b set) set { return tidy(slices.Concat(a, b)) }

func (a set) not() set {
	var out set
	next := rune(0)
	for _, s := range a {
		if s.from > next {
			out = append(out, span{next, s.from - 1})
		}
		next = s.to + 1
	}
	if next <= maxRune {
		out = append(out, span{next, maxRune})
	}
	return out
}

func (a set) and(b set) set { return a.not().union(b.not()).not() }

func (a set) without(b set) set { return a.and(b.not()) }

// ofTable is the set of a table of Go's.
func ofTable(tables ...*unicode.RangeTable) set {
	var all set
	add := func(from, to, stride rune) {
		if stride == 1 {
			all = append(all, span{from, to})
			return
		}
		for r := from; r <= to; r += stride {
			all = append(all, span{r, r})
		}
	}
	for _, t := range tables {
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return tidy(all)
}

// write writes the set as what stands between the brackets of a class. Half of a
// surrogate pair cannot be written, and is left out.
func (a set) write(b *strings.Builder) {
	for _, s := range a.without(set{{0xd800, 0xdfff}}) {
		writeRune(b, s.from)
		if s.to > s.from {
			if s.to > s.from+1 {
				b.WriteByte('-')
			}
			writeRune(b, s.to)
		}
	}
}

func writeRune(b *strings.Builder, r rune) {
	if r >= 0xa0 && r != 0x2028 && r != 0x2029 {
		b.WriteRune(r)
		return
	}
	if r > 0xff {
		b.WriteString(`\u` + strconv.FormatInt(int64(r), 16))
		return
	}
	b.WriteString(`\x`)
	if r < 0x10 {
		b.WriteByte('0')
	}
	b.WriteString(strconv.FormatInt(int64(r), 16))
}

// class is the set as a pattern.
func (a set) class() string {
	if len(a) == 0 {
		return "(?!)"
	}
	var b strings.Builder
	b.WriteByte('[')
	a.write(&b)
	b.WriteByte(']')
	return b.String()
}
