// Package performance is the global performance and require('perf_hooks'). The
// clock is Go, since programs ask for it all the time; marks, measures and
// observers are JavaScript that is compiled when one of them is first used.
package performance

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

//go:embed performance.js
var source string

type state struct {
	class    *engine.Class
	object   *goja.Object
	timeline *goja.Object
}

type stateKey struct{}

type loadedKey struct{}

// loaded says whether the JavaScript part is there.
func loaded(e *engine.Engine) *bool {
	return engine.Slot(e, loadedKey{}, func() *bool { return new(bool) })
}

func of(e *engine.Engine) *state {
	return engine.Slot(e, stateKey{}, func() *state {
		s := &state{}
		s.class = e.Class("Performance", 0, eventtarget.Constructor(e), func(goja.ConstructorCall) *goja.Object {
			panic(e.IllegalConstructor())
		})
		s.class.ShowAsClass()
		s.object = e.VM.CreateObject(s.class.Prototype)
		eventtarget.Attach(e, s.object, &eventtarget.Target{})
		s.define(e)
		return s
	})
}

// parts are what the JavaScript exports.
func (s *state) parts(e *engine.Engine) *goja.Object {
	if s.timeline == nil {
		exports := e.VM.NewObject()
		engine.Source("internal/performance", source, func(e *engine.Engine) *goja.Object {
			return e.Object(
				"now", e.Func("", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(e.Now()) }),
				"soon", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
					f := call.Argument(0)
					e.Check(func() { e.Run(func() { e.Call(f, goja.Undefined()) }) })
					return nil
				}),
				"error", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
					return e.TypeError(call.Argument(0).String(), call.Argument(1).String())
				}),
				"missing", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
					var names []string
					for _, v := range call.Arguments {
						names = append(names, v.String())
					}
					return e.MissingArgs(names...)
				}),
				"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
					return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), call.Argument(2).String())
				}),
				"invalidArgValue", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
					return e.InvalidArgValue(call.Argument(0).String(), call.Argument(1), call.Argument(2).String())
				}),
				"syntaxError", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
					return domexception.New(e, call.Argument(0).String(), "SyntaxError")
				}),
				"clone", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
					return e.Call(e.VM.Get("structuredClone"), goja.Undefined(), call.Argument(0))
				}),
				"inspectCustom", e.SymbolFor("nodejs.util.inspect.custom"),
			)
		})(e, exports)
		s.timeline = exports
		*loaded(e) = true
	}
	return s.timeline
}

// timelineMethods are the methods of performance that the JavaScript has.
var timelineMethods = []struct {
	name   string
	length int
}{
	{"clearMarks", 0}, {"clearMeasures", 0}, {"clearResourceTimings", 0}, {"getEntries", 0}, {"getEntriesByName", 1},
	{"getEntriesByType", 1}, {"mark", 1}, {"measure", 1}, {"timerify", 1},
}

func (s *state) define(e *engine.Engine) {
	c := s.class
	for _, m := range timelineMethods {
		c.Assign(m.name, m.length, func(call goja.FunctionCall) goja.Value {
			return e.Invoke(s.parts(e), m.name, call.Arguments...)
		})
	}
	c.Assign("now", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(e.Now()) })
	origin := float64(e.Started.UnixMicro()) / 1000
	c.Attribute("timeOrigin", func(*goja.Object) goja.Value { return e.VM.ToValue(origin) }, nil)
	// The loop is not measured: nothing was idle and nothing active.
	c.Assign("eventLoopUtilization", 0, func(goja.FunctionCall) goja.Value {
		return e.Object("idle", 0, "active", 0, "utilization", 0)
	})
	c.Attribute("nodeTiming", func(*goja.Object) goja.Value {
		return e.Object("name", "node", "entryType", "node", "startTime", 0, "duration", e.Now(), "nodeStart", 0, "v8Start", 0,
			"environment", 0, "loopStart", -1, "loopExit", -1, "bootstrapComplete", 0, "idleTime", 0)
	}, nil)
	c.Assign("toJSON", 0, func(goja.FunctionCall) goja.Value {
		return e.Object("nodeTiming", s.object.Get("nodeTiming"), "timeOrigin", origin, "eventLoopUtilization", e.Invoke(s.object, "eventLoopUtilization"))
	})
	c.Tag("Performance")
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		if depth < 0 {
			return o
		}
		return e.Text("Performance " + inspect(e.Invoke(o, "toJSON")))
	})
}

// lazily names what the JavaScript exports as classes.
var lazily = []string{"PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList"}

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "performance", true, func() goja.Value { return of(e).object })
	e.Lazy(global, "Performance", false, func() goja.Value { return of(e).class.Constructor })
	for _, name := range lazily {
		e.Lazy(global, name, false, func() goja.Value { return of(e).parts(e).Get(name) })
	}
}

// Load is the loader of require('perf_hooks').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	s := of(e)
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	set("Performance", s.class.Constructor)
	for _, name := range lazily {
		e.Lazy(exports, name, true, func() goja.Value { return s.parts(e).Get(name) })
	}
	for _, name := range []string{"monitorEventLoopDelay", "createHistogram"} {
		set(name, e.Func(name, 0, func(goja.FunctionCall) goja.Value {
			panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "perf_hooks."+name+"() is not there in nodenet"))
		}))
	}
	set("eventLoopUtilization", s.object.Get("eventLoopUtilization"))
	set("timerify", s.object.Get("timerify"))
	set("performance", s.object)
	constants := e.VM.NewObject()
	for _, c := range []struct {
		name  string
		value int
	}{
		{"GC_MAJOR", 4}, {"GC_MINOR", 1}, {"GC_MINOR_MARK_SWEEP", 2}, {"GC_INCREMENTAL", 8}, {"GC_WEAKCB", 16}, {"GC_FLAGS_NO", 0},
		{"GC_FLAGS_CONSTRUCT_RETAINED", 2}, {"GC_FLAGS_FORCED", 4}, {"GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING", 8},
		{"GC_FLAGS_ALL_AVAILABLE_GARBAGE", 16}, {"GC_FLAGS_ALL_EXTERNAL_MEMORY", 32}, {"GC_FLAGS_SCHEDULE_IDLE", 64},
	} {
		engine.Must(constants.Set("NODE_PERFORMANCE_"+c.name, c.value))
	}
	set("constants", constants)
	return nil
}

// Observed reports whether a script observes entries of a type.
func Observed(e *engine.Engine, kind string) bool {
	// Most programs never look at their performance: nothing is made for them.
	return *loaded(e) && e.Invoke(of(e).timeline, "observed", e.Text(kind)).ToBoolean()
}

// Record tells those who observe the type of what began at start and has ended now.
func Record(e *engine.Engine, name, kind string, start float64, detail *goja.Object) {
	e.Invoke(of(e).timeline, "record", e.Text(name), e.Text(kind), e.VM.ToValue(start), detail)
}
