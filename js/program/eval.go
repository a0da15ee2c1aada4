package program

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
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
	as := unknown
	if p.options.Module {
		as = moduleKind
	} else if p.options.Common {
		as = commonKind
	}
	out, err := ms.compiler.compileScript(name, code, as)
	if err != nil {
		panic(ms.thrown(err))
	}
	if out.module != nil {
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
	if out.imports {
		engine.Must(global.DefineDataProperty(nameOfImport.String(), ms.importOf(file), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	value, err := e.VM.RunProgram(out.program)
	engine.Must(err)
	if p.options.Print {
		if console, ok := e.VM.Get("console").(*goja.Object); ok {
			e.Invoke(console, "log", value)
		}
	}
}

func collectGarbage(goja.FunctionCall) goja.Value {
	runtime.GC()
	return goja.Undefined()
}
