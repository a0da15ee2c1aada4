package program

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// defineClass makes Module, the class of module in each file.
func (ms *modules) defineClass() {
	e := ms.engine
	ms.class = e.Class("Module", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		file := ""
		if !engine.IsNullish(call.Argument(0)) {
			file = call.Argument(0).String()
		}
		parent := ms.of(call.Argument(1))
		ms.fill(&module{file: file, parent: parent, object: call.This})
		return nil
	})
	ms.class.NeedThis("id")
	ms.class.Assign("require", 1, func(call goja.FunctionCall) goja.Value {
		request := e.NeedString("id", call.Argument(0))
		if request == "" {
			panic(e.InvalidArgValue("id", call.Argument(0), "must be a non-empty string"))
		}
		m := ms.of(call.This)
		if v, ok := ms.builtin(request); ok {
			return v
		}
		file := ms.mustResolve(request, ms.folderOf(call.This, m), m)
		if v, ok := ms.builtin(file); ok {
			return v
		}
		return ms.load(file, m)
	})
	ms.class.Assign("_compile", 2, func(call goja.FunctionCall) goja.Value {
		m := ms.of(call.This)
		if m == nil {
			panic(e.InvalidThis("Module"))
		}
		ms.runSource(m, call.Argument(0).String(), call.Argument(1).String())
		return nil
	})
	e.Accessor(ms.class.Prototype, "parent", func(this *goja.Object) goja.Value {
		if m := ms.of(this); m != nil && m.parent != nil {
			return m.parent.object
		}
		if m := ms.of(this); m != nil && m == ms.main {
			return goja.Null()
		}
		return goja.Undefined()
	}, func(*goja.Object, goja.Value) {})
	ms.extensions = e.VM.CreateObject(nil)
	ms.plain = map[string]*goja.Object{}
	for _, extension := range []string{".js", ".json", ".node", ".ts", ".cts", ".mts"} {
		f := e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			m := ms.of(call.Argument(0))
			if m == nil { // whatever has its method then
				file := e.NeedString("path", call.Argument(1))
				return e.Invoke(e.This(goja.FunctionCall{This: call.Argument(0)}, "_compile"), "_compile", e.Text(ms.read(file)), call.Argument(1))
			}
			file := m.file
			m.file = call.Argument(1).String()
			defer func() { m.file = file }()
			saved := ms.extensions.Get(extension)
			_ = ms.extensions.Delete(extension)
			defer func() { engine.Must(ms.extensions.Set(extension, saved)) }()
			ms.run(m)
			return nil
		})
		ms.plain[extension] = f
		engine.Must(ms.extensions.Set(extension, f))
	}
}

// of returns the module that an object is.
func (ms *modules) of(v goja.Value) *module {
	if m := engine.Held[*module](v, moduleSlot); m != nil && v == goja.Value(m.object) {
		return m
	}
	return nil // also for what only has a module as its prototype
}

const moduleSlot = engine.Slotted + "module"

// folderOf is where a module's requests begin: what is none is looked at for its paths,
// and where it has no file either for the working directory.
func (ms *modules) folderOf(this goja.Value, m *module) string {
	if m != nil {
		return filepath.Dir(m.file)
	}
	if o, ok := this.(*goja.Object); ok {
		if file, ok := o.Get("filename").(goja.String); ok {
			return filepath.Dir(file.String())
		}
	}
	return "."
}

func (ms *modules) newModule(file string, parent *module) *module {
	m := &module{file: file, parent: parent, object: ms.engine.VM.CreateObject(ms.class.Prototype)}
	ms.fill(m)
	if parent != nil {
		ms.adopt(parent, m.object)
	}
	return m
}

// fill gives a module its properties.
func (ms *modules) fill(m *module) {
	e := ms.engine
	m.Value = goja.Undefined()
	engine.Hide(m.object, moduleSlot, m)
	set := func(name string, v any) { engine.Must(m.object.Set(name, e.Value(v))) }
	set("id", m.file)
	set("path", filepath.Dir(m.file))
	set("exports", e.VM.NewObject())
	set("filename", m.file)
	set("loaded", false)
	set("children", e.VM.NewArray())
	var paths []any
	for _, p := range ms.modulePaths(filepath.Dir(m.file)) {
		if filepath.Base(p) == "node_modules" {
			paths = append(paths, e.Text(p))
		}
	}
	set("paths", e.VM.NewArray(paths...))
	m.require = ms.requireOf(m)
}

