package program

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// modules are the CommonJS modules of a program.
type modules struct {
	engine *engine.Engine
	class  *engine.Class // Module
	cache  *goja.Object  // require.cache
	main   *module
}

// module is a file that was required.
type module struct {
	object *goja.Object
	file   string
	parent *module
}

func newModules(e *engine.Engine) *modules {
	m := &modules{engine: e, cache: e.VM.CreateObject(nil)}
	m.class = e.Class("Module", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	return m
}

// runMain runs the script that the program was started with.
func (ms *modules) runMain(file string) {
	found, err := ms.resolve(file, filepath.Dir(file), nil)
	if err != nil {
		panic(err)
	}
	ms.load(found, nil)
}

// load returns the exports of a file, running it when it is needed for the first
// time.
func (ms *modules) load(file string, parent *module) goja.Value {
	e := ms.engine
	if cached, ok := ms.cache.Get(file).(*goja.Object); ok {
		return cached.Get("exports")
	}
	m := &module{file: file, parent: parent, object: e.VM.CreateObject(ms.class.Prototype)}
	if parent == nil {
		ms.main = m
	}
	id := file
	if parent == nil {
		id = "."
	}
	o := m.object
	for _, pair := range []struct {
		name  string
		value any
	}{{"id", id}, {"path", filepath.Dir(file)}, {"exports", e.VM.NewObject()}, {"filename", file}, {"loaded", false}, {"children", e.VM.NewArray()}} {
		engine.Must(o.Set(pair.name, pair.value))
	}
	if parent != nil {
		e.Invoke(parent.object.Get("children").(*goja.Object), "push", o)
	}
	engine.Must(ms.cache.Set(file, o))
	done := false
	defer func() {
		if !done {
			_ = ms.cache.Delete(file)
		}
	}()
	ms.run(m)
	engine.Must(o.Set("loaded", true))
	done = true
	return o.Get("exports")
}

func (ms *modules) run(m *module) {
	e := ms.engine
	source, err := os.ReadFile(m.file)
	if err != nil {
		panic(e.PlainError(err.Error()))
	}
	text := strings.TrimPrefix(string(source), "\ufeff")
	if filepath.Ext(m.file) == ".json" {
		v := e.Invoke(e.VM.Get("JSON").(*goja.Object), "parse", e.Text(text))
		engine.Must(m.object.Set("exports", v))
		return
	}
	if strings.HasPrefix(text, "#!") {
		text = "//" + text[2:]
	}
	program, err := goja.Compile(m.file, "(function (exports, require, module, __filename, __dirname) { "+text+"\n})", false)
	if err != nil {
		if syntax, ok := err.(*goja.CompilerSyntaxError); ok {
			panic(e.Construct(e.VM.Get("SyntaxError"), e.Text(syntax.Error())))
		}
		panic(e.Construct(e.VM.Get("SyntaxError"), e.Text(err.Error())))
	}
	f, err := e.VM.RunProgram(program)
	engine.Must(err)
	exports := m.object.Get("exports")
	e.Call(f, exports, exports, ms.requireOf(m), m.object, e.Text(m.file), e.Text(filepath.Dir(m.file)))
}

// requireOf makes the require function of a module.
func (ms *modules) requireOf(m *module) *goja.Object {
	e := ms.engine
	dir := filepath.Dir(m.file)
	f := e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
		request := e.NeedString("id", call.Argument(0))
		if v := e.RequireValue(request); v != nil {
			return v
		}
		file, err := ms.resolve(request, dir, m)
		if err != nil {
			panic(err)
		}
		return ms.load(file, m)
	})
	engine.Must(f.Set("resolve", e.Func("resolve", 1, func(call goja.FunctionCall) goja.Value {
		request := e.NeedString("request", call.Argument(0))
		if e.Builtin(request) {
			return e.Text(request)
		}
		file, err := ms.resolve(request, dir, m)
		if err != nil {
			panic(err)
		}
		return e.Text(file)
	})))
	if ms.main != nil {
		engine.Must(f.Set("main", ms.main.object))
	}
	engine.Must(f.Set("cache", ms.cache))
	return f
}

// resolve finds the file that a request means, seen from a directory. The error
// is a JavaScript object.
func (ms *modules) resolve(request, dir string, from *module) (string, *goja.Object) {
	var file string
	if filepath.IsAbs(request) {
		file = findPath(request)
	} else if strings.HasPrefix(request, "./") || strings.HasPrefix(request, "../") || request == "." || request == ".." {
		file = findPath(filepath.Join(dir, request))
	} else {
		for at := dir; ; at = filepath.Dir(at) {
			if filepath.Base(at) != "node_modules" {
				if file = findPath(filepath.Join(at, "node_modules", request)); file != "" {
					break
				}
			}
			if filepath.Dir(at) == at {
				break
			}
		}
	}
	if file == "" {
		e := ms.engine
		text := "Cannot find module '" + request + "'"
		var stack []any
		for m := from; m != nil; m = m.parent {
			if stack == nil {
				text += "\nRequire stack:"
			}
			stack = append(stack, m.file)
			text += "\n- " + m.file
		}
		err := e.PlainError(text)
		engine.Must(err.Set("code", "MODULE_NOT_FOUND"))
		engine.Must(err.Set("requireStack", e.VM.NewArray(stack...)))
		return "", err
	}
	return file, nil
}

// findPath is the file that a path means: itself, with an extension, or the main
// file of a directory. "" when there is none.
func findPath(path string) string {
	if f := findFile(path); f != "" {
		return f
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return ""
	}
	return findFile(filepath.Join(path, "index"))
}

func findFile(path string) string {
	for _, extension := range []string{"", ".js", ".json"} {
		if info, err := os.Stat(path + extension); err == nil && !info.IsDir() {
			if real, err := filepath.EvalSymlinks(path + extension); err == nil {
				return real
			}
		}
	}
	return ""
}
