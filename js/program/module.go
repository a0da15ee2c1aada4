package program

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// modules are the modules of a program: CommonJS and ES.
type modules struct {
	engine     *engine.Engine
	compiler   *compiler
	class      *engine.Class // Module
	cache      *goja.Object  // require.cache
	extensions *goja.Object  // require.extensions
	main       *module
	mainFile   string
	es         map[string]*esModule
	namespaces map[string]namespace
	packages   map[string]*packageFile
	virtual    map[string]string // sources of data: URLs and the like
	loaded     func(file string) // is told of each file that is read
	plain      map[string]*goja.Object
	pending    bool // the main module waits for a promise
	// The conditions of "exports" and "imports" that hold for require and import.
	requireConditions, importConditions []string
	waiting                             int                  // how many ES modules ever had to wait
	detected                            map[string]*compiled // files that had to be compiled to know what they are
	embedded                            bool                 // there are no files, but what the host's require gives
}

// module is a CommonJS module. It hides in its object, and goes with it.
type module struct {
	goja.Value
	object  *goja.Object
	file    string
	parent  *module
	require *goja.Object
}

func newModules(e *engine.Engine, conditions []string) *modules {
	ms := &modules{
		engine: e, compiler: &compiler{e.Files()}, cache: e.VM.CreateObject(nil), es: map[string]*esModule{},
		namespaces: map[string]namespace{}, packages: map[string]*packageFile{}, virtual: map[string]string{},
		detected:          map[string]*compiled{},
		requireConditions: slices.Concat(conditions, requireConditions), importConditions: slices.Concat(conditions, importConditions),
	}
	ms.defineClass()
	ms.defineDynamicImport()
	e.Register("module", ms.loadModule)
	return ms
}

// runMain runs the script that the program was started with.
func (ms *modules) runMain(request string) {
	file := ms.findMain(request)
	ms.mainFile = file
	ms.engine.Host.Permissions.AllowFile(file)
	if ms.isES(file) {
		ms.runES(file)
		return
	}
	ms.load(file, nil)
}

// findMain finds the script that the program was started with.
func (ms *modules) findMain(request string) string {
	if file := ms.findPath(request); file != "" {
		return file
	}
	err := ms.engine.PlainError("Cannot find module '" + request + "'")
	engine.Must(err.Set("code", "MODULE_NOT_FOUND"))
	engine.Must(err.Set("requireStack", ms.engine.VM.NewArray()))
	panic(err)
}

// check compiles a script and throws what is wrong with its syntax.
func (ms *modules) check(request string) {
	file, as := ms.findMain(request), commonKind
	if ms.isES(file) {
		as = moduleKind
	}
	if _, err := ms.compiled(file, as); err != nil {
		panic(ms.thrown(err))
	}
}

// runES runs an ES module as the program. Node does so in a promise, which shows
// in the order of ticks and promises.
func (ms *modules) runES(file string) {
	e := ms.engine
	ms.engine.Microtask(func() {
		m := ms.esModule(file)
		m.link()
		p := m.evaluate()
		if p == nil {
			return
		}
		ms.pending = true
		e.Invoke(p, "then",
			e.Func("", 0, func(goja.FunctionCall) goja.Value { ms.pending = false; return nil }),
			e.Func("", 1, func(call goja.FunctionCall) goja.Value {
				ms.pending = false
				reason := call.Argument(0)
				e.Try(func() { panic(reason) })
				return nil
			}))
	})
}

// awaiting names the module that the program waits for.
func (ms *modules) awaiting() string {
	if ms.mainFile == "" {
		return ""
	}
	return fileURL(ms.mainFile)
}

func isTypeScript(file string) bool {
	switch filepath.Ext(file) {
	case ".ts", ".mts", ".cts":
		return true
	}
	return false
}

// isES reports whether a file is an ES module: by its name, its package, or what
// is in it.
func (ms *modules) isES(file string) bool {
	if strings.HasPrefix(file, "data:") {
		return true
	}
	switch filepath.Ext(file) {
	case ".mjs", ".mts":
		return true
	case ".cjs", ".cts", ".json", ".node":
		return false
	}
	if p := ms.scope(file); p != nil && p.kind != "" {
		return p.kind == "module"
	}
	out, err := ms.compiled(file, unknown)
	if err != nil {
		// Compiling it again tells of it.
		s, ok := err.(*syntaxError)
		return ok && s.file != file
	}
	ms.detected[file] = out
	return out.module != nil
}

// compiled compiles a file, unless that was done already to know what it is.
func (ms *modules) compiled(file string, as kind) (*compiled, error) {
	if out := ms.detected[file]; out != nil {
		delete(ms.detected, file)
		return out, nil
	}
	return ms.compiler.compile(file, ms.read(file), as, isTypeScript(file))
}

// read returns the text of a file.
func (ms *modules) read(file string) string {
	if text, ok := ms.virtual[file]; ok {
		return text
	}
	ms.engine.Permit(engine.ReadFiles, file)
	source, err := readFile(file)
	if err == errLongFile {
		panic(ms.engine.Error("ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters"))
	}
	if err != nil {
		failed := ms.engine.PlainError(err.Error())
		engine.Must(failed.Set("path", ms.engine.Text(file)))
		panic(failed)
	}
	if ms.loaded != nil {
		ms.loaded(file)
	}
	return string(source)
}

