package gojax

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// Patterns in the source around a fault, compiled when the first one happens.
var (
	pathHere  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#?[\w$]+(?:\.#?[\w$]+)*`) })
	assigned  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([\w$]+)\s*(?:[-+*/%&|^?<>]{0,3}=)(?:[^=>]|$)`) })
	pattern   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\s*([\w$]+)[^{}]*\}\s*=\s*$`) })
	parameter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:async\s+)?(?:function\s*[\w$]*\s*)?\(\s*\{\s*([\w$]+)`)
	})
	// An operator "in" that is no loop's, in the statement.
	sought   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^;{}]*[\w$)\]'"` + "`" + `]\s+in\s`) })
	indirect = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\(0,\s*([\w$.]+)\)\s*$`) })
	// What a loop goes through, up to its end.
	iterated = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\bof\s+([\w$]+(?:\.[\w$]+)*)$`) })
	// An assignment to what is computed, from the brackets or from what they belong to.
	element     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\w$.\])]*\[[^\]]*\]\s*=[^=>]`) })
	quoted      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\w$.\])]*\[(?:'([^']*)'|"([^"]*)")\]\s*=[^=>]`) })
	ofNull      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\s*([\w$]+)[^{}]*\}\s*=\s*null\b`) })
	spread      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[\.\.\.((?:[\w$]+)(?:\.[\w$]+)*)\]`) })
	objectClass = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[object ([A-Z]\w*)\]$`) })
)

// worded is a message in V8's words that need the source of the fault; ""
// when that does not tell.
func (s Source) worded(message string) string {
	before, here := s.Line[:s.At], s.Line[s.At:]
	path := pathHere().FindString(here)
	switch message {
	case "Cannot convert undefined or null to object":
		if m := assigned().FindStringSubmatch(here); m != nil && strings.HasSuffix(before, ".") {
			return "Cannot set properties of " + s.nullish(1, 2) + " (setting '" + m[1] + "')"
		}
		if path != "" && strings.HasSuffix(before, "[...") {
			return path + " is not iterable"
		}
		if text := loopedOver(before+path, here[len(path):]); text != "" {
			return text
		}
		if m := quoted().FindStringSubmatch(here); m != nil {
			return "Cannot set properties of " + s.nullish(1, 2) + " (setting '" + m[1] + m[2] + "')"
		}
		if key := s.key(); key != "" && element().MatchString(here) {
			return "Cannot set properties of " + s.nullish(2) + " (setting '" + s.keyShown(key) + "')"
		}
		return s.notIterable(s.nullish(0))
	case "Class constructor cannot be invoked without 'new'":
		if name := s.classCalled(); name != "" {
			return "Class constructor " + name + " cannot be invoked without 'new'"
		}
		if callee, _ := s.called(); callee != "" {
			return "Class constructor " + callee[strings.LastIndexByte(callee, '.')+1:] + " cannot be invoked without 'new'"
		}
	case "object is not iterable":
		if m := spread().FindStringSubmatch(here); m != nil {
			return m[1] + " is not iterable"
		}
		if text := loopedOver(before+path, here[len(path):]); text != "" {
			return text
		}
		if text := s.notIterable("object"); text != "" {
			return text
		}
		if path != "" && endsIn(before, "=") && !strings.HasPrefix(here[len(path):], "(") {
			return path + " is not iterable"
		}
	case "Value is not object coercible":
		return destructured(s.Line, s.At, s.nullish(0))
	case "Value is not a constructor":
		if strings.HasPrefix(here, "new (") {
			return "(intermediate value) is not a constructor"
		}
		if callee, constructed := s.called(); constructed {
			return callee + " is not a constructor"
		}
	}
	return ""
}

// classCalled is the name of the class among what an instruction works on: below what it
// was called with. A name that a getter gives is not asked for.
func (s Source) classCalled() string {
	for i := range 16 {
		o, ok := Operand(s.Runtime, i).(*goja.Object)
		if !ok || FunctionKindOf(o) != ClassConstructor {
			continue
		}
		if d := s.Describe(o, String("name")); d != nil {
			if name, ok := d.Get("value").(goja.String); ok {
				return name.String()
			}
		}
		return ""
	}
	return ""
}

// destructured is the message for undefined or null where a pattern takes an
// object.
func destructured(line string, at int, value string) string {
	if m := parameter().FindStringSubmatch(line[at:]); m != nil {
		of := value
		if value == "null" {
			of = "object null"
		}
		return "Cannot destructure property '" + m[1] + "' of '" + of + "' as it is " + value + "."
	}
	start, end := at, at+len(pathHere().FindString(strings.TrimPrefix(line[at:], ".")))
	if at < len(line) && line[at] == '.' {
		end++
	}
	for start > 0 && (isNamePart(line[start-1]) || line[start-1] == '.') {
		start--
	}
	if m := pattern().FindStringSubmatch(line[:start]); m != nil && start < end {
		return "Cannot destructure property '" + m[1] + "' of '" + line[start:end] + "' as it is " + value + "."
	}
	// goja does not say where a constant is.
	if m := ofNull().FindStringSubmatch(line[at:]); m != nil && value == "null" {
		return "Cannot destructure property '" + m[1] + "' of 'null' as it is null."
	}
	return ""
}

func endsIn(text, sign string) bool { return strings.HasSuffix(strings.TrimRight(text, " "), sign) }

// wordedByText is a message in V8's words, made of goja's alone; "" when there is
// nothing to change.
func wordedByText(message string) string {
	switch {
	case strings.HasPrefix(message, "Cannot delete property '") && !strings.Contains(message, " of [object "):
		// goja meant an array, and shows what is in it.
		if before, _, cut := strings.Cut(message, "' of "); cut {
			return before + "' of [object Array]"
		}
	case strings.HasPrefix(message, "Cannot delete property '"), strings.Contains(message, " called on incompatible receiver "):
		return objectClass().ReplaceAllString(message, "#<$1>")
	case strings.HasPrefix(message, "'ownKeys' on proxy: "):
		return strings.Replace(message, "include non-configurable '", "include '", 1)
	case strings.HasPrefix(message, "Expecting a function in instanceof check, but got "):
		return "Right-hand side of 'instanceof' is not callable"
	}
	return ""
}
