// Package zlib is Node's module zlib as far as whole buffers go: what compresses
// or expands piece by piece, Brotli and Zstandard are not there.
package zlib

import (
	"hash/crc32"
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type module struct{ e *engine.Engine }

// formats are the functions that there are, and what they do.
var formats = []struct {
	name string
	work func(data []byte, opts settings) ([]byte, error)
}{
	{"deflate", deflate}, {"gzip", gzip}, {"deflateRaw", deflateRaw}, {"unzip", unzip}, {"inflate", inflate}, {"gunzip", gunzip}, {"inflateRaw", inflateRaw},
}

const (
	absentFunctions = "brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync zstdCompress zstdCompressSync zstdDecompress " +
		"zstdDecompressSync createDeflate createInflate createDeflateRaw createInflateRaw createGzip createGunzip createUnzip " +
		"createBrotliCompress createBrotliDecompress createZstdCompress createZstdDecompress"
	absentClasses = "Deflate Inflate Gzip Gunzip DeflateRaw InflateRaw Unzip BrotliCompress BrotliDecompress ZstdCompress ZstdDecompress"
)

// Load is the loader of require('zlib').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e}
	method := func(name string, length int, f engine.Native) {
		engine.Must(exports.Set(name, e.Func(name, length, f)))
	}
	for _, f := range formats {
		method(f.name+"Sync", 2, func(call goja.FunctionCall) goja.Value {
			p, err := f.work(m.input(call.Argument(0)), m.settings(call.Argument(1)))
			if err != nil {
				panic(m.failure(err))
			}
			return buffer.Wrap(e, p)
		})
		method(f.name, 3, func(call goja.FunctionCall) goja.Value {
			options, callback := call.Argument(1), call.Argument(2)
			if engine.IsFunction(options) {
				options, callback = goja.Undefined(), options
			}
			e.NeedFunction("callback", callback)
			data, opts := append([]byte(nil), m.input(call.Argument(0))...), m.settings(options)
			var p []byte
			var err error
			e.Go(func() { p, err = f.work(data, opts) }, func() {
				if err != nil {
					e.Call(callback, goja.Undefined(), m.failure(err))
					return
				}
				e.Call(callback, goja.Undefined(), goja.Null(), buffer.Wrap(e, p))
			})
			return nil
		})
	}
	method("crc32", 2, m.crc32)
	for _, name := range strings.Fields(absentFunctions) {
		method(name, 2, func(goja.FunctionCall) goja.Value { panic(m.unavailable(name + "()")) })
	}
	for _, name := range strings.Fields(absentClasses) {
		class := e.Class(name, 1, nil, func(goja.ConstructorCall) *goja.Object { panic(m.unavailable(name)) })
		engine.Must(exports.Set(name, class.Constructor))
	}
	engine.Must(exports.DefineDataProperty("constants", m.constants(), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	return nil
}

func (m *module) unavailable(what string) *goja.Object {
	return m.e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "zlib."+what+" is not available in nodenet")
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
	level int
	limit int64
}

func (m *module) settings(v goja.Value) settings {
	opts := settings{level: -1, limit: math.MaxInt64}
	o, ok := v.(*goja.Object)
	if !ok {
		return opts
	}
	number := func(name string, otherwise, low, high int64) int64 {
		v := o.Get(name)
		if engine.IsUndefined(v) {
			return otherwise
		}
		if engine.TypeOf(v) != "number" {
			panic(m.e.InvalidArgType("options."+name, v, "number"))
		}
		if n := v.ToFloat(); n < float64(low) || n > float64(high) {
			panic(m.e.OutOfRange("options."+name, ">= "+strconv.FormatInt(low, 10)+" and <= "+strconv.FormatInt(high, 10), v))
		}
		return v.ToInteger()
	}
	opts.level = int(number("level", -1, -1, 9))
	opts.limit = number("maxOutputLength", math.MaxInt64, 1, engine.MaxSafeInteger)
	if dictionary := o.Get("dictionary"); !engine.IsUndefined(dictionary) {
		panic(m.unavailable("options.dictionary"))
	}
	return opts
}

// failure is an error of zlib's.
func (m *module) failure(err error) *goja.Object {
	if limit, ok := err.(tooLarge); ok {
		return m.e.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than "+strconv.FormatInt(int64(limit), 10)+" bytes")
	}
	code, number, message := classify(err)
	o := m.e.PlainError(message)
	engine.Must(o.Set("errno", number))
	engine.Must(o.Set("code", code))
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

func (m *module) constants() *goja.Object {
	o := m.e.VM.CreateObject(nil)
	for _, c := range []struct {
		name string
		n    int
	}{{"Z_NO_FLUSH", 0}, {"Z_PARTIAL_FLUSH", 1}, {"Z_SYNC_FLUSH", 2}, {"Z_FULL_FLUSH", 3}, {"Z_FINISH", 4}, {"Z_BLOCK", 5}, {"Z_OK", 0},
		{"Z_STREAM_END", 1}, {"Z_NEED_DICT", 2}, {"Z_ERRNO", -1}, {"Z_STREAM_ERROR", -2}, {"Z_DATA_ERROR", -3}, {"Z_MEM_ERROR", -4},
		{"Z_BUF_ERROR", -5}, {"Z_VERSION_ERROR", -6}, {"Z_NO_COMPRESSION", 0}, {"Z_BEST_SPEED", 1}, {"Z_BEST_COMPRESSION", 9},
		{"Z_DEFAULT_COMPRESSION", -1}, {"Z_FILTERED", 1}, {"Z_HUFFMAN_ONLY", 2}, {"Z_RLE", 3}, {"Z_FIXED", 4}, {"Z_DEFAULT_STRATEGY", 0},
		{"DEFLATE", 1}, {"INFLATE", 2}, {"GZIP", 3}, {"GUNZIP", 4}, {"DEFLATERAW", 5}, {"INFLATERAW", 6}, {"UNZIP", 7}, {"Z_MIN_WINDOWBITS", 8},
		{"Z_MAX_WINDOWBITS", 15}, {"Z_DEFAULT_WINDOWBITS", 15}, {"Z_MIN_CHUNK", 64}, {"Z_DEFAULT_CHUNK", 16384}, {"Z_MIN_MEMLEVEL", 1},
		{"Z_MAX_MEMLEVEL", 9}, {"Z_DEFAULT_MEMLEVEL", 8}, {"Z_MIN_LEVEL", -1}, {"Z_MAX_LEVEL", 9}, {"Z_DEFAULT_LEVEL", -1}} {
		engine.Must(o.Set(c.name, c.n))
	}
	engine.Must(o.Set("Z_MAX_CHUNK", math.Inf(1)))
	return o
}
