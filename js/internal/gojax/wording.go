package gojax

import (
	"strings"

	"github.com/dop251/goja"
)

// fixed are messages of goja's that V8 words in another way.
var fixed = map[string]string{
	"Illegal generator state":                                      "Generator is already running",
	"prototype is not an object":                                   "Function has non-object prototype 'undefined' in instanceof check",
	"No initial value":                                             "Reduce of empty array with no initial value",
	"exponent must be positive":                                    "Exponent must be positive",
	"Malformed URI":                                                "URI malformed",
	"Unexpected end of JSON input (EOF)":                           "Unexpected end of JSON input",
	"Constructor Promise requires 'new'":                           "Promise constructor cannot be invoked without 'new'",
	"toFixed() precision must be between 0 and 100":                "toFixed() digits argument must be between 0 and 100",
	"toPrecision() precision must be between 1 and 100":            "toPrecision() argument must be between 1 and 100",
	"The normalization form should be one of NFC, NFD, NFKC, NFKD": "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
	"Must call super constructor in derived class before returning from derived constructor": "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
}

// Source is where in a program something happened, as goja has it: a line, and the
// index of the byte in it. The zero value is for what is not known. While it
// happens, Runtime tells what the instruction works on; nil otherwise.
type Source struct {
	Line    string
	At      int
	Runtime *goja.Runtime
	// Native is the name of the function of goja's in which it happened; "" for none.
	Native string
	// Describe is Object.getOwnPropertyDescriptor, for where there is a Runtime; nil for
	// what is not there.
	Describe func(o *goja.Object, key goja.Value) *goja.Object
}

// Worded is a message of goja's in the words of V8, as far as those can be known:
// V8 names what was called or read by its source. Messages that are not known here
// stay as they are.
func Worded(message string, source Source) string {
	if text, ok := strings.CutPrefix(message, "SyntaxError: "); ok { // of eval, or new Function
		return syntaxMessage(text)
	}
	if text, ok := fixed[message]; ok {
		return text
	}
	if source.Native != "" {
		if text := source.ofNative(message); text != "" {
			return text
		}
	} else if text := source.ofOperator(message); text != "" {
		return text
	}
	if strings.HasPrefix(message, "Could not convert &{") {
		if callee, constructed := source.called(); callee != "" && !constructed {
			return callee + " is not a function" // goja meant to show what it is
		}
		return "Cannot convert object to primitive value"
	}
	if before, after, cut := strings.Cut(message, "%!s(PANIC="); cut {
		// goja meant to show an object that has no text.
		return before + "#<Object>" + after[strings.LastIndexByte(after, ')')+1:]
	}
	if rest, ok := strings.CutPrefix(message, "Cannot read property '"); ok {
		if name, _, ok := strings.Cut(rest, "' of undefined"); ok {
			return "Cannot read properties of " + source.nullishOf(name) + " (reading '" + source.keyShown(name) + "')"
		}
	}
	if rest, ok := strings.CutPrefix(message, "Object has no member '"); ok {
		if callee, _ := source.called(); callee != "" {
			return callee + " is not a function"
		}
		return strings.TrimSuffix(rest, "'") + " is not a function"
	}
	if strings.HasPrefix(message, "Not a function: ") {
		if callee, _ := source.called(); callee != "" {
			return callee + " is not a function"
		}
	}
	if strings.HasPrefix(message, "Value is not an object: ") {
		here := source.Line[source.At:]
		if strings.HasPrefix(here, pathHere().FindString(here)+" instanceof ") {
			return "Right-hand side of 'instanceof' is not an object"
		}
		if key := source.soughtIn(message[len("Value is not an object: "):]); key != "" {
			return "Cannot use 'in' operator to search for '" + key + "' in " + message[len("Value is not an object: "):]
		}
		if callee, constructed := source.called(); constructed && (callee == "Map" || callee == "WeakMap") {
			return "Iterator value " + message[len("Value is not an object: "):] + " is not an entry object"
		} else if callee == "Promise" {
			return "Promise resolver " + message[len("Value is not an object: "):] + " is not a function"
		} else if constructed {
			return callee + " is not a constructor"
		} else if callee != "" {
			return callee + " is not a function"
		}
	}
	if message == "Cannot access a variable before initialization" {
		if name := source.name(); name != "" {
			return "Cannot access '" + name + "' before initialization"
		}
	}
	if text := source.readOnly(message); text != "" {
		return text
	}
	if text := source.worded(message); text != "" {
		return text
	}
	if text := wordedByText(message); text != "" {
		return text
	}
	return message
}

// soughtIn is the name that an operator "in" has looked for in what is shown; "" when
// another instruction has failed. goja does not always say where a constant is.
func (s Source) soughtIn(shown string) string {
	key, of := Operand(s.Runtime, 1), Operand(s.Runtime, 0)
	if key == nil || of == nil || isObject(of) || of.String() != shown || !sought().MatchString(s.Line[s.At:]) {
		return ""
	}
	if symbol, ok := key.(*goja.Symbol); ok {
		return "Symbol(" + symbol.String() + ")"
	}
	if isObject(key) { // which would have to run to be a name
		return ""
	}
	return key.String()
}

// called is what a call that has failed wanted to call, and whether by new.
func (s Source) called() (callee string, constructed bool) {
	line, at := s.Line, s.At
	if at >= len(line) {
		return "", false
	}
	if rest, ok := strings.CutPrefix(line[at:], "new "); ok {
		end := 0
		for end < len(rest) && (isNamePart(rest[end]) || rest[end] == '.') {
			end++
		}
		callee = rest[:end]
		if end > 0 && end < len(rest) && rest[end] == '[' {
			if key, _, closed := strings.Cut(rest[end+1:], "]"); closed {
				callee += computed(key)
			}
		}
		return callee, end > 0
	}
	if line[at] != '(' {
		return "", false
	}
	if m := indirect().FindStringSubmatch(line[:at]); m != nil {
		return "(0 , " + m[1] + ")", false
	}
	if written := calleeOf(line[:at]); written != "" {
		return written, false
	}
	start := at
	for start > 0 && (isNamePart(line[start-1]) || line[start-1] == '.' || line[start-1] == '#') {
		start--
	}
	return strings.TrimPrefix(line[start:at], "."), false
}

// name is the name that stands there.
func (s Source) name() string {
	end := s.At
	for end < len(s.Line) && isNamePart(s.Line[end]) {
		end++
	}
	return s.Line[s.At:end]
}

// Callee moves a column from the parenthesis of a call, where goja has it, to the
// name of what is called, where V8 has it. The first column is 1.
func Callee(line string, column int) int {
	i := column - 1
	if i >= len(line) || i < 0 || line[i] != '(' {
		return column
	}
	for i > 0 && line[i-1] == ' ' {
		i--
	}
	start := i
	for start > 0 && (isNamePart(line[start-1]) || line[start-1] == '#') {
		start--
	}
	if start == i {
		return column
	}
	return start + 1
}

// LastName is the last name of the path that a text begins with: Socket of net.Socket(1).
func LastName(text string) string {
	end := 0
	for end < len(text) && (isNamePart(text[end]) || text[end] == '.') {
		end++
	}
	return text[strings.LastIndexByte(text[:end], '.')+1 : end]
}

func isNamePart(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
