package engine

import (
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/dop251/goja"
)

// fault makes an exception of JavaScript's of a panic that is none: of a fault of ours,
// or of the program's in a function that it has given to scripts. So it ends the runtime
// as any exception does, or what OnUncaught says, rather than leaving that in the middle
// of something. It is nil for what goja knows.
func (e *Engine) fault(r any) *goja.Object {
	switch r.(type) {
	case goja.Value, *goja.Exception, *goja.InterruptedError, *goja.StackOverflowError:
		return nil
	}
	if e.known(r) {
		return nil
	}
	stack := string(debug.Stack())
	if !e.Host.Process { // it names the program's files
		slog.Error("nodenet: panic in a function that a script has called", "panic", r, "stack", stack)
		return e.Error("ERR_INTERNAL_ASSERTION", "a function of the program has panicked")
	}
	return e.Error("ERR_INTERNAL_ASSERTION", fmt.Sprint(r)+
		"\nUnless that is in a function of your program's, it is a bug of nodenet. Please report it with this stack:\n"+stack)
}

// known reports whether goja makes an exception of a panic.
func (e *Engine) known(r any) (known bool) {
	defer func() { known = recover() == nil }()
	_ = e.VM.Try(func() { panic(r) })
	return
}

// faulted is [Engine.fault] as an exception that was thrown; what goja knows goes on.
func (e *Engine) faulted(r any) *goja.Exception {
	fault := e.fault(r)
	if fault == nil {
		panic(r)
	}
	return e.VM.Try(func() { panic(fault) })
}

// Attempt calls f and returns what it throws, faults included.
func (e *Engine) Attempt(f func()) (thrown *goja.Exception) {
	defer func() {
		if r := recover(); r != nil {
			thrown = e.faulted(r)
		}
	}()
	return e.VM.Try(f)
}

// Reach calls f for Go, in an event or outside of one, and returns what it throws. What
// interrupts f ends the event; outside of one, where nobody takes that up, the runtime is
// over.
func (e *Engine) Reach(f func()) (err error) {
	if !e.running {
		defer func() {
			switch r := recover().(type) {
			case nil:
			case *goja.InterruptedError:
				err = ErrOver
			default:
				panic(r)
			}
		}()
	}
	there := e.Outside(func() {
		if thrown := e.Attempt(f); thrown != nil {
			err = e.ErrorOf(thrown)
		}
	})
	if !there {
		return ErrOver
	}
	return err
}
