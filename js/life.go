package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// OnUncaught has f called with what a callback of the runtime throws and neither
// it nor a listener of process's 'uncaughtException' catches. The script is over
// then, as in Node, unless f calls [GoOn]: none of its callbacks is called any more,
// its sockets and servers are gone as by [Close], and running more of it fails. Without OnUncaught the
// error is written to the program's standard error.
func OnUncaught(vm *goja.Runtime, f func(thrown *goja.Exception)) { onUncaught(enabled(vm), f) }

func onUncaught(e *engine.Engine, f func(thrown *goja.Exception)) {
	e.Fatal = func(thrown *goja.Exception) {
		if f(thrown); !e.GoOn {
			e.Close()
		}
	}
}

// GoOn, called by the function of [OnUncaught], has the runtime go on. When the
// exception came out of an event of a connection, such as a listener of 'data' with the
// ticks and promises that follow, that connection is destroyed; if it has listeners of
// 'error' they are told. Nothing else is touched.
func GoOn(vm *goja.Runtime) { enabled(vm).GoOn = true }

// OnExit has f called when a script calls process.exit(code), after its 'exit'
// listeners. The script is over then, as after an error that nobody caught; the Go
// program goes on, and ends if f ends it.
func OnExit(vm *goja.Runtime, f func(code int)) { onExit(enabled(vm), f) }

// OnInterrupt has f called, on the goroutine of the JavaScript, when an event was
// interrupted: by [Interrupt], whose reason it is given, by [Limits], or by the
// runtime's own Interrupt. What the event would still have done is not done, its ticks
// and promises included; the next event runs.
func OnInterrupt(vm *goja.Runtime, f func(reason any)) { enabled(vm).Dropped = f }

// Interrupt ends the event that the runtime is running, for which no script has a
// catch, and reports whether there was one: when nothing runs it does nothing, unlike
// goja's own. Atomics.wait and execSync end, too; a regular expression goes on to its
// end. Any goroutine may call it.
func Interrupt(vm *goja.Runtime, reason any) bool { return found(vm).Interrupt(reason) }

// SetLimits sets how long the JavaScript may run from the next event on. Any goroutine
// may call it.
func SetLimits(vm *goja.Runtime, limits Limits) { found(vm).SetLimits(engine.Limits(limits)) }

// Close ends a runtime on any scheduler: no callback is called any more, what runs is
// interrupted, and its sockets, servers, timers, listeners of signals and children are
// gone, with all that it had the scheduler wait for. Running more of it fails. Any
// goroutine may call it, also when the scheduler has ended; it does not wait for what
// runs.
func Close(vm *goja.Runtime) { found(vm).Close() }

// Run runs f as one event of the runtime's loop: what f does in JavaScript is
// followed by what process.nextTick was given and by promises, in Node's order.
// Call it on the goroutine of the JavaScript. When the runtime is over, f is not called
// and the error is [ErrOver].
func Run(vm *goja.Runtime, f func()) error {
	if !enabled(vm).Run(f) {
		return ErrOver
	}
	return nil
}

// enabled is the engine of a runtime, on the goroutine of the JavaScript.
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
