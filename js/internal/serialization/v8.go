package serialization

import (
	"math"
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// Load gives the module v8 what it has of the format.
func Load(e *engine.Engine, exports *goja.Object) {
	serializer, deserializer := serializerClass(e), deserializerClass(e)
	set := func(name string, v goja.Value) { engine.Must(exports.Set(name, v)) }
	set("Serializer", serializer.Constructor)
	set("Deserializer", deserializer.Constructor)
	set("DefaultSerializer", defaultSerializer(e, serializer).Constructor)
	set("DefaultDeserializer", defaultDeserializer(e, deserializer).Constructor)
	set("serialize", e.Func("serialize", 1, func(call goja.FunctionCall) goja.Value {
		return buffer.Wrap(e, Serialize(e, call.Argument(0)))
	}))
	set("deserialize", e.Func("deserialize", 1, func(call goja.FunctionCall) goja.Value {
		return Deserialize(e, needView(e, "buffer", call.Argument(0)))
	}))
}

// needView is the memory of an argument that has to be a view.
func needView(e *engine.Engine, name string, v goja.Value) []byte {
	data, ok := buffer.Bytes(v)
	if !ok {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", name+" must be a TypedArray or a DataView"))
	}
	return data
}

// slot is where the objects of these classes have their writer or reader.
const slot = "serialization"

type held[T any] struct {
	goja.Value
	it T
}

func keep[T any](o *goja.Object, it T) { engine.Hide(o, slot, &held[T]{goja.Undefined(), it}) }

// need is what an object keeps.
func need[T any](e *engine.Engine, call goja.FunctionCall) T {
	if o, ok := call.This.(*goja.Object); ok {
		if h, ok := engine.Hidden(o, slot).(*held[T]); ok {
			return h.it
		}
	}
	panic(e.VM.NewTypeError("Illegal invocation"))
}

// method adds one that works on a writer or reader.
func method[T any](e *engine.Engine, c *engine.Class, name string, f func(it T, call goja.FunctionCall) goja.Value) {
	c.Assign(name, 0, func(call goja.FunctionCall) goja.Value { return f(need[T](e, call), call) })
}

// needNew is for functions of V8's that are no classes of the language, and say they are.
func needNew(e *engine.Engine, c *engine.Class, name string) {
	c.NeedNew(func() *goja.Object {
		return e.VM.NewTypeError("Class constructor " + name + " cannot be invoked without 'new'")
	})
}

func serializerClass(e *engine.Engine) *engine.Class {
	c := e.Class("Serializer", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		keep(call.This, writerOf(e, call.This))
		return nil
	})
	needNew(e, c, "Serializer")
	add := func(name string, f func(w *writer, call goja.FunctionCall)) {
		method(e, c, name, func(w *writer, call goja.FunctionCall) goja.Value { f(w, call); return nil })
	}
	add("writeHeader", func(w *writer, _ goja.FunctionCall) { w.header() })
	method(e, c, "writeValue", func(w *writer, call goja.FunctionCall) goja.Value {
		w.value(call.Argument(0))
		return e.Bool(true)
	})
	method(e, c, "releaseBuffer", func(w *writer, _ goja.FunctionCall) goja.Value {
		data := w.data
		w.data = nil
		return buffer.Wrap(e, data)
	})
	add("transferArrayBuffer", func(w *writer, call goja.FunctionCall) {
		o, ok := call.Argument(1).(*goja.Object)
		if !ok || gojax.KindOf(o) != gojax.ArrayBuffer || shared.Is(o) {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer"))
		}
		w.transferred[o] = toUint32(call.Argument(0))
	})
	add("writeUint32", func(w *writer, call goja.FunctionCall) { w.uint(uint64(toUint32(call.Argument(0)))) })
	add("writeUint64", func(w *writer, call goja.FunctionCall) {
		w.uint(uint64(toUint32(call.Argument(0)))<<32 | uint64(toUint32(call.Argument(1))))
	})
	add("writeDouble", func(w *writer, call goja.FunctionCall) { w.double(call.Argument(0).ToFloat()) })
	add("writeRawBytes", func(w *writer, call goja.FunctionCall) {
		w.data = append(w.data, needView(e, "source", call.Argument(0))...)
	})
	add("_setTreatArrayBufferViewsAsHostObjects", func(w *writer, call goja.FunctionCall) { w.viewsAsHost = call.Argument(0).ToBoolean() })
	engine.Must(c.Prototype.Set("_getDataCloneError", e.Intrinsic("Error")))
	return c
}

