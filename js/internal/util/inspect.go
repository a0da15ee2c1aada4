package util

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// inspector writes one value.
type inspector struct {
	Options
	r *realm

	indent   int
	level    int // of the object that was begun last
	seen     []*goja.Object
	circular map[*goja.Object]int
	written  map[int]int // how much was written at each indentation
	stylizer goja.Callable
}

// Inspect is util.inspect.
func Inspect(e *engine.Engine, v goja.Value, opts Options) string {
	return newInspector(realmOf(e), opts).value(v, 0, false)
}

// Quick is Inspect with the default options.
func Quick(e *engine.Engine, v goja.Value) string { return Inspect(e, v, Defaults(e)) }

func newInspector(r *realm, opts Options) *inspector {
	in := &inspector{Options: opts, r: r}
	if !engine.IsNullish(opts.stylize) {
		if plain, colored := r.stylizers(); opts.stylize != plain && opts.stylize != colored {
			in.stylizer, _ = goja.AssertFunction(opts.stylize)
		}
	}
	return in
}

// value writes any value. depth counts the objects around it.
func (in *inspector) value(v goja.Value, depth int, typed bool) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return in.primitive(v)
	}
	context := o
	proxied := false
	kind := gojax.KindOf(o)
	for kind == gojax.Proxy {
		p := o.Export().(goja.Proxy)
		if p.Target() == nil {
			return in.style("<Revoked Proxy>", "special")
		}
		if in.ShowProxy {
			return in.proxy(p, depth)
		}
		proxied = true
		o = p.Target()
		kind = gojax.KindOf(o)
	}
	if in.CustomInspect {
		if text, done := in.custom(o, context, depth); done {
			return text
		}
	}
	if slices.Contains(in.seen, o) {
		if in.circular == nil {
			in.circular = map[*goja.Object]int{}
		}
		index, known := in.circular[o]
		if !known {
			index = len(in.circular) + 1
			in.circular[o] = index
		}
		return in.style("[Circular *"+strconv.Itoa(index)+"]", "special")
	}
	if proxied {
		return in.style("Proxy(", "special") + in.object(o, kind, depth, typed) + in.style(")", "special")
	}
	return in.object(o, kind, depth, typed)
}

// custom has an object write itself, when it can.
func (in *inspector) custom(o, context *goja.Object, depth int) (string, bool) {
	f := o.GetSymbol(in.r.custom)
	if f == nil || !engine.IsFunction(f) || f == goja.Value(in.r.inspectFunc) {
		return "", false
	}
	if ctor, ok := in.ownConstructor(o); ok && ctor.Get("prototype") == goja.Value(o) {
		return "", false // the prototype of the class that brings the function
	}
	e := in.r.e
	opts := in.userOptions()
	var left, whole goja.Value = goja.Null(), goja.Null()
	if !math.IsInf(in.Depth, 1) {
		left, whole = e.VM.ToValue(int64(in.Depth)-int64(depth)), e.VM.ToValue(int64(in.Depth))
	} else if in.user == nil || !engine.IsNullish(in.user.Get("depth")) {
		left = e.VM.ToValue(math.Inf(1))
		whole = left
	}
	engine.Must(opts.Set("depth", whole)) // not what is left: as Node has it
	result := e.Call(f, context, left, opts, InspectFunc(e))
	if result == goja.Value(context) || result == goja.Value(o) {
		return "", false
	}
	text, ok := result.(goja.String)
	if !ok {
		return in.value(result, depth, false), true
	}
	return strings.ReplaceAll(text.String(), "\n", "\n"+strings.Repeat(" ", in.indent)), true
}

func (in *inspector) ownConstructor(o *goja.Object) (*goja.Object, bool) {
	if o == in.r.objectProto && o.Get("constructor") == goja.Value(in.r.object) {
		return in.r.object, true
	}
	if o == in.r.arrayProto && o.Get("constructor") == goja.Value(in.r.array) {
		return in.r.array, true
	}
	p, ok := in.r.own(o, in.r.e.Text("constructor"))
	if !ok {
		return nil, false
	}
	f, ok := p.value.(*goja.Object)
	return f, ok && engine.IsFunction(f)
}

// proxy writes a proxy as what it is.
func (in *inspector) proxy(p goja.Proxy, depth int) string {
	if float64(depth) > in.Depth {
		return in.style("Proxy [Array]", "special")
	}
	depth++
	in.indent += 2
	parts := []string{in.value(p.Target(), depth, false), in.value(gojax.Handler(p), depth, false)}
	in.indent -= 2
	return in.layout(parts, "", [2]string{"Proxy [", "]"}, elements, depth, nil)
}
