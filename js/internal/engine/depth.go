package engine

import (
	"errors"

	"github.com/dop251/goja"
)

// maxDepth is how deep calls may be nested: about as deep as in Node.
const maxDepth = 9000

// LimitDepth has calls that are nested too deeply fail as in V8, by a
// RangeError. A script can catch it where a function of ours is between it and
// the fault; elsewhere it is uncaught, since goja has no catch for it.
func (e *Engine) LimitDepth() { e.VM.SetMaxCallStackSize(maxDepth) }

// tooDeep makes V8's error of goja's for calls that are nested too deeply; nil
// when err is another.
func (e *Engine) tooDeep(err error) *goja.Object {
	var overflow *goja.StackOverflowError
	if !errors.As(err, &overflow) {
		return nil
	}
	// Making the error takes some calls, too.
	e.VM.SetMaxCallStackSize(maxDepth + 100)
	defer e.VM.SetMaxCallStackSize(maxDepth)
	o := e.Construct(e.classes().rng, e.Text("Maximum call stack size exceeded"))
	if e.stacks {
		e.setStack(o, overflow.Stack())
	}
	return o
}
