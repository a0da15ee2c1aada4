package program

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/dotenv"
	"github.com/nodenet-go/nodenet/js/internal/engine"
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

// readEnv sets the variables of the files that are not set yet.
func (p *Program) readEnv() {
	var all [][2]string
	for _, file := range p.options.EnvFiles {
		pairs, err := dotenv.Read(file.Name)
		switch {
		case err == nil:
			all = append(all, pairs...)
			continue
		case errors.Is(err, dotenv.ErrNotText):
			p.write(os.Args[0] + ": " + file.Name + ": invalid format\n")
		case file.Optional:
			p.write(file.Name + " not found. Continuing without it.\n")
			continue
		default:
			p.write(os.Args[0] + ": " + file.Name + ": not found\n")
		}
		p.engine.Halt()
		p.exit(9)
		return
	}
	dotenv.Set(all)
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
