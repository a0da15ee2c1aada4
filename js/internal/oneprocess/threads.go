package oneprocess

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

const oneThread = "JavaScript runs on one thread"

// LoadThreads is the loader of require('worker_threads').
func LoadThreads(e *engine.Engine, exports *goja.Object) goja.Value {
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	set("isInternalThread", false)
	set("isMainThread", true)
	messaging.Exports(e, exports)
	nothing := func(name string) {
		set(name, e.Func(name, 1, func(goja.FunctionCall) goja.Value { return nil }))
	}
	// Marks are for what is sent to other threads: there are none.
	nothing("markAsUncloneable")
	nothing("markAsUntransferable")
	set("isMarkedAsUntransferable", e.Func("isMarkedAsUntransferable", 1, func(goja.FunctionCall) goja.Value { return e.Bool(false) }))
	absent(e, exports, "worker_threads", oneThread, "moveMessagePortToContext", "postMessageToThread")
	set("resourceLimits", e.VM.NewObject())
	set("threadId", 0)
	set("threadName", "")
	set("SHARE_ENV", e.SymbolFor("nodejs.worker_threads.SHARE_ENV"))
	absentClass(e, exports, "worker_threads", "Worker", oneThread)
	set("parentPort", goja.Null())
	set("workerData", goja.Null())
	data := e.Construct(e.VM.Get("Map"))
	set("setEnvironmentData", e.Func("setEnvironmentData", 2, func(call goja.FunctionCall) goja.Value {
		if engine.IsUndefined(call.Argument(1)) {
			e.Invoke(data, "delete", call.Argument(0))
		} else {
			e.Invoke(data, "set", call.Argument(0), call.Argument(1))
		}
		return nil
	}))
	set("getEnvironmentData", e.Func("getEnvironmentData", 1, func(call goja.FunctionCall) goja.Value {
		return e.Invoke(data, "get", call.Argument(0))
	}))
	return nil
}

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
