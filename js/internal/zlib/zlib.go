// Package zlib is Node's module zlib: streams and whole buffers, by the libraries for
// deflate, Brotli and Zstandard. What they make differs in its bytes from what zlib makes.
package zlib

import (
	"compress/flate"
	_ "embed"
	"hash/crc32"
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type module struct{ e *engine.Engine }

//go:embed zlib.js
var classes string

// Load is the loader of require('zlib').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e}
	native := e.VM.NewObject()
	method := func(o *goja.Object, name string, length int, f engine.Native) {
		engine.Must(o.Set(name, e.Func(name, length, f)))
	}
	list := e.VM.NewArray()
	for i, f := range formats {
		engine.Must(list.Set(strconv.Itoa(i), e.Object("name", f.name, "method", f.method, "expands", f.expand != nil, "deflates", f.deflates())))
	}
	engine.Must(native.Set("formats", list))
	method(native, "whole", 4, m.whole)
	method(native, "codec", 2, m.codec)
	method(exports, "crc32", 2, m.crc32)
	engine.Source("zlib", classes, func(*engine.Engine) *goja.Object { return native })(e, exports)
	engine.Must(exports.DefineDataProperty("constants", m.constants(), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	engine.Must(exports.DefineDataProperty("codes", m.codes(), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	return nil
}

// whole does all of a buffer at once: format, data, options, and a callback, or true to wait.
func (m *module) whole(call goja.FunctionCall) goja.Value {
	e, f := m.e, formats[call.Argument(0).ToInteger()]
	data, s, callback := m.input(call.Argument(1)), m.settings(f, call.Argument(2)), call.Argument(3)
	if callback == e.VM.ToValue(true) {
		s.breathe = e.Breathe
		p, err := f.whole(data, s)
		if err != nil {
			panic(m.failure(f, err))
		}
		return buffer.Wrap(e, p)
	}
	e.NeedFunction("callback", callback)
	data = append([]byte(nil), data...)
	var p []byte
	var err error
	e.Compute(func() { p, err = f.whole(data, s) }, func() {
		if err != nil {
			e.Call(callback, goja.Undefined(), m.failure(f, err))
			return
		}
		e.Call(callback, goja.Undefined(), goja.Null(), buffer.Wrap(e, p))
	})
	return nil
}

// codec is what is under a stream: put(data, flush, last), next(callback), which gives
// a piece, null when it wants more, and undefined at the end, and others.
func (m *module) codec(call goja.FunctionCall) goja.Value {
	e, f := m.e, formats[call.Argument(0).ToInteger()]
	s := m.settings(f, call.Argument(1))
	c, err := newCodec(f, s)
	if err != nil {
		panic(m.failure(f, err))
	}
	o := e.Object("chunkSize", s.chunk, "level", s.level, "strategy", s.strategy, "flushFlag", s.flush, "finishFlush", s.finish, "maxOutputLength", s.limit)
	method := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 1, f))) }
	value := func(r result) (goja.Value, goja.Value) {
		switch {
		case r.err != nil:
			return m.failure(f, r.err), goja.Undefined()
		case r.ended:
			return goja.Null(), goja.Undefined()
		case r.hungry:
			return goja.Null(), goja.Null()
		}
		return goja.Null(), buffer.Wrap(e, r.piece)
	}
	step := func(put func() error, size int, callback goja.Value) goja.Value {
		var r result
		work := func() {
			if err := put(); err != nil {
				r = result{err: err}
				return
			}
			r = c.next(size)
		}
		if engine.IsUndefined(callback) {
			work()
			err, piece := value(r)
			return e.VM.NewArray(err, piece)
		}
		e.Compute(work, func() {
			err, piece := value(r)
			e.Call(callback, goja.Undefined(), err, piece)
		})
		return nil
	}
	method("put", func(call goja.FunctionCall) goja.Value {
		data, _ := buffer.Bytes(call.Argument(0))
		data = append([]byte(nil), data...)
		flush, last := call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean()
		return step(func() error { return c.put(data, flush, last) }, s.chunk, call.Argument(3))
	})
	method("next", func(call goja.FunctionCall) goja.Value {
		return step(func() error { return nil }, s.chunk, call.Argument(0))
	})
	method("params", func(call goja.FunctionCall) goja.Value {
		s.level, s.strategy = int(call.Argument(0).ToInteger()), int(call.Argument(1).ToInteger())
		if d, ok := c.to.(*deflater); ok {
			if err := d.setLevel(s); err != nil {
				panic(m.failure(f, err))
			}
		}
		return nil
	})
	method("close", func(goja.FunctionCall) goja.Value { c.close(); return nil })
	return o
}

