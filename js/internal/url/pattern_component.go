package url

import (
	"strings"
	"unicode/utf8"
)

// component is a compiled part of a URLPattern.
type component struct {
	text   string // the pattern in its usual form
	source string // of the regular expression
	names  []string
	custom bool // it has regular expressions of its own
}

func compileComponent(text string, s syntax, encode encoder) (component, bool) {
	parts, ok := parsePattern(text, s, encode)
	if !ok {
		return component{}, false
	}
	c := component{text: patternText(parts, s)}
	c.source, c.names = regexpOf(parts, s)
	for _, p := range parts {
		c.custom = c.custom || p.kind == partRegexp
	}
	return c, true
}

func escapeWith(s, special string) string {
	if !strings.ContainsAny(s, special) {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if strings.ContainsRune(special, c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func escapeRegexp(s string) string  { return escapeWith(s, `.+*?^${}()[]|/\`) }
func escapePattern(s string) string { return escapeWith(s, `+*?:{}()\`) }

// inside is what a group matches once.
func (p *part) inside(s syntax) string {
	switch p.kind {
	case partSegment:
		return s.segment()
	case partWildcard:
		return anything
	}
	return p.value
}

func regexpOf(parts []part, s syntax) (source string, names []string) {
	var b strings.Builder
	b.WriteString("^")
	for i := range parts {
		p := &parts[i]
		if p.kind == partFixed {
			if p.modifier == "" {
				b.WriteString(escapeRegexp(p.value))
			} else {
				b.WriteString("(?:" + escapeRegexp(p.value) + ")" + p.modifier)
			}
			continue
		}
		names = append(names, p.name)
		inside, once := p.inside(s), p.modifier == "" || p.modifier == "?"
		prefix, suffix := escapeRegexp(p.prefix), escapeRegexp(p.suffix)
		switch {
		case prefix == "" && suffix == "" && once:
			b.WriteString("(" + inside + ")" + p.modifier)
		case prefix == "" && suffix == "":
			b.WriteString("((?:" + inside + ")" + p.modifier + ")")
		case once:
			b.WriteString("(?:" + prefix + "(" + inside + ")" + suffix + ")" + p.modifier)
		default:
			b.WriteString("(?:" + prefix + "((?:" + inside + ")(?:" + suffix + prefix + "(?:" + inside + "))*)" + suffix + ")")
			if p.modifier == "*" {
				b.WriteString("?")
			}
		}
	}
	b.WriteString("$")
	return b.String(), names
}

func isDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func beginsInName(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return s != "" && inName(c, false)
}

// patternText writes a pattern as scripts see it.
func patternText(parts []part, s syntax) string {
	var b strings.Builder
	for i := range parts {
		p := &parts[i]
		var before, after *part
		if i > 0 {
			before = &parts[i-1]
		}
		if i+1 < len(parts) {
			after = &parts[i+1]
		}
		if p.kind == partFixed {
			if p.modifier == "" {
				b.WriteString(escapePattern(p.value))
			} else {
				b.WriteString("{" + escapePattern(p.value) + "}" + p.modifier)
			}
			continue
		}
		p.write(&b, before, after, s)
	}
	return b.String()
}

// needsBraces reports whether a group is read differently without braces around it.
func (p *part) needsBraces(before, after *part, s syntax) bool {
	named := !isDigit(p.name)
	if p.suffix != "" || p.prefix != "" && p.prefix != s.prefix {
		return true
	}
	if named && p.kind == partSegment && p.modifier == "" && after != nil && after.prefix == "" && after.suffix == "" {
		if after.kind == partFixed && beginsInName(after.value) || after.kind != partFixed && isDigit(after.name) {
			return true
		}
	}
	return p.prefix == "" && before != nil && before.kind == partFixed && s.prefix != "" && strings.HasSuffix(before.value, s.prefix)
}

func (p *part) write(b *strings.Builder, before, after *part, s syntax) {
	named, braces := !isDigit(p.name), p.needsBraces(before, after, s)
	if braces {
		b.WriteString("{")
	}
	b.WriteString(escapePattern(p.prefix))
	if named {
		b.WriteString(":" + p.name)
	}
	switch {
	case p.kind == partRegexp:
		b.WriteString("(" + p.value + ")")
	case p.kind == partSegment && !named:
		b.WriteString("(" + s.segment() + ")")
	case p.kind == partWildcard && !named && (before == nil || before.kind == partFixed || before.modifier != "" || braces || p.prefix != ""):
		b.WriteString("*")
	case p.kind == partWildcard:
		b.WriteString("(" + anything + ")")
	}
	if p.kind == partSegment && named && beginsInName(p.suffix) {
		b.WriteString(`\`)
	}
	b.WriteString(escapePattern(p.suffix))
	if braces {
		b.WriteString("}")
	}
	b.WriteString(p.modifier)
}
