package stream

import (
	"embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/streamweb"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

//go:embed more/*.js
var sources embed.FS

// exported says in which file of more each function is that the module offers:
// the files are compiled one by one, when first used.
var exported = map[string]string{
	"isDestroyed": "state", "isDisturbed": "state", "isErrored": "state", "isReadable": "state", "isWritable": "state", "destroy": "state",
	"finished": "finished", "addAbortSignal": "finished", "asyncDispose": "finished",
	"asyncIterator": "iterate", "iterator": "iterate", "readable_from": "iterate",
	"pipeline": "pipeline",
	"map":      "operators", "filter": "operators", "flatMap": "operators", "drop": "operators", "take": "operators", "some": "operators",
	"every": "operators", "find": "operators", "forEach": "operators", "toArray": "operators", "reduce": "operators", "compose": "operators",
	"composeStreams": "join", "duplexPair": "join", "duplex_from": "join",
	"readable_fromWeb": "web", "readable_toWeb": "web", "writable_fromWeb": "web", "writable_toWeb": "web", "duplex_fromWeb": "web", "duplex_toWeb": "web",
	"wrap": "old", "readable_wrap": "old", "legacyPipe": "old", "fromList": "old",
}

// part is what a file of more exports.
func (c *classes) part(name string) *goja.Object {
	return engine.Part(c.engine, sources, "more/"+name+".js", "internal/stream/"+name, c.natives)
}

// callPart calls a function of more by its name.
func (c *classes) callPart(name string, this goja.Value, args ...goja.Value) goja.Value {
	return c.engine.Call(c.part(exported[name]).Get(name), this, args...)
}

// lazy makes a function that is compiled when it is first called.
func (c *classes) lazy(name string, length int, inSource string) *goja.Object {
	return c.engine.Func(name, length, func(call goja.FunctionCall) goja.Value {
		return c.callPart(inSource, call.This, call.Arguments...)
	})
}

func (c *classes) lazyMethod(proto *goja.Object, name string, length int) {
	engine.Must(proto.DefineDataProperty(name, c.lazy(name, length, name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// webMethods are the ways from and to the web's streams. They have no names in Node.
func (c *classes) webMethods(ctor *goja.Object, class string, toWebLength int) {
	engine.Must(ctor.Set("fromWeb", c.lazy("", 2, class+"_fromWeb")))
	engine.Must(ctor.Set("toWeb", c.lazy("", toWebLength, class+"_toWeb")))
}

func unavailable(e *engine.Engine, what string) *goja.Object {
	return e.TypeError("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", what+" are not available in nodenet")
}

// natives are what the files of more are given.
func (c *classes) natives(e *engine.Engine) *goja.Object {
	return engine.Slot(e, nativesKey{}, func() *goja.Object {
		o := e.Object(
			"Readable", c.readable.Constructor,
			"Writable", c.writable.Constructor,
			"Duplex", c.duplex.Constructor,
			"PassThrough", c.passThrough.Constructor,
			"asyncIterator", e.WellKnown("asyncIterator"),
		)
		c.nativeErrors(o)
		c.nativeBytes(o)
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
		e.NativeChecks(native)
		native("part", func(call goja.FunctionCall) goja.Value { return c.part(call.Argument(0).String()) })
		native("web", func(call goja.FunctionCall) goja.Value { return streamweb.Part(e, call.Argument(0).String()) })
		native("generators", func(goja.FunctionCall) goja.Value { return language.Generators(e) })
		native("iteratorPrototype", func(goja.FunctionCall) goja.Value { return language.AsyncIteratorPrototype(e) })
		native("nextTick", func(call goja.FunctionCall) goja.Value {
			f := call.Argument(0)
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
			return nil
		})
		native("bound", func(call goja.FunctionCall) goja.Value {
			f, context := call.Argument(0), e.Context()
			if !e.TracksContexts() {
				return f
			}
			return e.Func("bound", 0, func(call goja.FunctionCall) (v goja.Value) {
				e.InContext(context, func() { v = e.Call(f, call.This, call.Arguments...) })
				return v
			})
		})
		native("errorOrDestroy", func(call goja.FunctionCall) goja.Value {
			c.stream(goja.FunctionCall{This: call.Argument(0)}).ErrorOrDestroy(call.Argument(1), false)
			return nil
		})
		return o
	})
}

type nativesKey struct{}

type deprecatedKey struct{}

func (c *classes) nativeErrors(o *goja.Object) {
	e := c.engine
	native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
	e.NativeErrors(native)
	native("prematureClose", func(goja.FunctionCall) goja.Value { return e.Error(node.PrematureClose()) })
	native("streamDestroyed", func(call goja.FunctionCall) goja.Value {
		return e.Error(node.Destroyed(call.Argument(0).String()))
	})
	native("nullValues", func(goja.FunctionCall) goja.Value { return e.TypeError(node.NullValues()) })
	native("received", func(call goja.FunctionCall) goja.Value {
		return e.Text(e.Describe(call.Argument(0)))
	})
	native("deprecated", func(call goja.FunctionCall) goja.Value {
		code := call.Argument(0).String()
		if told := engine.Slot(e, deprecatedKey{}, func() map[string]bool { return map[string]bool{} }); !told[code] {
			told[code] = true
			e.EmitWarning(call.Argument(1).String(), "DeprecationWarning", code)
		}
		return nil
	})
	native("unavailable", func(call goja.FunctionCall) goja.Value { return unavailable(e, call.Argument(0).String()) })
}

// nativeBytes are what stream/consumers gathers with.
func (c *classes) nativeBytes(o *goja.Object) {
	e := c.engine
	native := func(name string, f engine.Native) *goja.Object {
		fn := e.Func(name, 0, f)
		engine.Must(o.Set(name, fn))
		return fn
	}
	native("isBuffer", func(call goja.FunctionCall) goja.Value { return e.Bool(buffer.Is(e, call.Argument(0))) })
	native("isArrayBuffer", func(call goja.FunctionCall) goja.Value { // or a SharedArrayBuffer
		o, ok := call.Argument(0).(*goja.Object)
		return e.Bool(ok && gojax.KindOf(o) == gojax.ArrayBuffer)
	})
	native("isBlob", func(call goja.FunctionCall) goja.Value { return e.Bool(buffer.IsBlob(call.Argument(0))) })
	native("isEncoding", func(call goja.FunctionCall) goja.Value {
		_, ok := buffer.ParseEncoding(givenText(call.Argument(0)))
		return e.Bool(ok)
	})
	native("encode", func(call goja.FunctionCall) goja.Value {
		encoding, _ := buffer.ParseEncoding(givenText(call.Argument(1)))
		return buffer.Wrap(e, encoding.Decode(call.Argument(0).(goja.String)))
	})
	native("concat", func(call goja.FunctionCall) goja.Value {
		var all []byte
		e.VM.ForOf(call.Argument(0), func(chunk goja.Value) bool {
			if data, ok := bytesOf(chunk); ok {
				all = append(all, data...)
			} else {
				all = append(all, chunk.String()...)
			}
			return true
		})
		return buffer.Wrap(e, all)
	})
	native("decoder", func(goja.FunctionCall) goja.Value {
		utf8, _ := buffer.ParseEncoding("utf8")
		d := stringdecoder.NewDecoder(utf8)
		return e.Object(
			"write", e.Func("write", 1, func(call goja.FunctionCall) goja.Value {
				data, ok := bytesOf(call.Argument(0))
				if !ok {
					panic(e.InvalidArgType("input", call.Argument(0), "ArrayBuffer", "ArrayBufferView"))
				}
				return d.Write(e, data)
			}),
			"end", e.Func("end", 0, func(goja.FunctionCall) goja.Value { return d.End() }),
		)
	})
}

// bytesOf returns the bytes of a view or an ArrayBuffer.
func bytesOf(v goja.Value) ([]byte, bool) {
	if data, ok := buffer.ArrayBufferBytes(v); ok {
		return data, true
	}
	if !buffer.IsView(v) {
		return nil, false
	}
	return buffer.Bytes(v)
}
