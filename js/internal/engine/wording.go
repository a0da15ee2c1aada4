package engine

import (
	"strings"

	"github.com/dop251/goja"
)

// fixed are messages of goja's that V8 words in another way.
var fixed = map[string]string{
	"No initial value":                                             "Reduce of empty array with no initial value",
	"Malformed URI":                                                "URI malformed",
	"Unexpected end of JSON input (EOF)":                           "Unexpected end of JSON input",
	"Constructor Promise requires 'new'":                           "Promise constructor cannot be invoked without 'new'",
	"toFixed() precision must be between 0 and 100":                "toFixed() digits argument must be between 0 and 100",
	"The normalization form should be one of NFC, NFD, NFKC, NFKD": "The normalization form should be one of NFC, NFD, NFKC, NFKD.",
	"Must call super constructor in derived class before returning from derived constructor": "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
	"Cannot define property: object is not extensible":                                       "Cannot define property, object is not extensible",
}

// worded is a message of goja's in the words of V8, as far as those can be known:
// V8 names what was called or read by its source.
func (e *Engine) worded(message string, stack []goja.StackFrame) string {
	if text, ok := fixed[message]; ok {
		return text
	}
	if strings.HasPrefix(message, "Could not convert &{") {
		return "Cannot convert object to primitive value"
	}
	if text, _, cut := strings.Cut(message, "%!s(PANIC="); cut {
		// goja meant to show an object that has no text.
		return text + "#<Object>"
	}
	if rest, ok := strings.CutPrefix(message, "Cannot read property '"); ok {
		if name, _, ok := strings.Cut(rest, "' of undefined"); ok {
			return "Cannot read properties of undefined (reading '" + name + "')"
		}
	}
	if rest, ok := strings.CutPrefix(message, "Object has no member '"); ok {
		if callee, _ := e.called(stack); callee != "" {
			return callee + " is not a function"
		}
		return strings.TrimSuffix(rest, "'") + " is not a function"
	}
	if strings.HasPrefix(message, "Value is not an object: ") {
		line, at := e.place(stack)
		if strings.HasPrefix(line[at:], pathHere().FindString(line[at:])+" instanceof ") {
			return "Right-hand side of 'instanceof' is not an object"
		}
		if callee, constructed := e.called(stack); constructed && (callee == "Map" || callee == "WeakMap") {
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
		if name := e.nameAt(stack); name != "" {
			return "Cannot access '" + name + "' before initialization"
		}
	}
	if text := e.wordedBySource(message, stack); text != "" {
		return text
	}
	if text := wordedByText(message); text != "" {
		return text
	}
	return message
}

// place returns the line of code that a stack begins in, and where in it.
func (e *Engine) place(stack []goja.StackFrame) (line string, column int) {
	if len(stack) == 0 {
		return "", 0
	}
	file := e.Files()[stack[0].SrcName()]
	if file == nil {
		return "", 0
	}
	at := stack[0].Position()
	column = at.Column
	if at.Line == 1 {
		column -= file.Shift
	}
	line = file.line(at.Line)
	if column < 1 || column > len(line) {
		return "", 0
	}
	return line, column - 1
}

// called is what a call that has failed wanted to call, and whether by new.
func (e *Engine) called(stack []goja.StackFrame) (callee string, constructed bool) {
	line, at := e.place(stack)
	if line == "" {
		return "", false
	}
	if rest, ok := strings.CutPrefix(line[at:], "new "); ok {
		end := 0
		for end < len(rest) && (isNamePart(rest[end]) || rest[end] == '.') {
			end++
		}
		return rest[:end], end > 0
	}
	if line[at] != '(' {
		return "", false
	}
	start := at
	for start > 0 && (isNamePart(line[start-1]) || line[start-1] == '.' || line[start-1] == '#') {
		start--
	}
	return strings.TrimPrefix(line[start:at], "."), false
}

func (e *Engine) nameAt(stack []goja.StackFrame) string {
	line, at := e.place(stack)
	end := at
	for end < len(line) && isNamePart(line[end]) {
		end++
	}
	return line[at:end]
}

func isNamePart(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
