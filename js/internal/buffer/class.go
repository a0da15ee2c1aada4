package buffer

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Class is Buffer of one runtime.
type Class struct {
	Constructor *goja.Object
	Prototype   *goja.Object

	engine *engine.Engine
	// bytes is Uint8Array, and fast what it makes Buffers with: a constructor
	// with the prototype of Buffer.
	bytes goja.Constructor
	fast  *goja.Object
	// build is Reflect.construct, and built what it is given: it costs less than a
	// goja.Constructor, which is for calls from outside of JavaScript. one is the
	// list of arguments within built.
	build func(goja.FunctionCall) goja.Value
	built []goja.Value
	one   *goja.Object
	// set is Uint8Array.prototype.set; buffer and byteOffset are the getters of
	// typed arrays. Asking an object by name is several times slower: goja tries
	// whether the name is a number first.
	set, buffer, byteOffset func(goja.FunctionCall) goja.Value

	// last is the Buffer that Received made last, over lastMemory: what was read is what
	// is looked into next.
	last       *goja.Object
	lastMemory goja.ArrayBuffer

	inspectMax float64 // INSPECT_MAX_BYTES
	warned     bool    // about new Buffer()
}

type classKey struct{}

// ClassOf returns the class of a runtime, made on first use.
func ClassOf(e *engine.Engine) *Class {
	return engine.Slot(e, classKey{}, func() *Class { return newClass(e) })
}

func newClass(e *engine.Engine) *Class {
	c := &Class{engine: e, inspectMax: 50}
	parent := e.Intrinsic("Uint8Array")
	c.bytes, _ = goja.AssertConstructor(parent)
	shared := parent.Get("prototype").(*goja.Object).Prototype() // of all typed arrays
	c.set = gojax.FunctionOf(shared.Get("set"))
	getter := func(name string) func(goja.FunctionCall) goja.Value {
		return gojax.FunctionOf(e.OwnProperty(shared, e.Text(name)).Get("get"))
	}
	c.buffer, c.byteOffset = getter("buffer"), getter("byteOffset")
	buffer := e.Class("Buffer", 3, parent, c.construct)
	c.Constructor, c.Prototype = buffer.Constructor, buffer.Prototype
	fast := e.Class("FastBuffer", 0, parent, func(call goja.ConstructorCall) *goja.Object {
		if call.NewTarget == nil && call.This.Prototype() != c.Prototype { // whose constructor is Buffer
			panic(e.VM.NewTypeError("Class constructor FastBuffer cannot be invoked without 'new'"))
		}
		o := c.view(call.Arguments...)
		if call.NewTarget != nil && call.NewTarget != c.fast {
			engine.Must(o.SetPrototype(call.NewTarget.Get("prototype").(*goja.Object)))
		}
		return o
	})
	c.fast = fast.Constructor
	engine.Must(c.fast.Set("prototype", c.Prototype))
	c.build = gojax.FunctionOf(e.Intrinsic("Reflect").Get("construct"))
	c.one = e.VM.NewArray(goja.Undefined())
	c.built = []goja.Value{parent, c.one, c.fast}
	species := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return c.fast })
	engine.Must(c.Constructor.DefineAccessorPropertySymbol(goja.SymSpecies, species, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
	c.statics()
	c.numbers()
	c.strings()
	c.methods()
	return c
}

// static and method add functions as Node's assignments do: enumerable.
func (c *Class) static(name string, length int, f engine.Native) {
	engine.Must(c.Constructor.Set(name, c.engine.Func(name, length, f)))
}

func (c *Class) method(name string, length int, f engine.Native) *goja.Object {
	return c.methodNamed(name, name, length, f)
}

// methodNamed is for functions that have another name than their property.
func (c *Class) methodNamed(property, name string, length int, f engine.Native) *goja.Object {
	fn := c.engine.Func(name, length, f)
	engine.Must(c.Prototype.Set(property, fn))
	return fn
}

// memory is the bytes of the Buffer that a method is called on.
func (c *Class) memory(this goja.Value) []byte {
	p, ok := Bytes(this)
	if !ok {
		panic(c.engine.TypeError("ERR_INVALID_ARG_TYPE", "argument must be a buffer"))
	}
	return p
}

// still is the memory p of v, once the arguments of a call have been made numbers:
// objects among them run scripts, which can give the memory away. It is then another
// one of the same length.
func still(call goja.FunctionCall, v goja.Value, p []byte) []byte {
	for _, argument := range call.Arguments {
		if _, ok := argument.(*goja.Object); ok && argument != v {
			if now, _ := Bytes(v); len(now) != len(p) {
				return make([]byte, len(p))
			}
		}
	}
	return p
}

// needBytes throws unless v is a Uint8Array, such as a Buffer.
func (c *Class) needBytes(name string, v goja.Value) []byte {
	p, ok := uint8Array(v)
	if !ok {
		panic(c.engine.InvalidArgType(name, v, "Buffer", "Uint8Array"))
	}
	return p
}

// position is what a missing argument or a whole number within 0 and high is.
func (c *Class) position(name string, v goja.Value, missing int, high int64) int {
	if engine.IsUndefined(v) {
		return missing
	}
	return engine.ToInt(float64(c.engine.NeedInteger(name, v, 0, high)))
}

// allocate makes a Buffer of zeros.
func (c *Class) allocate(size int) *goja.Object {
	if int64(size) > engine.MaxMemory {
		panic(c.engine.Construct(c.engine.Intrinsic("RangeError"), c.engine.Text("Array buffer allocation failed")))
	}
	return c.wrap(make([]byte, size))
}
