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
	replace("sort", 1, sorted(e))
}

// sorted has goja sort a copy, as the language says, when a script may run meanwhile: it
// sorts an array where it lies, and a comparator that shortens the array would have it
// reach for what is gone.
func sorted(e *engine.Engine) func(original engine.Function, call goja.FunctionCall) goja.Value {
	return func(original engine.Function, call goja.FunctionCall) goja.Value {
		o, ok := call.This.(*goja.Object)
		compare := call.Argument(0)
		if !ok || gojax.KindOf(o) != gojax.Array || endless(o) || !engine.IsUndefined(compare) && !engine.IsFunction(compare) {
			return original(call)
		}
		length := int(whole(engine.Property(o, "length")))
		if engine.IsUndefined(compare) && !hasObjects(o, length) {
			return original(call)
		}
		var values []any
		for i := range length {
			switch v, present, known := gojax.Element(o, i); {
			case present && known:
				values = append(values, v)
			case present:
				values = append(values, engine.Property(o, decimal(i))) // a getter
			case !known:
				return original(call) // it is none of the arrays that goja sorts where they lie
			}
		}
		list := e.VM.NewArray(values...)
		call.This = list
		original(call)
		for i := range values {
			v, _, _ := gojax.Element(list, i)
			engine.Must(o.Set(decimal(i), v))
		}
		for i := len(values); i < length; i++ {
			engine.Must(o.Delete(decimal(i)))
		}
		return o
	}
}

// hasObjects reports whether a script may run when the elements are made text.
func hasObjects(o *goja.Object, length int) bool {
	for i := range length {
		v, present, known := gojax.Element(o, i)
		_, object := v.(*goja.Object)
		switch {
		case object, present && !known: // a getter
			return true
		case !known:
			return false // as above
		}
	}
	return false
}

// maxGenerators is how many generators may go on within each other. goja's own limit is
// reached later, with four calls or so for each, and what it throws cannot be caught.
const maxGenerators = 2000

// defineGenerators bounds generators that go on with each other, by yield* or a loop:
// each goes on within the one before.
func defineGenerators(e *engine.Engine) {
	generator, err := e.VM.RunString("(function* () {})")
	engine.Must(err)
	proto := generator.(*goja.Object).Prototype().Get("prototype").(*goja.Object)
	within := 0
	for _, name := range []string{"next", "return", "throw"} {
		nested(e, proto, name, 1, func(original engine.Function, call goja.FunctionCall) goja.Value {
			defer func(before int) { within = before }(within)
			if within++; within > maxGenerators {
				panic(e.TooDeep())
			}
			return original(call)
		})
	}
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

// quickOrCounted is for the methods of arrays.
func quickOrCounted(vm *goja.Runtime, name string) gojax.With {
	with, quick := counted(vm, name), gojax.ArrayMethods[name]
	if quick == nil {
		return with
	}
	return func(original gojax.Native, call goja.FunctionCall) goja.Value {
		if o, ok := call.This.(*goja.Object); ok {
			if v, done := quick(vm, o, call.Arguments); done {
				return v
			}
		}
		return with(original, call)
	}
}

// countingElements is for functions that define elements of arrays, or set their length:
// goja counts the elements wrong then. Those that do not are left to with.
func countingElements(name string, with gojax.With) gojax.With {
	defines, mayDefine := name == "defineProperty", name == "defineProperties" || name == "set"
	if !defines && !mayDefine {
		return with
	}
	return func(original gojax.Native, call goja.FunctionCall) (v goja.Value) {
		act := func() {
			if with == nil {
				v = original(call)
			} else {
				v = with(original, call)
			}
		}
		o, ok := call.Argument(0).(*goja.Object)
		key := call.Argument(1)
		_, computed := key.(*goja.Object)
		switch {
		case !ok || gojax.KindOf(o) != gojax.Array:
			act()
		case defines && !computed:
			gojax.Redefining(o, key.String(), act)
		default:
			act()
			gojax.Recount(o)
		}
		return v
	}
}
