package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// classes are the classes of the module in one runtime.
type classes struct {
	engine                                                                   *engine.Engine
	legacy, readable, writable, duplex, transform, passThrough               *engine.Class
	readableStateProto, writableStateProto                                   *goja.Object
	read, push, resume, pause, destroy, writeMethod, transformFinal, noWrite *goja.Object
	writeCall                                                                goja.Callable
	buffers                                                                  *buffer.Class
}

type classesKey struct{}

func classesOf(e *engine.Engine) *classes {
	return engine.Slot(e, classesKey{}, func() *classes { return newClasses(e) })
}

// Duplex is the class stream.Duplex, for native classes to extend.
func Duplex(e *engine.Engine) *goja.Object { return classesOf(e).duplex.Constructor }

func newClasses(e *engine.Engine) *classes {
	c := &classes{engine: e, buffers: buffer.ClassOf(e)}
	c.legacy = e.Class("Stream", 1, events.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		e.Call(events.Constructor(e), call.This, call.Arguments...)
		return nil
	})
	events.NeedThis(e, c.legacy.Constructor)
	c.legacy.Assign("pipe", 2, c.legacyPipe)
	c.eventNames()
	c.stateViews()
	c.makeReadable()
	c.makeWritable()
	c.makeDuplex()
	c.commonProperties()
	c.makeTransform()
	return c
}

// class makes a stream class whose constructor may be called with and without
// new, and on objects that inherit in the old way.
func (c *classes) class(name string, parent *goja.Object, init func(s *Stream, options goja.Value)) *engine.Class {
	var class *engine.Class
	class = c.engine.Class(name, 1, parent, func(call goja.ConstructorCall) *goja.Object {
		this := call.This
		if call.NewTarget == nil && !c.engine.VM.InstanceOf(this, class.Constructor) {
			return c.engine.Construct(class.Constructor, call.Arguments...)
		}
		s := &Stream{}
		if h, ok := events.State(this).(Holder); ok && h.Base().Object == this {
			s = h.Core() // constructed once already, by a class in between
		} else {
			Attach(c.engine, this, s, nil, nil)
		}
		init(s, call.Argument(0))
		return nil
	})
	return class
}

func (c *classes) makeReadable() {
	c.readable = c.class("Readable", c.legacy.Constructor, func(s *Stream, options goja.Value) {
		s.Setup(ReadableSide, options)
		s.adoptMethods(options, "read", "destroy", "construct")
		s.adoptSignal(options)
		s.construct()
	})
	c.readMethods(c.readable)
	c.flowMethods(c.readable)
	c.readProperties(c.readable)
	c.destroy = c.destroyMethods(c.readable)
	for _, m := range []struct {
		name   string
		length int
	}{{"drop", 1}, {"filter", 2}, {"flatMap", 2}, {"map", 2}, {"take", 1}, {"every", 1}, {"forEach", 2}, {"reduce", 3}, {"toArray", 1}, {"some", 1}, {"find", 2}} {
		c.lazyMethod(c.readable.Prototype, m.name, m.length)
	}
	for _, m := range []struct {
		name   string
		length int
	}{{"wrap", 1}, {"iterator", 1}, {"compose", 2}} {
		engine.Must(c.readable.Prototype.Set(m.name, c.lazy(m.name, m.length, m.name)))
	}
	iterator := c.engine.WellKnown("asyncIterator")
	c.engine.SymbolMethod(c.readable.Prototype, iterator, "[Symbol.asyncIterator]", func(call goja.FunctionCall) goja.Value {
		return c.callPart("asyncIterator", call.This, call.Arguments...)
	})
	c.asyncDispose(c.readable.Prototype)
	c.engine.Lazy(c.readable.Constructor, "ReadableState", true, func() goja.Value { return c.readableStates().Get("constructor") })
	engine.Must(c.readable.Constructor.Set("_fromList", c.engine.Func("fromList", 2, c.fromList)))
	engine.Must(c.readable.Constructor.Set("from", c.lazy("", 2, "readable_from")))
	c.webMethods(c.readable.Constructor, "readable", 2)
	engine.Must(c.readable.Constructor.Set("wrap", c.lazy("", 2, "readable_wrap")))
}

