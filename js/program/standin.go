package program

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// goja parses neither import and export nor import(…) and import.meta. They are
// found by having it parse the file with something else in the place of each, of
// the same length and with the same line breaks, so that every position stays what
// it is. Where such a word was part of a string, of a template, a pattern or a
// comment, the syntax tree has nothing at its place, and the file is parsed again
// without that one. What is left is certain: up to the first of the places goja has
// read the very text of the file, so that there really was a statement, or an
// expression, to begin; and so on from one place to the next.

// parsed is a file, or the code that was made of it, as a syntax tree.
type parsed struct {
	head       string // is in front of the code
	code       string
	masked     string // head and code, with what stands in
	tree       *ast.Program
	function   *ast.FunctionLiteral // that the code is the body of
	statements []*statement
	standIn    unistring.String // the name in the place of import(…) and import.meta
	words      []int            // where those are
	bound      *binder
}

// parse parses code as the body of a function, if it gets a head for that. With
// statements it may have import and export.
func parse(name, head, code string, statements bool) (*parsed, error) {
	p := &parsed{head: head, code: code}
	if !strings.Contains(code, "import") && !strings.Contains(code, "export") {
		return p, p.parse(name)
	}
	p.standIn = unusedName(code)
	p.candidates(statements)
	return p, p.settle(name)
}

// settle parses with what may be at all the places, and once more without those that
// were nothing.
func (p *parsed) settle(name string) error {
	for {
		if err := p.parse(name); err != nil {
			return err
		}
		if p.verify() {
			return nil
		}
	}
}

// search is settle for files in which that fails: it takes one place after the
// other, as goja stumbles over them.
func (p *parsed) search(name string) error {
	p.statements, p.words = nil, nil
	tried := map[int]bool{}
	for {
		err := p.parse(name)
		if err == nil && p.verify() {
			return nil
		}
		list, ok := err.(parser.ErrorList)
		if err != nil && !ok {
			return err
		}
		if err != nil {
			at := p.offset(list[0].Position)
			if tried[at] {
				return err
			}
			tried[at] = true
			p.candidate(&lexer{text: p.code}, at, true)
		}
	}
}

// offset is where in the code a position of goja's is.
func (p *parsed) offset(at file.Position) int {
	rest, n := p.masked, 0
	for line := 1; line < at.Line; line++ {
		i := strings.IndexFunc(rest[n:], isNewline)
		if i < 0 {
			return -1
		}
		n += i
		if strings.HasPrefix(rest[n:], "\r\n") {
			n++
		}
		_, size := utf8.DecodeRuneInString(rest[n:])
		n += size
	}
	return n + at.Column - 1 - len(p.head)
}

// unusedName is a word as long as "import" that is nowhere in the code.
func unusedName(code string) unistring.String {
	name := []byte("import")
	for i := 0; ; i++ {
		for n, at := i, len(name)-1; at > 0; n, at = n/26, at-1 {
			name[at] = byte('a' + n%26)
		}
		if !strings.Contains(code, string(name)) {
			return unistring.String(name)
		}
	}
}

// candidates finds all places that may be what is looked for.
func (p *parsed) candidates(statements bool) {
	l := &lexer{text: p.code}
	const common = "port" // of import and export
	for at := 0; ; {
		i := strings.Index(p.code[at:], common)
		if i < 0 {
			return
		}
		at += i + len(common)
		begin := at - len("import")
		if begin < 0 || begin > 0 && !mayBegin(p.code[:begin]) {
			continue
		}
		if end := p.candidate(l, begin, statements); end > at {
			at = end
		}
	}
}

