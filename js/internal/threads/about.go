package threads

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// workerGetters are what is known of a Worker while it runs.
func workerGetters(e *engine.Engine, c *engine.Class) {
	getter := func(name string, get func(w *Worker) goja.Value) {
		c.Getter(name, func(o *goja.Object) goja.Value {
			if w, ok := events.State(o).(*Worker); ok {
				return get(w)
			}
			return goja.Undefined()
		}, nil)
	}
	getter("threadId", func(w *Worker) goja.Value {
		if w.exited {
			return e.Int(-1)
		}
		return e.Int(w.id)
	})
	getter("threadName", func(w *Worker) goja.Value {
		if w.exited {
			return goja.Null()
		}
		return e.Text(w.name)
	})
	getter("resourceLimits", func(w *Worker) goja.Value {
		if w.exited {
			return e.VM.NewObject()
		}
		return w.limits.object(e)
	})
	for _, name := range []string{"stdin", "stdout", "stderr"} {
		getter(name, func(w *Worker) goja.Value { return w.stdio.named(name) })
	}
}

// workerFigures are the methods that measure a Worker: its memory is part of the
// program's, and the rest is not known.
func workerFigures(e *engine.Engine, method func(name string, length int, f func(w *Worker, call goja.FunctionCall) goja.Value)) {
	answer := func(name, argument string, length int, f func() goja.Value) {
		method(name, length, func(w *Worker, call goja.FunctionCall) goja.Value {
			if v := call.Argument(0); argument != "" && !engine.IsUndefined(v) {
				e.NeedObject(argument, v)
			}
			promise, resolve, reject := e.Promise()
			switch {
			case w.exited:
				reject(e.Error("ERR_WORKER_NOT_RUNNING", "Worker instance not running"))
			case f == nil:
				reject(unavailable(e, "worker."+name+"()"))
			default:
				resolve(f())
			}
			return promise
		})
	}
	answer("getHeapSnapshot", "options", 1, nil)
	answer("getHeapStatistics", "", 0, func() goja.Value { return e.Invoke(e.Require("v8"), "getHeapStatistics") })
	answer("cpuUsage", "prev", 1, nil)
	answer("startCpuProfile", "", 0, nil)
	answer("startHeapProfile", "", 0, nil)
}
