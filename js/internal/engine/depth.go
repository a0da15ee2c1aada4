package engine

import (
	"errors"

	"github.com/dop251/goja"
)

// maxDepth is how deep calls may be nested: about as deep as in Node.
const defaultDepth = 9000

// LimitDepth has calls that are nested too deeply fail as in V8, by a
// RangeError. A script can catch it where a function of ours is between it and
// the fault; elsewhere it is uncaught, since goja has no catch for it.
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
// comes back. It throws V8's RangeError when that is too deep; then, as after any
// exception, there is nothing to take back: the native function around the walk does.
func (e *Engine) Nest() {
	if e.nested++; e.nested > maxNested {
		panic(e.TooDeep())
	}
}

// Unnest takes back one [Engine.Nest].
func (e *Engine) Unnest() { e.nested-- }

// NestedMethod is [Engine.Method] for a function that may call itself for what is
// nested: each call is one level. Unlike others it lets every panic pass, since to take
// one up and let it go again thousands of times, one within the other, takes minutes.
func (e *Engine) NestedMethod(o *goja.Object, name string, length int, f Native) {
	fn := e.VM.ToValue(func(call goja.FunctionCall) goja.Value {
		defer func(nested int) { e.nested = nested }(e.nested)
		e.Nest()
		return f(call)
	}).(*goja.Object)
	e.describe(fn, name, length)
	Must(o.DefineDataProperty(name, fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// TooDeep is V8's RangeError for what is nested too deeply.
func (e *Engine) TooDeep() *goja.Object {
	return e.PlainRangeError("Maximum call stack size exceeded")
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
