package program

import (
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	nodeurl "github.com/nodenet-go/nodenet/js/internal/url"
)

// esModule is an ES module of a program: a record as in the language's own
// specification, whose algorithms for linking and evaluating are in link.go and
// evaluate.go.
type esModule struct {
	modules   *modules
	file      string
	unit      *unit
	program   *goja.Program // once it is linked
	namespace *goja.Object
	getters   map[string]goja.Value // of its own exports, once it was entered
	imports   []*importedModule
	loading   bool
	interop   *goja.Object // what require returns, when that is another namespace
	early     bool         // others can use it before it is its turn
	again     func()       // goes on with a module that was entered early
	promised  *goja.Object // by the function of a module with await
	evaluation
}

// importedModule is what a request of an ES module means.
type importedModule struct {
	request   *request
	module    *esModule // nil for CommonJS and our own modules
	namespace *goja.Object
	fill      func() // puts the exports of those in, when it is their turn
	common    bool   // a CommonJS file
}

// esModule returns the module of a file with all that it imports, compiled but
// not linked.
func (ms *modules) esModule(file string) *esModule {
	if m, ok := ms.es[file]; ok {
		m.early = m.early || m.loading
		return m
	}
	m := &esModule{modules: ms, file: file, namespace: ms.engine.Namespace(), loading: true}
	ms.es[file] = m
	done := false
	defer func() {
		if !done {
			delete(ms.es, file)
		}
	}()
	out, err := ms.compiled(file, moduleKind)
	if err != nil {
		panic(ms.thrown(err))
	}
	m.unit = out.module
	for _, r := range m.unit.requests {
		m.imports = append(m.imports, ms.importFrom(r, file))
	}
	done, m.loading = true, false
	return m
}

// importFrom finds what an import means, without running it.
func (ms *modules) importFrom(r *request, file string) *importedModule {
	in := &importedModule{request: r}
	if builtin, ok := ms.builtinName(r.specifier); ok {
		in.namespace, in.fill = ms.commonNamespace("\x00"+builtin, func() goja.Value { return ms.engine.RequireValue(builtin) })
		in.fill()
		return in
	}
	if strings.HasPrefix(r.specifier, "data:") {
		ms.importData(in)
		return in
	}
	if strings.HasPrefix(file, "data:") && !hasScheme(r.specifier) {
		panic(ms.engine.TypeError("ERR_UNSUPPORTED_RESOLVE_REQUEST", "Failed to resolve module specifier \""+r.specifier+"\" from \""+file+
			"\": Invalid relative URL or base scheme is not hierarchical."))
	}
	if ms.embedded {
		in.common = true
		in.namespace, in.fill = ms.commonNamespace(r.specifier, func() goja.Value { return ms.requireOfHost(r.specifier) })
		return in
	}
	target := ms.mustResolveImport(r.specifier, file)
	ms.checkAttributes(r, target, filepath.Ext(target) == ".json")
	if ms.isES(target) {
		in.module = ms.esModule(target)
		in.namespace = in.module.namespace
		return in
	}
	in.common = true
	in.namespace, in.fill = ms.commonNamespace(target, func() goja.Value {
		if known, ok := ms.cache.Get(target).(*goja.Object); ok && ms.of(known) != nil && !known.Get("loaded").ToBoolean() {
			panic(ms.engine.Error("ERR_REQUIRE_CYCLE_MODULE", "Cannot import CommonJS Module "+r.specifier+" in a cycle. (from "+file+")"))
		}
		return ms.load(target, nil)
	})
	return in
}

// checkAttributes throws when "with { type: … }" does not say what a file is.
func (ms *modules) checkAttributes(r *request, target string, json bool) {
	e := ms.engine
	switch {
	case r.kind != "" && r.kind != "json":
		panic(e.TypeError("ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", "Import attribute \"type\" with value \""+r.kind+"\" is not supported in "+fileURL(target)))
	case json && r.kind == "":
		panic(e.TypeError("ERR_IMPORT_ATTRIBUTE_MISSING", "Module \""+fileURL(target)+"\" needs an import attribute of \"type: json\""))
	case !json && r.kind != "":
		panic(e.TypeError("ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE", "Module \""+fileURL(target)+"\" is not of type \"json\""))
	}
}

