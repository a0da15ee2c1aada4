package engine

import (
	"embed"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Loader fills in a module: it sets properties of exports, or returns another
// value to be the module.
type Loader func(e *Engine, exports *goja.Object) goja.Value

type module struct {
	exports goja.Value
}

// Register makes a module known under a name, without the prefix "node:". It is
// loaded when somebody first asks for it.
func (e *Engine) Register(name string, loader Loader) { e.loaders[name] = loader }

// NeedsPrefix reports whether a module has its name with the prefix "node:" only.
func NeedsPrefix(name string) bool { return name == "test" }

// Builtin reports whether there is a module of this name, with or without the
// prefix "node:". It has to be one that scripts may have.
func (e *Engine) Builtin(name string) bool {
	name, prefixed := strings.CutPrefix(name, "node:")
	_, ok := e.loaders[name]
	return ok && !e.hidden[name] && (prefixed || !NeedsPrefix(name))
}

// Reserve keeps a module from scripts. Other modules go on using it.
func (e *Engine) Reserve(name string) {
	if e.hidden == nil {
		e.hidden = map[string]bool{}
	}
	e.hidden[name] = true
}

// Forbid has a module never come into being. A script that gets hold of what others make
// and keep for themselves, by a setter of Object.prototype for example, finds nothing.
func (e *Engine) Forbid(name string) {
	e.Reserve(name)
	if e.forbidden == nil {
		e.forbidden = map[string]bool{}
	}
	e.forbidden[name] = true
}

// Reserved reports whether scripts are kept from a module.
func (e *Engine) Reserved(name string) bool { return e.hidden[name] }

// BuiltinNames lists the modules, in no order.
func (e *Engine) BuiltinNames() []string {
	names := make([]string, 0, len(e.loaders))
	for name := range e.loaders {
		if NeedsPrefix(name) {
			name = "node:" + name
		}
		if e.Builtin(name) {
			names = append(names, name)
		}
	}
	return names
}

// Loaded returns a module if anybody has asked for it yet, and nil otherwise.
func (e *Engine) Loaded(name string) *goja.Object {
	if m, ok := e.modules[name]; ok {
		o, _ := m.exports.(*goja.Object)
		return o
	}
	return nil
}

// Require returns a module of ours, loading it when it is asked for the first
// time; nil when there is none of that name.
func (e *Engine) Require(name string) *goja.Object {
	o, _ := e.RequireValue(name).(*goja.Object)
	return o
}

// RequireValue is Require for modules that may be any value.
func (e *Engine) RequireValue(name string) goja.Value {
	name = strings.TrimPrefix(name, "node:")
	if m, ok := e.modules[name]; ok {
		return m.exports
	}
	loader, ok := e.loaders[name]
	if !ok {
		return nil
	}
	if e.forbidden[name] {
		panic(e.AccessDenied(name))
	}
	exports := e.VM.NewObject()
	m := &module{exports: exports}
	e.modules[name] = m // before loading: modules may need each other
	if other := loader(e, exports); other != nil {
		m.exports = other
	}
	return m.exports
}

// Source makes a Loader of a module written in JavaScript. The source is the
// body of a function with the parameters exports, require, module and native;
// require knows our modules only, and native is whatever Go gives the source to
// work with. The globals that scripts may have replaced by then are parameters too.
func Source(name, source string, native func(e *Engine) *goja.Object) Loader {
	return func(e *Engine, exports *goja.Object) goja.Value {
		// A program is compiled once for each runtime: keeping it for all
		// would hold on to what most programs never use.
		program, err := goja.Compile("node:"+name, "(function (exports, require, module, native, "+strings.Join(intrinsics, ", ")+") {"+source+"\n})", true)
		Must(err)
		if strings.Contains(source, "yield") { // generators are goja's as little as in scripts
			gojax.Improve(program)
		}
		f, err := e.VM.RunProgram(program)
		Must(err)
		require := e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
			if v := e.RequireValue(call.Argument(0).String()); v != nil {
				return v
			}
			panic(e.Error("MODULE_NOT_FOUND", "Cannot find module '"+call.Argument(0).String()+"'"))
		})
		holder := e.Object("exports", exports)
		var natives goja.Value = goja.Undefined()
		if native != nil {
			natives = native(e)
		}
		arguments := []goja.Value{exports, require, holder, natives}
		for _, name := range intrinsics {
			arguments = append(arguments, e.Intrinsic(name))
		}
		e.Call(f, goja.Undefined(), arguments...)
		return holder.Get("exports")
	}
}

type partKey string

// Part is what one of the JavaScript files that a module is made of exports. Each is
// compiled and run, under a name of its own, when it is first asked for.
func Part(e *Engine, files embed.FS, file, name string, native func(e *Engine) *goja.Object) *goja.Object {
	return Slot(e, partKey(name), func() *goja.Object {
		source, err := files.ReadFile(file)
		Must(err)
		return Source(name, string(source), native)(e, e.VM.NewObject()).(*goja.Object)
	})
}
