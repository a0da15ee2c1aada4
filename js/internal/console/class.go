package console

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

const slot = "console"

type consoleKey struct{}

// Define gives a runtime its global console.
func Define(e *engine.Engine, global *goja.Object) {
	engine.Must(global.DefineDataProperty("console", Global(e), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Load is the module console: the global console.
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return Global(e) }

// Global returns the console of a runtime.
func Global(e *engine.Engine) *goja.Object {
	return engine.Slot(e, consoleKey{}, func() *goja.Object {
		util.Setup(e)
		c := newConsole(e)
		c.self = e.VM.NewObject()
		engine.Must(c.self.SetPrototype(e.VM.NewObject()))
		c.addMethods()
		// The class is made when a script asks for it.
		var class *goja.Object
		get := e.Func("get", 0, func(goja.FunctionCall) goja.Value {
			if class == nil {
				class = newClass(e)
			}
			return class
		})
		set := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok {
				class = o
			}
			return nil
		})
		engine.Must(c.self.DefineAccessorProperty("Console", get, set, goja.FLAG_TRUE, goja.FLAG_TRUE))
		// These are for an inspector, which is never there.
		for _, name := range []string{"profile", "profileEnd", "timeStamp"} {
			engine.Must(c.self.Set(name, e.Func(name, 0, func(goja.FunctionCall) goja.Value { return nil })))
		}
		for _, name := range []string{"stdout", "stderr"} {
			e.Accessor(c.self, "_"+name, func(*goja.Object) goja.Value {
				if process, ok := e.VM.GlobalObject().Get("process").(*goja.Object); ok {
					return process.Get(name)
				}
				return goja.Undefined()
			}, nil)
		}
		tag(c.self, e.Text("console"))
		return c.self
	})
}

func tag(o *goja.Object, text goja.Value) {
	engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, text, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// addMethods gives the object its methods, which need no receiver.
func (c *console) addMethods() {
	engine.Hide(c.self, slot, c)
	for _, m := range methods {
		engine.Must(c.self.Set(m.name, c.e.Func(m.name, 0, func(call goja.FunctionCall) goja.Value {
			m.call(c, call)
			return nil
		})))
	}
}

// newClass makes the class Console.
func newClass(e *engine.Engine) *goja.Object {
	var class *engine.Class
	class = e.Class("Console", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		c := newConsole(e)
		c.self = call.This
		if call.NewTarget == nil {
			c.self = e.VM.NewObject()
			engine.Must(c.self.SetPrototype(class.Prototype))
		}
		c.configure(call)
		c.addMethods()
		tag(c.self, e.Text("console"))
		hidden := func(name string, v goja.Value) {
			engine.Must(c.self.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		hidden("_stdout", c.stdout)
		hidden("_stderr", c.stderr)
		hidden("_ignoreErrors", e.Bool(c.ignoreErrors))
		return c.self
	})
	for _, m := range methods {
		class.Assign(m.name, 0, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				if c, ok := engine.Hidden(o, slot).(*console); ok {
					m.call(c, call)
				}
			}
			return nil
		})
	}
	// The global console is an instance as well.
	is := e.Func("[Symbol.hasInstance]", 1, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			return e.Bool(false)
		}
		_, ok = engine.Hidden(o, slot).(*console)
		return e.Bool(ok)
	})
	engine.Must(class.Constructor.DefineDataPropertySymbol(goja.SymHasInstance, is, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	return class.Constructor
}

// configure reads the arguments of new Console: streams, or an object of options.
func (c *console) configure(call goja.ConstructorCall) {
	e := c.e
	stdout, stderr, ignore := call.Argument(0), call.Argument(1), call.Argument(2)
	if o, ok := stdout.(*goja.Object); ok && !engine.IsFunction(o.Get("write")) {
		stdout, stderr, ignore = o.Get("stdout"), o.Get("stderr"), o.Get("ignoreErrors")
		if v := o.Get("colorMode"); !engine.IsUndefined(v) {
			if s, ok := v.(goja.String); engine.TypeOf(v) != "boolean" && !(ok && s.String() == "auto") {
				panic(e.InvalidArgValue("colorMode", v, "must be one of: 'auto', true, false"))
			}
			c.colors = v
		}
		if v := o.Get("inspectOptions"); !engine.IsUndefined(v) {
			c.options = e.NeedObject("options.inspectOptions", v)
		}
		if v := o.Get("groupIndentation"); !engine.IsUndefined(v) {
			c.groupStep = int(e.NeedInteger("groupIndentation", v, 0, 1000))
		}
	}
	need := func(name string, v goja.Value) *goja.Object {
		o, ok := v.(*goja.Object)
		if !ok || !engine.IsFunction(o.Get("write")) {
			panic(e.TypeError("ERR_CONSOLE_WRITABLE_STREAM", "Console expects a writable stream instance for "+name))
		}
		return o
	}
	c.stdout = need("stdout", stdout)
	c.stderr = c.stdout
	if stderr != nil && stderr.ToBoolean() {
		c.stderr = need("stderr", stderr)
	}
	if !engine.IsUndefined(ignore) {
		c.ignoreErrors = ignore.ToBoolean()
	}
}
