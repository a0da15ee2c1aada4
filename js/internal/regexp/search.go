package regexp

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// fewUnits are a text that takes no time, whatever is sought there.
const fewUnits = 16

// defineSearches has what searches by a regular expression hear of interrupts, and what
// replaces keep to where a sticky one has to match.
func defineSearches(e *engine.Engine, proto *goja.Object) {
	all := gojax.RegExpsOf(e.VM)
	if all == nil {
		return
	}
	watch := func(f goja.Value, name string) {
		gojax.Around(f.(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				text, isText := call.Argument(0).(goja.String)
				if !isText || text.Length() > fewUnits {
					all.Watch(o, name == "split")
				}
				if name == "replace" {
					all.Stick(o)
				}
			}
			return original(call)
		})
	}
	for _, name := range []string{"exec", "test"} {
		watch(proto.Get(name), name)
	}
	for _, name := range []string{"match", "replace", "search", "split"} {
		watch(proto.GetSymbol(e.WellKnown(name)), name)
	}
}
