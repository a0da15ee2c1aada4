package process

import (
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// ending defines exit and exitCode.
func (p *Process) ending() {
	e := p.Engine
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return p.exitCode })
	set := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
		p.setExitCode(call.Argument(0))
		return nil
	})
	engine.Must(p.Object.DefineAccessorProperty("exitCode", get, set, goja.FLAG_FALSE, goja.FLAG_TRUE))
	p.set("_exiting", false)
	p.function("exit", 1, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) > 0 {
			p.setExitCode(call.Argument(0))
		}
		p.EmitExit()
		code := p.exitCode
		if engine.IsUndefined(code) {
			code = e.Int(0)
		}
		e.Invoke(p.Object, "reallyExit", code) // a listener may have replaced it
		return nil
	})
	p.function("reallyExit", 1, func(call goja.FunctionCall) goja.Value {
		code := 0
		if !engine.IsNullish(call.Argument(0)) {
			code = int(int32(call.Argument(0).ToInteger()))
		}
		p.TraceExit(code)
		p.leave(code)
		return nil
	})
	p.function("abort", 0, func(goja.FunctionCall) goja.Value {
		abort()
		return nil
	})
}

// TraceExit is what --trace-exit writes when a script ends the program.
func (p *Process) TraceExit(code int) {
	if !p.HasFlag("--trace-exit") {
		return
	}
	var b strings.Builder
	b.WriteString("(" + p.title0() + ":" + strconv.Itoa(os.Getpid()) + ") WARNING: Exited the environment with code " + strconv.Itoa(code) + "\n")
	for _, frame := range p.Engine.Frames(p.Engine.VM.CaptureCallStack(0, nil), 10) {
		b.WriteString("    at " + frame.String() + "\n")
	}
	WriteError(b.String() + "\n")
}

// leave ends the program: nothing runs after it.
func (p *Process) leave(code int) {
	p.Engine.Halt()
	p.Exit(code)
}

// setExitCode checks a code: a whole number, or a string that is one.
func (p *Process) setExitCode(v goja.Value) {
	if engine.IsNullish(v) {
		p.exitCode = goja.Undefined()
		return
	}
	checked := v
	if s, ok := v.(goja.String); ok && s.String() != "" {
		if n := v.ToNumber(); !math.IsNaN(n.ToFloat()) {
			checked = n
		}
	}
	n := p.Engine.NeedInteger("code", checked, engine.MinSafeInteger, engine.MaxSafeInteger)
	p.exitCode = p.Engine.Int(int(int32(n)))
}

// Code is what the program ends with when nothing else is said. It is all of a C int:
// that the system tells others only its last eight bits is not seen in the program, and
// of a thread all of it is told.
func (p *Process) Code() int {
	if engine.IsNullish(p.exitCode) {
		return p.failed
	}
	return int(p.exitCode.ToInteger())
}

// EmitBeforeExit emits 'beforeExit'.
func (p *Process) EmitBeforeExit() {
	if p.Object != nil && !p.exiting {
		p.Emit("beforeExit", p.Engine.Int(p.Code()))
	}
}

// EmitExit emits 'exit', once.
func (p *Process) EmitExit() {
	if p.exiting {
		return
	}
	p.exiting = true
	if p.Object == nil {
		return
	}
	p.set("_exiting", true)
	p.Emit("exit", p.Engine.Int(p.Code()))
}

// Exiting reports whether 'exit' was emitted.
func (p *Process) Exiting() bool { return p.exiting }

// FailWith makes code what the program ends with, as an error does that nobody
// caught.
func (p *Process) FailWith(code int) {
	p.failed = code
	p.exitCode = goja.Undefined()
	if p.Object != nil {
		p.exitCode = p.Engine.Int(code)
	}
}
