package js

import (
	"context"
	"errors"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Call calls a JavaScript function as an event of its own and returns its result; if
// that is a promise, Call waits for it and returns what it resolves to. If the function
// throws or the promise is rejected, the error wraps the [*goja.Exception]. It may be
// called from any goroutine; on the JavaScript goroutine, which would wait for itself, it
// is an error. Arguments are converted as by ToValue, on the JavaScript goroutine. If the
// result is an object, read its properties on that goroutine, too.
//
// If ctx ends first, whatever the function is running is interrupted, a promise is no
// longer waited for, and the error is the context's cause. If the runtime ends or has
// ended, the error is [ErrOver]. If the event is interrupted for another reason, the
// error says why.
func Call(ctx context.Context, vm *goja.Runtime, function goja.Value, args ...any) (goja.Value, error) {
	e := found(vm)
	return Await(ctx, vm, func() (goja.Value, error) {
		values := make([]goja.Value, len(args))
		for i, arg := range args {
			values[i] = e.VM.ToValue(arg)
		}
		call, ok := goja.AssertFunction(function)
		if !ok {
			return e.Call(function, goja.Undefined(), values...), nil // it throws
		}
		value, err := call(goja.Undefined(), values...) // endless recursion is an error here only
		if interrupted, is := err.(*goja.InterruptedError); is {
			panic(interrupted)
		}
		return value, err
	})
}

// Await is like [Call] for a Go function: it calls f on the JavaScript goroutine and
// returns its result, or what the result resolves to if it is a promise.
func Await(ctx context.Context, vm *goja.Runtime, f func() (goja.Value, error)) (goja.Value, error) {
	e := found(vm)
	if ctx == nil {
		return nil, errNoContext
	}
	if onItsGoroutine(e) {
		return nil, errOnItsGoroutine
	}
	c := &call{engine: e, answer: make(chan answer, 1), over: make(chan struct{})}
	defer e.OnClose(func() { close(c.over) })()
	e.Scheduler.Post(func() { c.run(ctx, f) })
	select {
	case a := <-c.answer:
		return a.value, a.err
	case <-c.over:
		return nil, ErrOver
	case <-ctx.Done():
		e.InterruptIf(c, context.Cause(ctx))
		return nil, context.Cause(ctx)
	}
}

// call is a call that is waited for. It owns its event.
type call struct {
	engine *engine.Engine
	answer chan answer
	over   chan struct{}
}

type answer struct {
	value goja.Value
	err   error
}

// tell answers, unless that has been done.
func (c *call) tell(value goja.Value, err error) {
	select {
	case c.answer <- answer{value, err}:
	default:
	}
}

// Failed is for an exception in what the call led to: it is told elsewhere.
func (c *call) Failed(goja.Value) {}

// Lost is for an end after an await, by which no promise settles.
func (c *call) Lost(thrown *goja.Exception) {
	if thrown == nil {
		c.tell(nil, errInterrupted)
		return
	}
	c.tell(nil, c.engine.ErrorOf(thrown))
}

// run is the event.
func (c *call) run(ctx context.Context, f func() (goja.Value, error)) {
	if ctx.Err() != nil {
		return
	}
	e, ran, returned := c.engine, false, false
	defer func() { // also when f calls runtime.Goexit
		switch {
		case !ran:
			c.tell(nil, ErrOver)
		case !returned:
			c.tell(nil, errInterrupted)
		}
	}()
	ran = e.RunFor(c, func() {
		e.FollowCallers()
		thrown := e.Attempt(func() {
			if value, err := f(); err != nil {
				c.tell(nil, e.ErrorOfCall(err))
			} else {
				c.result(value)
			}
		})
		if returned = true; thrown != nil {
			c.tell(nil, c.engine.ErrorOf(thrown))
		}
	})
}

// onItsGoroutine reports whether the caller is on the JavaScript goroutine of a runtime.
func onItsGoroutine(e *engine.Engine) bool { return e.Scheduler.Host.(*Loop).group.Handles().Inside() }

// errOnItsGoroutine is for what would never return.
var errOnItsGoroutine = errors.New("js: the JavaScript goroutine would wait for itself: call it on another")

// errNoContext is a context that is nil.
var errNoContext = errors.New("js: there is no context")

var errInterrupted = errors.New("the call was interrupted")

// result answers with a value, or with what becomes of a promise.
func (c *call) result(value goja.Value) {
	o, ok := value.(*goja.Object)
	if !ok {
		c.tell(value, nil)
		return
	}
	if _, promise := o.Export().(*goja.Promise); !promise {
		c.tell(value, nil)
		return
	}
	e := c.engine
	fulfilled := e.Func("", 1, func(call goja.FunctionCall) goja.Value { c.tell(call.Argument(0), nil); return nil })
	rejected := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		c.tell(nil, e.ErrorOf(e.VM.Try(func() { panic(call.Argument(0)) })))
		return nil
	})
	e.Invoke(o, "then", fulfilled, rejected)
}
