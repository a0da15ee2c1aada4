package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func (p *Process) ending() {
	e := p.Engine
	e.Accessor(p.Object, "exitCode", func(*goja.Object) goja.Value { return p.exitCode },
		func(_ *goja.Object, v goja.Value) { p.setExitCode(v) })
	p.function("exit", 1, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) > 0 && !engine.IsUndefined(call.Argument(0)) {
			p.setExitCode(call.Argument(0))
		}
		p.EmitExit()
		p.leave(p.Code())
		return nil
	})
	p.function("reallyExit", 1, func(call goja.FunctionCall) goja.Value {
		p.leave(int(call.Argument(0).ToInteger()))
		return nil
	})
}

// leave ends the program: nothing runs after it.
func (p *Process) leave(code int) {
	p.Engine.Halt()
	p.Exit(code)
}

func (p *Process) setExitCode(v goja.Value) { p.exitCode = v }

// Code is what the program ends with when nothing else is said.
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
	if p.Object == nil || p.exiting {
		return
	}
	p.exiting = true
	p.set("_exiting", true)
	p.Emit("exit", p.Engine.Int(p.Code()))
}

// Exiting reports whether 'exit' was emitted.
func (p *Process) Exiting() bool { return p.exiting }

// FailWith makes code what the program ends with, unless the script said so
// before.
func (p *Process) FailWith(code int) { p.failed = code; p.exitCode = goja.Undefined() }
