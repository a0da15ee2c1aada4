package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// maxFlat is how deep goja's flat may go: about as deep as in V8.
const maxFlat = 8000

// defineArrays bounds what goja does by recursion with arrays in each other, which may
// have come from a peer as JSON.
func defineArrays(e *engine.Engine, proto *goja.Object) {
	replace := func(name string, length int, with func(original engine.Function, call goja.FunctionCall) goja.Value) {
		nested(e, proto, name, length, with)
	}
	// An array's elements that are arrays are written by these, too.
	// What is between the elements may be too much already.
	replace("join", 1, func(original engine.Function, call goja.FunctionCall) goja.Value {
		between := 1
		if s, ok := call.Argument(0).(goja.String); ok {
			between = s.Length()
		}
		limitSeparators(e, call.This, between)
		return original(call)
	})
	replace("toLocaleString", 0, func(original engine.Function, call goja.FunctionCall) goja.Value {
		limitSeparators(e, call.This, 1)
		return original(call)
	})
	replace("flat", 0, func(original engine.Function, call goja.FunctionCall) goja.Value {
		if engine.IsUndefined(call.Argument(0)) {
			return original(call)
		}
		depth := call.Argument(0).ToInteger()
		call.Arguments = []goja.Value{e.VM.ToValue(min(depth, maxFlat))}
		flat := original(call)
		if depth > maxFlat && hasArray(flat.(*goja.Object)) {
			panic(e.TooDeep())
		}
		return flat
	})
}

// nested replaces a method by one whose calls within each other are counted.
func nested(e *engine.Engine, proto *goja.Object, name string, length int, with func(original engine.Function, call goja.FunctionCall) goja.Value) {
	original := engine.FunctionOf(proto.Get(name))
	e.NestedMethod(proto, name, length, func(call goja.FunctionCall) goja.Value { return with(original, call) })
}

// defineTexts bounds what goja does by recursion to write an error whose name or message
// is the error itself, or a regular expression whose source is.
func defineTexts(e *engine.Engine, protos ...*goja.Object) {
	for _, proto := range protos {
		nested(e, proto, "toString", 0, func(original engine.Function, call goja.FunctionCall) goja.Value { return original(call) })
	}
}

func limitSeparators(e *engine.Engine, list goja.Value, between int) {
	if o, ok := list.(*goja.Object); ok && gojax.KindOf(o) == gojax.Array {
		sizes{e}.text((whole(engine.Property(o, "length")) - 1) * float64(between))
	}
}

func hasArray(list *goja.Object) bool {
	for i := range list.Get("length").ToInteger() {
		if o, ok := list.Get(decimal(int(i))).(*goja.Object); ok && gojax.IsArray(o) {
			return true
		}
	}
	return false
}
