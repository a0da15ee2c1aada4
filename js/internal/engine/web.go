package engine

import (
	"strings"
	"time"

	"github.com/dop251/goja"
)

// What is here is for the classes that Node has from the web: their attributes
// and methods are enumerable, and they are made when a script first names them.

// Attribute adds an enumerable accessor; set may be nil.
func (c *Class) Attribute(name string, get func(this *goja.Object) goja.Value, set func(this *goja.Object, v goja.Value)) {
	c.Getter(name, get, set)
	e := c.engine
	object := e.VM.Get("Object").(*goja.Object)
	d := e.Invoke(object, "getOwnPropertyDescriptor", c.Prototype, e.Text(name)).(*goja.Object)
	Must(c.Prototype.DefineAccessorProperty(name, d.Get("get"), d.Get("set"), goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// Tag is what Object.prototype.toString shows for a class's instances.
func (c *Class) Tag(name string) {
	Must(c.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, c.engine.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Inspector has util.inspect show instances as show says: with how deep it may
// still go, its options, and itself.
func (c *Class) Inspector(show func(this *goja.Object, depth float64, inspect func(v goja.Value) string) goja.Value) {
	e := c.engine
	e.SymbolMethod(c.Prototype, e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", func(call goja.FunctionCall) goja.Value {
		this, ok := call.This.(*goja.Object)
		if !ok {
			return call.This
		}
		depth := call.Argument(0).ToFloat()
		return show(this, depth, func(v goja.Value) string {
			options := e.VM.NewObject()
			if given, ok := call.Argument(1).(*goja.Object); ok {
				e.Invoke(e.VM.Get("Object").(*goja.Object), "assign", options, given)
				if d := given.Get("depth"); !IsNullish(d) {
					Must(options.Set("depth", d.ToFloat()-1))
				}
			}
			if !IsFunction(call.Argument(2)) {
				return e.inspect(v, int(depth)-1)
			}
			return e.Call(call.Argument(2), goja.Undefined(), v, options).String()
		})
	})
}

// Lazy defines a property whose value is made when it is first read.
func (e *Engine) Lazy(o *goja.Object, name string, enumerable bool, value func() goja.Value) {
	flag := goja.FLAG_FALSE
	if enumerable {
		flag = goja.FLAG_TRUE
	}
	settle := func(v goja.Value) {
		Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, flag))
	}
	get := e.VM.ToValue(func(goja.FunctionCall) goja.Value {
		v := value()
		settle(v)
		return v
	})
	set := e.VM.ToValue(func(call goja.FunctionCall) goja.Value {
		settle(call.Argument(0))
		return goja.Undefined()
	})
	Must(o.DefineAccessorProperty(name, get, set, goja.FLAG_TRUE, flag))
}

// MissingArgs is Node's ERR_MISSING_ARGS.
func (e *Engine) MissingArgs(names ...string) *goja.Object {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = `"` + name + `"`
	}
	what := "argument"
	if len(names) > 1 {
		what = "arguments"
	}
	return e.TypeError("ERR_MISSING_ARGS", "The "+strings.ReplaceAll(alternatives(quoted), " or ", " and ")+" "+what+" must be specified")
}

// InvalidThis is Node's ERR_INVALID_THIS.
func (e *Engine) InvalidThis(class string) *goja.Object {
	return e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type `+class)
}

// IllegalConstructor is what new says for classes that scripts cannot make
// instances of.
func (e *Engine) IllegalConstructor() *goja.Object {
	return e.TypeError("ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor")
}

// Now is performance.now(): milliseconds since the engine was made.
func (e *Engine) Now() float64 { return float64(time.Since(e.Started)) / float64(time.Millisecond) }

// ThrowLater has v thrown on the next tick, where nobody catches it: what
// becomes of errors in listeners.
func (e *Engine) ThrowLater(v any) { e.NextTick(func() { panic(v) }) }
