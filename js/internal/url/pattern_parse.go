package url

import (
	"strconv"
	"strings"
)

type partKind uint8

const (
	partFixed partKind = iota
	partRegexp
	partSegment
	partWildcard
)

// part is something that a component of a pattern matches: fixed text, which is its
// value, or a group.
type part struct {
	kind                 partKind
	value                string
	modifier             string // "", "?", "*" or "+"
	name, prefix, suffix string
}

// syntax says what ends a segment, and what may stand before a group without braces.
type syntax struct{ delimiter, prefix string }

var (
	plainSyntax    = syntax{}
	hostnameSyntax = syntax{delimiter: "."}
	pathnameSyntax = syntax{delimiter: "/", prefix: "/"}
)

func (s syntax) segment() string { return "[^" + escapeRegexp(s.delimiter) + "]+?" }

const anything = ".*"

// encoder writes fixed text as it is in a URL; false when it cannot be in one.
type encoder func(s string) (string, bool)

// patternParser reads the pattern of one component.
type patternParser struct {
	tokens  []token
	syntax  syntax
	encode  encoder
	segment string
	parts   []part
	pending strings.Builder
	index   int
	number  int
	names   map[string]bool
	failed  bool
}

func parsePattern(text string, s syntax, encode encoder) ([]part, bool) {
	tokens, ok := tokenize([]rune(text), false)
	if !ok {
		return nil, false
	}
	p := &patternParser{tokens: tokens, syntax: s, encode: encode, segment: s.segment(), names: map[string]bool{}}
	for p.index < len(tokens) && !p.failed {
		p.next()
	}
	return p.parts, !p.failed
}

func (p *patternParser) next() {
	char := p.take(tokenChar)
	name := p.take(tokenName)
	group := p.takeGroup(name)
	if name != nil || group != nil {
		prefix := ""
		if char != nil {
			prefix = char.value
		}
		if prefix != "" && prefix != p.syntax.prefix {
			p.pending.WriteString(prefix)
			prefix = ""
		}
		p.flush()
		p.add(prefix, name, group, "", p.takeModifier())
		return
	}
	if char == nil {
		char = p.take(tokenEscaped)
	}
	if char != nil {
		p.pending.WriteString(char.value)
		return
	}
	if p.take(tokenOpen) != nil {
		prefix := p.takeText()
		name := p.take(tokenName)
		group := p.takeGroup(name)
		suffix := p.takeText()
		if p.take(tokenClose) == nil {
			p.failed = true
			return
		}
		p.add(prefix, name, group, suffix, p.takeModifier())
		return
	}
	p.flush()
	p.failed = p.failed || p.take(tokenEnd) == nil
}

func (p *patternParser) take(kind tokenKind) *token {
	if p.index < len(p.tokens) && p.tokens[p.index].kind == kind {
		p.index++
		return &p.tokens[p.index-1]
	}
	return nil
}

func (p *patternParser) takeGroup(name *token) *token {
	if t := p.take(tokenRegexp); t != nil || name != nil {
		return t
	}
	return p.take(tokenAsterisk)
}

func (p *patternParser) takeModifier() string {
	t := p.take(tokenModifier)
	if t == nil {
		t = p.take(tokenAsterisk)
	}
	if t == nil {
		return ""
	}
	return t.value
}

func (p *patternParser) takeText() string {
	var b strings.Builder
	for {
		t := p.take(tokenChar)
		if t == nil {
			t = p.take(tokenEscaped)
		}
		if t == nil {
			return b.String()
		}
		b.WriteString(t.value)
	}
}

func (p *patternParser) encoded(s string) string {
	if s == "" {
		return ""
	}
	text, ok := p.encode(s)
	p.failed = p.failed || !ok
	return text
}

// flush makes a part of the fixed text that was read.
func (p *patternParser) flush() {
	if p.pending.Len() > 0 {
		p.parts = append(p.parts, part{value: p.encoded(p.pending.String())})
		p.pending.Reset()
	}
}

func (p *patternParser) add(prefix string, name, group *token, suffix, modifier string) {
	if name == nil && group == nil {
		if modifier == "" {
			p.pending.WriteString(prefix)
			return
		}
		p.flush()
		if prefix != "" {
			p.parts = append(p.parts, part{value: p.encoded(prefix), modifier: modifier})
		}
		return
	}
	p.flush()
	n := part{kind: partSegment, modifier: modifier}
	switch {
	case group == nil || group.kind == tokenRegexp && group.value == p.segment:
	case group.kind == tokenAsterisk || group.value == anything:
		n.kind = partWildcard
	default:
		n.kind, n.value = partRegexp, group.value
	}
	if name != nil {
		n.name = name.value
	} else {
		n.name = strconv.Itoa(p.number)
		p.number++
	}
	if p.names[n.name] {
		p.failed = true
		return
	}
	p.names[n.name] = true
	n.prefix, n.suffix = p.encoded(prefix), p.encoded(suffix)
	p.parts = append(p.parts, n)
}
