package events

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// unhandled is what emit('error') throws when nobody listens.
func (em *Emitter) unhandled(args []goja.Value) goja.Value {
	var value goja.Value = goja.Undefined()
	if len(args) > 0 {
		value = args[0]
	}
	if o, ok := value.(*goja.Object); ok && o.ClassName() == "Error" {
		engine.Slot(em.Engine, unhandledKey{}, func() *unhandledError { return &unhandledError{} }).set(o, em)
		return o
	}
	if em.Engine.Inspect == nil && em.Engine.Builtin("util") {
		em.Engine.RequireValue("util")
	}
	var text string
	inspected := em.Engine.Inspect != nil && em.Engine.VM.Try(func() { text = em.Engine.Inspect(value, 2) }) == nil
	if !inspected {
		text = value.String()
	}
	err := em.Engine.Error("ERR_UNHANDLED_ERROR", "Unhandled error. ("+text+")")
	engine.Must(err.Set("context", value))
	return err
}

type unhandledKey struct{}

// unhandledError remembers on what object the last 'error' had no listener.
type unhandledError struct {
	err   *goja.Object
	from  *Emitter
	stack []goja.StackFrame // where it was emitted
}

func (u *unhandledError) set(err *goja.Object, from *Emitter) {
	u.err, u.from, u.stack = err, from, from.Engine.VM.CaptureCallStack(0, nil)
}

// UnhandledOn returns the name of the class whose 'error' event brought down the
// program, and where it was emitted; "" when err was thrown in another way.
func UnhandledOn(e *engine.Engine, err goja.Value) (class string, stack []goja.StackFrame) {
	u := engine.Slot(e, unhandledKey{}, func() *unhandledError { return &unhandledError{} })
	if u.err == nil || u.err != err {
		return "", nil
	}
	return engine.ClassName(u.from.Object), u.stack
}

// captureRejection has the rejection of a promise that a listener returned end
// up as an 'error' event.
func (em *Emitter) captureRejection(result goja.Value, name Name, args []goja.Value) {
	promise, ok := result.(*goja.Object)
	if !ok {
		return
	}
	args = slices.Clone(args)
	thrown := em.Engine.VM.Try(func() {
		then := promise.Get("then")
		if !engine.IsFunction(then) {
			return
		}
		em.Engine.Call(then, promise, goja.Undefined(), em.Engine.Func("", 1, func(call goja.FunctionCall) goja.Value {
			reason := call.Argument(0)
			em.Engine.NextTick(func() { em.rejected(reason, name, args) })
			return nil
		}))
	})
	if thrown != nil {
		em.Emit("error", thrown.Value())
	}
}

func (em *Emitter) rejected(reason goja.Value, name Name, args []goja.Value) {
	c := em.class
	if handler := em.Object.GetSymbol(c.rejection); engine.IsFunction(handler) {
		em.Engine.Call(handler, em.Object, append([]goja.Value{reason, name.value(em.Engine)}, args...)...)
		return
	}
	// An 'error' listener that rejects as well would go on for ever.
	defer func(capture bool) { em.capture = capture }(em.capture)
	em.capture = false
	em.Emit("error", reason)
}
