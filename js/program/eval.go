package program

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/dotenv"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// preload loads a module of --require.
func (p *running) preload(request string) {
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
func (p *running) readEnv() {
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
	dotenv.Set(&p.engine.Host, all)
}

// detached makes a module that no file belongs to.
func (ms *modules) detached(file string) *module {
	m := &module{file: file, object: ms.engine.VM.CreateObject(ms.class.Prototype)}
	ms.fill(m)
	return m
}

// eval runs code that comes from the command line or from standard input. It is
// a script, not a module: what it declares is global.
func (p *running) eval(name, code string) {
	ms, e := p.modules, p.engine
	dir, _ := os.Getwd()
	file, module := filepath.Join(dir, name), filepath.Join(dir, strings.TrimSuffix(name, "]")+"1]")
	as := unknown
	if p.options.Module {
		as = moduleKind
	} else if p.options.Common {
		as = commonKind
	}
	out, err := ms.compiler.compileScript(name, module, code, as)
	if err != nil {
		panic(ms.thrown(err))
	}
	if name == "[eval]" {
		p.shareBuiltins()
	}
	if out.module != nil {
		ms.virtual[module], ms.detected[module], ms.mainFile = code, out, module
		ms.runES(module)
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

// shareBuiltins gives the code of -e our modules as global variables.
func (p *running) shareBuiltins() {
	e := p.engine
	global := e.VM.GlobalObject()
	for _, name := range e.BuiltinNames() {
		if strings.ContainsAny(name, ":/_") || global.Get(name) != nil && name != "crypto" { // which is the module here, too
			continue
		}
		set := func(v goja.Value) {
			engine.Must(global.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		get := e.Func("get "+name, 0, func(goja.FunctionCall) goja.Value {
			module := e.RequireValue(name)
			set(module)
			return module
		})
		assign := e.Func("set "+name, 1, func(call goja.FunctionCall) goja.Value { set(call.Argument(0)); return nil })
		engine.Must(global.DefineAccessorProperty(name, get, assign, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
}

func collectGarbage(goja.FunctionCall) goja.Value {
	runtime.GC()
	return goja.Undefined()
}
