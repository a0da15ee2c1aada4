package oneprocess

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// LoadInspector is the loader of require('inspector').
func LoadInspector(e *engine.Engine, exports *goja.Object) goja.Value {
	const why = "the engine is not V8"
	absent(e, exports, "inspector", why, "open", "waitForDebugger")
	engine.Must(exports.Set("close", e.Func("close", 0, func(goja.FunctionCall) goja.Value { return nil })))
	engine.Must(exports.Set("url", e.Func("url", 0, func(goja.FunctionCall) goja.Value { return nil })))
	if console := e.VM.Get("console"); console != nil {
		engine.Must(exports.Set("console", console))
	}
	absentClass(e, exports, "inspector", "Session", why)
	return nil
}

// LoadRepl is the loader of require('repl').
func LoadRepl(e *engine.Engine, exports *goja.Object) goja.Value {
	const why = "programs are files"
	absent(e, exports, "repl", why, "start", "writer")
	absentClass(e, exports, "repl", "REPLServer", why)
	engine.Must(exports.Set("REPL_MODE_SLOPPY", goja.NewSymbol("repl-sloppy")))
	engine.Must(exports.Set("REPL_MODE_STRICT", goja.NewSymbol("repl-strict")))
	absentClass(e, exports, "repl", "Recoverable", why)
	return nil
}

// LoadTraceEvents is the loader of require('trace_events'): tracing can be
// asked for, and says that it is not enabled.
func LoadTraceEvents(e *engine.Engine, exports *goja.Object) goja.Value {
	engine.Must(exports.Set("createTracing", e.Func("createTracing", 1, func(call goja.FunctionCall) goja.Value {
		options := e.NeedObject("options", call.Argument(0))
		categories, ok := options.Get("categories").(*goja.Object)
		if !ok || categories.ClassName() != "Array" {
			panic(e.InvalidArgType("options.categories", options.Get("categories"), "Array"))
		}
		tracing := e.Object("enabled", false, "categories", e.Invoke(categories, "join", e.Text(",")))
		absent(e, tracing, "tracing", "nothing writes trace events", "enable")
		e.Method(tracing, "disable", 0, func(goja.FunctionCall) goja.Value { return nil })
		return tracing
	})))
	engine.Must(exports.Set("getEnabledCategories", e.Func("getEnabledCategories", 0, func(goja.FunctionCall) goja.Value { return nil })))
	return nil
}

// LoadDomain is the loader of require('domain'). A domain has the errors that
// are thrown while its run or its bound functions run; what comes later, from
// callbacks that were begun there, is uncaught as without it.
func LoadDomain(e *engine.Engine, exports *goja.Object) goja.Value {
	var stack []goja.Value
	c := e.Class("Domain", 0, events.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		e.Call(events.Constructor(e), call.This)
		engine.Must(call.This.Set("members", e.VM.NewArray()))
		return nil
	})
	enter := func(d goja.Value) {
		stack = append(stack, d)
		engine.Must(exports.Set("active", d))
	}
	exit := func(d goja.Value) {
		if i := slices.Index(stack, d); i >= 0 {
			stack = stack[:i]
		}
		var active goja.Value = goja.Null()
		if len(stack) > 0 {
			active = stack[len(stack)-1]
		}
		engine.Must(exports.Set("active", active))
	}
	run := func(d *goja.Object, f, this goja.Value, args []goja.Value) (result goja.Value) {
		enter(d)
		thrown := e.VM.Try(func() { result = e.Call(f, this, args...) })
		exit(d)
		if thrown != nil {
			e.Invoke(d, "emit", e.Text("error"), thrown.Value())
			return goja.Undefined()
		}
		return result
	}
	bind := func(name string, intercept bool) {
		c.Method(name, 1, func(call goja.FunctionCall) goja.Value {
			d, f := e.This(call, name), call.Argument(0)
			return e.Func("runBound", 0, func(call goja.FunctionCall) goja.Value {
				args := call.Arguments
				if intercept && len(args) > 0 {
					if o, ok := args[0].(*goja.Object); ok && o.ClassName() == "Error" {
						e.Invoke(d, "emit", e.Text("error"), o)
						return nil
					}
					args = args[1:]
				}
				return run(d, f, call.This, args)
			})
		})
	}
	c.Method("run", 1, func(call goja.FunctionCall) goja.Value {
		return run(e.This(call, "run"), call.Argument(0), call.This, call.Arguments[min(1, len(call.Arguments)):])
	})
	bind("bind", false)
	bind("intercept", true)
	c.Method("enter", 0, func(call goja.FunctionCall) goja.Value { enter(call.This); return nil })
	c.Method("exit", 0, func(call goja.FunctionCall) goja.Value { exit(call.This); return nil })
	c.Method("add", 1, func(call goja.FunctionCall) goja.Value {
		d, member := e.This(call, "members"), e.NeedObject("ee", call.Argument(0))
		e.Invoke(membersOf(e, d), "push", member)
		e.Invoke(member, "on", e.Text("error"), forwardOf(e, d))
		return nil
	})
	c.Method("remove", 1, func(call goja.FunctionCall) goja.Value {
		d, member := e.This(call, "members"), e.NeedObject("ee", call.Argument(0))
		members := membersOf(e, d)
		if i := e.Invoke(members, "indexOf", member).ToInteger(); i >= 0 {
			e.Invoke(members, "splice", e.VM.ToValue(i), e.Int(1))
			e.Invoke(member, "removeListener", e.Text("error"), forwardOf(e, d))
		}
		return nil
	})
	create := e.Func("createDomain", 0, func(goja.FunctionCall) goja.Value { return e.Construct(c.Constructor) })
	engine.Must(exports.Set("_stack", e.VM.NewArray()))
	engine.Must(exports.Set("Domain", c.Constructor))
	engine.Must(exports.Set("createDomain", create))
	engine.Must(exports.Set("create", create))
	engine.Must(exports.Set("active", goja.Null()))
	return nil
}

// forwardOf is the listener by which the errors of a domain's members come to
// it: one function for all of them.
func forwardOf(e *engine.Engine, d *goja.Object) goja.Value {
	const slot = "domain forward"
	if f := engine.Hidden(d, slot); f != nil {
		return f
	}
	f := e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		e.Invoke(d, "emit", e.Text("error"), call.Argument(0))
		return nil
	})
	engine.Hide(d, slot, f)
	return f
}

// membersOf is the list that a domain keeps of what was added to it.
func membersOf(e *engine.Engine, domain *goja.Object) *goja.Object {
	list, ok := domain.Get("members").(*goja.Object)
	if !ok {
		panic(e.VM.NewTypeError("Cannot read properties of undefined (reading 'indexOf')"))
	}
	return list
}
