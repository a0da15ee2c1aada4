package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// keepWhole takes away from a thread what acts on the whole process.
func (p *Process) keepWhole() {
	e := p.Engine
	for _, name := range []string{"abort", "chdir", "initgroups", "setgroups", "setegid", "seteuid", "setgid", "setuid"} {
		if p.Object.Get(name) == nil {
			continue
		}
		f := e.Func("unavailableInWorker", 0, func(goja.FunctionCall) goja.Value { panic(p.notInThreads("process." + name + "()")) })
		engine.Must(f.Set("disabled", true))
		p.set(name, f)
	}
	umask := p.Object.Get("umask")
	p.set("umask", e.Func("wrappedUmask", 1, func(call goja.FunctionCall) goja.Value {
		if !engine.IsUndefined(call.Argument(0)) {
			panic(p.notInThreads("Setting process.umask()"))
		}
		return e.Call(umask, p.Object)
	}))
	for _, name := range []string{"_startProfilerIdleNotifier", "_stopProfilerIdleNotifier", "_debugProcess", "_debugEnd"} {
		engine.Must(p.Object.Delete(name))
	}
}

func (p *Process) notInThreads(what string) *goja.Object {
	return p.Engine.TypeError("ERR_WORKER_UNSUPPORTED_OPERATION", what+" is not supported in workers")
}
