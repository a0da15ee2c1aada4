package program

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
	"github.com/evanw/esbuild/pkg/api"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// compiler turns files into functions that goja runs. Files that goja
// understands as they are it leaves alone: esbuild takes its time.
type compiler struct{ engine *engine.Engine }

const (
	commonParameters = "(function (exports, require, module, __filename, __dirname) { "
	loweredCommon    = "(function (exports, require, module, __filename, __dirname, $import) { "
	moduleParameters = `(function ($require, $exports, $reexport, $meta, $import) { "use strict"; `
)

// common compiles a CommonJS module to the function of its wrapper. TypeScript
// and what goja lacks goes through esbuild first.
func (c *compiler) common(file, text string, typescript bool) (*goja.Program, error) {
	text = withoutShebang(text)
	var first error
	if !typescript {
		program, err := c.compile(file, text, text, commonParameters, nil, engine.MainFunction)
		if err == nil {
			return program, nil
		}
		first = err
	}
	code, sourceMap, err := c.lower(file, text, typescript)
	if err != nil {
		return nil, err
	}
	code = replaceImports(code)
	program, err := c.compile(file, text, code, loweredCommon, sourceMap, engine.MainFunction)
	if err != nil && first != nil {
		return nil, first
	}
	return program, err
}

// dynamicImport is how esbuild writes the beginning of import(…).
const dynamicImport = "Promise.resolve().then(() => __toESM(require("

// replaceImports makes calls of ours out of those that esbuild writes for
// import(…).
func replaceImports(code string) string { return strings.ReplaceAll(code, dynamicImport, "$import(((") }

// compile parses code as the body of a function and names that function.
func (c *compiler) compile(file, text, code, head string, sourceMap []byte, name string) (*goja.Program, error) {
	tree, err := parser.ParseFile(nil, file, head+code+"\n})", 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, c.syntaxError(file, text, len(head), err)
	}
	if statement, ok := tree.Body[0].(*ast.ExpressionStatement); ok && name != "" {
		if f, ok := statement.Expression.(*ast.FunctionLiteral); ok {
			f.Name = &ast.Identifier{Name: "Object.<anonymous>"}
		}
	}
	gojax.Repair(tree, code)
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, c.syntaxError(file, text, len(head), err)
	}
	c.engine.Files()[file] = &engine.File{Text: text, Code: code, Shift: len(head), Map: sourceMap}
	return program, nil
}

// syntaxError is a mistake in a file, found while it was compiled.
type syntaxError struct {
	file, text   string
	line, column int // the first are 1
	length       int
	message      string
}

func (s *syntaxError) Error() string { return s.message }

// head is what Node prints before the stack: the line with a mark under it.
func (s *syntaxError) head() string {
	lines := strings.Split(s.text, "\n")
	if s.line < 1 || s.line > len(lines) {
		return s.file + ":" + strconv.Itoa(s.line)
	}
	return s.file + ":" + strconv.Itoa(s.line) + "\n" + lines[s.line-1] + "\n" + strings.Repeat(" ", max(s.column-1, 0)) + strings.Repeat("^", max(s.length, 1))
}

func (c *compiler) syntaxError(file, text string, shift int, err error) error {
	at := gojax.SyntaxErrorOf(err, strings.Repeat(" ", shift)+text)
	if at.Line == 1 {
		at.Column -= shift
	}
	return &syntaxError{file: file, text: text, message: at.Message, line: at.Line, column: at.Column}
}

// lower has esbuild rewrite what goja lacks, and CommonJS out of ES modules.
func (c *compiler) lower(file, text string, typescript bool) (code string, sourceMap []byte, err error) {
	result := api.Transform(text, c.options(file, typescript, api.FormatCommonJS))
	if len(result.Errors) > 0 {
		return "", nil, transformError(file, text, result.Errors[0])
	}
	return string(result.Code), result.Map, nil
}

func (c *compiler) options(file string, typescript bool, format api.Format) api.TransformOptions {
	o := api.TransformOptions{
		Format: format,
		Target: api.ESNext,
		Supported: map[string]bool{
			"async-generator": false, "for-await": false, "using": false, "decorators": false,
			"dynamic-import": format != api.FormatCommonJS,
		},
		Define:        map[string]string{"import.meta": "$meta"},
		Sourcemap:     api.SourceMapExternal,
		LegalComments: api.LegalCommentsNone,
		LogLevel:      api.LogLevelSilent,
		Sourcefile:    file + "#", // the ending would make esbuild guess
		KeepNames:     false,
	}
	if typescript {
		o.Loader = api.LoaderTS
		o.TsconfigRaw = `{"compilerOptions":{"verbatimModuleSyntax":true}}`
	}
	return o
}

