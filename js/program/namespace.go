package program

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// commonNamespace is what import * gives of a module that is none of ES: its
// exports as default, and their properties by name. They are in it after fill.
func (ms *modules) commonNamespace(key string, load func() goja.Value) (ns *goja.Object, fill func()) {
	if known, ok := ms.namespaces[key]; ok {
		return known.object, known.fill
	}
	ns = ms.engine.Namespace()
	done := false
	fill = func() {
		if done {
			return
		}
		exports := load()
		done = true
		ms.fillNamespace(ns, key, exports)
	}
	ms.namespaces[key] = namespace{ns, fill}
	return ns, fill
}

// namespace is that of a module that is none of ES.
type namespace struct {
	object *goja.Object
	fill   func()
}

// fillNamespace gives a namespace what a module exports. Of our own modules it is
// what they have now, of others what they had when they were loaded: that is not
// asked of getters before it is needed.
func (ms *modules) fillNamespace(ns *goja.Object, key string, exports goja.Value) {
	names := []string{"default"}
	o, ok := exports.(*goja.Object)
	builtin := strings.HasPrefix(key, "\x00")
	if ok && o.ClassName() != "Array" && filepath.Ext(key) != ".json" {
		names = append(names, o.Keys()...)
		if !builtin {
			names = append(names, "module.exports")
		}
	}
	slices.SortFunc(names, compareUnits)
	object := ms.engine.Intrinsic("Object")
	for _, name := range slices.Compact(names) {
		if name == "default" || name == "module.exports" && !builtin {
			engine.Must(ns.DefineDataProperty(name, exports, goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_TRUE))
			continue
		}
		if !builtin {
			about, ok := ms.engine.Invoke(object, "getOwnPropertyDescriptor", o, ms.engine.Text(name)).(*goja.Object)
			if ok && about.Get("value") != nil {
				engine.Must(ns.DefineDataProperty(name, about.Get("value"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
				continue
			}
		}
		get := ms.engine.VM.ToValue(func(goja.FunctionCall) goja.Value { return engine.Property(o, name) })
		engine.Must(ns.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
}