func (ms *modules) parseJSON(text string) goja.Value {
	return ms.engine.Invoke(ms.engine.Intrinsic("JSON"), "parse", ms.engine.Text(text))
}

// thrown makes the error that a script sees of one of the compiler.
func (ms *modules) thrown(err error) *goja.Object {
	if err == errTooDeep {
		return ms.engine.Construct(ms.engine.Intrinsic("RangeError"), ms.engine.Text(err.Error()))
	}
	o := ms.engine.Construct(ms.engine.Intrinsic("SyntaxError"), ms.engine.Text(err.Error()))
	if s, ok := err.(*syntaxError); ok {
		ms.engine.SetArrow(o, s.head())
	}
	return o
}

// load returns the exports of a file, running it when it is needed for the first
// time.
func (ms *modules) load(file string, parent *module) goja.Value {
	if cached, ok := ms.cache.Get(file).(*goja.Object); ok {
		if parent != nil {
			ms.adopt(parent, cached)
		}
		return cached.Get("exports")
	}
	if ms.isES(file) {
		return ms.requireES(file, parent)
	}
	m := ms.newModule(file, parent)
	if parent == nil && file == ms.mainFile {
		ms.main = m
		engine.Must(m.object.Set("id", "."))
	}
	engine.Must(ms.cache.Set(file, m.object))
	done := false
	defer func() {
		if !done {
			_ = ms.cache.Delete(file)
		}
	}()
	ms.run(m)
	engine.Must(m.object.Set("loaded", true))
	done = true
	return m.object.Get("exports")
}

// adopt makes a module a child of another, unless it is one.
func (ms *modules) adopt(parent *module, child *goja.Object) {
	list, ok := parent.object.Get("children").(*goja.Object)
	if !ok || ms.engine.Invoke(list, "includes", child).ToBoolean() {
		return
	}
	ms.engine.Invoke(list, "push", child)
}

// requireES is require of an ES module, which has to be done at once.
func (ms *modules) requireES(file string, from *module) goja.Value {
	if known := ms.es[file]; known != nil && (known.loading || known.state == evaluating) {
		text := "Cannot require() ES Module " + file + " in a cycle."
		if from != nil {
			text += " (from " + from.file + ")"
		}
		panic(ms.engine.Error("ERR_REQUIRE_CYCLE_MODULE", text+" A cycle involving require(esm) is not allowed to maintain invariants mandated by the ECMAScript specification."+
			" Try making at least part of the dependency in the graph lazily loaded."))
	}
	m := ms.esModule(file)
	if m.needsAwait(map[*esModule]bool{}) {
		panic(ms.engine.Error("ERR_REQUIRE_ASYNC_MODULE", "require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla."))
	}
	m.link()
	m.evaluate()
	if v := m.namespace.Get("module.exports"); v != nil {
		return v
	}
	return m.required()
}

// required is what require returns of an ES module: its namespace. One that has a
// default export gets __esModule as well, for what compilers make of import.
func (m *esModule) required() *goja.Object {
	names := m.names(map[*esModule]bool{})
	if !names["default"] || names["__esModule"] {
		return m.namespace
	}
	if m.interop == nil {
		m.interop = m.modules.engine.Namespace()
		names["__esModule"] = true
		m.define(m.interop, names)
	}
	return m.interop
}

func (m *esModule) needsAwait(seen map[*esModule]bool) bool {
	if seen[m] {
		return false
	}
	seen[m] = true
	if m.unit.awaits {
		return true
	}
	for _, in := range m.imports {
		if in.module != nil && in.module.needsAwait(seen) {
			return true
		}
	}
	return false
}

func (ms *modules) run(m *module) {
	e := ms.engine
	extension := filepath.Ext(m.file)
	if custom, ok := ms.extensions.Get(extension).(*goja.Object); ok && extension != "" && custom != ms.plain[extension] {
		e.Call(custom, ms.extensions, m.object, e.Text(m.file))
		return
	}
	switch extension {
	case ".json":
		text := strings.TrimPrefix(ms.read(m.file), "\ufeff")
		var v goja.Value
		if thrown := e.VM.Try(func() { v = ms.parseJSON(text) }); thrown != nil {
			if o, ok := thrown.Value().(*goja.Object); ok {
				engine.Must(o.Set("message", m.file+": "+o.Get("message").String()))
			}
			panic(thrown.Value())
		}
		engine.Must(m.object.Set("exports", v))
	case ".node":
		e.NeedAddons()
		err := e.PlainError("nodenet cannot load native addons: " + m.file)
		engine.Must(err.Set("code", "ERR_DLOPEN_FAILED"))
		panic(err)
	default:
		out, err := ms.compiled(m.file, commonKind)
		if err != nil {
			panic(ms.thrown(err))
		}
		ms.runCommon(m, out, m.file)
	}
}

// runSource runs text as the code of a module.
func (ms *modules) runSource(m *module, text, file string) {
	out, err := ms.compiler.compile(file, text, commonKind, isTypeScript(file))
	if err != nil {
		panic(ms.thrown(err))
	}
	ms.runCommon(m, out, file)
}

func (ms *modules) runCommon(m *module, out *compiled, file string) {
	e := ms.engine
	f, err := e.VM.RunProgram(out.program)
	engine.Must(err)
	if out.imports {
		f = e.Call(f, goja.Undefined(), ms.importOf(file))
	}
	exports := m.object.Get("exports")
	e.Call(f, exports, exports, m.require, m.object, e.Text(file), e.Text(filepath.Dir(file)))
}
