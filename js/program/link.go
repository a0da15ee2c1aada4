package program

import (
	"slices"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// link makes sure that all names that a module and those below it import are there,
// and compiles them. It throws what is wrong; then another attempt may follow.
func (m *esModule) link() {
	if m.program != nil {
		return
	}
	m.linkAfter(map[*esModule]bool{})
}

func (m *esModule) linkAfter(seen map[*esModule]bool) {
	if m.program != nil || seen[m] {
		return
	}
	seen[m] = true
	for _, in := range m.imports {
		if in.module != nil {
			in.module.linkAfter(seen)
		}
	}
	m.checkNames()
	program, err := m.modules.compiler.link(m.unit, fileURL(m.file), m.early)
	if err != nil {
		panic(m.modules.thrown(err))
	}
	m.program = program
}

// checkNames throws when a name is not there that the module imports.
func (m *esModule) checkNames() {
	for _, i := range m.unit.imports {
		in := m.imports[i.request]
		if in.module == nil && in.common {
			continue // what it exports is known when it has run
		}
		if !in.has(i.name) {
			panic(m.missing(i, in))
		}
	}
	for _, e := range m.unit.exports {
		if r := m.resolveExport(e.name, nil); r == nil || r == conflict {
			panic(m.missing(import_{request: e.from.request, name: e.from.name.String(), at: e.at, size: e.size}, m.imports[e.from.request]))
		}
	}
}

// has reports whether a module gives a name.
func (in *importedModule) has(name string) bool {
	if in.module != nil {
		r := in.module.resolveExport(name, nil)
		return r != nil && r != conflict
	}
	return slices.Contains(in.namespace.GetOwnPropertyNames(), name)
}

// missing is the error for a name that a module does not give.
func (m *esModule) missing(i import_, in *importedModule) goja.Value {
	text := "The requested module '" + in.request.specifier + "' does not provide an export named '" + i.name + "'"
	if in.module != nil && in.module.resolveExport(i.name, nil) == conflict {
		text = "The requested module '" + in.request.specifier + "' contains conflicting star exports for name '" + i.name + "'"
	}
	if in.common {
		text = "Named export '" + i.name + "' not found. The requested module '" + in.request.specifier + "' is a CommonJS module, which may not support all module.exports as named exports.\n" +
			"CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '" + in.request.specifier + "';\n"
		if i.pattern != "" {
			text += "const { " + i.pattern + " } = pkg;\n"
		}
	}
	err := m.unit.mistake(i.at, i.size, text)
	err.linking = true
	return m.modules.thrown(err)
}

// resolution is the variable that a name stands for in the end: one of a module, or
// a property of a namespace.
type resolution struct {
	module    *esModule
	namespace *goja.Object
	name      unistring.String
}

// conflict stands for a name that two modules give in different ways.
var conflict = &resolution{}

type asked struct {
	module *esModule
	name   string
}

// resolveExport finds what an exported name stands for; nil when it is not there, and
// conflict when two modules give different ones.
func (m *esModule) resolveExport(name string, seen map[asked]bool) *resolution {
	if seen == nil {
		seen = map[asked]bool{}
	}
	here := asked{m, name}
	if seen[here] {
		return nil
	}
	seen[here] = true
	if e := m.unit.named[name]; e != nil {
		if e.from == nil {
			return &resolution{module: m, name: e.local}
		}
		in := m.imports[e.from.request]
		switch {
		case in.module != nil && !e.from.all:
			return in.module.resolveExport(e.from.name.String(), seen)
		case e.from.all || in.common || in.has(e.from.name.String()):
			return &resolution{namespace: in.namespace, name: e.from.name}
		}
		return nil
	}
	if name == "default" {
		return nil
	}
	var found, perhaps *resolution
	for _, star := range m.unit.stars {
		in := m.imports[star]
		var r *resolution
		switch {
		case in.module != nil:
			r = in.module.resolveExport(name, seen)
		case in.common: // it may be there when that has run
			perhaps = &resolution{namespace: in.namespace, name: unistring.NewFromString(name)}
		case in.has(name):
			r = &resolution{namespace: in.namespace, name: unistring.NewFromString(name)}
		}
		if r == conflict || r != nil && found != nil && *r != *found {
			return conflict
		}
		if r != nil {
			found = r
		}
	}
	if found == nil {
		return perhaps
	}
	return found
}

// names lists what a module exports.
func (m *esModule) names(seen map[*esModule]bool) map[string]bool {
	all := map[string]bool{}
	if seen[m] {
		return all
	}
	seen[m] = true
	for _, e := range m.unit.exports {
		all[e.name] = true
	}
	for _, star := range m.unit.stars {
		in := m.imports[star]
		if in.module == nil {
			for _, name := range in.namespace.GetOwnPropertyNames() {
				all[name] = all[name] || name != "default" && name != "module.exports"
			}
			continue
		}
		for name := range in.module.names(seen) {
			all[name] = all[name] || name != "default"
		}
	}
	return all
}

// expose gives the namespace of a module its properties, in the order of their
// names. Those of other modules are known already or are found when they are asked
// for.
func (m *esModule) expose() {
	m.define(m.namespace, m.names(map[*esModule]bool{}))
}

// define gives an object the names of a module.
func (m *esModule) define(ns *goja.Object, all map[string]bool) {
	var names []string
	for name, there := range all {
		if there {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, compareUnits)
	for _, name := range names {
		_ = ns.Delete(name) // when it is defined again, for the order
		if get := m.getter(name); get != nil {
			engine.Must(ns.DefineAccessorProperty(name, get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
		} else if name == "__esModule" {
			engine.Must(ns.DefineDataProperty(name, m.modules.engine.Bool(true), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	}
}

// compareUnits compares as JavaScript does: by the units of UTF-16.
func compareUnits(a, b string) int { return slices.Compare(units(a), units(b)) }

func units(s string) []uint16 {
	var list []uint16
	for _, r := range s {
		if r >= 0x10000 {
			list = append(list, 0xd800+uint16((r-0x10000)>>10))
			continue
		}
		list = append(list, uint16(r))
	}
	return list
}

// getter is the function that reads what a name stands for now.
func (m *esModule) getter(name string) goja.Value {
	if get := m.getters[name]; get != nil {
		return get
	}
	r := m.resolveExport(name, nil)
	if r == nil || r == conflict {
		return nil
	}
	e := m.modules.engine
	if r.module == nil {
		return e.VM.ToValue(func(goja.FunctionCall) goja.Value { return engine.Property(r.namespace, r.name.String()) })
	}
	x := r.module.unit.owned[r.name]
	if get := r.module.getters[x.name]; get != nil {
		return get
	}
	return e.VM.ToValue(func(goja.FunctionCall) goja.Value { return r.module.read(x.name) })
}

// read is the value of an export of a module that may not have begun.
func (m *esModule) read(name string) goja.Value {
	if get := m.getters[name]; get != nil {
		return m.modules.engine.Call(get, goja.Undefined())
	}
	panic(m.modules.engine.Construct(m.modules.engine.Intrinsic("ReferenceError"), m.modules.engine.Text("Cannot access '"+name+"' before initialization")))
}
