// Package js is Node's net for JavaScript that runs in goja, with the modules of
// Node that scripts need around it: events, stream, Buffer, timers, process,
// console, util, assert, fs, dns and others. They behave as Node 26's do, word
// for word.
//
// A program that embeds goja makes the modules known to the registry of
// goja_nodejs that it has, and gives its runtime a loop:
//
//	registry := require.NewRegistry()
//	js.Register(registry)
//	registry.Enable(vm)
//	js.Enable(vm, scheduler)
//
// [EnableWith] does so for scripts that may not do everything that the program may;
// [Close], [Loop.Stop], [Limits] and [Interrupt] end what has to end.
//
// The scheduler is the program's own event loop behind three methods (the program
// in examples/embed/ownloop does that with the loop of goja_nodejs), or a [Loop]. On a
// Loop the sockets, the timers and the JavaScript share one goroutine, as in Node.
// With a loop of the program's own they share that: each turn of theirs is posted to
// it, and everything is in the same order.
//
// Package program runs whole scripts, with modules from files, as the node
// command does.
//
// Modules that are not there, such as http and https, can be required, but throw when
// used.
package js

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// Scheduler is the event loop that JavaScript runs on: a [Loop], or the loop of a
// program that embeds goja, behind these three methods. On such a loop each runtime
// has turns of its own, see [LoopOn]; between them the program may do other things.
type Scheduler interface {
	// Post has f called on the goroutine of the JavaScript, after what runs
	// there now and what was posted before. Any goroutine may call it.
	Post(f func())
	// Ref says that there is one thing more to wait for, such as an open
	// server or a timer, and Unref that there is one less. When there are none
	// left the script is over: nothing can happen in it any more. Both are
	// called on the goroutine of the JavaScript. A loop that never ends by
	// itself need not do anything.
	Ref()
	Unref()
}

// Register makes require('net') and the other modules known to a registry of
// goja_nodejs, with and without the prefix "node:". A runtime that uses them has
// to be given its loop with [Enable] first: an event loop of goja_nodejs is made
// with eventloop.EnableConsole(false), since Enable brings Node's console.
//
// A registry without a loader (require.WithLoader) reads files. Scripts that may not have
// fs, by [EnableWith], have none of them.
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
