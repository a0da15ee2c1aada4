package engine

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// maxDepth is how deep calls may be nested: about as deep as in Node.
const defaultDepth = 9000

// LimitDepth has calls that are nested too deeply fail as in V8, by a
// RangeError that scripts can catch, see [Engine.catchDepth].
func (e *Engine) LimitDepth() { e.LimitDepthTo(defaultDepth) }

// LimitDepthTo is LimitDepth to a depth; 0 is the usual one.
func (e *Engine) LimitDepthTo(depth int) {
	if depth <= 0 {
		depth = defaultDepth
	}
	e.depth = depth
	e.VM.SetMaxCallStackSize(depth)
}

// maxNested is how deep values may be nested that Go walks through by recursion, all
// such walks together that are within each other. V8's stack allows 2,500 to 9,000
// levels, by what walks. A level takes some 1 KB of Go's stack; one that outgrew its
// limit would end the process, and nothing could catch that.
const maxNested = 10_000

// Nest is called when a walk through a value goes one level deeper, and Unnest when it
// comes back. It is the place where a long walk is interrupted. It throws V8's RangeError when that is too deep; then, as after any
// exception, there is nothing to take back: the native function around the walk does.
func (e *Engine) Nest() {
	e.Breathe()
	if e.nested++; e.nested > maxNested {
		panic(e.TooDeep())
	}
}

// Unnest takes back one [Engine.Nest].
func (e *Engine) Unnest() { e.nested-- }

// NestedFunc is [Engine.Func] for a function that may call itself for what is nested: each
// call is one level. Unlike others it lets every panic pass, since to take one up and let it
// go again thousands of times, one within the other, takes minutes.
func (e *Engine) NestedFunc(name string, length int, f Native) *goja.Object {
	return gojax.NewFunction(e.VM, e.functions, name, length, func(call goja.FunctionCall) goja.Value {
		return e.Nested(f, call)
	})
}

// NestedMethod makes a method of a [Engine.NestedFunc].
func (e *Engine) NestedMethod(o *goja.Object, name string, length int, f Native) {
	Must(o.DefineDataProperty(name, e.NestedFunc(name, length, f), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Nested calls a native function as one level, like those of [Engine.NestedMethod].
func (e *Engine) Nested(f Native, call goja.FunctionCall) goja.Value {
	defer func(nested int) { e.nested = nested }(e.nested)
	e.Nest()
	return f(call)
}

// TooDeep is V8's RangeError for what is nested too deeply.
func (e *Engine) TooDeep() *goja.Object {
	return e.PlainRangeError("Maximum call stack size exceeded")
}

// catchDepth has a function throw V8's RangeError, as a name, when a call on top of its
// own is one too many. For that goja makes an error of its own, which no catch of a
// script's sees, and which takes minutes to pass thousands of functions of Go; but to
// write down the stack of it, it asks each native function for its name before.
func (e *Engine) catchDepth(native *goja.Object, name string) {
	if _, known := gojax.Depth(e.VM); !known {
		return
	}
	text := e.VM.ToValue(name)
	get := e.VM.ToValue(func(goja.FunctionCall) goja.Value {
		if depth, _ := gojax.Depth(e.VM); e.depth > 0 && depth > e.depth && !e.overflowing {
			e.overflowing = true // making the error takes some calls, and the names, too
			defer func() { e.overflowing = false }()
			e.VM.SetMaxCallStackSize(e.depth + 100)
			defer e.VM.SetMaxCallStackSize(e.depth)
			panic(e.TooDeep())
		}
		return text
	})
	Must(native.DefineAccessorProperty("name", get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// tooDeep makes V8's error of goja's for calls that are nested too deeply; nil
// when err is another.
func (e *Engine) tooDeep(err error) *goja.Object {
	var overflow *goja.StackOverflowError
	if !errors.As(err, &overflow) {
		return nil
	}
	// Making the error takes some calls, too.
	e.VM.SetMaxCallStackSize(e.depth + 100)
	defer e.VM.SetMaxCallStackSize(e.depth)
	o := e.TooDeep()
	if e.stacks {
		e.setStack(o, overflow.Stack())
	}
	return o
}
