package assert

import (
	"os"
	"strings"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// falsyText is the message of assert(value) without one: it shows the call, as
// it stands in its file.
func (s *suite) falsyText() string {
	const head = "The expression evaluated to a falsy value:\n\n  "
	for _, frame := range s.e.Frames(s.e.VM.CaptureCallStack(0, nil), 10) {
		if frame.File == "" {
			continue // native code
		}
		if call := callAt(s.sourceLine(frame.File, frame.Line), frame.Column); call != "" {
			return head + call + "\n"
		}
		break
	}
	return head + "assert.ok(false)\n"
}

// sourceLine is a line of a file; "" when the file is not there.
func (s *suite) sourceLine(file string, line int) string {
	var text string
	if known := s.e.Files()[file]; known != nil {
		text = known.Text
	} else if name := strings.TrimPrefix(file, "file://"); !s.e.Reserved("fs") && s.e.Denied(engine.ReadFiles, name) == nil {
		// The name may be one that the script has made up, by a source map.
		read, _ := os.ReadFile(name)
		text = string(read)
	}
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimSuffix(lines[line-1], "\r")
}

// callAt is the call at a column of a line: that of what is called, or of the
// parenthesis behind it.
func callAt(source string, column int) string {
	open := column - 1
	for open >= 0 && open < len(source) && (isCallee(source[open]) || source[open] == ' ') {
		open++
	}
	if open < 0 || open >= len(source) || source[open] != '(' {
		return ""
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
