package language

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// goja's methods of arrays count to whatever the length of an object says, be it 2**53,
// in loops of Go that nothing interrupts. Where the length may be much more than what
// there is, they are given a proxy in the place of the object, by which they can be.

// fewElements is a length that needs no care; nor does fewPlaces, of an array that goja
// keeps as a list: new Array(n).fill(0) goes through that within a second.
const (
	fewElements = 1 << 16
	fewPlaces   = 1 << 23
)

// manyElements is more than an array can have in memory at once, about as in V8.
const manyElements = 1 << 27

// loop is what is known of a method that goes through all of an array.
type loop struct {
	calls bool    // a function of the script's, with the array as its last argument
	skips bool    // what is not there; goja finds that out by its value alone, which a proxy does not have
	most  float64 // so many elements, where it takes memory for all of them first; 0 is any
}

// Those that call it for each place, there or not, such as find, can be interrupted.
var loops = map[string]loop{
	"copyWithin": {}, "fill": {}, "flat": {}, "includes": {}, "indexOf": {}, "lastIndexOf": {}, "reverse": {}, "shift": {},
	"splice": {}, "unshift": {}, "join": {}, "toLocaleString": {},
	"slice": {skips: true},
	"every": {calls: true, skips: true}, "filter": {calls: true, skips: true}, "flatMap": {calls: true}, "forEach": {calls: true, skips: true}, "map": {calls: true, skips: true}, "reduce": {calls: true, skips: true},
	"reduceRight": {calls: true, skips: true}, "some": {calls: true, skips: true},
	"sort": {most: manyElements}, "toReversed": {most: manyElements}, "toSorted": {most: manyElements}, "toSpliced": {most: manyElements},
	"with": {most: manyElements},
}

// defineLoops has everything be interruptible that goes through arrays, and what is
// like one.
func defineLoops(e *engine.Engine, global *goja.Object) {
	array := global.Get("Array").(*goja.Object)
	proto := array.Get("prototype").(*goja.Object)
	w := &watcher{e: e, active: map[*goja.Object]*watched{}}
	w.has = gojax.FunctionOf(global.Get("Reflect").(*goja.Object).Get("has"))
	for name, loop := range loops {
		gojax.Around(proto.Get(name).(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
			o, ok := call.This.(*goja.Object)
			if !ok || !endless(o) {
				return original(call)
			}
			watched := w.watch(o)
			watched.skips = loop.skips && gojax.KindOf(o) == gojax.Proxy
			watched.limit = func(n float64) { w.refuse(n, loop.most) }
			if name == "join" || name == "toLocaleString" {
				watched.limit = func(n float64) { w.text(n, call.Argument(0)) }
			}
			if f := gojax.FunctionOf(call.Argument(0)); loop.calls && f != nil {
				call.Arguments = append([]goja.Value{watched.hidden(f)}, call.Arguments[1:]...)
			}
			return watched.call(original, call)
		})
	}
	gojax.Around(proto.Get("concat").(*goja.Object), w.concat)
	gojax.Around(array.Get("from").(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok || !endless(o) || !engine.IsNullish(o.GetSymbol(goja.SymIterator)) {
			return original(call)
		}
		watched := w.watch(o)
		watched.limit = func(n float64) { w.refuse(n, manyElements) }
		call.Arguments = append([]goja.Value{watched.proxy}, call.Arguments[1:]...)
		return original(call)
	})
	iterators := e.Invoke(e.VM.NewArray(), "values").(*goja.Object).Prototype()
	gojax.IterateAsMade(iterators)
	gojax.Around(iterators.Get("next").(*goja.Object), func(original gojax.Native, call goja.FunctionCall) goja.Value {
		w.tick()
		return original(call)
	})
}

// endless reports whether a loop over an object may take much longer than its memory
// says, without asking the object.
func endless(o *goja.Object) bool {
	if gojax.InMemory(o, fewPlaces) {
		return false
	}
	switch gojax.KindOf(o) {
	case gojax.Array:
		return whole(engine.Property(o, "length")) > fewElements
	case gojax.TypedArray:
		return longPrototype(o)
	case gojax.Boxed:
		if _, text := gojax.Primitive(o).(goja.String); text {
			return false // it has the length of its text
		}
	}
	for ; o != nil; o = o.Prototype() {
		switch length, exists, known := gojax.Property(o, "length"); {
		case !known:
			return true // a getter, a proxy
		case exists:
			_, object := length.(*goja.Object)
			return object || whole(length.ToNumber()) > fewElements
		}
	}
	return false
}

// longPrototype reports whether a typed array has a prototype of the script's that says that
// it is long; its own is as long as its memory.
func longPrototype(o *goja.Object) bool {
	for o = o.Prototype(); o != nil; o = o.Prototype() {
		if gojax.KindOf(o) == gojax.Array {
			return whole(engine.Property(o, "length")) > fewElements
		}
		switch length, exists, known := gojax.Property(o, "length"); {
		case !known:
			return false
		case exists:
			_, object := length.(*goja.Object)
			return object || whole(length.ToNumber()) > fewElements
		}
	}
	return false
}
