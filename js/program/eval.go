package program

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// preload loads a module of --require.
func (p *Program) preload(request string) {
	ms := p.modules
	if _, ok := ms.builtin(request); ok {
		return
	}
	dir, _ := os.Getwd()
	from := ms.detached(filepath.Join(dir, "internal/preload"))
	from.file = filepath.Join(dir, "[preload]")
	ms.load(ms.mustResolve(request, dir, from), nil)
}

// readEnv sets the variables of a file that are not set yet.
func (p *Program) readEnv(file string, needed bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		if needed {
			p.write(os.Args[0] + ": " + file + ": not found\n")
			p.engine.Halt()
			p.exit(9)
		}
		return
	}
	for name, value := range process.ParseEnv(string(text)) {
		if _, ok := os.LookupEnv(name); !ok {
			_ = os.Setenv(name, value)
		}
	}
}

// detached makes a module that no file belongs to.
func (ms *modules) detached(file string) *module {
	m := &module{file: file, object: ms.engine.VM.CreateObject(ms.class.Prototype)}
	ms.fill(m)
	return m
}

// eval runs code that comes from the command line or from standard input. It is
// a script, not a module: what it declares is global.
func (p *Program) eval(name, code string) {
	ms, e := p.modules, p.engine
	dir, _ := os.Getwd()
	file := filepath.Join(dir, name)
	if p.options.Module || !p.options.Common && esSyntax().MatchString(code) {
		ms.virtual[file+"1"] = code
		ms.mainFile = file + "1"
		ms.runES(file + "1")
		return
	}
	m := ms.detached(file)
	global := e.VM.GlobalObject()
	for _, pair := range []struct {
		name  string
		value goja.Value
	}{{"exports", m.object.Get("exports")}, {"require", m.require}, {"module", m.object}, {"__filename", e.Text(name)}, {"__dirname", e.Text(".")}} {
		engine.Must(global.DefineDataProperty(pair.name, pair.value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	engine.Must(m.object.Set("filename", name))
	program, err := ms.compiler.script(name, code)
	if err != nil {
		panic(ms.thrown(err))
	}
	e.Method(global, "$import", 1, func(call goja.FunctionCall) goja.Value {
		return e.Call(ms.importOf(file), goja.Undefined(), call.Arguments...)
	})
	value, err := e.VM.RunProgram(program)
	engine.Must(err)
	if p.options.Print {
		if console, ok := e.VM.Get("console").(*goja.Object); ok {
			e.Invoke(console, "log", value)
		}
	}
}

// script compiles code that is no module.
func (c *compiler) script(name, text string) (*goja.Program, error) {
	c.engine.Files()[name] = &engine.File{Text: text, Code: text}
	text = withoutShebang(text)
	program, first := c.scriptOf(name, text, text)
	if first == nil {
		return program, nil
	}
	code, sourceMap, err := c.lower(name, text, true)
	if err != nil {
		return nil, first
	}
	if program, err = c.scriptOf(name, text, replaceImports(code)); err != nil {
		return nil, first
	}
	c.engine.Files()[name] = &engine.File{Text: text, Code: code, Map: sourceMap}
	return program, nil
}

func (c *compiler) scriptOf(name, text, code string) (*goja.Program, error) {
	tree, err := parser.ParseFile(nil, name, code, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, c.syntaxError(name, text, 0, err)
	}
	gojax.Repair(tree, code)
	program, err := goja.CompileAST(tree, false)
	if err != nil {
		return nil, c.syntaxError(name, text, 0, err)
	}
	return program, nil
}

func collectGarbage(goja.FunctionCall) goja.Value {
	runtime.GC()
	return goja.Undefined()
}
