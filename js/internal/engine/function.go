package engine

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Native is a function that JavaScript can call. Returning nil is returning
// undefined.
type Native = gojax.Native

// Func makes a JavaScript function of a Go one, with its name and how many
// arguments it says it has.
func (e *Engine) Func(name string, length int, f Native) *goja.Object {
	return gojax.NewFunction(e.VM, e.functions, name, length, func(call goja.FunctionCall) goja.Value {
		if e.inNoEvent() {
			e.enterNative()
			defer e.exit()
		}
		defer e.afterNative(e.nested)
		if v := f(call); v != nil {
			return v
		}
		return goja.Undefined()
	})
}

// afterNative is deferred by every native function; nested is how deep values were
// nested when it was called.
func (e *Engine) afterNative(nested int) {
	e.nested = nested
	r := recover()
	if r == nil {
		return
	}
	if fault := e.fault(r); fault != nil {
		panic(fault)
	}
	if err, ok := r.(error); ok {
		if deep := e.tooDeep(err); deep != nil {
			panic(deep)
		}
	}
	panic(r)
}

// Function is a JavaScript function as native code calls it within an event.
type Function = func(goja.FunctionCall) goja.Value

// FunctionOf returns what calls a function; nil when v is none. Unlike what
// goja.AssertFunction returns it is only for calls within an event: what the
// function throws goes on as a panic, as it does anywhere in native code, and no
// promises run after it. That makes it cost half as much.
func FunctionOf(v goja.Value) Function { return gojax.FunctionOf(v) }

// Call calls a JavaScript function from native code. What it throws goes on as
// it is.
func (e *Engine) Call(f, this goja.Value, args ...goja.Value) goja.Value {
	call := FunctionOf(f)
	if call == nil {
		panic(e.VM.NewTypeError("%s is not a function", describeCallee(f)))
	}
	return call(goja.FunctionCall{This: this, Arguments: args})
}

func describeCallee(v goja.Value) string {
	if v == nil {
		return "undefined"
	}
	return v.String()
}

// Invoke calls a method of an object by name.
func (e *Engine) Invoke(o *goja.Object, method string, args ...goja.Value) goja.Value {
	return e.Call(o.Get(method), o, args...)
}

// Construct is new f(...args).
func (e *Engine) Construct(f goja.Value, args ...goja.Value) *goja.Object {
	o, err := e.VM.New(f, args...)
	Must(err)
	return o
}

// This is the object that a method was called on. Without one it throws what V8
// does when such a method reads a property.
func (e *Engine) This(call goja.FunctionCall, reads string) *goja.Object {
	if IsNullish(call.This) {
		panic(e.VM.NewTypeError("Cannot read properties of %s (reading '%s')", describeCallee(call.This), reads))
	}
	return call.This.ToObject(e.VM)
}

// Property is o[name]: undefined, not nil, where there is none.
func Property(o *goja.Object, name string) goja.Value { return OrUndefined(o.Get(name)) }