func (m *module) input(v goja.Value) []byte {
	if text, ok := v.(goja.String); ok {
		return buffer.UTF8.Decode(text)
	}
	if p, ok := buffer.Bytes(v); ok {
		return p
	}
	if p, ok := buffer.ArrayBufferBytes(v); ok {
		return p
	}
	panic(m.e.InvalidArgType("buffer", v, "string", "Buffer", "TypedArray", "DataView", "ArrayBuffer"))
}

// settings are the options that matter here.
type settings struct {
	level, strategy int
	chunk           int
	flush, finish   int
	limit           int64
	dictionary      []byte
	params          map[int]int
	size            int    // of what is to be compressed; 0 is unknown
	partial         bool   // input may end in the middle
	alone           bool   // nothing may follow the end
	breathe         func() // nil on a goroutine of its own
}

func (s *settings) param(id, otherwise int) int {
	if n, ok := s.params[id]; ok {
		return n
	}
	return otherwise
}

// flateLevel is the level for Go's writer, which knows one strategy as a level.
func (s *settings) flateLevel() int {
	if s.strategy == 2 {
		return flate.HuffmanOnly
	}
	return s.level
}

// deflates is false for the formats that have parameters of their own.
func (f *format) deflates() bool {
	return !strings.Contains(f.name, "Brotli") && !strings.Contains(f.name, "Zstd")
}

func (m *module) settings(f *format, v goja.Value) *settings {
	finish, last := 4, 5 // Z_FINISH, Z_BLOCK
	switch {
	case strings.Contains(f.name, "Brotli"):
		finish, last = 2, 3
	case !f.deflates():
		finish, last = 2, 2
	}
	s := &settings{level: -1, chunk: 16384, finish: finish, limit: engine.MaxSafeInteger, params: map[int]int{}}
	o, ok := v.(*goja.Object)
	if !ok {
		return s
	}
	number := func(name string, otherwise, low, high int64) int64 {
		v := o.Get(name)
		if engine.IsUndefined(v) {
			return otherwise
		}
		if engine.TypeOf(v) != "number" {
			panic(m.e.InvalidArgType("options."+name, v, "number"))
		}
		switch n := v.ToFloat(); {
		case math.IsNaN(n):
			return otherwise
		case math.IsInf(n, 0):
			panic(m.e.OutOfRange("options."+name, "a finite number", v))
		}
		wanted := ">= " + strconv.FormatInt(low, 10)
		if high < math.MaxInt64 {
			wanted += " and <= " + strconv.FormatInt(high, 10)
		}
		if n := v.ToFloat(); n < float64(low) || n > float64(high) {
			panic(m.e.OutOfRange("options."+name, wanted, v))
		}
		return v.ToInteger()
	}
	chunk := number("chunkSize", 16384, 64, math.MaxInt64)
	if chunk > engine.MaxSafeInteger { // Node makes a Buffer of it
		panic(m.e.OutOfRange("size", ">= 0 && <= 9007199254740991", m.e.VM.ToValue(chunk)))
	}
	s.chunk = int(min(chunk, 64<<20))
	s.flush = int(number("flush", 0, 0, int64(last)))
	s.finish = int(number("finishFlush", int64(finish), 0, int64(last)))
	s.limit = number("maxOutputLength", engine.MaxSafeInteger, 1, engine.MaxSafeInteger)
	if finish == 4 {
		if v := o.Get("windowBits"); f.expand == nil || !engine.IsNullish(v) && !v.StrictEquals(m.e.Int(0)) {
			number("windowBits", 15, map[bool]int64{true: 9, false: 8}[f.name == "Gzip"], 15)
		}
		s.level = int(number("level", -1, -1, 9))
		number("memLevel", 8, 1, 9)
		s.strategy = int(number("strategy", 0, 0, 4))
		s.dictionary = m.dictionary(o.Get("dictionary"))
	} else {
		m.params(f, s, o.Get("params"))
	}
	s.partial = f.expand != nil && s.finish != finish
	if v := o.Get("rejectGarbageAfterEnd"); !engine.IsUndefined(v) {
		if engine.TypeOf(v) != "boolean" {
			panic(m.e.InvalidArgType("options.rejectGarbageAfterEnd", v, "boolean"))
		}
		s.alone = v.ToBoolean()
	}
	return s
}

