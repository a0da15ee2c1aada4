package engine

import "github.com/dop251/goja"

// Namespace makes the object that import * as has of a module, with nothing in it.
// The module system fills it; util.inspect shows what is in it as values, although
// they are accessors.
func (e *Engine) Namespace() *goja.Object {
	o := e.VM.CreateObject(nil)
	Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text("Module"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	e.namespaces()[o] = true
	return o
}

// IsNamespace reports whether an object was made by Namespace.
func (e *Engine) IsNamespace(o *goja.Object) bool { return e.namespaces()[o] }

type namespacesKey struct{}

// namespaces live as long as their modules, which are never unloaded.
func (e *Engine) namespaces() map[*goja.Object]bool {
	return Slot(e, namespacesKey{}, func() map[*goja.Object]bool { return map[*goja.Object]bool{} })
}