// How many jobs of promises Node takes for the parts of an import(…): programs can
// see in what order things happen.
const (
	jobsToLoad   = 4
	jobsToRun    = 1
	jobsToAnswer = 5
	jobsIfThere  = 2 // in the place of that, for what was there already
)

// importOf makes the function that import(…) of a file calls.
func (ms *modules) importOf(file string) *goja.Object {
	e := ms.engine
	return e.Func("import", 1, func(call goja.FunctionCall) goja.Value {
		promise, resolve, reject := e.Promise()
		attempt := func(jobs int, f func()) {
			ms.after(jobs, func() {
				if thrown := e.VM.Try(f); thrown != nil {
					reject(thrown.Value())
				}
			})
		}
		attempt(0, func() {
			r := &request{specifier: call.Argument(0).String(), kind: kindOf(call.Argument(1))}
			attempt(jobsToLoad, func() {
				in := ms.importFrom(r, file)
				attempt(jobsToRun, func() { ms.dynamic(in, attempt, resolve, reject) })
			})
		})
		return promise
	})
}

// dynamic runs what was imported by import(…), and answers.
func (ms *modules) dynamic(in *importedModule, attempt func(int, func()), resolve, reject func(any)) {
	e, jobs := ms.engine, jobsToAnswer
	answer := func() { resolve(in.namespace) }
	if in.module == nil {
		in.fill()
		attempt(jobs, answer)
		return
	}
	if in.module.state == evaluated {
		jobs = jobsIfThere
	}
	in.module.link()
	p := in.module.evaluate()
	if p == nil {
		attempt(jobs, answer)
		return
	}
	e.Invoke(p, "then",
		e.Func("", 1, func(goja.FunctionCall) goja.Value { answer(); return nil }),
		e.Func("", 1, func(call goja.FunctionCall) goja.Value { reject(call.Argument(0)); return nil }))
}

// after runs f after so many jobs of promises.
func (ms *modules) after(jobs int, f func()) {
	if jobs == 0 {
		f()
		return
	}
	ms.engine.Microtask(func() { ms.after(jobs-1, f) })
}

// kindOf is the type in the second argument of import(…).
func kindOf(options goja.Value) string {
	if o, ok := options.(*goja.Object); ok {
		if with, ok := o.Get("with").(*goja.Object); ok {
			if v := with.Get("type"); !engine.IsUndefined(v) {
				return v.String()
			}
		}
	}
	return ""
}

// meta is import.meta of a file.
func (ms *modules) meta(file string) *goja.Object {
	e := ms.engine
	o := e.VM.CreateObject(nil)
	if ms.embedded {
		engine.Must(o.Set("url", e.Text(file)))
		return o
	}
	if !strings.HasPrefix(file, "data:") {
		engine.Must(o.Set("dirname", e.Text(filepath.Dir(file))))
		engine.Must(o.Set("filename", e.Text(file)))
	}
	engine.Must(o.Set("main", file == ms.mainFile))
	engine.Must(o.Set("resolve", e.Func("resolve", 1, func(call goja.FunctionCall) goja.Value {
		request := call.Argument(0).String()
		if name, ok := ms.builtinName(request); ok {
			return e.Text("node:" + name)
		}
		return e.Text(fileURL(ms.resolveOnly(request, file)))
	})))
	engine.Must(o.Set("url", e.Text(fileURL(file))))
	return o
}

// fileURL is the file: URL of a path.
func fileURL(file string) string {
	if strings.HasPrefix(file, "data:") {
		return file
	}
	return nodeurl.OfPath(file)
}
