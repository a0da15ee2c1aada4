// Package streamweb is the web's streams: require('stream/web'), and the globals that are
// of it. They are JavaScript after the algorithms of the Streams standard, in parts that
// are compiled when a script first names a class of theirs.
package streamweb

import (
	"embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/encoding"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

//go:embed *.js
var sources embed.FS

// exported are the classes, in Node's order, and the parts that they are in.
var exported = []struct{ name, part string }{
	{"ReadableStream", "readable"},
	{"ReadableStreamTee", "readable"},
	{"ReadableStreamDefaultReader", "readable"},
	{"ReadableStreamBYOBReader", "bytes"},
	{"ReadableStreamBYOBRequest", "bytes"},
	{"ReadableByteStreamController", "bytes"},
	{"ReadableStreamDefaultController", "readable"},
	{"TransformStream", "transform"},
	{"TransformStreamDefaultController", "transform"},
	{"WritableStream", "writable"},
	{"WritableStreamDefaultWriter", "writable"},
	{"WritableStreamDefaultController", "writable"},
	{"ByteLengthQueuingStrategy", "strategies"},
	{"CountQueuingStrategy", "strategies"},
	{"TextEncoderStream", "encoding"},
	{"TextDecoderStream", "encoding"},
	{"CompressionStream", "compression"},
	{"DecompressionStream", "compression"},
}

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	for _, x := range exported {
		if x.name != "ReadableStreamTee" {
			e.Lazy(global, x.name, false, func() goja.Value { return Part(e, x.part).Get(x.name) })
		}
	}
}

// Load is the loader of require('stream/web').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	for _, x := range exported {
		e.Lazy(exports, x.name, true, func() goja.Value { return Part(e, x.part).Get(x.name) })
	}
	return nil
}

// Part is what one of the sources exports, for the modules that have to do with these
// streams.
func Part(e *engine.Engine, name string) *goja.Object {
	return engine.Part(e, sources, name+".js", "internal/streamweb/"+name, natives)
}

type nativesKey struct{}

// natives are what the parts are given.
func natives(e *engine.Engine) *goja.Object {
	return engine.Slot(e, nativesKey{}, func() *goja.Object {
		o := e.Object(
			"asyncIterator", e.WellKnown("asyncIterator"),
			"asyncIteratorPrototype", language.AsyncIteratorPrototype(e),
			"inspectCustom", e.SymbolFor("nodejs.util.inspect.custom"),
			"Buffer", buffer.ClassOf(e).Constructor,
			"AbortController", abort.Controller(e),
			"TextEncoder", encoding.Encoder(e),
			"TextDecoder", encoding.Decoder(e),
		)
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
		native("part", func(call goja.FunctionCall) goja.Value { return Part(e, call.Argument(0).String()) })
		native("nextTick", func(call goja.FunctionCall) goja.Value {
			f := call.Argument(0)
			e.NextTick(func() { e.Call(f, goja.Undefined()) })
			return nil
		})
		native("transferable", func(call goja.FunctionCall) goja.Value {
			engine.Hide(call.Argument(0).(*goja.Object), engine.Cloneable, class{goja.Undefined(), e, call.Argument(1).String()})
			return nil
		})
		e.Lazy(o, "MessageChannel", true, func() goja.Value { return messaging.Channel(e) })
		nativeErrors(e, native)
		nativeBuffers(e, native)
		return o
	})
}

func nativeErrors(e *engine.Engine, native func(string, engine.Native)) {
	e.NativeErrors(native)
	native("invalidRange", func(call goja.FunctionCall) goja.Value {
		return e.InvalidArgRange(call.Argument(0).String(), call.Argument(1))
	})
	native("shown", func(call goja.FunctionCall) goja.Value { return e.Text(e.Shown(call.Argument(0))) })
}

func nativeBuffers(e *engine.Engine, native func(string, engine.Native)) {
	native("isView", func(call goja.FunctionCall) goja.Value { return e.Bool(buffer.IsView(call.Argument(0))) })
	// classOf gives no class for a Buffer.
	native("classOf", func(call goja.FunctionCall) goja.Value {
		view, _ := buffer.View(call.Argument(0))
		o := e.Object("unit", view.Size)
		if !buffer.Is(e, call.Argument(0)) {
			engine.Must(o.Set("Class", e.Intrinsic(view.Type)))
		}
		return o
	})
	// transfer takes its memory from an ArrayBuffer, and makes another of it.
	native("transfer", func(call goja.FunctionCall) goja.Value {
		o := call.Argument(0).(*goja.Object)
		return messaging.Clone(e, o, []*goja.Object{o})
	})
}
