package program

import (
	"strconv"
	"strings"

	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
	"github.com/evanw/esbuild/pkg/api"
	"github.com/go-sourcemap/sourcemap"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// syntaxError is a mistake in a file, found while it was compiled.
type syntaxError struct {
	file, text   string
	line, column int // the first are 1
	length       int
	message      string
	sure         bool // this is just what V8 finds
	linking      bool // not in the file itself, but in what it asks for
}

func (s *syntaxError) Error() string { return s.message }

// head is what Node prints before the stack: the line with a mark under it.
func (s *syntaxError) head() string {
	end := "\n\n"
	if s.linking {
		end = "\n"
	}
	lines := strings.Split(s.text, "\n")
	if s.line < 1 || s.line > len(lines) {
		return s.file + ":" + strconv.Itoa(s.line) + end
	}
	line := strings.TrimSuffix(lines[s.line-1], "\r")
	return s.file + ":" + strconv.Itoa(s.line) + "\n" + line + "\n" + strings.Repeat(" ", max(s.column-1, 0)) + strings.Repeat("^", max(s.length, 1)) + end
}

// syntaxError is an error of goja's parser or compiler, with so many columns in
// front of the first line that are not the file's.
func (s *source) syntaxError(shift int, err error) error {
	if known, ok := err.(*syntaxError); ok {
		return known
	}
	at := gojax.SyntaxErrorOf(err, strings.Repeat(" ", shift)+s.code)
	e := &syntaxError{file: s.file, text: s.text, message: at.Message, line: at.Line, column: at.Column, length: 1}
	if list, ok := err.(parser.ErrorList); ok && list[0].Position.Filename != "" {
		e.file = list[0].Position.Filename
	}
	if e.line == 1 {
		e.column -= shift
	}
	if s.sourceMap != nil {
		if m, err := sourcemap.Parse("", s.sourceMap); err == nil {
			if _, _, line, column, ok := m.Source(e.line, max(e.column-1, 0)); ok {
				e.line, e.column = line, column+1
			}
		}
	}
	return e
}

// transformError is an error of esbuild's.
func transformError(file, text string, m api.Message) error {
	s := &syntaxError{file: file, text: text, message: v8Message(m.Text)}
	if m.Location != nil {
		s.line, s.column, s.length = m.Location.Line, m.Location.Column+1, m.Location.Length
	}
	return s
}

// v8Message words a message of esbuild's as V8 does, where that is known.
func v8Message(text string) string {
	if strings.HasSuffix(text, "found end of file") || text == "Unexpected end of file" {
		return "Unexpected end of input"
	}
	found, ok := strings.CutPrefix(text, `Unexpected "`)
	if !ok && strings.HasPrefix(text, "Expected ") {
		_, found, ok = strings.Cut(text, ` but found "`)
	}
	if found, ok = cutLast(found, ok); !ok {
		return text
	}
	if keyword, _ := token.IsKeyword(found); found != "" && keyword == 0 && strings.IndexFunc(found, func(r rune) bool { return !isWordPart(r) }) < 0 {
		return "Unexpected identifier '" + found + "'"
	}
	return "Unexpected token '" + found + "'"
}

// cutLast takes the quotation mark from the end.
func cutLast(text string, ok bool) (string, bool) {
	cut, quoted := strings.CutSuffix(text, `"`)
	return cut, ok && quoted
}
