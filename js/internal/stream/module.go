package stream

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed more.js
var moreSource string

// Load is the loader of require('stream').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	return engine.Slot(e, moduleKey{}, func() *goja.Object { return classesOf(e).module() })
}

type moduleKey struct{}

// LoadPromises is the loader of require('stream/promises').
func LoadPromises(e *engine.Engine, _ *goja.Object) goja.Value {
	return classesOf(e).more().Get("promises")
}

func (c *classes) module() *goja.Object {
	e, m := c.engine, c.legacy.Constructor
	set := func(name string, v any) { engine.Must(m.Set(name, v)) }
	for _, name := range []string{"isDestroyed", "isDisturbed", "isErrored", "isReadable", "isWritable"} {
		set(name, c.lazy(name, name))
	}
	set("Readable", c.readable.Constructor)
	set("Writable", c.writable.Constructor)
	set("Duplex", c.duplex.Constructor)
	set("Transform", c.transform.Constructor)
	set("PassThrough", c.passThrough.Constructor)
	set("duplexPair", c.lazy("duplexPair", "duplexPair"))
	for _, name := range []string{"pipeline", "addAbortSignal", "finished", "destroy", "compose"} {
		set(name, c.lazy(name, name))
	}
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
	e.Accessor(m, "promises", func(*goja.Object) goja.Value { return c.more().Get("promises") }, nil)
	set("Stream", m)
	return m
}

type moreKey struct{}

// more is what is written in JavaScript.
func (c *classes) more() *goja.Object {
	return engine.Slot(c.engine, moreKey{}, func() *goja.Object {
		exports := c.engine.VM.NewObject()
		return engine.Source("internal/stream", moreSource, c.natives)(c.engine, exports).(*goja.Object)
	})
}

// lazy makes a function that is compiled when it is first called.
func (c *classes) lazy(name, inSource string) *goja.Object {
	return c.engine.Func(name, 1, func(call goja.FunctionCall) goja.Value {
		return c.engine.Call(c.more().Get(inSource), call.This, call.Arguments...)
	})
}

func (c *classes) lazyMethod(proto *goja.Object, name string) {
	engine.Must(proto.DefineDataProperty(name, c.lazy(name, name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

func (c *classes) lazyStatic(ctor *goja.Object, name, kind string) {
	engine.Must(ctor.Set(name, c.lazy(name, kind+"_"+name)))
}

// natives are what more.js is given.
func (c *classes) natives(e *engine.Engine) *goja.Object {
	error := func(f func(code, message string) *goja.Object) *goja.Object {
		return e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			return f(call.Argument(0).String(), call.Argument(1).String())
		})
	}
	return e.Object(
		"Stream", c.legacy.Constructor,
		"Readable", c.readable.Constructor,
		"Writable", c.writable.Constructor,
		"Duplex", c.duplex.Constructor,
		"Transform", c.transform.Constructor,
		"PassThrough", c.passThrough.Constructor,
		"asyncIterator", e.WellKnown("asyncIterator"),
		"asyncDispose", e.WellKnown("asyncDispose"),
		"nextTick", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			f := call.Argument(0)
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
			return nil
		}),
		"error", error(e.Error),
		"typeError", error(e.TypeError),
		"rangeError", error(e.RangeError),
		"abortError", e.Func("", 1, func(call goja.FunctionCall) goja.Value { return e.AbortError(call.Argument(0)) }),
		"invalidArgType", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			var expected []string
			engine.Must(e.VM.ExportTo(call.Argument(2), &expected))
			return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), expected...)
		}),
		"invalidArgValue", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			return e.InvalidArgValue(call.Argument(0).String(), call.Argument(1), text(call.Argument(2)))
		}),
		"needInteger", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
			return e.Int(int(e.NeedInteger(call.Argument(0).String(), call.Argument(1), call.Argument(2).ToInteger(), engine.MaxSafeInteger)))
		}),
	)
}

// addAbortSignal has the signal's abort destroy the stream.
func (c *classes) addAbortSignal(signal goja.Value, s *Stream) {
	c.engine.Call(c.more().Get("addAbortSignal"), goja.Undefined(), signal, s.Object)
}

// legacyPipe is Stream.prototype.pipe, for streams of the oldest kind: it knows
// nothing but 'data', 'drain', write, pause and resume.
func (c *classes) legacyPipe(call goja.FunctionCall) goja.Value {
	return c.engine.Call(c.more().Get("legacyPipe"), call.This, call.Arguments...)
}
