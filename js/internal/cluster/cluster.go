// Package cluster is Node's cluster: processes of one program that share the addresses
// they listen on. It is JavaScript on top of packages childprocess and net, and speaks
// Node's words with the other processes, so that some of them may be Node.
package cluster

import (
	"embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/net"
)

//go:embed common.js primary.js worker.js
var sources embed.FS

// part is what one of the sources exports.
func part(e *engine.Engine, name string) *goja.Object {
	return engine.Part(e, sources, name+".js", "internal/cluster/"+name, natives)
}

func natives(e *engine.Engine) *goja.Object {
	o := e.VM.NewObject()
	engine.Must(o.Set("part", e.Func("", 1, func(call goja.FunctionCall) goja.Value { return part(e, call.Argument(0).String()) })))
	engine.Must(o.Set("share", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		net.Share(e, call.Argument(0))
		return nil
	})))
	e.NativeErrors(func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) })
	return o
}

type workerKey struct{}

// Load is the loader of require('cluster').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	if *engine.Slot(e, workerKey{}, func() *bool { return new(bool) }) {
		return part(e, "worker")
	}
	return part(e, "primary")
}

// Join makes the program a worker of the primary at the other end of its channel, with
// the id that it was given.
func Join(e *engine.Engine, id int) {
	*engine.Slot(e, workerKey{}, func() *bool { return new(bool) }) = true
	e.Invoke(part(e, "worker"), "_setupWorker", e.Int(id))
}
