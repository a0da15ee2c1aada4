package program

import (
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/unistring"
	"github.com/evanw/esbuild/pkg/api"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// compiler turns files into functions that goja runs. Files that goja understands
// as they are it leaves alone: esbuild takes its time, and changes names.
type compiler struct {
	files map[string]*engine.File // what is needed for the positions in stacks
}

// kind is what a file is taken for.
type kind uint8

const (
	unknown    kind = iota // CommonJS, unless it has in it what only an ES module may have
	commonKind             // CommonJS
	moduleKind             // an ES module
)

// source is a file, with the code that was made of it.
type source struct {
	file      string
	url       string // the name of the file if it is an ES module
	text      string // as it was read
	script    bool   // it is not a module if it is no ES module: what it declares is global
	code      string // the text, or what esbuild has made of it
	sourceMap []byte // of the code, when that is not the text
	renamed   bool   // esbuild has given a function or class another name
	parsed    *parsed
}

// compiled is what became of a file: a program, which returns the function of a
// module if it is not a script, or an ES module that is not linked yet.
type compiled struct {
	program *goja.Program
	imports bool // the program makes that function when it is given import(…)
	module  *unit
}

const (
	commonHead    = "(function (exports, require, module, __filename, __dirname) { "
	nameOfWrapper = "Object.<anonymous>"
)

// compile compiles a file.
func (c *compiler) compile(name, text string, as kind, typescript bool) (*compiled, error) {
	text = gojax.ValidUTF8(text)
	s := &source{file: name, url: fileURL(name), text: withoutShebang(text)}
	if gojax.TooDeep(text) {
		return nil, errTooDeep
	}
	if typescript {
		return c.lower(s, as, true)
	}
	return c.compileSource(s, as, false)
}

// compileScript compiles what comes from the command line, with the name of the file
// that it is if it is an ES module. It may be TypeScript.
func (c *compiler) compileScript(name, module, text string, as kind) (*compiled, error) {
	text = gojax.ValidUTF8(text)
	if gojax.TooDeep(text) {
		return nil, errTooDeep
	}
	return c.compileSource(&source{file: name, url: fileURL(module), text: withoutShebang(text), script: true}, as, true)
}

// compileSource compiles what goja may understand as it is. If it does not, esbuild
// may.
func (c *compiler) compileSource(s *source, as kind, typescript bool) (*compiled, error) {
	s.code = s.text
	out, err := c.understand(s, as, false)
	if err == nil {
		return out, nil
	}
	lowered, failed := c.lower(s, as, typescript)
	if failed == nil {
		return lowered, nil
	}
	known, ok := err.(*syntaxError)
	if other, also := failed.(*syntaxError); ok && also && !known.sure && !s.script {
		other.file = known.file
		return nil, other // esbuild often tells more
	}
	return nil, err
}

// lower has esbuild make of a file what goja understands.
func (c *compiler) lower(s *source, as kind, typescript bool) (*compiled, error) {
	o := options(s.file, typescript)
	for {
		result := api.Transform(s.text, o)
		if len(result.Errors) > 0 {
			return nil, transformError(s.file, s.text, result.Errors[0])
		}
		lowered := *s
		lowered.code, lowered.sourceMap = string(result.Code), result.Map
		out, err := c.understand(&lowered, as, true)
		if err != nil || o.KeepNames || !lowered.renamed {
			return out, err
		}
		// Keeping names makes every function take longer to come into being:
		// it is done where one was lost only.
		o.KeepNames = true
	}
}

func options(name string, typescript bool) api.TransformOptions {
	o := api.TransformOptions{
		Target:        api.ESNext,
		Supported:     map[string]bool{"async-generator": false, "for-await": false, "using": false, "decorators": false},
		Sourcemap:     api.SourceMapExternal,
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
		LogLevel:      api.LogLevelSilent,
		Sourcefile:    name + "#", // the ending would make esbuild guess
	}
	if typescript {
		o.Loader = api.LoaderTS
		o.TsconfigRaw = `{"compilerOptions":{"verbatimModuleSyntax":true}}`
	}
	return o
}

// understand has goja parse the code as what it is taken for. As Node does, it
// tries CommonJS first where that is not known.
func (c *compiler) understand(s *source, as kind, thorough bool) (*compiled, error) {
	var err error
	if as != moduleKind {
		var out *compiled
		if out, err = c.common(s); err == nil || as == commonKind {
			return out, err
		}
	}
	u, failed := s.module(thorough)
	if failed == nil && (as == moduleKind || u.isModule()) {
		return &compiled{module: u}, nil
	}
	if failed != nil && (as == moduleKind || isModuleSyntax(err)) {
		return nil, s.syntaxError(len(moduleHead), failed)
	}
	return nil, err
}

// common compiles CommonJS: the program makes the function around the module. With a
// script there is none.
func (c *compiler) common(s *source) (*compiled, error) {
	head := commonHead
	if s.script {
		head = ""
	}
	p, err := parse(s.file, head, s.code, false)
	if err != nil {
		return nil, s.moduleSyntax(head, err)
	}
	s.lookForNames(p)
	if p.bound != nil && p.bound.meta {
		return nil, s.metaOutside(p)
	}
	s.parsed = p
	imports := len(p.words) > 0
	if !s.script {
		p.function.Name = &ast.Identifier{Name: nameOfWrapper}
		if imports {
			give(p, nameOfImport)
		}
	}
	program, err := c.finish(s, s.file)
	return &compiled{program: program, imports: imports}, err
}

// give puts a function around that of the code whose parameter the code can see.
func give(p *parsed, parameter unistring.String) {
	at := p.function.Function
	outer := &ast.FunctionLiteral{
		Function:      at,
		Source:        p.function.Source,
		ParameterList: &ast.ParameterList{List: []*ast.Binding{{Target: &ast.Identifier{Name: parameter, Idx: at}}}},
		Body:          &ast.BlockStatement{LeftBrace: at, RightBrace: at, List: []ast.Statement{&ast.ReturnStatement{Return: at, Argument: p.function}}},
	}
	p.tree.Body = []ast.Statement{&ast.ExpressionStatement{Expression: outer}}
}

// The errors that only ES modules make of a CommonJS module, in V8's words.
const (
	importOutside = "Cannot use import statement outside a module"
	metaOutside   = "Cannot use 'import.meta' outside a module"
	exportOutside = "Unexpected token 'export'"
)

// isModuleSyntax reports whether an error is one of those.
func isModuleSyntax(err error) bool {
	s, ok := err.(*syntaxError)
	return ok && (s.message == importOutside || s.message == metaOutside || s.message == exportOutside)
}

// moduleSyntax is an error of the parser, in V8's words if it is about import and
// export.
func (s *source) moduleSyntax(head string, err error) error {
	list, ok := err.(parser.ErrorList)
	if !ok || list[0].Message != "Unexpected reserved word" {
		return s.syntaxError(len(head), err)
	}
	message, length := "", 0
	p := &parsed{head: head, masked: head + s.code}
	if at := p.offset(list[0].Position); at >= 0 && at < len(s.code) {
		l := &lexer{text: s.code, at: at}
		switch l.word() {
		case "export":
			message, length = exportOutside, len("export")
		case "import":
			message, length = importOutside, len("import")
			if l.peek('.') {
				message = metaOutside
			}
		}
	}
	e := s.syntaxError(len(head), err).(*syntaxError)
	if message != "" {
		e.message, e.length, e.sure = message, length, true
	}
	return e
}

// metaOutside is the error for import.meta in CommonJS.
func (s *source) metaOutside(p *parsed) error {
	l := &lexer{text: s.code, at: p.words[0] + len("import")}
	l.take('.')
	l.skip()
	return s.mistake(s.file, l.at, len("meta"), metaOutside)
}

// mistake is a syntax error at a place of the code.
func (s *source) mistake(name string, at, length int, message string) *syntaxError {
	position := file.NewFile(name, s.code, 1).Position(at)
	e := s.syntaxError(0, parser.ErrorList{{Position: position, Message: message}}).(*syntaxError)
	e.length, e.sure = length, true
	return e
}

// link compiles an ES module. It is called when what it imports is known.
func (c *compiler) link(u *unit, name string, early bool) (*goja.Program, error) {
	u.finish(early)
	return c.finish(u.source, name)
}

// finish compiles a tree, and keeps what is needed for the positions in stacks.
func (c *compiler) finish(s *source, name string) (*goja.Program, error) {
	p := s.parsed
	gojax.Repair(p.tree, s.code)
	if s.sourceMap != nil {
		gojax.RepairLowered(p.tree, s.code, s.text)
	}
	gojax.HandOverEval(p.tree, s.code)
	program, err := gojax.CompileTree(p.tree)
	if err != nil {
		return nil, s.syntaxError(len(p.head), err)
	}
	c.files[name] = &engine.File{Text: s.text, Code: s.code, Shift: len(p.head), Map: s.sourceMap}
	s.parsed = nil
	return program, nil
}

func withoutShebang(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.HasPrefix(text, "#!") {
		return "//" + text[2:]
	}
	return text
}
