package buffer

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
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
}

type classKey struct{}

// ClassOf returns the class of a runtime, made on first use.
func ClassOf(e *engine.Engine) *Class {
	return engine.Slot(e, classKey{}, func() *Class { return newClass(e) })
}

func newClass(e *engine.Engine) *Class {
	c := &Class{engine: e}
	parent := e.VM.Get("Uint8Array").(*goja.Object)
	c.bytes, _ = goja.AssertConstructor(parent)
	buffer := e.Class("Buffer", 2, parent, func(call goja.ConstructorCall) *goja.Object { return c.construct(call) })
	c.Constructor, c.Prototype = buffer.Constructor, buffer.Prototype
	fast := e.Class("FastBuffer", 0, parent, e.NewOnly("FastBuffer", func(call goja.ConstructorCall) *goja.Object {
		return c.view(call.Arguments...)
	}))
	c.fast = fast.Constructor
	engine.Must(c.fast.Set("prototype", c.Prototype))
	species := e.Func("get [Symbol.species]", 0, func(goja.FunctionCall) goja.Value { return c.fast })
	engine.Must(c.Constructor.DefineAccessorPropertySymbol(goja.SymSpecies, species, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
	return c
}

func (c *Class) construct(goja.ConstructorCall) *goja.Object {
	panic(c.engine.PlainError("Buffer cannot be constructed yet"))
}