func (m *module) dictionary(v goja.Value) []byte {
	if engine.IsUndefined(v) {
		return nil
	}
	p, ok := buffer.Bytes(v)
	if !ok {
		if p, ok = buffer.ArrayBufferBytes(v); !ok {
			panic(m.e.InvalidArgType("options.dictionary", v, "Buffer", "TypedArray", "DataView", "ArrayBuffer"))
		}
	}
	return append([]byte{}, p...)
}

// params are the parameters of Brotli and Zstandard, by number.
func (m *module) params(f *format, s *settings, v goja.Value) {
	o, ok := v.(*goja.Object)
	if !ok {
		return
	}
	kind, low, high := "Brotli", 0, 8
	if strings.Contains(f.name, "Zstd") {
		kind, low, high = "Zstd", 100, 402
	}
	for _, name := range o.Keys() {
		id, err := strconv.Atoi(name)
		if kind == "Zstd" && f.expand == nil && (err != nil || id < low || id > high) {
			panic(m.e.Error("ERR_ZLIB_INITIALIZATION_FAILED", "Setting parameter failed"))
		}
		if err != nil || id < low || id > high {
			panic(m.e.RangeError("ERR_"+strings.ToUpper(kind)+"_INVALID_PARAM", name+" is not a valid "+kind+" parameter"))
		}
		v := o.Get(name)
		if t := engine.TypeOf(v); t != "number" && t != "boolean" {
			panic(m.e.InvalidArgType("options.params[key]", v, "number"))
		}
		n := int(v.ToInteger())
		switch {
		case kind == "Brotli" && id == 1:
			n = min(max(n, 0), 11)
		case kind == "Brotli" && id == 2:
			n = min(max(n, 10), 24)
		}
		s.params[id] = n
	}
}

// failure is an error as Node has it.
func (m *module) failure(f *format, err error) *goja.Object {
	if limit, ok := err.(tooLarge); ok {
		return m.e.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than "+strconv.FormatInt(int64(limit), 10)+" bytes")
	}
	if err == errTrailing {
		return m.e.TypeError("ERR_TRAILING_JUNK_AFTER_STREAM_END", "Trailing junk found after the end of the compressed stream")
	}
	c := f.classifyAs(err)
	o := m.e.PlainError(c.message)
	engine.Must(o.Set("errno", c.number))
	engine.Must(o.Set("code", c.code))
	return o
}

func (m *module) crc32(call goja.FunctionCall) goja.Value {
	var data []byte
	if text, ok := call.Argument(0).(goja.String); ok {
		data = buffer.UTF8.Decode(text)
	} else if p, ok := buffer.Bytes(call.Argument(0)); ok {
		data = p
	} else {
		panic(m.e.InvalidArgType("data", call.Argument(0), "string", "Buffer", "TypedArray", "DataView"))
	}
	before := int64(0)
	if v := call.Argument(1); !engine.IsUndefined(v) {
		before = m.e.NeedInteger("value", v, 0, math.MaxUint32)
	}
	return m.e.VM.ToValue(int64(crc32.Update(uint32(before), crc32.IEEETable, data)))
}
