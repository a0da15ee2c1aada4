package stream

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// expected are the events that every stream of a kind makes room for when it is made:
// eventNames lists them first, in this order, whenever their listeners came.
var expected = struct{ any, written, read []string }{
	any:     []string{"close", "error"},
	written: []string{"prefinish", "finish", "drain"},
	read:    []string{"data", "end", "readable"},
}

// eventNames adds Stream.prototype.eventNames.
func (c *classes) eventNames() {
	emitter := events.Constructor(c.engine).Get("prototype").(*goja.Object)
	super, _ := goja.AssertFunction(emitter.Get("eventNames"))
	c.legacy.Assign("eventNames", 0, func(call goja.FunctionCall) goja.Value {
		v, err := super(call.This)
		engine.Must(err)
		s := Of(call.This)
		if s == nil {
			return v
		}
		var names []goja.Value
		c.engine.VM.ForOf(v, func(name goja.Value) bool {
			names = append(names, name)
			return true
		})
		first := slices.Clone(expected.any)
		if s.w&wPresent != 0 {
			first = append(first, expected.written...)
		}
		if s.r&rPresent != 0 {
			first = append(first, expected.read...)
		}
		place := func(name goja.Value) int {
			if text, ok := name.(goja.String); ok {
				if i := slices.Index(first, text.String()); i >= 0 {
					return i
				}
			}
			return len(first)
		}
		slices.SortStableFunc(names, func(a, b goja.Value) int { return place(a) - place(b) })
		items := make([]any, len(names))
		for i, name := range names {
			items[i] = name
		}
		return c.engine.VM.NewArray(items...)
	})
}