func (c *classes) makeWritable() {
	e := c.engine
	c.writable = c.class("Writable", c.legacy.Constructor, func(s *Stream, options goja.Value) {
		s.Setup(WritableSide, options)
		s.adoptMethods(options, "write", "writev", "destroy", "final", "construct")
		s.adoptSignal(options)
		s.construct()
	})
	c.writeMethods(c.writable.Prototype)
	c.writeProperties(c.writable.Prototype)
	// Not a property of Duplex.
	c.flag(c.writable.Prototype, "writableAborted", func(s *Stream) bool {
		return s.w&wNotWritable == 0 && s.w&(wDestroyed|wErrored) != 0 && s.w&wFinished == 0
	})
	engine.Must(c.writable.Prototype.Set("destroy", c.destroy))
	engine.Must(c.writable.Prototype.Set("_undestroy", c.readable.Prototype.Get("_undestroy")))
	engine.Must(c.writable.Prototype.Set("_destroy", c.readable.Prototype.Get("_destroy")))
	c.rejection(c.writable.Prototype)
	c.asyncDispose(c.writable.Prototype)
	c.writable.Assign("pipe", 0, func(call goja.FunctionCall) goja.Value {
		if s := Of(call.This); s != nil {
			s.ErrorOrDestroy(e.Error("ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable"), false)
		}
		return nil
	})
	c.webMethods(c.writable.Constructor, "writable", 1)
	e.Lazy(c.writable.Constructor, "WritableState", true, func() goja.Value { return c.writableStates().Get("constructor") })
	// A Duplex is an instance of Writable although it extends Readable.
	native := e.Intrinsic("Function").Get("prototype").(*goja.Object).GetSymbol(goja.SymHasInstance)
	hasInstance := e.Func("[Symbol.hasInstance]", 1, func(call goja.FunctionCall) goja.Value {
		if e.Call(native, call.This, call.Argument(0)).ToBoolean() {
			return e.Bool(true)
		}
		if call.This != c.writable.Constructor {
			return e.Bool(false)
		}
		s := Of(call.Argument(0))
		return e.Bool(s != nil && s.w&wPresent != 0)
	})
	engine.Must(c.writable.Constructor.DefineDataPropertySymbol(goja.SymHasInstance, hasInstance, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
}

func (c *classes) makeDuplex() {
	e := c.engine
	c.duplex = c.class("Duplex", c.readable.Constructor, func(s *Stream, options goja.Value) {
		s.Setup(ReadableSide|WritableSide, options)
		s.adoptMethods(options, "read", "write", "writev", "destroy", "final", "construct")
		s.adoptSignal(options)
		s.construct()
	})
	// What Writable has besides, Duplex has too: the same functions.
	for _, name := range []string{"write", "cork", "uncork", "setDefaultEncoding", "_write", "_writev", "end", "destroy"} {
		engine.Must(c.duplex.Prototype.Set(name, c.writable.Prototype.Get(name)))
	}
	c.writeProperties(c.duplex.Prototype)
	e.Accessor(c.duplex.Prototype, "allowHalfOpen", func(this *goja.Object) goja.Value {
		s := Of(this)
		return e.Bool(s == nil || s.allowHalfOpen())
	}, func(this *goja.Object, v goja.Value) {
		if s := Of(this); s != nil {
			s.setAllowHalfOpen(!isFalse(v))
		}
	})
	c.webMethods(c.duplex.Constructor, "duplex", 2)
	engine.Must(c.duplex.Constructor.Set("from", c.lazy("from", 1, "duplex_from")))
}

// stateClass is Readable.ReadableState or Writable.WritableState: there for instanceof,
// and to make the state of a stream that nobody has.
func (c *classes) stateClass(name string, proto *goja.Object, of *engine.Class, property string) {
	state := c.engine.Class(name, 3, nil, func(call goja.ConstructorCall) *goja.Object {
		return c.engine.Construct(of.Constructor, call.Argument(0)).Get(property).(*goja.Object)
	})
	engine.Must(state.Constructor.DefineDataProperty("prototype", proto, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	engine.Must(proto.DefineDataProperty("constructor", state.Constructor, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// stream returns the stream that a method was called on.
func (c *classes) stream(call goja.FunctionCall) *Stream {
	if s := Of(call.This); s != nil {
		return s
	}
	panic(c.engine.VM.NewTypeError("Cannot read properties of undefined (reading 'Symbol(kState)')"))
}

func (c *classes) readMethods(class *engine.Class) {
	e := c.engine
	c.read = class.Assign("read", 1, func(call goja.FunctionCall) goja.Value {
		n := noSize
		if v := call.Argument(0); !goja.IsUndefined(v) {
			n = integer(e, v)
		}
		if v := c.stream(call).read(n); v != nil {
			return v // in object mode undefined is a value, too
		}
		return goja.Null()
	})
	c.push = class.Assign("push", 2, func(call goja.FunctionCall) goja.Value {
		return e.Bool(c.stream(call).push(call.Argument(0), givenText(call.Argument(1)), false))
	})
	class.Assign("unshift", 2, func(call goja.FunctionCall) goja.Value {
		return e.Bool(c.stream(call).push(call.Argument(0), givenText(call.Argument(1)), true))
	})
	class.Assign("_read", 1, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_METHOD_NOT_IMPLEMENTED", "The _read() method is not implemented"))
	})
	class.Assign("setEncoding", 1, func(call goja.FunctionCall) goja.Value {
		c.stream(call).setEncoding(call.Argument(0))
		return call.This
	})
	class.Assign("isPaused", 0, func(call goja.FunctionCall) goja.Value { return e.Bool(c.stream(call).paused()) })
	class.Assign("pipe", 2, func(call goja.FunctionCall) goja.Value {
		if v := call.Argument(0); engine.IsNullish(v) {
			panic(e.VM.NewTypeError("Cannot read properties of %s (reading 'on')", v.String()))
		}
		to, ok := call.Argument(0).(*goja.Object)
		if !ok || !engine.IsFunction(to.Get("on")) {
			panic(e.VM.NewTypeError("dest.on is not a function"))
		}
		c.stream(call).pipeTo(to, call.Argument(1))
		return to
	})
	class.Assign("unpipe", 1, func(call goja.FunctionCall) goja.Value {
		to, _ := call.Argument(0).(*goja.Object)
		c.stream(call).unpipe(to)
		return call.This
	})
}

// givenText is an optional string; what is none stands for nothing.
func givenText(v goja.Value) string {
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	return ""
}

// integer is the size that read was given: a whole number, or what parseInt
// makes of it.
func integer(e *engine.Engine, v goja.Value) float64 {
	if n := v.ToFloat(); engine.TypeOf(v) == "number" && n == float64(int64(n)) {
		return n
	}
	return e.Call(e.Intrinsic("parseInt"), goja.Undefined(), v, e.Int(10)).ToFloat()
}

func (c *classes) flowMethods(class *engine.Class) {
	emitter := events.Constructor(c.engine).Get("prototype").(*goja.Object)
	listen := func(name string) *goja.Object {
		super, _ := goja.AssertFunction(emitter.Get(name))
		return class.Assign(name, 2, func(call goja.FunctionCall) goja.Value {
			v, err := super(call.This, call.Arguments...)
			engine.Must(err)
			if s := Of(call.This); s != nil && s.r&rPresent != 0 {
				s.listened(call.Argument(0))
			}
			return v
		})
	}
	on := listen("on")
	engine.Must(class.Prototype.Set("addListener", on))
	forget := func(name string) *goja.Object {
		super, _ := goja.AssertFunction(emitter.Get(name))
		return class.Assign(name, 2, func(call goja.FunctionCall) goja.Value {
			v, err := super(call.This, call.Arguments...)
			engine.Must(err)
			if s := Of(call.This); s != nil && s.r&rPresent != 0 {
				// removeAllListeners leaves the flag of 'data' as it is.
				switch event := call.Argument(0); {
				case name != "removeAllListeners" || event.String() == "readable":
					s.unlistened(event.String())
				case engine.IsUndefined(event):
					s.unlistened("readable")
				}
			}
			return v
		})
	}
	off := forget("removeListener")
	engine.Must(class.Prototype.Set("off", off))
	forget("removeAllListeners")
	c.resume = class.Assign("resume", 0, func(call goja.FunctionCall) goja.Value {
		c.stream(call).resume()
		return call.This
	})
	c.pause = class.Assign("pause", 0, func(call goja.FunctionCall) goja.Value {
		c.stream(call).pause()
		return call.This
	})
}

func (c *classes) writeMethods(proto *goja.Object) {
	e := c.engine
	assign := func(name string, length int, f engine.Native) *goja.Object {
		fn := e.Func(name, length, f)
		engine.Must(proto.Set(name, fn))
		return fn
	}
	c.writeMethod = assign("write", 3, func(call goja.FunctionCall) goja.Value {
		s := c.stream(call)
		encoding, cb := call.Argument(1), call.Argument(2)
		if engine.IsFunction(encoding) {
			encoding, cb = nil, encoding
		}
		more, _ := s.write(call.Argument(0), encoding, scriptCallback(cb))
		return e.Bool(more)
	})
	c.writeCall, _ = goja.AssertFunction(c.writeMethod)
	assign("end", 3, func(call goja.FunctionCall) goja.Value {
		chunk, encoding, cb := call.Argument(0), call.Argument(1), call.Argument(2)
		if engine.IsFunction(chunk) {
			chunk, encoding, cb = nil, nil, chunk
		} else if engine.IsFunction(encoding) {
			encoding, cb = nil, encoding
		}
		c.stream(call).end(chunk, encoding, scriptCallback(cb))
		return call.This
	})
	assign("cork", 0, func(call goja.FunctionCall) goja.Value {
		c.stream(call).corked++
		return nil
	})
	assign("uncork", 0, func(call goja.FunctionCall) goja.Value {
		c.stream(call).uncork()
		return nil
	})
	assign("setDefaultEncoding", 1, func(call goja.FunctionCall) goja.Value {
		c.stream(call).setDefaultEncoding(call.Argument(0))
		return call.This
	})
	c.noWrite = assign("_write", 3, func(call goja.FunctionCall) goja.Value {
		s := c.stream(call)
		if f := s.Object.Get("_writev"); engine.IsFunction(f) {
			entry := e.Object("chunk", call.Argument(0), "encoding", call.Argument(1))
			return e.Call(f, s.Object, e.VM.NewArray(entry), call.Argument(2))
		}
		panic(s.errNotImplemented("_write()"))
	})
	engine.Must(proto.Set("_writev", goja.Null()))
}

func scriptCallback(cb goja.Value) callback {
	if engine.IsFunction(cb) {
		return callback{script: cb}
	}
	return callback{}
}

// destroyMethods are those that Readable and Writable share.
func (c *classes) destroyMethods(class *engine.Class) *goja.Object {
	e := c.engine
	class.Assign("_undestroy", 0, c.undestroy)
	class.Assign("_destroy", 2, func(call goja.FunctionCall) goja.Value {
		return e.Call(call.Argument(1), goja.Undefined(), call.Argument(0))
	})
	c.rejection(class.Prototype)
	return class.Assign("destroy", 2, func(call goja.FunctionCall) goja.Value {
		s := c.stream(call)
		var done func(goja.Value)
		if cb := call.Argument(1); engine.IsFunction(cb) {
			done = func(err goja.Value) {
				if err == nil {
					err = goja.Undefined()
				}
				e.Call(cb, goja.Undefined(), err)
			}
		}
		s.destroy(orNil(call.Argument(0)), done)
		return call.This
	})
}

func (c *classes) undestroy(call goja.FunctionCall) goja.Value {
	c.stream(call).Revive()
	return nil
}

// rejection has a listener whose promise is rejected destroy the stream, with
// captureRejections.
func (c *classes) rejection(proto *goja.Object) {
	c.engine.SymbolMethod(proto, c.engine.SymbolFor("nodejs.rejection"), "[Symbol(nodejs.rejection)]", func(call goja.FunctionCall) goja.Value {
		return c.engine.Invoke(c.engine.This(call, "destroy"), "destroy", call.Argument(0))
	})
}

func (c *classes) asyncDispose(proto *goja.Object) {
	c.engine.SymbolMethod(proto, c.engine.WellKnown("asyncDispose"), "[Symbol.asyncDispose]", func(call goja.FunctionCall) goja.Value {
		return c.callPart("asyncDispose", call.This)
	})
}
