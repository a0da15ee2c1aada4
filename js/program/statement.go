package program

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// goja does not parse import and export. This file reads one such statement, at a
// place where one may be; that it really is one, and no piece of a string, is found
// out in standin.go.

// request is a module that a file asks for.
type request struct {
	specifier string
	kind      string // of "with { type: … }"
}

// importedName is a name that a statement takes from another module.
type importedName struct {
	local    string // "" when the statement hands it on only
	name     string
	at, size int  // of the name, for errors
	all      bool // the namespace of the module, and no name
}

// exportedName is a name that a module gives to others.
type exportedName struct {
	name, local string
	at, size    int
}

// form is what has to become of a statement so that goja understands it.
type form uint8

const (
	linking           form = iota // it is taken out: an import, or a list of exports
	declaration                   // the word export is taken out
	defaultNamed                  // the words export default are
	defaultNameless               // a function or class, which is given a name
	defaultExpression             // the words become an assignment
)

// statement is an import or export of a file.
type statement struct {
	form    form
	at, end int // what has to be replaced
	begin   int // where the declaration begins that follows
	keyword string
	node    ast.Statement // the declaration, once it was parsed
	request *request
	imports []importedName
	exports []exportedName
	all     bool // export * from
}

// defaultName is the variable of a default export without a name: as a reserved
// word, no other can be called so.
const defaultName = "default"

// statement reads the import or export that begins at a place; nil when there
// is none.
func (l *lexer) statement(at int) *statement {
	l.at = at
	s := &statement{at: at}
	ok := false
	switch l.word() {
	case "import":
		ok = s.readImport(l)
	case "export":
		ok = s.readExport(l)
	}
	if !ok {
		return nil
	}
	return s
}

func (s *statement) readImport(l *lexer) bool {
	l.skip()
	if _, ok := l.peekString(); ok {
		return s.from(l)
	}
	if at := l.at; l.peekWord() {
		name := l.word()
		s.imports = append(s.imports, importedName{local: name, name: defaultName, at: at, size: l.at - at})
		if !l.take(',') {
			return l.takeWord("from") && s.from(l)
		}
	}
	switch {
	case l.take('*'):
		if !l.takeWord("as") {
			return false
		}
		l.skip()
		name := l.word()
		s.imports = append(s.imports, importedName{local: name, all: true})
		if name == "" {
			return false
		}
	case l.take('{'):
		if !l.list(func(name, as string, at, size int, quoted bool) bool {
			s.imports = append(s.imports, importedName{local: as, name: name, at: at, size: size})
			return !quoted // it is a variable
		}) {
			return false
		}
	default:
		return false
	}
	return l.takeWord("from") && s.from(l)
}

func (s *statement) readExport(l *lexer) bool {
	l.skip()
	switch {
	case l.take('*'):
		if l.takeWord("as") {
			l.skip()
			at := l.at
			name, ok := l.name()
			s.imports = append(s.imports, importedName{all: true})
			s.exports = append(s.exports, exportedName{name: name, at: at, size: l.at - at})
			if !ok {
				return false
			}
		} else {
			s.all = true
		}
		return l.takeWord("from") && s.from(l)
	case l.take('{'):
		if !l.list(func(name, as string, at, size int, _ bool) bool {
			s.exports = append(s.exports, exportedName{name: as, local: name, at: at, size: l.at - at})
			return true
		}) {
			return false
		}
		if !l.takeWord("from") {
			return s.finish(l)
		}
		for i := range s.exports {
			e := &s.exports[i]
			s.imports = append(s.imports, importedName{name: e.local, at: e.at, size: e.size})
			e.local = ""
		}
		return s.from(l)
	}
	s.begin = l.at
	s.end = s.at + len("export")
	switch keyword := l.word(); keyword {
	case "var", "let", "const", "class", "function", "async":
		s.form = declaration
		return true
	case "default":
		return s.readDefault(l)
	}
	return false
}

// readDefault reads what comes after export default.
func (s *statement) readDefault(l *lexer) bool {
	s.form, s.end = defaultExpression, l.at
	s.exports = []exportedName{{name: defaultName, local: defaultName}}
	l.skip()
	s.begin = l.at
	keyword := l.word()
	if keyword == "async" && !l.skip() && l.peekWord() {
		if l.word() != "function" {
			return true // async x => …
		}
		keyword += " function"
	}
	if keyword != "class" && !strings.HasSuffix(keyword, "function") {
		return true
	}
	l.skip()
	if strings.HasSuffix(keyword, "function") && l.take('*') {
		keyword += "*"
		l.skip()
	}
	end := l.at
	name := l.word()
	if name == "" || name == "extends" {
		s.form, s.end, s.keyword = defaultNameless, end, keyword
		return true
	}
	s.form, s.exports[0].local = defaultNamed, name
	return true
}

