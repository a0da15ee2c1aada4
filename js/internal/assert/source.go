package assert

import (
	"os"
	"strings"
)

// falsyText is the message of assert(value) without one: it shows the call, as
// it stands in its file.
func (s *suite) falsyText() string {
	const head = "The expression evaluated to a falsy value:\n\n  "
	for _, frame := range s.e.VM.CaptureCallStack(0, nil) {
		position := frame.Position()
		if position.Line == 0 {
			continue // native code
		}
		if call := callAt(frame.SrcName(), position.Line, position.Column); call != "" {
			return head + call + "\n"
		}
		break
	}
	return head + "assert.ok(false)\n"
}

// callAt is the call of which the parenthesis is at a place in a file; "" when
// the file is not there.
func callAt(file string, line, column int) string {
	text, err := os.ReadFile(strings.TrimPrefix(file, "file://"))
	if err != nil {
		return ""
	}
	lines := strings.Split(string(text), "\n")
	if line > len(lines) {
		return ""
	}
	source := strings.TrimSuffix(lines[line-1], "\r")
	open := column - 1
	if open < 0 || open >= len(source) || source[open] != '(' {
		// The first line of a module stands behind what wraps it.
		if open = strings.Index(source, "assert"); open < 0 {
			return ""
		}
		if next := strings.IndexByte(source[open:], '('); next >= 0 {
			open += next
		} else {
			return ""
		}
	}
	start := open
	for start > 0 && isCallee(source[start-1]) {
		start--
	}
	return source[start:endOfCall(source, open)]
}

func isCallee(c byte) bool {
	return c == '.' || c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// endOfCall finds the parenthesis that closes a call, or the end of the line.
func endOfCall(source string, open int) int {
	depth := 0
	var quote byte
	for i := open; i < len(source); i++ {
		c := source[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(source)
}
