package program

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Script is a compiled source, made by [Compile]. It is not tied to a runtime: any
// number of runtimes may run it, even at the same time.
type Script struct {
	name   string
	script *goja.Program // nil for an ES module
	// imports says that the script has import(…) in it.
	imports bool

	module *unit
	linked *goja.Program
	files  map[string]*engine.File
}

// Compile compiles a script for runtimes of package js. It accepts everything that
// nodenet run does and goja alone does not: for await, async generators, using,
// decorators, ES modules with import, export and top-level await, import(…), and
// TypeScript.
//
// The name is used in errors and stacks; no file is read. Its extension decides how the
// source is treated: .mjs is an ES module; .ts, .mts and .cts are TypeScript; .cjs and
// .cts are never ES modules. Otherwise the source is an ES module if it contains syntax
// that only ES modules may have, and a name without an extension may be TypeScript.
// Code that goja understands is left as it is.
//
// The error is a syntax error with its position. Compile may be called from any
// goroutine.
func Compile(name, text string) (*Script, error) {
	text = gojax.ValidUTF8(text)
	if gojax.TooDeep(text) {
		return nil, errTooDeep
	}
	s := &Script{name: name, files: map[string]*engine.File{}}
	if err := s.compile(&source{file: name, url: name, text: withoutShebang(text), script: true}); err != nil {
		if at, ok := err.(*syntaxError); ok {
			return nil, fmt.Errorf("SyntaxError: %s (%s:%d:%d)", at.message, at.file, at.line, at.column)
		}
		return nil, err
	}
	return s, nil
}

func (s *Script) compile(from *source) (err error) {
	c, as := &compiler{s.files}, unknown
	switch filepath.Ext(s.name) {
	case ".mjs", ".mts":
		as = moduleKind
	case ".cjs", ".cts":
		as = commonKind
	}
	var out *compiled
	if isTypeScript(s.name) {
		out, err = c.lower(from, as, true)
	} else {
		out, err = c.compileSource(from, as, filepath.Ext(s.name) == "")
	}
	if err != nil {
		return err
	}
	if s.script, s.imports, s.module = out.program, out.imports, out.module; s.module != nil {
		s.linked, err = c.link(s.module, s.name, false)
	}
	return err
}

// Run runs the script as an event of the runtime, on the JavaScript goroutine, and
// returns the value of its last expression. For an ES module that is a promise of its
// namespace, as with import(…); if it is rejected and nobody handles that, the error is
// uncaught. To run a script from another goroutine, or to wait for the promise, call
// Run inside [js.Await].
//
// Imports resolve to the modules that scripts may require, and otherwise to whatever
// the global require function returns, that of the goja_nodejs registry. Top-level
// declarations become globals, as with goja's RunProgram, and an ES module is evaluated
// again on each run.
//
// If the script throws, the error wraps the [*goja.Exception] and may be inspected from
// any goroutine. If the runtime is over, the error is [js.ErrOver].
func (s *Script) Run(vm *goja.Runtime) (value goja.Value, err error) {
	returned := false
	over := js.Run(vm, func() {
		e := engine.Of(vm)
		if thrown := vm.Try(func() { value = s.run(e) }); thrown != nil {
			err = e.ErrorOf(thrown)
		}
		returned = true
	})
	switch {
	case over != nil:
		return nil, over
	case !returned:
		return nil, errors.New("program: the script was interrupted")
	}
	return value, err
}

type embeddedKey struct{}

func (s *Script) run(e *engine.Engine) goja.Value {
	ms := engine.Slot(e, embeddedKey{}, func() *modules { return embeddedModules(e) })
	maps.Copy(e.Files(), s.files)
	if s.module != nil {
		return ms.runLinked(s)
	}
	if s.imports {
		engine.Must(e.VM.GlobalObject().DefineDataProperty(nameOfImport.String(), ms.importOf(s.name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	value, err := e.VM.RunProgram(s.script)
	engine.Must(err)
	return value
}

// embeddedModules are the modules of a runtime that reads no files.
func embeddedModules(e *engine.Engine) *modules {
	return &modules{engine: e, compiler: &compiler{e.Files()}, es: map[string]*esModule{}, namespaces: map[string]namespace{},
		virtual: map[string]string{}, detected: map[string]*compiled{}, embedded: true}
}

// requireOfHost is require in the program that embeds the runtime.
func (ms *modules) requireOfHost(name string) goja.Value {
	require := ms.engine.VM.Get("require")
	if !engine.IsFunction(require) {
		err := ms.engine.Error("ERR_MODULE_NOT_FOUND", "Cannot find module '"+name+"'")
		panic(err)
	}
	return ms.engine.Call(require, goja.Undefined(), ms.engine.Text(name))
}

// runLinked runs an ES module, and returns the promise of its namespace.
func (ms *modules) runLinked(s *Script) goja.Value {
	e := ms.engine
	m := &esModule{modules: ms, file: s.name, unit: s.module, program: s.linked, namespace: e.Namespace()}
	promise, resolve, reject := e.Promise()
	var waits *goja.Object
	if thrown := e.VM.Try(func() {
		for _, r := range s.module.requests {
			m.imports = append(m.imports, ms.importFrom(r, s.name))
		}
		m.checkNames()
		waits = m.evaluate()
	}); thrown != nil {
		reject(thrown.Value())
		return promise
	}
	if waits == nil {
		resolve(m.namespace)
		return promise
	}
	e.Invoke(waits, "then",
		e.Func("", 0, func(goja.FunctionCall) goja.Value { resolve(m.namespace); return nil }),
		e.Func("", 1, func(call goja.FunctionCall) goja.Value { reject(call.Argument(0)); return nil }))
	return promise
}