// from reads the module and its attributes, up to the end of the statement.
func (s *statement) from(l *lexer) bool {
	l.skip()
	literal, ok := l.peekString()
	if !ok {
		return false
	}
	l.at += len(literal)
	r := &request{specifier: unquote(literal)}
	s.request = r
	if !l.takeWord("with") {
		return s.finish(l)
	}
	if !l.take('{') {
		return false
	}
	for !l.take('}') {
		l.skip()
		key, ok := l.name()
		if !ok || !l.take(':') {
			return false
		}
		l.skip()
		value, ok := l.peekString()
		if !ok {
			return false
		}
		l.at += len(value)
		if key == "type" {
			r.kind = unquote(value)
		}
		if !l.take(',') && !l.peek('}') {
			return false
		}
	}
	return s.finish(l)
}

// finish reads the end of the statement: a semicolon, or where one may be left out.
func (s *statement) finish(l *lexer) bool {
	s.end = l.at
	newline := l.skip()
	if l.take(';') {
		s.end = l.at
		return true
	}
	return newline || l.at == len(l.text)
}

// lexer reads the words and marks of such statements.
type lexer struct {
	text string
	at   int
	// Where the line and a block comment end that begin in these: what is tried
	// from within need not look for that again.
	lineEnd, blockEnd extent
}

type extent struct{ from, to int }

// skip goes on to the next token and reports whether that is on another line.
func (l *lexer) skip() (newline bool) {
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case isNewline(r):
			newline = true
		case unicode.IsSpace(r) || r == '\ufeff':
		case strings.HasPrefix(rest, "//"):
			size = l.endOf(&l.lineEnd, newlineIn) - l.at
		case strings.HasPrefix(rest, "/*"):
			l.at += 2
			end := l.endOf(&l.blockEnd, func(s string) int { return strings.Index(s, "*/") })
			newline = newline || l.endOf(&l.lineEnd, newlineIn) < end
			l.at, size = end, min(2, len(l.text)-end)
		default:
			return newline
		}
		l.at += size
	}
	return newline
}

// endOf is where something begins that is looked for from here on, or the end.
func (l *lexer) endOf(known *extent, find func(string) int) int {
	if l.at < known.from || l.at > known.to {
		*known = extent{l.at, len(l.text)}
		if end := find(l.text[l.at:]); end >= 0 {
			known.to = l.at + end
		}
	}
	return known.to
}

func newlineIn(s string) int { return strings.IndexFunc(s, isNewline) }

func isNewline(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' }

func isWordPart(r rune) bool {
	return r == '$' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Pc, r) || r == '\u200c' || r == '\u200d'
}

// peekWord reports whether a word is next.
func (l *lexer) peekWord() bool {
	r, _ := utf8.DecodeRuneInString(l.text[l.at:])
	return isWordPart(r) && !unicode.IsDigit(r)
}

// word reads a word; "" when there is none. Words with escapes in them are left to
// esbuild, which writes them without.
func (l *lexer) word() string {
	rest := l.text[l.at:]
	end := strings.IndexFunc(rest, func(r rune) bool { return !isWordPart(r) })
	if end < 0 {
		end = len(rest)
	}
	if !l.peekWord() || strings.HasPrefix(rest[end:], `\`) {
		return ""
	}
	l.at += end
	return rest[:end]
}

func (l *lexer) peek(mark byte) bool {
	l.skip()
	return l.at < len(l.text) && l.text[l.at] == mark
}

func (l *lexer) take(mark byte) bool {
	if !l.peek(mark) {
		return false
	}
	l.at++
	return true
}

func (l *lexer) takeWord(word string) bool {
	at := l.at
	l.skip()
	if l.word() == word {
		return true
	}
	l.at = at
	return false
}

// peekString returns the string literal that is next, with its quotes.
func (l *lexer) peekString() (literal string, ok bool) {
	rest := l.text[l.at:]
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", false
	}
	for i := 1; i < len(rest) && rest[i] != '\n' && rest[i] != '\r'; i++ {
		switch rest[i] {
		case '\\':
			i++
		case rest[0]:
			return rest[:i+1], true
		}
	}
	return "", false
}

// name reads a name of an import or export: a word, or a string.
func (l *lexer) name() (name string, ok bool) {
	if literal, ok := l.peekString(); ok {
		l.at += len(literal)
		return unquote(literal), true
	}
	name = l.word()
	return name, name != ""
}

// list reads names up to the closing brace, each perhaps with another after "as",
// which may be quoted.
func (l *lexer) list(each func(name, as string, at, size int, quoted bool) bool) bool {
	for !l.take('}') {
		at := l.at
		_, quoted := l.peekString()
		name, ok := l.name()
		as, size := name, l.at-at
		if ok && l.takeWord("as") {
			l.skip()
			_, quoted = l.peekString()
			as, ok = l.name()
		}
		if !ok || !each(name, as, at, size, quoted) {
			return false
		}
		if !l.take(',') && !l.peek('}') {
			return false
		}
	}
	return true
}

// unquote returns what a string literal stands for.
func unquote(literal string) string {
	if !strings.Contains(literal, `\`) {
		return literal[1 : len(literal)-1]
	}
	tree, err := parser.ParseFile(nil, "", "("+literal+")", 0, parser.WithDisableSourceMaps)
	if err != nil {
		return literal[1 : len(literal)-1]
	}
	if e, ok := tree.Body[0].(*ast.ExpressionStatement); ok {
		if s, ok := e.Expression.(*ast.StringLiteral); ok {
			return s.Value.String()
		}
	}
	return literal[1 : len(literal)-1]
}
