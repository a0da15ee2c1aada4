package program

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// esModule is an ES module of a program.
type esModule struct {
	modules   *modules
	file      string
	unit      *unit
	namespace *goja.Object
	imports   []*importedModule
	state     int
	promise   *goja.Object // while it is being evaluated and has to wait
	failed    goja.Value   // what evaluating it has thrown
	async     bool
}

// importedModule is what a request of an ES module means.
type importedModule struct {
	request string
	module  *esModule // nil for CommonJS and our own modules
	value   *goja.Object
	common  string // a CommonJS file, run when it is its turn
}

const (
	fresh = iota
	evaluating
	evaluated
)

// esModule returns the module of a file with all that it imports, compiled but
// not run.
func (ms *modules) esModule(file string, main bool) *esModule {
	if m, ok := ms.es[file]; ok {
		return m
	}
	m := &esModule{modules: ms, file: file, namespace: ms.newNamespace()}
	ms.es[file] = m
	done := false
	defer func() {
		if !done {
			delete(ms.es, file)
		}
	}()
	text := ms.read(file)
	u, err := ms.compiler.module(file, text, isTypeScript(file))
	if err != nil {
		panic(ms.thrown(err))
	}
	m.unit = u
	for _, request := range u.imports {
		m.imports = append(m.imports, ms.importFrom(request, file))
	}
	done = true
	return m
}

// importFrom finds what an import means, without running it.
func (ms *modules) importFrom(request, file string) *importedModule {
	e := ms.engine
	in := &importedModule{request: request}
	if builtin, ok := ms.builtin(request); ok {
		in.value = ms.commonNamespace("\x00"+strings.TrimPrefix(request, "node:"), builtin)
		return in
	}
	if text, ok := strings.CutPrefix(request, "data:text/javascript,"); ok {
		name := "data:text/javascript," + text
		source, err := url.PathUnescape(text)
		if err != nil {
			source = text
		}
		ms.virtual[name] = source
		in.module = ms.esModule(name, false)
		return in
	}
	target := ms.mustResolveImport(request, file)
	if ms.isES(target) {
		in.module = ms.esModule(target, false)
	} else {
		in.common = target
	}
	_ = e
	return in
}

// get is the namespace of what was imported; CommonJS runs now.
func (in *importedModule) get(ms *modules) *goja.Object {
	if in.module != nil {
		return in.module.namespace
	}
	if in.value == nil {
		in.value = ms.commonNamespace(in.common, ms.load(in.common, nil))
	}
	return in.value
}

