package path

import (
	"strings"
	"unicode"
)

// segment is what a pattern has between two slashes: a name, or a machine of nodes.
type segment struct {
	name  string // without anything special
	first *node  // nil for a name
	nodes int
}

// kind is what a node, or a term, does.
type kind byte

const (
	end      kind = iota
	literal       // this character
	oneOf         // a character of a class
	anyOne        // ?
	anyMany       // *
	choice        // @(…): one of the alternatives
	optional      // ?(…): one, or none
	repeated      // *(…): several, or none; +(…) is entered by a choice
	except        // !(…): whatever is not one of them with what follows
)

// term is a part of a pattern as it is written.
type term struct {
	kind         kind
	char         rune
	class        func(r rune) bool
	once         bool // +(…): at least one
	alternatives [][]term
}

// node is a step of the machine. What comes after an alternative is in its own chain.
type node struct {
	kind         kind
	number       int
	char         rune
	class        func(r rune) bool
	alternatives []*node
	next         *node
}

// newSegment reads a pattern without slashes.
func newSegment(pattern string) *segment {
	p := &segmentParser{text: []rune(pattern)}
	terms := p.sequence("")
	if !p.special {
		var name strings.Builder
		for _, t := range terms {
			name.WriteRune(t.char)
		}
		return &segment{name: name.String()}
	}
	s := &segment{}
	s.first = s.chain(terms, s.node(end, nil))
	return s
}

func (s *segment) node(k kind, next *node) *node {
	s.nodes++
	return &node{kind: k, number: s.nodes - 1, next: next}
}

// chain makes nodes of terms, with next after them.
func (s *segment) chain(terms []term, next *node) *node {
	for i := len(terms) - 1; i >= 0; i-- {
		t := terms[i]
		n := s.node(t.kind, next)
		n.char, n.class = t.char, t.class
		after := next
		if t.kind == repeated {
			after = n
		}
		for _, a := range t.alternatives {
			n.alternatives = append(n.alternatives, s.chain(a, after))
		}
		if next = n; t.once {
			next = s.node(choice, nil)
			next.alternatives = n.alternatives
		}
	}
	return next
}

// matches reports whether a name is what the segment means.
func (s *segment) matches(name string) bool {
	if s.first == nil {
		return name == s.name
	}
	text := []rune(name)
	if name == "." || name == ".." || len(text) > maxGlob || s.nodes*(len(text)+1) > maxStates {
		return false
	}
	words := (s.nodes*(len(text)+1) + 63) / 64
	m := &matching{text: text, seen: make([]uint64, words), led: make([]uint64, words)}
	return m.from(s.first, 0)
}

// maxStates is how many pairs of a step and a place a match may go through.
const maxStates = 1 << 24

// matching is a name that is held against a segment. Every pair of a node and a place is
// gone through once, and it is kept whether it has led to the end: not, as long as that
// is not known, for what comes back to itself.
type matching struct {
	text      []rune
	seen, led []uint64
}

func (m *matching) from(n *node, at int) bool {
	if n.kind == end {
		return at == len(m.text)
	}
	state := n.number*(len(m.text)+1) + at
	word, bit := state/64, uint64(1)<<(state%64)
	if m.seen[word]&bit != 0 {
		return m.led[word]&bit != 0
	}
	m.seen[word] |= bit
	led := m.step(n, at)
	if led {
		m.led[word] |= bit
	}
	return led
}

// step is from, for what was not gone through yet.
func (m *matching) step(n *node, at int) bool {
	switch n.kind {
	case literal:
		return at < len(m.text) && m.text[at] == n.char && m.from(n.next, at+1)
	case oneOf:
		return m.open(at) && n.class(m.text[at]) && m.from(n.next, at+1)
	case anyOne:
		return m.open(at) && m.from(n.next, at+1)
	case anyMany:
		return (at > 0 || m.open(0)) && m.later(n.next, at)
	case except:
		return (at > 0 || !m.dotted()) && !m.any(n.alternatives, at) && m.later(n.next, at)
	case optional, repeated:
		return m.from(n.next, at) || m.any(n.alternatives, at)
	}
	return m.any(n.alternatives, at)
}

func (m *matching) any(alternatives []*node, at int) bool {
	for _, a := range alternatives {
		if m.from(a, at) {
			return true
		}
	}
	return false
}

// later reports whether n leads to the end from here or from further on.
func (m *matching) later(n *node, at int) bool {
	for ; at <= len(m.text); at++ {
		if m.from(n, at) {
			return true
		}
	}
	return false
}

// open reports whether there is a character that a wildcard may stand for.
func (m *matching) open(at int) bool { return at < len(m.text) && (at > 0 || !m.dotted()) }

func (m *matching) dotted() bool { return len(m.text) > 0 && m.text[0] == '.' }

