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
	d := e.OwnProperty(c.Prototype, e.Text(name))
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
				e.Invoke(e.Intrinsic("Object"), "assign", options, given)
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

type maxListenersKey struct{}

// DefaultMaxListeners is how many listeners an event may have without a warning, unless
// its emitter or its target says another number.
func DefaultMaxListeners(e *Engine) *float64 {
	return Slot(e, maxListenersKey{}, func() *float64 {
		n := 10.0
		return &n
	})
}

// Cloneable is the name under which objects hide what structuredClone copies
// them by: a value with the method Clone() *goja.Object.
const Cloneable = "cloneable"

// Lazy defines a property whose value is made when it is first read.
func (e *Engine) Lazy(o *goja.Object, name string, enumerable bool, value func() goja.Value) {
	flag := goja.FLAG_FALSE
	if enumerable {
		flag = goja.FLAG_TRUE
	}
	// One function reads and assigns: each takes a kilobyte, for every runtime.
	access := e.Func("get "+name, 0, func(call goja.FunctionCall) (v goja.Value) {
		assigned := len(call.Arguments) > 0
		if v = call.Argument(0); !assigned {
			v = value()
		}
		Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, flag))
		return v
	})
	Must(o.DefineAccessorProperty(name, access, access, goja.FLAG_TRUE, flag))
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

// LazyClass defines an accessor that makes its value when it is first read and
// stays an accessor, as some modules have for classes.
func (e *Engine) LazyClass(o *goja.Object, name string, value func() goja.Value) {
	get := e.Func("get "+name, 0, func(goja.FunctionCall) goja.Value { return value() })
	Must(o.DefineAccessorProperty(name, get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

// StrictClass makes a class that can only be called with new, as JavaScript's
// own are. construct is given the new object.
func (e *Engine) StrictClass(name string, construct func(this *goja.Object, arguments []goja.Value)) *Class {
	make := Slot(e, "StrictClass", func() goja.Value {
		v, err := e.VM.RunProgram(strictClass)
		Must(err)
		return v
	})
	ctor := e.Call(make, goja.Undefined(), e.Text(name), e.Func("construct", 1, func(call goja.FunctionCall) goja.Value {
		construct(call.This.(*goja.Object), call.Arguments)
		return nil
	})).(*goja.Object)
	Must(ctor.DefineDataProperty("name", e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	proto := ctor.Get("prototype").(*goja.Object)
	Must(ctor.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	c := &Class{Constructor: ctor, Prototype: proto, engine: e}
	c.ShowAsClass()
	return c
}

// strictClass makes a function, since goja's classes do not say their name when
// they are called without new.
var strictClass = goja.MustCompile("node:internal/class", `((name, construct) => function (...args) {
	if (new.target === undefined) throw new TypeError("Class constructor " + name + " cannot be invoked without 'new'");
	construct.apply(this, args);
})`, true)