// requireOf makes the require function of a module.
func (ms *modules) requireOf(m *module) *goja.Object {
	e := ms.engine
	dir := filepath.Dir(m.file)
	f := e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
		return e.Invoke(m.object, "require", call.Argument(0))
	})
	resolve := e.Func("resolve", 2, func(call goja.FunctionCall) goja.Value {
		request := e.NeedString("request", call.Argument(0))
		if e.Builtin(request) {
			return e.Text(request)
		}
		if options, ok := call.Argument(1).(*goja.Object); ok {
			if paths, ok := options.Get("paths").(*goja.Object); ok {
				for _, k := range paths.Keys() {
					if file := ms.resolve(request, paths.Get(k).String(), filepath.Join(paths.Get(k).String(), "x")); file != "" {
						return e.Text(file)
					}
				}
			}
		}
		return e.Text(ms.mustResolve(request, dir, m))
	})
	engine.Must(resolve.Set("paths", e.Func("paths", 1, func(call goja.FunctionCall) goja.Value {
		request := e.NeedString("request", call.Argument(0))
		if e.Builtin(request) {
			return goja.Null()
		}
		list := []any{dir}
		if !isRelative(request) {
			list = nil
			for _, p := range ms.modulePaths(dir) {
				list = append(list, p)
			}
		}
		return e.VM.NewArray(list...)
	})))
	engine.Must(f.Set("resolve", resolve))
	main := e.Func("get main", 0, func(goja.FunctionCall) goja.Value {
		if ms.main != nil {
			return ms.main.object
		}
		return nil
	})
	engine.Must(f.DefineAccessorProperty("main", main, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	engine.Must(f.Set("extensions", ms.extensions))
	engine.Must(f.Set("cache", ms.cache))
	return f
}

// loadModule is require('module').
func (ms *modules) loadModule(e *engine.Engine, _ *goja.Object) goja.Value {
	ctor := ms.class.Constructor
	set := func(name string, v any) { engine.Must(ctor.Set(name, v)) }
	names := e.BuiltinNames()
	slices.Sort(names)
	list := make([]any, len(names))
	for i, n := range names {
		list[i] = n
	}
	set("builtinModules", e.VM.NewArray(list...))
	set("_cache", ms.cache)
	set("_extensions", ms.extensions)
	set("Module", ctor)
	set("isBuiltin", e.Func("isBuiltin", 1, func(call goja.FunctionCall) goja.Value {
		return e.Bool(e.Builtin(call.Argument(0).String()))
	}))
	set("createRequire", e.Func("createRequire", 1, func(call goja.FunctionCall) goja.Value {
		file := call.Argument(0).String()
		if o, ok := call.Argument(0).(*goja.Object); ok {
			file = o.Get("href").String()
		}
		if strings.HasPrefix(file, "file:") {
			if u, err := url.Parse(file); err == nil {
				file = u.Path
			}
		} else if !filepath.IsAbs(file) {
			panic(e.InvalidArgValue("filename", call.Argument(0), "must be a file URL object, file URL string, or absolute path string"))
		}
		m := &module{file: file, object: e.VM.CreateObject(ms.class.Prototype)}
		ms.fill(m)
		return m.require
	}))
	set("_resolveFilename", e.Func("_resolveFilename", 4, func(call goja.FunctionCall) goja.Value {
		request := call.Argument(0).String()
		if e.Builtin(request) {
			return e.Text(request)
		}
		m := ms.of(call.Argument(1))
		dir := "."
		if m != nil {
			dir = filepath.Dir(m.file)
		}
		return e.Text(ms.mustResolve(request, dir, m))
	}))
	set("_load", e.Func("_load", 3, func(call goja.FunctionCall) goja.Value {
		m := ms.of(call.Argument(1))
		if m == nil {
			m = ms.main
		}
		return e.Invoke(m.object, "require", call.Argument(0))
	}))
	set("_nodeModulePaths", e.Func("_nodeModulePaths", 1, func(call goja.FunctionCall) goja.Value {
		var list []any
		for _, p := range ms.modulePaths(call.Argument(0).String()) {
			if filepath.Base(p) == "node_modules" {
				list = append(list, p)
			}
		}
		return e.VM.NewArray(list...)
	}))
	set("wrap", e.Func("wrap", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(strings.TrimSuffix(commonHead, " ") + " " + call.Argument(0).String() + "\n});")
	}))
	return ctor
}
