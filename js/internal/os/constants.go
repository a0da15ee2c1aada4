package os

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/fs"
	"github.com/nodenet-go/nodenet/js/internal/signals"
)

// Constants is os.constants.
func Constants(e *engine.Engine) *goja.Object {
	type key struct{}
	return engine.Slot(e, key{}, func() *goja.Object {
		errnos, numbers := table(e), table(e)
		for _, c := range node.Constants() {
			engine.Must(errnos.Set(c.Name, c.Number))
		}
		for _, name := range signals.Names() {
			engine.Must(numbers.Set(name, signals.Number(name)))
		}
		freeze := e.Intrinsic("Object").Get("freeze")
		return table(e, "UV_UDP_REUSEADDR", 4, "dlopen", dlopen(e), "errno", errnos, "signals", e.Call(freeze, nil, numbers),
			"priority", table(e, "PRIORITY_LOW", 19, "PRIORITY_BELOW_NORMAL", 10, "PRIORITY_NORMAL", 0,
				"PRIORITY_ABOVE_NORMAL", -7, "PRIORITY_HIGH", -14, "PRIORITY_HIGHEST", -20))
	})
}

func dlopen(e *engine.Engine) *goja.Object {
	o := table(e, "RTLD_LAZY", 1, "RTLD_NOW", 2, "RTLD_GLOBAL", 256, "RTLD_LOCAL", 0)
	if dlopenDeepBind != 0 {
		engine.Must(o.Set("RTLD_DEEPBIND", dlopenDeepBind))
	}
	return o
}

// table is an object without a prototype.
func table(e *engine.Engine, pairs ...any) *goja.Object {
	o := e.VM.CreateObject(nil)
	for i := 0; i+1 < len(pairs); i += 2 {
		engine.Must(o.Set(pairs[i].(string), pairs[i+1]))
	}
	return o
}

// LoadConstants is the loader of the old module constants: those of os, fs and crypto in
// one object.
func LoadConstants(e *engine.Engine, exports *goja.Object) goja.Value {
	all := Constants(e)
	sources := []*goja.Object{}
	for _, name := range []string{"dlopen", "errno", "priority", "signals"} {
		sources = append(sources, all.Get(name).(*goja.Object))
	}
	sources = append(sources, fs.Constants(e))
	if crypto := e.Require("crypto"); crypto != nil {
		sources = append(sources, crypto.Get("constants").(*goja.Object))
	}
	for _, source := range sources {
		for _, name := range source.Keys() {
			if name != "defaultCipherList" { // which may change
				engine.Must(exports.Set(name, source.Get(name)))
			}
		}
	}
	e.Invoke(e.Intrinsic("Object"), "freeze", exports)
	return nil
}
