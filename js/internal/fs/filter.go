package fs

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// filteredCopies has the forms of fs.cp that are given a filter ask it: that is
// JavaScript, which copies what the filter lets pass by the forms without.
func (m *module) filteredCopies() {
	for _, form := range []struct {
		of   *goja.Object
		name string
	}{{m.exports, "cp"}, {m.exports, "cpSync"}, {m.promises, "cp"}} {
		plain := form.of.Get(form.name).(*goja.Object)
		engine.Must(form.of.Set(form.name, m.e.Func(form.name, int(plain.Get("length").ToInteger()), func(call goja.FunctionCall) goja.Value {
			options, ok := call.Argument(2).(*goja.Object)
			if !ok || engine.IsFunction(options) || engine.IsUndefined(options.Get("filter")) {
				return m.e.Call(plain, call.This, call.Arguments...)
			}
			part := m.part("cp.js")
			if form.of == m.promises {
				part = part.Get("promises").(*goja.Object)
			}
			return m.e.Invoke(part, form.name, call.Arguments...)
		})))
	}
}
