package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Setup makes this package's Inspect the one of the engine's error texts.
func Setup(e *engine.Engine) {
	e.Inspect = func(v goja.Value, depth int) string {
		opts := builtinOptions
		opts.Depth = float64(depth)
		if v == nil {
			v = goja.Undefined()
		}
		return Inspect(e, v, opts)
	}
	e.AsString = func(v goja.Value) string {
		f := &formatter{r: realmOf(e), opts: builtinOptions}
		return f.asString(v)
	}
}

// InspectFunc is the function util.inspect.
func InspectFunc(e *engine.Engine) *goja.Object {
	r := realmOf(e)
	if r.inspectFunc != nil {
		return r.inspectFunc
	}
	f := e.Func("inspect", 2, func(call goja.FunctionCall) goja.Value { return r.inspectCall(call) })
	r.inspectFunc = f
	engine.Must(f.Set("custom", r.custom))
	lazy := func(name string, enumerable goja.Flag, get func() goja.Value, set func(v *goja.Object)) {
		getter := e.Func("get "+name, 0, func(goja.FunctionCall) goja.Value { return get() })
		setter := e.Func("set "+name, 1, func(call goja.FunctionCall) goja.Value {
			o, ok := call.Argument(0).(*goja.Object)
			if !ok {
				panic(e.InvalidArgType("options", call.Argument(0), "object"))
			}
			set(o)
			return nil
		})
		engine.Must(f.DefineAccessorProperty(name, getter, setter, goja.FLAG_FALSE, enumerable))
	}
	lazy("defaultOptions", goja.FLAG_FALSE, func() goja.Value { return r.defaultOptions() }, func(o *goja.Object) {
		defaults := r.defaultOptions()
		for _, name := range o.Keys() {
			engine.Must(defaults.Set(name, o.Get(name)))
		}
	})
	lazy("colors", goja.FLAG_TRUE, func() goja.Value { _, c := r.palette(); return c }, func(o *goja.Object) { r.palette(); r.colors = o })
	lazy("styles", goja.FLAG_TRUE, func() goja.Value { s, _ := r.palette(); return s }, func(o *goja.Object) { r.palette(); r.styles = o })
	return f
}

func (r *realm) defaultOptions() *goja.Object {
	if r.defaults == nil {
		o := r.e.VM.NewObject()
		opts := builtinOptions
		for _, name := range optionNames {
			engine.Must(o.Set(name, opts.optionValue(r.e, name)))
		}
		r.defaults = o
	}
	return r.defaults
}

// inspectCall is inspect(value, options), or inspect(value, showHidden, depth,
// colors) as it was once.
func (r *realm) inspectCall(call goja.FunctionCall) goja.Value {
	opts := Defaults(r.e)
	if len(call.Arguments) > 1 {
		switch o := call.Argument(1).(type) {
		case *goja.Object:
			opts.user = o
			opts.read(o)
		default:
			if b, ok := o.Export().(bool); ok {
				opts.ShowHidden = b
			}
			if len(call.Arguments) > 2 {
				if v := call.Argument(2); !goja.IsUndefined(v) {
					opts.Depth = limit(v)
				}
				if v := call.Argument(3); !goja.IsUndefined(v) {
					opts.Colors = v.ToBoolean()
				}
			}
		}
	}
	return r.e.Text(Inspect(r.e, call.Argument(0), opts))
}