// segmentParser reads the terms of a segment.
type segmentParser struct {
	text     []rune
	at       int
	special  bool
	depth    int          // of alternatives that are being read
	unclosed map[int]bool // where alternatives begin that are not closed
	literal  bool         // brackets: no one closes any more
}

// sequence reads up to one of the characters of until.
func (p *segmentParser) sequence(until string) (terms []term) {
	for p.at < len(p.text) && !strings.ContainsRune(until, p.text[p.at]) {
		terms = append(terms, p.one())
	}
	return terms
}

func (p *segmentParser) one() term {
	r := p.text[p.at]
	if p.at+1 < len(p.text) && p.text[p.at+1] == '(' && strings.ContainsRune("@?*+!", r) {
		if t, ok := p.extended(r); ok || p.at == len(p.text) {
			return t
		}
	}
	p.at++
	switch r {
	case '*':
		p.special = true
		return term{kind: anyMany}
	case '?':
		p.special = true
		return term{kind: anyOne}
	case '[':
		if t, ok := p.bracket(); ok {
			return t
		}
		p.literal = true
	}
	return term{kind: literal, char: r}
}

// extended reads @(a|b) and its like; one that is not closed is none. Then those around it
// are none either, and what is in them is read once again only.
func (p *segmentParser) extended(sign rune) (term, bool) {
	before, special := p.at, p.special
	if p.unclosed[before] {
		return term{}, false
	}
	t := term{kind: map[rune]kind{'@': choice, '?': optional, '*': repeated, '+': repeated, '!': except}[sign], once: sign == '+'}
	p.at += 2
	for {
		p.depth++
		t.alternatives = append(t.alternatives, p.sequence("|)"))
		p.depth--
		if p.at == len(p.text) {
			if p.unclosed == nil {
				p.unclosed = map[int]bool{}
			}
			p.unclosed[before] = true
			if p.depth == 0 {
				p.at, p.special = before, special
			}
			return term{}, false
		}
		p.at++
		if p.text[p.at-1] == ')' {
			p.special = true
			return t, true
		}
	}
}

var posixClasses = map[string]func(r rune) bool{
	"alnum": func(r rune) bool {
		return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Nd, r)
	},
	"alpha": func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) },
	"ascii": func(r rune) bool { return r < 0x80 },
	"blank": func(r rune) bool { return unicode.Is(unicode.Zs, r) || r == '\t' },
	"cntrl": func(r rune) bool { return unicode.Is(unicode.Cc, r) },
	"digit": func(r rune) bool { return unicode.Is(unicode.Nd, r) },
	"graph": func(r rune) bool { return !unicode.Is(unicode.Z, r) && !unicode.Is(unicode.C, r) },
	"lower": unicode.IsLower,
	"print": func(r rune) bool { return !unicode.Is(unicode.C, r) },
	"punct": unicode.IsPunct,
	"space": func(r rune) bool { return unicode.Is(unicode.Z, r) || r >= '\t' && r <= '\r' },
	"upper": unicode.IsUpper,
	"word": func(r rune) bool {
		return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Nd, r) || unicode.Is(unicode.Pc, r)
	},
	"xdigit": func(r rune) bool { return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'f' },
}

// bracket reads a class, from behind its bracket; one that is not closed is none. A class
// of one character is that character.
func (p *segmentParser) bracket() (term, bool) {
	if p.literal {
		return term{}, false
	}
	i := p.at
	negated := i < len(p.text) && (p.text[i] == '!' || p.text[i] == '^')
	if negated {
		i++
	}
	var members []func(r rune) bool
	only, count := rune(0), 0
	for first := true; ; first = false {
		if i >= len(p.text) {
			return term{}, false
		}
		r := p.text[i]
		if r == ']' && !first {
			break
		}
		if name, class := posixClass(p.text[i:]); class != nil {
			members, count, i = append(members, class), 2, i+len(name)
			continue
		}
		i++
		low, high := r, r
		if i+1 < len(p.text) && p.text[i] == '-' && p.text[i+1] != ']' {
			high = p.text[i+1]
			i += 2
		}
		if only = low; low != high {
			count = 2
		}
		count++
		members = append(members, func(r rune) bool { return r >= low && r <= high })
	}
	p.at = i + 1
	if count == 1 && !negated {
		return term{kind: literal, char: only}, true
	}
	p.special = true
	return term{kind: oneOf, class: func(r rune) bool {
		for _, in := range members {
			if in(r) {
				return !negated
			}
		}
		return negated
	}}, true
}

// posixClass is the class that a text begins with, such as [:alpha:].
func posixClass(text []rune) (name string, class func(r rune) bool) {
	if len(text) < 2 || text[0] != '[' || text[1] != ':' {
		return "", nil
	}
	for word, class := range posixClasses {
		if name := "[:" + word + ":]"; len(text) >= len(name) && string(text[:len(name)]) == name {
			return name, class
		}
	}
	return "", nil
}