// mayBegin reports whether a word may begin after this text that is not part of
// another one, nor a property.
func mayBegin(before string) bool {
	if strings.HasSuffix(before, ".") {
		return strings.HasSuffix(before, "...")
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return !isWordPart(r) && r != '#' && r != '\\'
}

// candidate adds what may be at a place, and returns where that ends.
func (p *parsed) candidate(l *lexer, at int, statements bool) (end int) {
	if at < 0 || at > len(p.code) {
		return at
	}
	if strings.HasPrefix(p.code[at:], "import") {
		l.at = at + len("import")
		if l.peek('(') || l.peek('.') {
			p.words = append(p.words, at)
			return at
		}
	}
	if statements {
		if s := l.statement(at); s != nil {
			p.statements = append(p.statements, s)
			return s.end
		}
	}
	return at
}

// errTooDeep is what V8 throws for such code, too.
//
//lint:ignore ST1005 the words are V8's
var errTooDeep = errors.New("Maximum call stack size exceeded")

// parse has goja parse the code with what stands in for its parts.
func (p *parsed) parse(name string) error {
	tail := ""
	if p.head != "" {
		tail = "\n})"
	}
	masked := []byte(p.head + p.code + tail)
	body := masked[len(p.head):]
	for _, s := range p.statements {
		s.mask(body[s.at:s.end], string(p.standIn))
	}
	for _, at := range p.words {
		copy(body[at:], p.standIn)
	}
	p.masked = string(masked)
	tree, err := parser.ParseFile(nil, name, p.masked, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return err
	}
	p.tree = tree
	return p.unwrap(name)
}

// unwrap finds the function around the code, unless the code has ended it.
func (p *parsed) unwrap(name string) error {
	if p.head == "" {
		p.function = &ast.FunctionLiteral{Body: &ast.BlockStatement{List: p.tree.Body}, DeclarationList: p.tree.DeclarationList}
		return nil
	}
	if len(p.tree.Body) == 1 {
		if s, ok := p.tree.Body[0].(*ast.ExpressionStatement); ok {
			if f, ok := s.Expression.(*ast.FunctionLiteral); ok && int(f.Body.RightBrace) == len(p.masked)-1 {
				p.function = f
				return nil
			}
		}
	}
	// The brace that does so is where the code without the wrapper fails.
	if _, err := parser.ParseFile(nil, name, p.masked[len(p.head):len(p.masked)-2], 0, parser.WithDisableSourceMaps); err != nil {
		return err
	}
	return parser.ErrorList{{Position: file.Position{Filename: name, Line: 1, Column: 1}, Message: "Unexpected token }"}}
}

// mask writes what stands in for a statement. All but line breaks gives way.
func (s *statement) mask(text []byte, name string) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if !isNewline(r) {
			copy(text[i:i+size], "    ")
		}
		i += size
	}
	switch s.form {
	case linking:
		// The first one may end the statement before it.
		copy(text, ";;")
	case defaultExpression:
		copy(text, name)
		text[len(text)-1] = '='
	case defaultNameless:
		s.maskNameless(text, name)
	}
}

// maskNameless puts the keyword first and a name where the keyword was, with the
// line breaks after both.
func (s *statement) maskNameless(text []byte, name string) {
	breaks := strings.ReplaceAll(string(text), " ", "")
	words := s.keyword + " " + name
	copy(text, words+strings.Repeat(" ", len(text)-len(words)-len(breaks))+breaks)
}

// verify drops what is not in the tree, and reports whether all was. The words are
// found by the binder, which goes through the whole tree anyway.
func (p *parsed) verify() bool {
	known := map[int]ast.Statement{}
	for _, s := range p.function.Body.List {
		if at := beginning(s); at > 0 {
			known[int(at)-1-len(p.head)] = s
		}
	}
	before := len(p.statements)
	p.statements = slices.DeleteFunc(p.statements, func(s *statement) bool { return !s.found(known, p.standIn) })
	if len(p.statements) < before {
		return false
	}
	if before == 0 && len(p.words) == 0 {
		return true
	}
	p.bound = bind(p)
	all := len(p.bound.words) == len(p.words)
	p.words = p.bound.words
	return all
}

// beginning is where a statement begins that stands in for another one, or comes
// after the word export; 0 for others.
func beginning(s ast.Statement) file.Idx {
	switch s := s.(type) {
	case *ast.EmptyStatement:
		return s.Semicolon
	case *ast.VariableStatement:
		return s.Var
	case *ast.LexicalDeclaration:
		return s.Idx
	case *ast.FunctionDeclaration:
		return s.Function.Function
	case *ast.ClassDeclaration:
		return s.Class.Class
	case *ast.ExpressionStatement:
		if assign, ok := s.Expression.(*ast.AssignExpression); ok && assign.Operator == token.ASSIGN {
			if name, ok := assign.Left.(*ast.Identifier); ok {
				return name.Idx
			}
		}
	}
	return 0
}

// found reports whether a statement is among those of the file.
func (s *statement) found(known map[int]ast.Statement, standIn unistring.String) bool {
	switch s.form {
	case linking:
		_, ok := known[s.at+1].(*ast.EmptyStatement)
		return ok
	case defaultExpression:
		e, ok := known[s.at].(*ast.ExpressionStatement)
		return ok && e.Expression.(*ast.AssignExpression).Left.(*ast.Identifier).Name == standIn
	case defaultNameless:
		s.node = known[s.at]
	default:
		s.node = known[s.begin]
	}
	switch s.node.(type) {
	case *ast.VariableStatement, *ast.LexicalDeclaration:
		return s.form == declaration
	case *ast.FunctionDeclaration, *ast.ClassDeclaration:
		return true
	}
	return false
}

// restore has the source of a function or class, which ends at a place, be as it was
// written: scripts can see it.
func (p *parsed) restore(source *string, end file.Idx) {
	to := int(end) - 1
	from := to - len(*source)
	if from < len(p.head) || to > len(p.head)+len(p.code) || p.masked[from:to] != *source {
		return
	}
	*source = p.code[from-len(p.head) : to-len(p.head)]
}
