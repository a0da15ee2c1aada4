package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// normalizedKey marks an array of arguments that were put in order already.
func (m *module) normalizedKey() *goja.Symbol {
	return engine.Slot(m.engine, "net.normalizedArgs", func() *goja.Symbol { return goja.NewSymbol("normalizedArgs") })
}

// normalized is net._normalizeArgs: the options and the callback out of the
// arguments of connect or listen.
func (m *module) normalized(v goja.Value) *goja.Object {
	list := m.engine.This(goja.FunctionCall{This: v}, "length")
	// What is between the host and the callback does not count, however many
	// arguments the list says it has.
	var args []goja.Value
	n := int(engine.Property(list, "length").ToInteger())
	for i := range min(n, 3) {
		args = append(args, engine.Property(list, portText(i)))
	}
	if n > 3 {
		args = append(args, engine.Property(list, portText(n-1)))
	}
	options, callback := m.arguments(args)
	cb := callback
	if cb == nil {
		cb = goja.Null()
	}
	normalized := m.engine.VM.NewArray(options, cb)
	engine.Must(normalized.SetSymbol(m.normalizedKey(), true))
	return normalized
}

// arguments sorts what connect and listen accept: (options[, cb]), (path[, cb]),
// (port[, host][, cb]). The callback is nil when there is none.
func (m *module) arguments(args []goja.Value) (options *goja.Object, callback goja.Value) {
	if len(args) == 0 {
		return m.engine.VM.NewObject(), nil
	}
	if o, ok := args[0].(*goja.Object); ok && o.ClassName() == "Array" && o.GetSymbol(m.normalizedKey()) != nil {
		callback = o.Get("1")
		if engine.IsNullish(callback) {
			callback = nil
		}
		return o.Get("0").(*goja.Object), callback
	}
	options = m.engine.VM.NewObject()
	if o, ok := args[0].(*goja.Object); ok && !engine.IsFunction(o) {
		options = o
	} else if _, function := args[0].(*goja.Object); !function {
		if isPipeName(args[0]) {
			engine.Must(options.Set("path", args[0]))
		} else {
			engine.Must(options.Set("port", args[0]))
			if len(args) > 1 {
				if _, text := args[1].(goja.String); text {
					engine.Must(options.Set("host", args[1]))
				}
			}
		}
	} else {
		engine.Must(options.Set("port", args[0]))
	}
	if last := args[len(args)-1]; engine.IsFunction(last) {
		callback = last
	}
	return options, callback
}

// isPipeName reports whether an argument is a path rather than a port.
func isPipeName(v goja.Value) bool {
	text, ok := v.(goja.String)
	return ok && !isPort(text)
}

// isPort is what JavaScript's Number makes of a text: a whole number that is not
// negative.
func isPort(text goja.String) bool {
	n := text.ToNumber().ToFloat()
	return n == n && n >= 0
}
