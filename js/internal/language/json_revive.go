package language

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// jsonSource is what a value was parsed from: a reviver is told, as long as the
// value is still the one that was parsed.
type jsonSource struct {
	value goja.Value
	text  string // of anything but arrays and objects
	items []*jsonSource
	names map[string]*jsonSource
}

// add is a value inside of an array or object.
func (s *jsonSource) add(key string, inner *jsonSource) {
	if s.names != nil {
		s.names[key] = inner
		return
	}
	s.items = append(s.items, inner)
}

// container remembers that an array, or the object o, begins.
func (p *jsonParser) container(o *goja.Object) *jsonSource {
	if p.sources == nil {
		return nil
	}
	s := &jsonSource{}
	if o != nil {
		s.value = o
		if !gojax.IsArray(o) {
			s.names = map[string]*jsonSource{}
		}
	}
	p.sources = append(p.sources, s)
	return s
}

// reviving is one call of JSON.parse with a reviver.
type reviving struct {
	e    *engine.Engine
	call goja.Callable
}

func revive(e *engine.Engine, reviver goja.Callable, v goja.Value, source *jsonSource) goja.Value {
	root := e.VM.NewObject()
	engine.Must(root.DefineDataProperty("", v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	r := &reviving{e: e, call: reviver}
	return r.walk(root, "", source)
}

func (r *reviving) walk(holder *goja.Object, name string, source *jsonSource) goja.Value {
	v := holder.Get(name)
	if v == nil {
		v = goja.Undefined()
	}
	if source != nil && !v.SameAs(source.value) {
		source = nil
	}
	r.e.Nest()
	context := r.e.VM.NewObject()
	if o, ok := v.(*goja.Object); ok {
		r.inside(o, source)
	} else if source != nil {
		engine.Must(context.Set("source", textValue(r.e, source.text)))
	}
	r.e.Unnest()
	v, err := r.call(holder, r.e.Text(name), v, context)
	engine.Must(err)
	return v
}

// inside walks through what is in an object.
func (r *reviving) inside(o *goja.Object, source *jsonSource) {
	if gojax.IsArray(o) {
		for i := range o.Get("length").ToInteger() {
			var inner *jsonSource
			if source != nil && int(i) < len(source.items) {
				inner = source.items[i]
			}
			r.put(o, decimal(int(i)), inner)
		}
		return
	}
	for _, name := range o.Keys() {
		var inner *jsonSource
		if source != nil {
			inner = source.names[name]
		}
		r.put(o, name, inner)
	}
}

func (r *reviving) put(o *goja.Object, name string, source *jsonSource) {
	v := r.walk(o, name, source)
	if goja.IsUndefined(v) {
		// A property that cannot be deleted stays.
		_ = r.e.VM.Try(func() { engine.Must(o.Delete(name)) })
		return
	}
	_ = r.e.VM.Try(func() {
		gojax.Redefining(o, name, func() {
			engine.Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		})
	})
}

func decimal(n int) string { return strconv.Itoa(n) }
