package gojax

import (
	"regexp"
	"strings"
	"sync"
)

// How V8 writes what was called, by the source before the parenthesis: o['f'] is o.f, what is
// computed stands in brackets, and the arguments of calls are left out.

var (
	plainKey  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\w$]+(?:\.[\w$]+)*$`) })
	quotedKey = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile("^(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\"|`([^`\\\\$]*)`)$")
	})
	sumKey = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([\w$]+(?:\.[\w$]+)*)\s*([-+*/%])\s*([\w$]+(?:\.[\w$]+)*)$`)
	})
)

// calleeOf is the expression that text ends with, as V8 writes it; "" where it is none of
// those that are known here, or does not begin in the text.
func calleeOf(text string) string {
	written := ""
	for {
		text = strings.TrimRight(text, " \t")
		if text == "" {
			return ""
		}
		part, rest := "", ""
		switch last := text[len(text)-1]; {
		case isNamePart(last) || last == '#':
			start := len(text)
			for start > 0 && (isNamePart(text[start-1]) || text[start-1] == '#') {
				start--
			}
			part, rest = text[start:], strings.TrimRight(text[:start], " \t")
			before, optional := strings.CutSuffix(rest, "?.")
			if !optional {
				var member bool
				if before, member = strings.CutSuffix(rest, "."); !member {
					return part + written // the first one
				}
				part = "." + part
			} else {
				part = "?." + part
			}
			rest = before
		case last == ']':
			start := opening(text, '[', ']')
			if start < 0 {
				return ""
			}
			if part = computed(strings.TrimSpace(text[start+1 : len(text)-1])); part == "" {
				return ""
			}
			var optional bool
			if rest, optional = strings.CutSuffix(text[:start], "?."); optional {
				part = "?." + strings.TrimPrefix(part, ".")
			}
			if !endsExpression(rest) {
				return ""
			}
		case last == ')':
			start := opening(text, '(', ')')
			if start < 0 || !endsExpression(text[:start]) {
				return ""
			}
			part, rest = "(...)", text[:start]
		case last == '"' || last == '\'':
			start := strings.LastIndexByte(text[:len(text)-1], last)
			if start < 0 || strings.ContainsRune(text[start:], '\\') {
				return ""
			}
			return `"` + text[start+1:len(text)-1] + `"` + written
		default:
			return ""
		}
		written, text = part+written, rest
	}
}

// computed is what stands in brackets.
func computed(key string) string {
	if m := quotedKey().FindStringSubmatch(key); m != nil {
		return "." + m[1] + m[2] + m[3]
	}
	if plainKey().MatchString(key) {
		return "[" + key + "]"
	}
	if m := sumKey().FindStringSubmatch(key); m != nil {
		return "[(" + m[1] + " " + m[2] + " " + m[3] + ")]"
	}
	return ""
}

// endsExpression reports whether a bracket that follows belongs to what is before it.
func endsExpression(text string) bool {
	text = strings.TrimRight(text, " \t")
	if text == "" {
		return false
	}
	last := text[len(text)-1]
	if !isNamePart(last) {
		return last == ')' || last == ']'
	}
	start := len(text)
	for start > 0 && isNamePart(text[start-1]) {
		start--
	}
	switch text[start:] {
	case "await", "return", "yield", "typeof", "void", "in", "of", "if", "while", "for", "throw", "delete", "case", "new":
		return false
	}
	return true
}

// opening is where the bracket is opened that a text ends with; -1 when it is not there.
// Brackets in strings are taken for others: then it may be an expression that is unknown.
func opening(text string, begin, end byte) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case end:
			depth++
		case begin:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