// newNamespace makes a module namespace object with nothing in it.
func (ms *modules) newNamespace() *goja.Object {
	o := ms.engine.VM.CreateObject(nil)
	engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, ms.engine.Text("Module"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return o
}

// commonNamespace is what import * gives of a module that is none of ES: its
// exports as default, and their properties by name.
func (ms *modules) commonNamespace(key string, exports goja.Value) *goja.Object {
	if ns, ok := ms.namespaces[key]; ok {
		return ns
	}
	ns := ms.newNamespace()
	ms.namespaces[key] = ns
	engine.Must(ns.DefineDataProperty("default", exports, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	if o, ok := exports.(*goja.Object); ok && o.ClassName() != "Array" && filepath.Ext(key) != ".json" {
		keys := o.Keys()
		slices.Sort(keys)
		for _, name := range keys {
			if name == "default" {
				continue
			}
			get := ms.engine.VM.ToValue(func(goja.FunctionCall) goja.Value { return orUndefined(o.Get(name)) })
			engine.Must(ns.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
		if !strings.HasPrefix(key, "\x00") {
			engine.Must(ns.DefineDataProperty("module.exports", exports, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
	return ns
}

func orUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// evaluate runs a module after what it imports. It returns a promise when that
// takes longer than now, and nil otherwise. What the module throws is thrown.
func (m *esModule) evaluate() *goja.Object {
	if m.failed != nil {
		panic(m.failed)
	}
	if m.state != fresh {
		return m.promise
	}
	m.state = evaluating
	if p := m.after(0); p != nil {
		m.async = true
		m.promise = p
		return p
	}
	return nil
}

// after runs what the module imports from the i-th on, and then the module.
func (m *esModule) after(i int) (waits *goja.Object) {
	e := m.modules.engine
	defer func() {
		if waits == nil && m.state == evaluating {
			m.state = evaluated
		}
	}()
	for ; i < len(m.imports); i++ {
		in := m.imports[i]
		if in.module == nil {
			in.get(m.modules)
			continue
		}
		if p := in.module.evaluate(); p != nil && p != m.promise && in.module.state != evaluated {
			next := i + 1
			return e.Invoke(p, "then", e.Func("", 1, func(goja.FunctionCall) goja.Value {
				if p := m.after(next); p != nil {
					return p
				}
				return nil
			})).(*goja.Object)
		}
	}
	return m.body()
}

// body runs the module's own code.
func (m *esModule) body() *goja.Object {
	ms, e := m.modules, m.modules.engine
	m.check()
	f, err := e.VM.RunProgram(m.unit.program)
	engine.Must(err)
	require := e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
		request := call.Argument(0).String()
		for _, in := range m.imports {
			if in.request == request {
				return in.get(ms)
			}
		}
		panic(e.VM.NewTypeError("require is not defined"))
	})
	exports := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		m.export(call.Argument(0).(*goja.Object), false)
		return nil
	})
	again := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		m.export(call.Argument(0).(*goja.Object), true)
		return nil
	})
	var result goja.Value
	thrown := e.VM.Try(func() {
		result = e.Call(f, goja.Undefined(), require, exports, again, ms.meta(m.file), ms.importOf(m.file))
	})
	if thrown != nil {
		m.failed, m.state = thrown.Value(), evaluated
		panic(thrown)
	}
	if m.unit.awaits {
		p := result.(*goja.Object)
		done := e.Func("", 1, func(goja.FunctionCall) goja.Value { m.state = evaluated; return nil })
		failed := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			m.failed, m.state = call.Argument(0), evaluated
			panic(call.Argument(0))
		})
		return e.Invoke(p, "then", done, failed).(*goja.Object)
	}
	m.state = evaluated
	return nil
}

// export gives the namespace the getters of an object. Those of export * give
// way to what is there, and leave out default.
func (m *esModule) export(from *goja.Object, star bool) {
	keys := from.Keys()
	slices.Sort(keys)
	for _, name := range keys {
		if star && (name == "default" || name == "module.exports" || m.namespace.Get(name) != nil) {
			continue
		}
		get := m.modules.engine.VM.ToValue(func(goja.FunctionCall) goja.Value { return orUndefined(from.Get(name)) })
		engine.Must(m.namespace.DefineAccessorProperty(name, get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
}

// check throws when a name is imported that is not there.
func (m *esModule) check() {
	e := m.modules.engine
	for _, in := range m.imports {
		if in.module != nil && in.module.state != evaluated {
			continue // in a cycle it may come yet
		}
		ns := in.get(m.modules)
		known := map[string]bool{}
		for _, k := range ns.GetOwnPropertyNames() {
			known[k] = true
		}
		for _, name := range m.unit.names[in.request] {
			if known[name] {
				continue
			}
			text := "The requested module '" + in.request + "' does not provide an export named '" + name + "'"
			if in.common != "" {
				text = "Named export '" + name + "' not found. The requested module '" + in.request + "' is a CommonJS module, which may not support all module.exports as named exports.\n" +
					"CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '" + in.request + "';\n"
			}
			panic(e.Construct(e.VM.Get("SyntaxError"), e.Text(text)))
		}
	}
}

// importOf makes the function that import(…) of a file calls.
func (ms *modules) importOf(file string) *goja.Object {
	e := ms.engine
	return e.Func("import", 1, func(call goja.FunctionCall) goja.Value {
		promise, resolve, reject := e.Promise()
		thrown := e.VM.Try(func() {
			in := ms.importFrom(call.Argument(0).String(), file)
			if in.module == nil {
				resolve(in.get(ms))
				return
			}
			if p := in.module.evaluate(); p != nil && in.module.state != evaluated {
				e.Invoke(p, "then",
					e.Func("", 1, func(goja.FunctionCall) goja.Value { resolve(in.module.namespace); return nil }),
					e.Func("", 1, func(call goja.FunctionCall) goja.Value { reject(call.Argument(0)); return nil }))
				return
			}
			resolve(in.module.namespace)
		})
		if thrown != nil {
			reject(thrown.Value())
		}
		return promise
	})
}

// meta is import.meta of a file.
func (ms *modules) meta(file string) *goja.Object {
	e := ms.engine
	o := e.VM.CreateObject(nil)
	if !strings.HasPrefix(file, "data:") {
		engine.Must(o.Set("dirname", filepath.Dir(file)))
		engine.Must(o.Set("filename", file))
	}
	engine.Must(o.Set("main", file == ms.mainFile))
	engine.Must(o.Set("resolve", e.Func("resolve", 1, func(call goja.FunctionCall) goja.Value {
		request := call.Argument(0).String()
		if name, ok := ms.builtinName(request); ok {
			return e.Text("node:" + name)
		}
		return e.Text(fileURL(ms.resolveOnly(request, file)))
	})))
	engine.Must(o.Set("url", fileURL(file)))
	return o
}

// fileURL is the file: URL of a path.
func fileURL(file string) string {
	if strings.HasPrefix(file, "data:") {
		return file
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	return u.String()
}
