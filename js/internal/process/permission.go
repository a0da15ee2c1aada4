package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
)

// permission defines process.permission, which is there when there are permissions.
func (p *Process) permission() {
	e := p.Engine
	permissions := e.Host.Permissions
	if permissions == nil {
		return
	}
	o := e.VM.NewObject()
	about := func(name string, f func(scope, reference string) goja.Value) {
		engine.Must(o.Set(name, e.Func(name, 2, func(call goja.FunctionCall) goja.Value {
			scope, reference := e.NeedString("scope", call.Argument(0)), ""
			switch v := call.Argument(1); {
			case goja.IsUndefined(v):
			case goja.IsNull(v):
				return e.Bool(false)
			default:
				reference = referenceOf(e, v)
				if reference == "" && name == "has" {
					return e.Bool(false)
				}
			}
			return f(scope, reference)
		})))
	}
	about("has", func(scope, reference string) goja.Value { return e.Bool(permissions.Has(scope, reference)) })
	about("drop", func(scope, reference string) goja.Value {
		permissions.Drop(scope, reference)
		return goja.Undefined()
	})
	engine.Must(p.Object.DefineDataProperty("permission", o, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// referenceOf is what a question is about: a path as fs takes it.
func referenceOf(e *engine.Engine, v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if _, bytes := buffer.Bytes(v); bytes || o.Get("href") != nil {
			return url.NeedPath(e, "reference", v)
		}
	}
	return e.NeedString("reference", v)
}
