package oneprocess

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// LoadCluster is the loader of require('cluster'): the primary of no workers.
func LoadCluster(e *engine.Engine, _ *goja.Object) goja.Value {
	const why = "there is one process"
	o := e.Construct(events.Constructor(e))
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	set("isWorker", false)
	set("isMaster", true)
	set("isPrimary", true)
	absentClass(e, o, "cluster", "Worker", why)
	set("workers", e.VM.NewObject())
	set("settings", e.VM.NewObject())
	set("SCHED_NONE", 1)
	set("SCHED_RR", 2)
	set("schedulingPolicy", 2)
	setup := func(name string) {
		set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			if given, ok := call.Argument(0).(*goja.Object); ok {
				e.Invoke(e.VM.Get("Object").(*goja.Object), "assign", o.Get("settings"), given)
			}
			return nil
		}))
	}
	setup("setupPrimary")
	setup("setupMaster")
	absent(e, o, "cluster", why, "fork")
	set("disconnect", e.Func("disconnect", 1, func(call goja.FunctionCall) goja.Value {
		// All the workers are gone at once.
		if f := call.Argument(0); engine.IsFunction(f) {
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
		}
		return nil
	}))
	return o
}
