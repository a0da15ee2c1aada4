package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Load is the loader of require('stream').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	return engine.Slot(e, moduleKey{}, func() *goja.Object { return classesOf(e).module() })
}

type moduleKey struct{}

// LoadPromises is the loader of require('stream/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value {
	return classesOf(e).promises()
}

// LoadConsumers is the loader of require('stream/consumers').
func LoadConsumers(e *engine.Engine, _ *goja.Object) goja.Value {
	c, o := classesOf(e), e.VM.NewObject()
	for _, name := range []string{"arrayBuffer", "blob", "buffer", "bytes", "text", "json"} {
		engine.Must(o.Set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value {
			return e.Invoke(c.part("consumers"), name, call.Arguments...)
		})))
	}
	return o
}

// promises is require('stream/promises').
func (c *classes) promises() *goja.Object {
	return engine.Slot(c.engine, promisesKey{}, func() *goja.Object {
		o := c.engine.VM.NewObject()
		for _, name := range []string{"finished", "pipeline"} {
			engine.Must(o.Set(name, c.engine.Func(name, 2, func(call goja.FunctionCall) goja.Value {
				return c.engine.Invoke(c.part(name), "promised", call.Arguments...)
			})))
		}
		return o
	})
}

type promisesKey struct{}

func (c *classes) module() *goja.Object {
	e, m := c.engine, c.legacy.Constructor
	set := func(name string, v any) { engine.Must(m.Set(name, v)) }
	for _, name := range []string{"isDestroyed", "isDisturbed", "isErrored", "isReadable", "isWritable"} {
		set(name, c.lazy(name, 1, name))
	}
	set("Readable", c.readable.Constructor)
	set("Writable", c.writable.Constructor)
	set("Duplex", c.duplex.Constructor)
	set("Transform", c.transform.Constructor)
	set("PassThrough", c.passThrough.Constructor)
	set("duplexPair", c.lazy("duplexPair", 1, "duplexPair"))
	set("pipeline", c.lazy("pipeline", 0, "pipeline"))
	set("addAbortSignal", c.lazy("addAbortSignal", 2, "addAbortSignal"))
	set("finished", c.lazy("eos", 3, "finished"))
	set("destroy", c.lazy("destroyer", 2, "destroy"))
	set("compose", c.lazy("compose", 0, "composeStreams"))
	set("setDefaultHighWaterMark", e.Func("setDefaultHighWaterMark", 2, func(call goja.FunctionCall) goja.Value {
		n := int(e.NeedInteger("value", call.Argument(1), 0, engine.MaxSafeInteger))
		if d := defaultsOf(e); call.Argument(0).ToBoolean() {
			d.objects = n
		} else {
			d.bytes = n
		}
		return nil
	}))
	set("getDefaultHighWaterMark", e.Func("getDefaultHighWaterMark", 1, func(call goja.FunctionCall) goja.Value {
		return e.Int(defaultsOf(e).mark(call.Argument(0).ToBoolean()))
	}))
	for _, name := range []string{"finished", "pipeline"} {
		get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return c.promises().Get(name) })
		custom := e.SymbolFor("nodejs.util.promisify.custom")
		engine.Must(m.Get(name).(*goja.Object).DefineAccessorPropertySymbol(custom, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	promises := e.Func("get promises", 0, func(goja.FunctionCall) goja.Value { return c.promises() })
	engine.Must(m.DefineAccessorProperty("promises", promises, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	set("Stream", m)
	set("_isArrayBufferView", e.Func("isView", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(buffer.IsView(call.Argument(0))) }))
	set("_isUint8Array", e.Func("isUint8Array", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(buffer.IsUint8Array(call.Argument(0))) }))
	set("_uint8ArrayToBuffer", e.Func("_uint8ArrayToBuffer", 1, func(call goja.FunctionCall) goja.Value {
		data, _ := buffer.Bytes(call.Argument(0))
		return buffer.Wrap(e, data)
	}))
	return m
}

// addAbortSignal has the signal's abort destroy the stream.
func (c *classes) addAbortSignal(signal goja.Value, s *Stream) {
	c.callPart("addAbortSignal", goja.Undefined(), signal, s.Object)
}

// legacyPipe is Stream.prototype.pipe, for streams of the oldest kind: it knows
// nothing but 'data', 'drain', write, pause and resume.
func (c *classes) legacyPipe(call goja.FunctionCall) goja.Value {
	return c.callPart("legacyPipe", call.This, call.Arguments...)
}