// OrUndefined is v, or undefined where goja has nil for what is not there.
func OrUndefined(v goja.Value) goja.Value {
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// ClassName is the name of an object's constructor; "Object" when it has none.
func ClassName(o *goja.Object) string {
	if name := constructorName(o); name != "" {
		return name
	}
	return "Object"
}

func constructorName(o *goja.Object) string {
	ctor, ok := o.Get("constructor").(*goja.Object)
	if !ok {
		return ""
	}
	name := ctor.Get("name")
	if name == nil {
		return ""
	}
	return name.String()
}

// IsFunction reports whether v can be called.
func IsFunction(v goja.Value) bool { return gojax.IsFunction(v) }

// NeedApplicable throws what Function.prototype.apply throws for what is no function.
func (e *Engine) NeedApplicable(v goja.Value) {
	if IsFunction(v) {
		return
	}
	var shown string
	switch v := OrUndefined(v).(type) {
	case *goja.Object:
		shown = "[object " + v.ClassName() + "]"
		if v.Get("toString") == e.VM.NewObject().Get("toString") {
			shown = "#<" + ClassName(v) + ">"
		}
	case *goja.Symbol:
		shown = v.String()
		if !strings.HasPrefix(shown, "Symbol(") {
			shown = "Symbol(" + shown + ")"
		}
	default:
		shown = v.String()
	}
	kind := "a " + TypeOf(v)
	switch TypeOf(v) {
	case "object":
		kind = "an object"
	case "undefined":
		kind = "undefined"
	}
	panic(e.VM.NewTypeError("Function.prototype.apply was called on %s, which is %s and not a function", shown, kind))
}

// IsNullish reports whether v is undefined, null, or not there at all.
func IsNullish(v goja.Value) bool {
	return v == nil || goja.IsUndefined(v) || goja.IsNull(v)
}

// IsUndefined reports whether v is undefined or not there at all.
func IsUndefined(v goja.Value) bool { return v == nil || goja.IsUndefined(v) }

// Class is a constructor with its prototype.
type Class struct {
	Constructor *goja.Object
	Prototype   *goja.Object

	engine *Engine
}

// Class makes a class. The constructor is called with new, by a subclass's
// super(…), and as Parent.call(this, …) by functions that inherit in the old
// way; call.This is the new object each time, call.NewTarget nil in the last
// case. The parent may be nil.
func (e *Engine) Class(name string, length int, parent *goja.Object, construct func(goja.ConstructorCall) *goja.Object) *Class {
	ctor := e.VM.ToValue(func(call goja.ConstructorCall) *goja.Object {
		if e.inNoEvent() {
			e.enterNative()
			defer e.exit()
		}
		defer e.afterNative(e.nested)
		return construct(call)
	}).(*goja.Object)
	Must(ctor.DefineDataProperty("name", e.VM.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	Must(ctor.DefineDataProperty("length", e.VM.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	proto := ctor.Get("prototype").(*goja.Object)
	if parent != nil {
		Must(ctor.SetPrototype(parent))
		Must(proto.SetPrototype(parent.Get("prototype").(*goja.Object)))
	}
	return &Class{Constructor: ctor, Prototype: proto, engine: e}
}

// NewClass is Class for one whose constructor throws when it is called without new, as
// those of JavaScript classes do.
func (e *Engine) NewClass(name string, length int, parent *goja.Object, construct func(goja.ConstructorCall) *goja.Object) *Class {
	c := e.Class(name, length, parent, construct)
	c.NeedNew(func() *goja.Object {
		return e.VM.NewTypeError("Class constructor " + name + " cannot be invoked without 'new'")
	})
	Must(c.Constructor.DefineDataProperty("prototype", c.Prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	c.ShowAsClass()
	return c
}

// ShowAsClass has [Engine.IsClass] say of the constructor that it is a class of the
// language, not a function.
func (c *Class) ShowAsClass() {
	c.engine.shownClasses()[c.Constructor] = true
	Must(c.Constructor.DefineDataProperty("prototype", c.Prototype, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

// IsClass reports whether a native constructor is to look like one of a class.
func (e *Engine) IsClass(constructor *goja.Object) bool { return e.shownClasses()[constructor] }

type shownClassesKey struct{}

func (e *Engine) shownClasses() map[*goja.Object]bool {
	return Slot(e, shownClassesKey{}, func() map[*goja.Object]bool { return map[*goja.Object]bool{} })
}

// NeedNew has calls of the constructor without new throw. To goja a call with no this is
// the same as new: it is caught before goja has it.
func (c *Class) NeedNew(failure func() *goja.Object) {
	gojax.Guard(c.Constructor, func(goja.FunctionCall) []goja.Value { panic(failure()) })
}

// NeedThis has calls of the constructor that have no this throw, as functions do that set
// a property of it first.
func (c *Class) NeedThis(sets string) {
	gojax.Guard(c.Constructor, func(call goja.FunctionCall) []goja.Value {
		if IsNullish(call.This) {
			panic(c.engine.VM.NewTypeError("Cannot set properties of %s (setting '%s')", describeCallee(call.This), sets))
		}
		return call.Arguments
	})
}

// RequiresNew is what classes of the language throw when they are called without new.
func (e *Engine) RequiresNew(name string) *goja.Object {
	return e.VM.NewTypeError("Constructor " + name + " requires 'new'")
}

// Method adds a method as JavaScript's own classes do: not enumerable.
func (c *Class) Method(name string, length int, f Native) *goja.Object {
	return c.engine.Method(c.Prototype, name, length, f)
}

// Assign adds a method as by an assignment, as classes written in the old way
// have theirs: enumerable.
func (c *Class) Assign(name string, length int, f Native) *goja.Object {
	fn := c.engine.Func(name, length, f)
	Must(c.Prototype.Set(name, fn))
	return fn
}

// Static adds a method of the constructor itself.
func (c *Class) Static(name string, length int, f Native) *goja.Object {
	return c.engine.Method(c.Constructor, name, length, f)
}

// Getter adds an accessor; set may be nil.
func (c *Class) Getter(name string, get func(this *goja.Object) goja.Value, set func(this *goja.Object, v goja.Value)) {
	c.engine.Accessor(c.Prototype, name, get, set)
}

// Method adds a method to an object, not enumerable.
func (e *Engine) Method(o *goja.Object, name string, length int, f Native) *goja.Object {
	fn := e.Func(name, length, f)
	Must(o.DefineDataProperty(name, fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return fn
}

// SymbolMethod adds a method under a symbol.
func (e *Engine) SymbolMethod(o *goja.Object, symbol *goja.Symbol, name string, f Native) *goja.Object {
	fn := e.Func(name, 0, f)
	Must(o.DefineDataPropertySymbol(symbol, fn, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return fn
}

// Accessor adds a property that is computed. Without set, assignments are
// ignored, or throw in strict mode, as in JavaScript.
func (e *Engine) Accessor(o *goja.Object, name string, get func(this *goja.Object) goja.Value, set func(this *goja.Object, v goja.Value)) {
	getter := e.Func("get "+name, 0, func(call goja.FunctionCall) goja.Value {
		return get(e.receiver(call))
	})
	var setter goja.Value
	if set != nil {
		setter = e.Func("set "+name, 1, func(call goja.FunctionCall) goja.Value {
			set(e.receiver(call), call.Argument(0))
			return goja.Undefined()
		})
	}
	Must(o.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// receiver is what an accessor is used on: what is no object has nothing that the
// accessor looks for, like an object that is empty.
func (e *Engine) receiver(call goja.FunctionCall) *goja.Object {
	if this, ok := call.This.(*goja.Object); ok {
		return this
	}
	return e.VM.NewObject()
}

// Slotted begins the names of hidden properties. [Hide] and [Hidden] put it before a
// name; one that has it already is looked up without making a new string.
const Slotted = "\x00"

// Hide keeps a Go value on an object, where no script meets it. The value has to
// embed a goja.Value.
func Hide(o *goja.Object, name string, v goja.Value) {
	Must(o.DefineDataProperty(slotted(name), v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Hidden returns what Hide has put on an object or one of its prototypes; nil
// when there is none.
func Hidden(o *goja.Object, name string) goja.Value { return o.Get(slotted(name)) }

// Held returns what Hide has put on v or one of its prototypes; the zero T when v is no
// object, or when what is there is something else.
func Held[T goja.Value](v goja.Value, name string) (held T) {
	if o, ok := v.(*goja.Object); ok {
		held, _ = Hidden(o, name).(T)
	}
	return held
}

func slotted(name string) string {
	if strings.HasPrefix(name, Slotted) {
		return name
	}
	return Slotted + name
}

// Object makes an object with these properties, in this order: name, value,
// name, value.
func (e *Engine) Object(pairs ...any) *goja.Object {
	o := e.VM.NewObject()
	for i := 0; i+1 < len(pairs); i += 2 {
		Must(o.Set(pairs[i].(string), e.Value(pairs[i+1])))
	}
	return o
}

// Bool makes true or false.
func (e *Engine) Bool(b bool) goja.Value { return e.VM.ToValue(b) }

// Int makes a number.
func (e *Engine) Int(n int) goja.Value { return e.VM.ToValue(n) }

// Text makes a string. What is no UTF-8 in s becomes U+FFFD, as wherever Node takes
// text from outside.
func (e *Engine) Text(s string) goja.Value { return gojax.String(gojax.ValidUTF8(s)) }

// Value makes a value of a Go one: goja's way, but for [Engine.Text].
func (e *Engine) Value(v any) goja.Value {
	if s, ok := v.(string); ok {
		return e.Text(s)
	}
	return e.VM.ToValue(v)
}

// Promise makes a promise that settles when settle is called.
func (e *Engine) Promise() (promise *goja.Object, resolve, reject func(v any)) {
	p, ok, fail := e.VM.NewPromise()
	return e.VM.ToValue(p).(*goja.Object),
		func(v any) { _ = ok(v) },
		func(v any) { _ = fail(v) }
}

// WellKnown returns a symbol that goja does not have by itself, such as
// Symbol.asyncIterator, and puts it on Symbol.
func (e *Engine) WellKnown(name string) *goja.Symbol {
	return Slot(e, "Symbol."+name, func() *goja.Symbol {
		ctor := e.Intrinsic("Symbol")
		if s, ok := ctor.Get(name).(*goja.Symbol); ok {
			return s
		}
		s := goja.NewSymbol("Symbol." + name)
		Must(ctor.DefineDataProperty(name, s, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
		return s
	})
}

// SymbolFor is Symbol.for(key).
func (e *Engine) SymbolFor(key string) *goja.Symbol {
	return Slot(e, "Symbol.for "+key, func() *goja.Symbol {
		return e.Invoke(e.Intrinsic("Symbol"), "for", e.Text(key)).(*goja.Symbol)
	})
}
