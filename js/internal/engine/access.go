package engine

import "github.com/dop251/goja"

// AccessDenied is Node's error for what a program has no permission for.
func (e *Engine) AccessDenied(resource string) *goja.Object {
	o := e.Error("ERR_ACCESS_DENIED", accessRestricted)
	Must(o.Set("resource", resource))
	return o
}
