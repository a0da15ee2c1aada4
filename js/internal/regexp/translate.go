// Package regexp gives regular expressions what goja's lack: properties of Unicode,
// \p{…}, and the sets of the flag v. They are written out as classes of characters,
// which goja knows.
package regexp

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fault is what is wrong with a pattern, in V8's words, which begin with a capital.
type fault string

func (f fault) Error() string { return string(f) }

var (
	errProperty = fault("Invalid property name")
	errClass    = fault("Unterminated character class")
	errOperator = fault("Invalid set operation in character class")
	errChar     = fault("Invalid character in character class")
	errDeep     = fault("Regular expression too large")
)

// translator goes through a pattern from left to right.
type translator struct {
	text string
	at   int
	sets bool // the flag v
}

// translate writes the pattern in a way that goja knows. With the flag v the flag u is
// to be used in its place.
func translate(pattern string, sets bool) (string, error) {
	t := &translator{text: pattern, sets: sets}
	var b strings.Builder
	if strings.Contains(pattern, "(?<") {
		b.WriteString("(?=)") // takes nothing, and has goja use its other kind of expressions
	}
	for t.at < len(t.text) {
		switch c := t.text[t.at]; {
		case c == '\\' && t.isProperty():
			s, err := t.property()
			if err != nil {
				return "", err
			}
			b.WriteString(s.class())
		case c == '\\':
			b.WriteString(t.take(2))
		case c == '[' && sets:
			o, err := t.class(0)
			if err != nil {
				return "", err
			}
			b.WriteString(o.pattern())
		case c == '[':
			if err := t.plainClass(&b); err != nil {
				return "", err
			}
		default:
			b.WriteString(t.take(1))
		}
	}
	return b.String(), nil
}

// take takes bytes, as far as there are any; of a character with more bytes than one
// each is taken alone, which copies it all the same.
func (t *translator) take(n int) string {
	from := t.at
	t.at = min(t.at+n, len(t.text))
	return t.text[from:t.at]
}

func (t *translator) isProperty() bool {
	return strings.HasPrefix(t.text[t.at:], `\p`) || strings.HasPrefix(t.text[t.at:], `\P`)
}

// property reads \p{…} or \P{…}.
func (t *translator) property() (set, error) {
	negated := t.text[t.at+1] == 'P'
	rest := t.text[t.at+2:]
	end := strings.IndexByte(rest, '}')
	if !strings.HasPrefix(rest, "{") || end < 0 {
		return nil, errProperty
	}
	s, ok := property(rest[1:end])
	if !ok {
		return nil, errProperty
	}
	t.at += 2 + end + 1
	if negated {
		s = s.not()
	}
	return s, nil
}

// plainClass copies a class of the flag u.
func (t *translator) plainClass(b *strings.Builder) error {
	b.WriteString(t.take(1))
	for t.at < len(t.text) && t.text[t.at] != ']' {
		switch {
		case t.isProperty():
			s, err := t.property()
			if err != nil {
				return fault(err.Error() + " in character class")
			}
			s.write(b)
		case t.text[t.at] == '\\':
			b.WriteString(t.take(2))
		default:
			b.WriteString(t.take(1))
		}
	}
	b.WriteString(t.take(1))
	return nil
}

// operand is a part of a class of the flag v: characters, and strings of several.
type operand struct {
	chars   set
	strings []string
}

func (o operand) pattern() string {
	if len(o.strings) == 0 {
		return o.chars.class()
	}
	list := slices.Clone(o.strings)
	slices.SortStableFunc(list, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	var parts []string
	for _, s := range list {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(single(r).class())
		}
		parts = append(parts, b.String())
	}
	if len(o.chars) > 0 {
		// The empty string comes last.
		i := slices.Index(parts, "")
		if i < 0 {
			i = len(parts)
		}
		parts = slices.Insert(parts, i, o.chars.class())
	}
	return "(?:" + strings.Join(parts, "|") + ")"
}

func (o *operand) add(other operand) {
	o.chars = o.chars.union(other.chars)
	for _, s := range other.strings {
		if !slices.Contains(o.strings, s) {
			o.strings = append(o.strings, s)
		}
	}
}

// keep is what remains of the strings, where with says whether those that the other has.
func (o *operand) keep(other operand, with bool) {
	o.strings = slices.DeleteFunc(o.strings, func(s string) bool { return slices.Contains(other.strings, s) != with })
}

const maxDepth = 1000

