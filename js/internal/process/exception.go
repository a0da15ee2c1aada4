package process

import (
	"slices"
	"strconv"

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

// rejection is a promise that was rejected without a handler.
type rejection struct {
	promise *goja.Object
	reason  goja.Value
	id      int
}

// Track makes the process watch for rejected promises.
func (p *Process) Track(e *engine.Engine) {
	ids := 0
	e.VM.SetPromiseRejectionTracker(func(promise *goja.Promise, operation goja.PromiseRejectionOperation) {
		o := e.VM.ToValue(promise).(*goja.Object)
		if operation == goja.PromiseRejectionReject {
			ids++
			p.rejected = append(p.rejected, &rejection{promise: o, reason: promise.Result(), id: ids})
			return
		}
		for i, r := range p.rejected {
			if r.promise == o {
				p.rejected = append(p.rejected[:i:i], p.rejected[i+1:]...)
				return
			}
		}
		for i, r := range p.told {
			if r.promise == o {
				p.told = append(p.told[:i:i], p.told[i+1:]...)
				e.NextTick(func() { p.handledLate(e, r) })
				return
			}
		}
	})
	e.Rejections = func() bool { return p.reportRejections(e) }
}

func (p *Process) handledLate(e *engine.Engine, r *rejection) {
	if p.Object == nil {
		return
	}
	if !p.Emit("rejectionHandled", r.promise) && p.UnhandledRejections == "warn" {
		e.EmitWarning("Promise rejection was handled asynchronously (rejection id: "+strconv.Itoa(r.id)+")", "PromiseRejectionHandledWarning", "")
	}
}

// reportRejections does with rejected promises what the mode asks for.
func (p *Process) reportRejections(e *engine.Engine) bool {
	if len(p.rejected) == 0 {
		return false
	}
	list := p.rejected
	p.rejected = nil
	p.told = append(p.told, list...)
	for _, r := range list {
		e.RunTurn(func() { p.report(e, r) })
	}
	return true
}

func (p *Process) report(e *engine.Engine, r *rejection) {
	emit := func() bool {
		return p.Object != nil && p.Emit("unhandledRejection", r.reason, r.promise)
	}
	switch p.UnhandledRejections {
	case "none":
		emit()
	case "warn":
		emit()
		p.warnRejection(e, r)
	case "warn-with-error-code":
		if !emit() {
			p.warnRejection(e, r)
			p.FailWith(1)
		}
	case "strict":
		p.raise(e, r)
		emit()
	default:
		if !emit() {
			p.raise(e, r)
		}
	}
}

// raise makes an uncaught exception of a rejection.
func (p *Process) raise(e *engine.Engine, r *rejection) {
	value := r.reason
	if o, ok := value.(*goja.Object); !ok || o.ClassName() != "Error" {
		failed := e.Error("ERR_UNHANDLED_REJECTION", "This error originated either by throwing inside of an async function without a catch block, "+
			"or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason \""+reasonText(e, value)+"\".")
		engine.Must(failed.DefineDataProperty("name", e.Text("UnhandledPromiseRejection"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		text := "UnhandledPromiseRejection: " + failed.Get("message").String()
		engine.Must(failed.Set("stack", text))
		e.SetArrow(failed, "node:internal/process/promises:322\n      new UnhandledPromiseRejection(reason);\n      ^\n\n")
		value = failed
	}
	e.UncaughtFrom(value, "unhandledRejection")
}

func reasonText(e *engine.Engine, v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if engine.IsFunction(o) {
			return o.String()
		}
		if ctor, ok := o.Get("constructor").(*goja.Object); ok {
			return "#<" + ctor.Get("name").String() + ">"
		}
		return "[object Object]"
	}
	return v.String()
}

func (p *Process) warnRejection(e *engine.Engine, r *rejection) {
	e.RequireValue("process") // it writes warnings
	text := ""
	if o, ok := r.reason.(*goja.Object); ok && o.ClassName() == "Error" {
		text = o.Get("stack").String()
	} else {
		text = reasonText(e, r.reason)
	}
	e.EmitWarning(text, "UnhandledPromiseRejectionWarning", "")
	e.EmitWarning("Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). "+
		"To terminate the node process on unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: "+strconv.Itoa(r.id)+")",
		"UnhandledPromiseRejectionWarning", "")
}
