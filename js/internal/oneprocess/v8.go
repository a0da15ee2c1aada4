package oneprocess

import (
	"math"
	"runtime"
	"runtime/debug"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/serialization"
)

// LoadV8 is the loader of require('v8'). The figures are those of Go's heap,
// which has all of JavaScript in it.
func LoadV8(e *engine.Engine, exports *goja.Object) goja.Value {
	engine.Must(exports.Set("cachedDataVersionTag", e.Func("cachedDataVersionTag", 0, func(goja.FunctionCall) goja.Value {
		return e.Int(1)
	})))
	engine.Must(exports.Set("getHeapStatistics", e.Func("getHeapStatistics", 0, func(goja.FunctionCall) goja.Value {
		return heapStatistics(e)
	})))
	engine.Must(exports.Set("getHeapSpaceStatistics", e.Func("getHeapSpaceStatistics", 0, func(goja.FunctionCall) goja.Value {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return e.VM.NewArray(e.Object("space_name", "go_heap", "space_size", float64(m.HeapSys), "space_used_size", float64(m.HeapAlloc),
			"space_available_size", float64(m.HeapIdle), "physical_space_size", float64(m.HeapSys-m.HeapReleased)))
	})))
	// Flags are V8's own: there is nothing that they could change.
	engine.Must(exports.Set("setFlagsFromString", e.Func("setFlagsFromString", 1, func(call goja.FunctionCall) goja.Value {
		e.NeedString("flags", call.Argument(0))
		return nil
	})))
	const why = "the engine is not V8"
	absent(e, exports, "v8", why, "getHeapSnapshot", "writeHeapSnapshot", "getHeapCodeStatistics",
		"takeCoverage", "stopCoverage", "queryObjects", "setHeapSnapshotNearHeapLimit")
	absentClass(e, exports, "v8", "GCProfiler", why)
	serialization.Load(e, exports)
	return nil
}

func heapStatistics(e *engine.Engine) *goja.Object {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	limit := float64(debug.SetMemoryLimit(-1)) // only asks
	if limit >= math.MaxInt64 {
		limit = engine.MaxSafeInteger
	}
	return e.Object(
		"total_heap_size", float64(m.HeapSys),
		"total_heap_size_executable", 0,
		"total_physical_size", float64(m.HeapSys-m.HeapReleased),
		"total_available_size", max(limit-float64(m.HeapAlloc), 0),
		"used_heap_size", float64(m.HeapAlloc),
		"heap_size_limit", limit,
		"malloced_memory", float64(m.Sys-m.HeapSys),
		"peak_malloced_memory", float64(m.Sys-m.HeapSys),
		"does_zap_garbage", 0,
		"number_of_native_contexts", 1,
		"number_of_detached_contexts", 0,
		"total_global_handles_size", 0,
		"used_global_handles_size", 0,
		"external_memory", 0,
		"total_allocated_bytes", float64(m.TotalAlloc),
	)
}
