package engine

import (
	"strings"

	"github.com/dop251/goja"
)

// HideSlots keeps what Hide puts on objects out of the functions that list all
// properties, enumerable or not: what stays are those that a script knows of.
func (e *Engine) HideSlots() {
	object, reflect := e.Intrinsic("Object"), e.Intrinsic("Reflect")
	e.replace(object, "getOwnPropertyNames", e.withoutSlots)
	e.replace(reflect, "ownKeys", e.withoutSlots)
	e.replace(object, "getOwnPropertyDescriptors", func(v goja.Value) goja.Value {
		if o, ok := v.(*goja.Object); ok {
			for _, name := range o.GetOwnPropertyNames() {
				if isSlot(name) {
					Must(o.Delete(name))
				}
			}
		}
		return v
	})
}

// replace has a function's result pass through f.
func (e *Engine) replace(o *goja.Object, name string, f func(goja.Value) goja.Value) {
	original := FunctionOf(o.Get(name))
	e.Method(o, name, 1, func(call goja.FunctionCall) goja.Value { return f(original(call)) })
}

func isSlot(name string) bool { return strings.HasPrefix(name, Slotted) }

func (e *Engine) withoutSlots(v goja.Value) goja.Value {
	list, ok := v.(*goja.Object)
	if !ok {
		return v
	}
	n := int(list.Get("length").ToInteger())
	kept := make([]any, 0, n)
	for i := range n {
		item := list.Get(e.Int(i).String())
		if text, ok := item.(goja.String); !ok || !isSlot(text.String()) {
			kept = append(kept, item)
		}
	}
	if len(kept) == n {
		return v
	}
	return e.VM.NewArray(kept...)
}