// toUint32 is JavaScript's conversion.
func toUint32(v goja.Value) uint32 {
	n := v.ToFloat()
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return 0
	}
	return uint32(int64(math.Mod(math.Trunc(n), 1<<32)))
}

// writerOf is a writer that asks the methods of an object what it does not know.
func writerOf(e *engine.Engine, o *goja.Object) *writer {
	w := newWriter(e)
	ask := func(name string, with goja.Value) (goja.Value, bool) {
		f := o.Get(name)
		if !engine.IsFunction(f) {
			return nil, false
		}
		return e.Call(f, o, with), true
	}
	w.failure = func(message string) goja.Value {
		if err, ok := ask("_getDataCloneError", e.Text(message)); ok {
			return err
		}
		return e.PlainError(message)
	}
	w.shareID = func(shared *goja.Object) (uint32, bool) {
		id, ok := ask("_getSharedArrayBufferId", shared)
		return toUint32(engine.OrUndefined(id)), ok
	}
	w.hosts = func(w *writer, host *goja.Object) {
		if _, ok := ask("_writeHostObject", host); !ok {
			w.fail(e.Call(e.Intrinsic("Object").Get("prototype").(*goja.Object).Get("toString"), host).String())
		}
	}
	return w
}

func defaultSerializer(e *engine.Engine, parent *engine.Class) *engine.Class {
	const name = "DefaultSerializer"
	c := e.NewClass(name, 0, parent.Constructor, func(call goja.ConstructorCall) *goja.Object {
		w := writerOf(e, call.This)
		w.viewsAsHost = true
		keep(call.This, w)
		return nil
	})
	c.Method("_writeHostObject", 1, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.InvalidArgType("abView", call.Argument(0), "ArrayBufferView"))
		}
		writeView(need[*writer](e, call), o)
		return nil
	})
	return c
}

func deserializerClass(e *engine.Engine) *engine.Class {
	c := e.Class("Deserializer", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		readerOf(e, call)
		return nil
	})
	needNew(e, c, "Deserializer")
	add := func(name string, f func(r *reader, call goja.FunctionCall) goja.Value) { method(e, c, name, f) }
	add("readHeader", func(r *reader, _ goja.FunctionCall) goja.Value { r.header(); return e.Bool(true) })
	add("readValue", func(r *reader, _ goja.FunctionCall) goja.Value { return r.value() })
	add("getWireFormatVersion", func(r *reader, _ goja.FunctionCall) goja.Value { return e.Int(int(r.version)) })
	add("transferArrayBuffer", func(r *reader, call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(1).(*goja.Object)
		if !ok || gojax.KindOf(o) != gojax.ArrayBuffer {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "arrayBuffer must be an ArrayBuffer or SharedArrayBuffer"))
		}
		r.transferred[toUint32(call.Argument(0))] = o
		return nil
	})
	add("readUint32", func(r *reader, _ goja.FunctionCall) goja.Value {
		return e.VM.ToValue(int64(uint32(r.rawUint("ReadUint32"))))
	})
	add("readUint64", func(r *reader, _ goja.FunctionCall) goja.Value {
		n := r.rawUint("ReadUint64")
		return e.VM.NewArray(int64(n>>32), int64(uint32(n)))
	})
	add("readDouble", func(r *reader, _ goja.FunctionCall) goja.Value { return e.VM.ToValue(r.rawDouble()) })
	c.Method("readRawBytes", 1, func(call goja.FunctionCall) goja.Value {
		r := need[*reader](e, call)
		n := call.Argument(0).ToInteger()
		return buffer.Wrap(e, slices.Clone(r.raw(uint64(max(0, n)), "ReadRawBytes")))
	})
	return c
}

func readerOf(e *engine.Engine, call goja.ConstructorCall) *reader {
	r := newReader(e, needView(e, "buffer", call.Argument(0)))
	o := call.This
	engine.Must(o.Set("buffer", call.Argument(0)))
	r.hosts = func(r *reader) goja.Value {
		f := o.Get("_readHostObject")
		if !engine.IsFunction(f) {
			r.fail()
		}
		return e.Call(f, o)
	}
	keep(o, r)
	return r
}

func defaultDeserializer(e *engine.Engine, parent *engine.Class) *engine.Class {
	const name = "DefaultDeserializer"
	c := e.NewClass(name, 1, parent.Constructor, func(call goja.ConstructorCall) *goja.Object {
		readerOf(e, call)
		return nil
	})
	c.Method("_readHostObject", 0, func(call goja.FunctionCall) goja.Value { return readView(need[*reader](e, call)) })
	return c
}
