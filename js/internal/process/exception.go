package process

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// exceptions has uncaught errors and rejections end up as events.
func (p *Process) exceptions() {
	e := p.Engine
	p.capture = goja.Null()
	p.function("setUncaughtExceptionCaptureCallback", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		if !goja.IsNull(f) && !engine.IsFunction(f) {
			panic(e.InvalidArgType("fn", f, "Function", "null"))
		}
		if !goja.IsNull(f) && !goja.IsNull(p.capture) {
			panic(e.Error("ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET", "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active"))
		}
		p.capture = f
		return nil
	})
	p.function("hasUncaughtExceptionCaptureCallback", 0, func(goja.FunctionCall) goja.Value {
		return e.Bool(!goja.IsNull(p.capture))
	})
	p.function("addUncaughtExceptionCaptureCallback", 1, func(call goja.FunctionCall) goja.Value {
		e.NeedFunction("fn", call.Argument(0))
		p.captures = append(p.captures, call.Argument(0))
		return nil
	})
	p.function("_fatalException", 1, func(call goja.FunctionCall) goja.Value {
		return e.Bool(p.Uncaught(call.Argument(0), "uncaughtException"))
	})
}

// Catch has the script told of what it throws and does not catch.
func (p *Process) Catch(e *engine.Engine) {
	e.Uncaught = func(thrown *goja.Exception) bool {
		origin := e.Origin
		if origin == "" {
			origin = "uncaughtException"
		}
		if p.Abort != nil && (p.capture == nil || goja.IsNull(p.capture)) {
			p.Abort(thrown, e.Origin != "")
		}
		return p.Uncaught(thrown.Value(), origin)
	}
}

// Uncaught tells the script of an error that nobody caught, and reports whether
// the program goes on.
func (p *Process) Uncaught(value goja.Value, origin string) bool {
	if p.Object == nil {
		return false
	}
	from := p.Engine.Text(origin)
	p.Emit("uncaughtExceptionMonitor", value, from)
	if p.capture != nil && !goja.IsNull(p.capture) {
		p.Engine.Call(p.capture, p.Object, value)
		return true
	}
	for _, capture := range slices.Backward(p.captures) {
		if v := p.Engine.Call(capture, goja.Undefined(), value); v.StrictEquals(p.Engine.Bool(true)) {
			return true
		}
	}
	return p.Emit("uncaughtException", value, from)
}
