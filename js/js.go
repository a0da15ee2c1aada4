// Package js provides Node's net to JavaScript running in goja, along with the modules
// that scripts need around it: events, stream, Buffer, timers, process, console, util,
// assert, fs, dns and others. They behave word for word as they do in Node 26.
//
// A program that embeds goja registers the modules with its goja_nodejs registry and
// gives its runtime an event loop:
//
//	registry := require.NewRegistry()
//	js.Register(registry)
//	registry.Enable(vm)
//	js.Enable(vm, scheduler)
//
// Use [EnableWith] for scripts that must not be able to do everything the program can.
// [Close], [Loop.Stop], [Limits] and [Interrupt] end what has to end.
//
// The scheduler is either a [Loop] or the program's own event loop behind three
// methods; examples/embed/ownloop does that with the loop of goja_nodejs. On a Loop the
// sockets, the timers and the JavaScript share one goroutine, as in Node. On a loop of
// the program's own they share that loop's goroutine: each turn is posted to it, and
// the order of events is the same.
//
// The documentation speaks of the JavaScript goroutine: the one that the scheduler runs
// functions on.
//
// Package program runs whole scripts, with modules loaded from files, as the node
// command does.
//
// Modules that do not exist here, such as http and https, can be required, but throw
// when they are used.
package js

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// Scheduler is the event loop that JavaScript runs on: a [Loop], or the loop of the
// program that embeds goja, behind these three methods. On such a loop each runtime has
// its own turns (see [LoopOn]), and the program can do other work between them.
type Scheduler interface {
	// Post schedules f to run on the JavaScript goroutine, after whatever is running
	// there and whatever was posted earlier. It may be called from any goroutine.
	Post(f func())
	// Ref adds one thing to wait for, such as an open server or a timer, and Unref
	// removes one. When none are left the script is over: nothing more can happen in
	// it. Both are called on the JavaScript goroutine. A loop that never ends on its
	// own can ignore them.
	Ref()
	Unref()
}

// Register makes require('net') and the other modules available to a goja_nodejs
// registry, with and without the prefix "node:". A runtime that uses them must first be
// given its loop with [Enable]. If that is an event loop of goja_nodejs, create it with
// eventloop.EnableConsole(false), because Enable installs Node's console.
//
// A registry without a loader (require.WithLoader) reads files from disk. Scripts that
// have no fs (see [EnableWith]) cannot load any of them.
func Register(registry *require.Registry) {
	guardFiles(registry)
	for name := range loaders {
		load := func(vm *goja.Runtime, module *goja.Object) {
			e := engine.Of(vm)
			if e == nil {
				panic(vm.NewTypeError("require('%s') before js.Enable was called for this runtime", name))
			}
			if !e.Builtin("node:" + name) {
				panic(e.AccessDenied(name))
			}
			engine.Must(module.Set("exports", e.RequireValue(name)))
		}
		if !engine.NeedsPrefix(name) {
			registry.RegisterNativeModule(name, load)
		}
		registry.RegisterNativeModule("node:"+name, load)
	}
}

func onExit(e *engine.Engine, f func(code int)) {
	process.Of(e).Exit = func(code int) {
		e.Close()
		f(code)
	}
}
