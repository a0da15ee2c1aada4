package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// OnUncaught sets the function to call when a callback of the runtime throws an
// exception that neither the script nor a listener for process's 'uncaughtException'
// event catches. The script is then over, as in Node, unless f calls [GoOn]: its
// callbacks no longer run, its sockets and servers are closed as by [Close], and
// running more of it fails. Without OnUncaught the error is written to the program's
// standard error.
func OnUncaught(vm *goja.Runtime, f func(thrown *goja.Exception)) { onUncaught(enabled(vm), f) }

func onUncaught(e *engine.Engine, f func(thrown *goja.Exception)) {
	e.Fatal = func(thrown *goja.Exception) {
		if f(thrown); !e.GoOn {
			e.Close()
		}
	}
}

// GoOn keeps the runtime going. It is called from the function given to [OnUncaught].
// If the exception came from an event of a connection, such as a 'data' listener or the
// ticks and promises that followed it, that connection is destroyed and its 'error'
// listeners, if any, are called. Nothing else is affected.
func GoOn(vm *goja.Runtime) { enabled(vm).GoOn = true }

// OnExit sets the function to call when a script calls process.exit(code), after the
// script's 'exit' listeners. The script is then over, as after an uncaught error. The
// Go program continues unless f ends it.
func OnExit(vm *goja.Runtime, f func(code int)) { onExit(enabled(vm), f) }

// OnInterrupt sets the function to call, on the JavaScript goroutine, after an event
// was interrupted: by [Interrupt], whose reason it receives, by [Limits], or by the
// runtime's own Interrupt method. What the event would still have done, including its
// ticks and promises, is dropped; the next event runs normally.
func OnInterrupt(vm *goja.Runtime, f func(reason any)) { enabled(vm).Dropped = f }

// Interrupt ends the event that the runtime is running and reports whether there was
// one. Scripts cannot catch it. If nothing is running it does nothing, unlike goja's
// own Interrupt. Atomics.wait, execSync and regular expressions end as well, the last
// at the latest when they have taken twice as long as until then, and 0.3 seconds. It may
// be called from any goroutine.
func Interrupt(vm *goja.Runtime, reason any) bool { return found(vm).Interrupt(reason) }

// SetLimits sets how long JavaScript may run, starting with the next event. It may be
// called from any goroutine.
func SetLimits(vm *goja.Runtime, limits Limits) { found(vm).SetLimits(engine.Limits(limits)) }

// Close ends a runtime on any scheduler. What is running is interrupted, no callback is
// called any more, and the runtime's sockets, servers, timers, signal listeners and
// child processes are gone, so the scheduler no longer waits for them. Running more of
// the script fails. It may be called from any goroutine, even after the scheduler has
// ended, and does not wait for what is running.
func Close(vm *goja.Runtime) { found(vm).Close() }

// Run runs f as one event of the runtime: what f does in JavaScript is followed by the
// callbacks of process.nextTick and by promises, in Node's order. Call it on the
// JavaScript goroutine. If the runtime is over, f is not called and the error is
// [ErrOver].
func Run(vm *goja.Runtime, f func()) error {
	if !enabled(vm).Run(f) {
		return ErrOver
	}
	return nil
}

// enabled is the engine of a runtime, on the JavaScript goroutine.
func enabled(vm *goja.Runtime) *engine.Engine {
	e := engine.Of(vm)
	if e == nil {
		panic("js.Enable was not called for this runtime")
	}
	return e
}

// found is enabled for any goroutine.
func found(vm *goja.Runtime) *engine.Engine {
	e := engine.Find(vm)
	if e == nil {
		panic("js.Enable was not called for this runtime")
	}
	return e
}
