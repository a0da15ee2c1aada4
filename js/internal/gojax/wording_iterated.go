package gojax

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// How V8 says that something cannot be iterated over: by its source, and where that is not a
// name alone by its value.

var (
	pathBefore   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\w$]+(?:\.[\w$]+)*\.$`) })
	arrayPattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\]\s*=\s*$`) })
	arrayParam   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:async\s+)?(?:function\s*[\w$]*\s*)?\(\s*\[`)
	})
	declared = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(?:const|let|var)\s*\[[^=]*\]\s*=\s*$`) })
	loopOver = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bof\s+$`) })
)

// loopedOver is the message where a loop goes through what the text ends with; "" for no
// loop.
func loopedOver(text, rest string) string {
	m := iterated().FindStringSubmatch(text)
	switch {
	case m == nil:
		return ""
	case strings.HasPrefix(rest, "("):
		return m[1] + " is not a function or its return value is not iterable"
	}
	return m[1] + " is not iterable"
}

const noIterator = " is not iterable (cannot read property Symbol(Symbol.iterator))"

// notIterable is the message for a value that is "object", "undefined" or "null"; "" when the
// source does not tell where it was iterated over.
func (s Source) notIterable(value string) string {
	before, here := s.Line[:s.At], s.Line[s.At:]
	path := pathHere().FindString(here)
	if path == "" && strings.HasPrefix(here, "(") {
		if written := calleeOf(before); written != "" {
			start := strings.TrimRight(strings.TrimSuffix(strings.TrimRight(before, " "), written), " ") + " "
			if arrayPattern().MatchString(start) || loopOver().MatchString(start) {
				return written + " is not a function or its return value is not iterable"
			}
		}
		if arrayParam().MatchString(here) {
			return s.whole(value) + noIterator
		}
		return ""
	}
	if path == "" {
		return ""
	}
	if owner := pathBefore().FindString(before); owner != "" {
		before, path = strings.TrimSuffix(before, owner), owner+path
	}
	switch {
	case strings.HasPrefix(here[len(pathHere().FindString(here)):], "("):
		return ""
	case strings.HasSuffix(before, "..."):
		return spreadOf(before, path, value)
	case arrayPattern().MatchString(before):
		if strings.Contains(path, ".") || !declared().MatchString(before) {
			return s.whole(value) + noIterator
		}
		return path + " is not iterable"
	}
	return ""
}

// whole is "object", "undefined" or "null" with more of what is known.
func (s Source) whole(value string) string {
	switch v := Operand(s.Runtime, 0); {
	case value == "null":
		return "object null"
	case value == "object" && v != nil && !goja.IsUndefined(v):
		return typed(v)
	}
	return value
}

// spreadOf is the message for what is spread, in an array or in the arguments of a call.
func spreadOf(before, path, value string) string {
	depth := 0
	for i := len(before) - 1; i >= 0; i-- {
		switch before[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth >= 0 {
				continue
			}
			switch {
			case before[i] == '[':
				return path + " is not iterable"
			case before[i] == '{':
				return ""
			case value == "object":
				return "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
			}
			return path + " is not iterable (cannot read property " + value + ")"
		}
	}
	return ""
}