func transformError(file, text string, m api.Message) error {
	s := &syntaxError{file: file, text: text, message: v8Message(m.Text)}
	if m.Location != nil {
		s.line, s.column, s.length = m.Location.Line, m.Location.Column+1, m.Location.Length
	}
	return s
}

var (
	unexpected = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Unexpected "(.*)"$`) })
	expected   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Expected .* but found "(.*)"$`) })
)

// v8Message words a message of esbuild's as V8 does, where that is known.
func v8Message(text string) string {
	for _, re := range []*regexp.Regexp{unexpected(), expected()} {
		if m := re.FindStringSubmatch(text); m != nil {
			if strings.Trim(m[1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$0123456789") == "" && m[1] != "" {
				return "Unexpected identifier '" + m[1] + "'"
			}
			return "Unexpected token '" + m[1] + "'"
		}
	}
	if strings.HasSuffix(text, "found end of file") || text == "Unexpected end of file" {
		return "Unexpected end of input"
	}
	return text
}

func withoutShebang(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.HasPrefix(text, "#!") {
		return "//" + text[2:]
	}
	return text
}

// esSyntax finds what only an ES module may have in it.
var esSyntax = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)(?:^|[;}])\s*(?:import\s*(?:["'{*]|[\w$]+\s*(?:,|\bfrom\b))|export\s*(?:[{*]|default\b|const\b|let\b|var\b|function\b|class\b|async\b))|\bimport\s*\.\s*meta\b`)
})

// unit is an ES module that was compiled.
type unit struct {
	program *goja.Program
	imports []string            // what it needs, in order
	names   map[string][]string // the names that it takes from each
	awaits  bool                // it has await outside of functions
}

var (
	importLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^(?:var ([\w$]+) = (?:__toESM\()?|__reExport\([\w$]+, |)require\(("(?:[^"\\]|\\.)*")\)`)
	})
	exportsSet = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^module\.exports = __toCommonJS\(([\w$]+)\);`) })
	reExport   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)^__reExport\([\w$]+, (\$require\("(?:[^"\\]|\\.)*"\)), module\.exports\);`)
	})
	member = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(import_[\w$]+)\.([\w$]+)`) })
)

const noTopLevelAwait = "Top-level await is currently not supported"

// module compiles an ES module.
func (c *compiler) module(file, text string, typescript bool) (*unit, error) {
	text = withoutShebang(text)
	u := &unit{names: map[string][]string{}}
	result := api.Transform(text, c.options(file, typescript, api.FormatCommonJS))
	for _, m := range result.Errors {
		if strings.HasPrefix(m.Text, noTopLevelAwait) {
			u.awaits = true
		} else {
			return nil, transformError(file, text, m)
		}
	}
	if u.awaits {
		result = api.Transform(text, c.options(file, typescript, api.FormatESModule))
		if len(result.Errors) > 0 {
			return nil, transformError(file, text, result.Errors[0])
		}
		result = api.Transform(wrapAwaits(result.Code, result.Map), c.options(file, false, api.FormatCommonJS))
		if len(result.Errors) > 0 {
			return nil, transformError(file, text, result.Errors[0])
		}
	}
	code := string(result.Code)
	variables := map[string]string{}
	for _, m := range importLine().FindAllStringSubmatch(code, -1) {
		request, err := strconv.Unquote(m[2])
		if err != nil {
			request = strings.Trim(m[2], `"`)
		}
		u.imports = append(u.imports, request)
		if strings.HasPrefix(m[1], "import_") {
			variables[m[1]] = request
		}
	}
	for _, m := range member().FindAllStringSubmatch(code, -1) {
		if request, ok := variables[m[1]]; ok {
			u.names[request] = append(u.names[request], m[2])
		}
	}
	// The code itself must not see a require.
	code = importLine().ReplaceAllStringFunc(code, func(line string) string {
		return strings.Replace(line, "require(", "$require(", 1)
	})
	code = exportsSet().ReplaceAllString(code, "$$exports($1);")
	code = reExport().ReplaceAllString(code, "$$reexport($1);")
	code = replaceImports(code)
	code = strings.ReplaceAll(code, " = __toESM($require(", " = ($require(")
	tail := ""
	if u.awaits {
		tail = "\nreturn " + bodyName + "($exports);"
	}
	program, err := c.compile(fileURL(file), text, code+tail, moduleParameters, result.Map, "")
	u.program = program
	return u, err
}
