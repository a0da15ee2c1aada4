package engine

import (
	"errors"
	"log/slog"
	"runtime/debug"

	"github.com/dop251/goja"
)

// throw deals with what came out of a call into the runtime.
func (e *Engine) throw(err error) {
	if thrown, ok := err.(*goja.Exception); ok {
		e.UncaughtException(thrown)
		return
	}
	if deep := e.tooDeep(err); deep != nil {
		thrown := e.VM.Try(func() { panic(deep) })
		e.UncaughtException(thrown)
		return
	}
	// Anything else is an interrupt, of the whole event.
	e.ticks = nil
	e.lose(nil)
	var interrupted *goja.InterruptedError
	if e.Dropped != nil && !e.Halted() && errors.As(err, &interrupted) {
		e.Dropped(interrupted.Value())
	}
}

// UncaughtFrom is for a value that became uncaught in another way than by being
// thrown: origin says how, as 'uncaughtException' tells it.
func (e *Engine) UncaughtFrom(value goja.Value, origin string) {
	e.Origin = origin
	thrown := e.VM.Try(func() { panic(value) })
	e.UncaughtException(thrown)
	e.Origin = ""
}

// UncaughtException is for what JavaScript threw and nobody caught.
func (e *Engine) UncaughtException(thrown *goja.Exception) {
	if e.halted {
		return
	}
	if c := e.context.thrown; c != nil {
		e.context.thrown = nil
		e.Within(c, func() { e.UncaughtException(thrown) })
		return
	}
	if e.Uncaught != nil {
		handled := false
		if again := e.VM.Try(func() { handled = e.Uncaught(thrown) }); again != nil {
			thrown = again
			e.HandlerFailed = true
		} else if handled {
			e.wentOn()
			return
		}
	}
	if e.GoOn = false; e.Fatal == nil {
		e.Halt()
		return
	}
	e.halted = true // nothing runs meanwhile
	e.fatal(thrown)
	if !e.GoOn {
		if e.halted {
			e.Halt()
		}
		return
	}
	e.halted = false
	e.wentOn()
	if e.owner != nil {
		e.owner.Failed(thrown.Value())
	}
}

func (e *Engine) wentOn() {
	if e.WentOn != nil {
		e.WentOn()
		return
	}
	e.Immediate(func() {})
}

// fatal calls Fatal. A panic in it ends the program, too.
func (e *Engine) fatal(thrown *goja.Exception) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *goja.InterruptedError: // a listener of 'exit' has called process.exit
			e.GoOn = false
			e.Halt()
		default:
			slog.Error("nodenet: panic in a callback", "panic", r, "stack", string(debug.Stack()))
			e.GoOn = false
			e.Close()
		}
	}()
	e.Fatal(thrown)
}
