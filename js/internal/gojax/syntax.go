package gojax

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// SyntaxError is what is wrong with a source, in the words of V8 as far as they are
// known, and where: the first line and column are 1, and 0 is none.
type SyntaxError struct {
	Message      string
	Line, Column int
}

// SyntaxErrorOf reads what goja's parser or compiler has returned of a source. Of
// several mistakes the first one counts, as in V8.
func SyntaxErrorOf(err error, source string) SyntaxError {
	s := SyntaxError{Message: err.Error()}
	switch err := err.(type) {
	case parser.ErrorList:
		if len(err) > 0 {
			s = SyntaxError{err[0].Message, err[0].Position.Line, err[0].Position.Column}
		}
	case *goja.CompilerSyntaxError:
		s.Message = err.Message
		if err.File != nil {
			at := err.File.Position(err.Offset)
			s.Line, s.Column = at.Line, at.Column
		}
	}
	s.Message = syntaxMessage(s.Message)
	if s.Message == "Unexpected identifier" {
		if name := nameIn(source, s.Line, s.Column); name != "" {
			s.Message += " '" + name + "'"
		}
	}
	return s
}

// nameIn is the name at a line and column of a source.
func nameIn(source string, line, column int) string {
	for ; line > 1; line-- {
		_, source, _ = strings.Cut(source, "\n")
	}
	if column < 1 || column > len(source) {
		return ""
	}
	end := strings.IndexFunc(source[column-1:], func(c rune) bool {
		return c != '_' && c != '$' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	if end < 0 {
		return source[column-1:]
	}
	return source[column-1 : column-1+end]
}

// around is what goja puts around the message where it has no other way to say which
// line it is about, and how many more mistakes there are.
var around = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^.*?: Line \d+:\d+ | at \S+:\d+:\d+$| \(and \d+ more errors?\)$`)
})

// syntaxMessage words a message of goja's as V8 does.
func syntaxMessage(message string) string {
	message = around().ReplaceAllString(strings.TrimPrefix(message, "SyntaxError: "), "")
	if message == "Unexpected end of input" {
		return message
	}
	for _, kind := range []string{"Unexpected token ", "Unexpected identifier "} {
		if rest, ok := strings.CutPrefix(message, kind); ok && rest != "" && !strings.HasPrefix(rest, "'") {
			return kind + "'" + rest + "'"
		}
	}
	return message
}