// class reads a class with its brackets.
func (t *translator) class(depth int) (operand, error) {
	var out operand
	if depth > maxDepth {
		return out, errDeep
	}
	t.at++
	negated := t.skip("^")
	operator := "" // of the whole class, once it is known
	for first := true; ; first = false {
		if t.at >= len(t.text) {
			return out, errClass
		}
		if t.skip("]") {
			break
		}
		next := ""
		for _, op := range []string{"--", "&&"} {
			if t.skip(op) {
				next = op
			}
		}
		if next != "" && (first || operator == "union") || !first && operator != "" && operator != "union" && next != operator {
			return out, errOperator
		}
		if !first && operator == "" {
			operator = next
			if next == "" {
				operator = "union"
			}
		}
		o, err := t.operand(depth)
		switch {
		case err != nil:
			return out, err
		case next == "--":
			out.chars = out.chars.without(o.chars)
			out.keep(o, false)
		case next == "&&":
			out.chars = out.chars.and(o.chars)
			out.keep(o, true)
		default:
			out.add(o)
		}
	}
	if negated {
		if len(out.strings) > 0 {
			return out, fault("Negated character class may contain strings")
		}
		out.chars = out.chars.not()
	}
	return out, nil
}

func (t *translator) skip(text string) bool {
	if strings.HasPrefix(t.text[t.at:], text) {
		t.at += len(text)
		return true
	}
	return false
}

// operand reads a class within the class, a property, strings, a character, or a range
// of such.
func (t *translator) operand(depth int) (operand, error) {
	switch {
	case t.at < len(t.text) && t.text[t.at] == '[':
		return t.class(depth + 1)
	case t.isProperty():
		s, err := t.property()
		return operand{chars: s}, err
	case t.skip(`\q{`):
		return t.quoted()
	case strings.HasPrefix(t.text[t.at:], `\`) && t.at+1 < len(t.text):
		if s, ok := shorthand(t.text[t.at+1]); ok {
			t.at += 2
			return operand{chars: s}, nil
		}
	}
	from, err := t.char()
	if err != nil {
		return operand{}, err
	}
	if strings.HasPrefix(t.text[t.at:], "-") && !strings.HasPrefix(t.text[t.at:], "--") {
		t.at++
		to, err := t.char()
		if err == nil && to < from {
			err = fault("Range out of order in character class")
		}
		return operand{chars: set{{from, to}}}, err
	}
	return operand{chars: single(from)}, nil
}

// quoted reads the strings of \q{…}.
func (t *translator) quoted() (operand, error) {
	var out operand
	var current []rune
	for t.at < len(t.text) {
		end := t.skip("}")
		if end || t.skip("|") {
			if len(current) == 1 {
				out.add(operand{chars: single(current[0])})
			} else {
				out.add(operand{strings: []string{string(current)}})
			}
			if current = nil; end {
				return out, nil
			}
			continue
		}
		r, err := t.char()
		if err != nil {
			return out, err
		}
		current = append(current, r)
	}
	return out, fault("Invalid escape")
}

// shorthand are the sets that one letter stands for.
func shorthand(letter byte) (set, bool) {
	var s set
	switch letter | 0x20 {
	case 'd':
		s = set{{'0', '9'}}
	case 'w':
		s = set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}
	case 's':
		s, _ = property("Zs")
		s = s.union(set{{'\t', '\r'}, {0x2028, 0x2029}, {0xfeff, 0xfeff}})
	default:
		return nil, false
	}
	if letter < 'a' {
		s = s.not()
	}
	return s, true
}

// char reads a character, or an escape for one.
func (t *translator) char() (rune, error) {
	if t.at >= len(t.text) {
		return 0, errClass
	}
	r, size := utf8.DecodeRuneInString(t.text[t.at:])
	t.at += size
	switch {
	case r == '\\':
		return t.escape()
	case strings.ContainsRune("()[]{}/-|", r), strings.ContainsRune("!#$%*+,.:;<=>?@^`~", r) && strings.HasPrefix(t.text[t.at:], string(r)):
		return 0, errChar
	}
	return r, nil
}

func (t *translator) escape() (rune, error) {
	if t.at >= len(t.text) {
		return 0, fault("\\ at end of pattern")
	}
	r, size := utf8.DecodeRuneInString(t.text[t.at:])
	t.at += size
	if i := strings.IndexRune("tnvfrb0", r); i >= 0 {
		return rune("\t\n\v\f\r\b\x00"[i]), nil
	}
	switch r {
	case 'x':
		return t.hex(2)
	case 'c':
		if letter := t.take(1); letter != "" {
			return rune(letter[0]) & 31, nil
		}
		return 0, errClass
	case 'u':
		if !t.skip("{") {
			high, err := t.hex(4)
			if err == nil && high >= 0xd800 && high < 0xdc00 && t.skip(`\u`) {
				low, err := t.hex(4)
				return (high-0xd800)<<10 + (low - 0xdc00) + 0x10000, err
			}
			return high, err
		}
		end := strings.IndexByte(t.text[t.at:], '}')
		if end < 0 {
			return 0, fault("Invalid Unicode escape")
		}
		r, err := t.hex(end)
		t.at++
		return r, err
	}
	return r, nil
}

func (t *translator) hex(n int) (rune, error) {
	v, err := strconv.ParseUint(t.take(n), 16, 32)
	if err != nil || v > maxRune {
		return 0, fault("Invalid Unicode escape")
	}
	return rune(v), nil
}
