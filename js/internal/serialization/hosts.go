package serialization

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// hosted are the classes of views that Node writes itself, each as its place in this list:
// without the rest of the memory that it is a view of.
var hosted = []string{
	"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
	"Float32Array", "Float64Array", "DataView", "Buffer", "BigInt64Array", "BigUint64Array", "Float16Array",
}

// writeView is v8.DefaultSerializer's way with what V8 leaves to Node: views are written,
// anything else is refused.
func writeView(w *writer, o *goja.Object) {
	view, ok := gojax.ViewOf(o)
	if !ok {
		panic(w.failure("Unserializable host object: " + w.e.Shown(o)))
	}
	class := view.Type
	if buffer.Is(w.e, o) {
		class = "Buffer"
	}
	data := view.Bytes()
	w.uint(uint64(slices.Index(hosted, class)))
	w.uint(uint64(len(data)))
	w.data = append(w.data, data...)
}

func readView(r *reader) goja.Value {
	i, size := r.rawUint("ReadUint32"), r.rawUint("ReadUint32")
	if i >= uint64(len(hosted)) {
		r.fail()
	}
	data := slices.Clone(r.raw(size, "ReadRawBytes"))
	if hosted[i] == "Buffer" {
		return buffer.Wrap(r.e, data)
	}
	memory := r.e.VM.ToValue(r.e.VM.NewArrayBuffer(data)).(*goja.Object)
	return r.viewOf(hosted[i], memory, 0, len(data)/sizes[hosted[i]])
}

// What a host reads and writes by itself says which of it has failed.

func (r *reader) rawUint(what string) uint64 {
	n, size := varint(r.data)
	if size == 0 {
		panic(r.e.PlainError(what + "() failed"))
	}
	r.data = r.data[size:]
	if what == "ReadUint32" {
		n = uint64(uint32(n))
	}
	return n
}

func (r *reader) raw(n uint64, what string) []byte {
	if n > uint64(len(r.data)) {
		panic(r.e.PlainError(what + "() failed"))
	}
	return r.bytes(n)
}

func (r *reader) rawDouble() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(r.raw(8, "ReadDouble")))
}

// Of a message to another process, a view is a host's object of kind 0; of what else is
// the host's only the properties go, as kind 1.
func writeMessageHost(w *writer, o *goja.Object) {
	if _, ok := gojax.ViewOf(o); ok {
		w.uint(0)
		writeView(w, o)
		return
	}
	w.uint(1)
	own := w.e.VM.NewObject()
	for _, key := range o.Keys() {
		engine.Must(own.DefineDataProperty(key, engine.Property(o, key), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	w.value(own)
}

func readMessageHost(r *reader) goja.Value {
	if r.rawUint("ReadUint32") == 0 {
		return readView(r)
	}
	return r.value()
}

// Serialize is v8.serialize.
func Serialize(e *engine.Engine, v goja.Value) []byte {
	w := newWriter(e)
	w.hosts, w.viewsAsHost = writeView, true
	w.header()
	w.value(v)
	return w.data
}

// Deserialize is v8.deserialize. Nothing that it makes is in the memory of data.
func Deserialize(e *engine.Engine, data []byte) goja.Value {
	return read(e, data, readView)
}

// headSize is that of the length in front of a message.
const headSize = 4

// Message is a value as it is sent to another process: its length, and then it.
func Message(e *engine.Engine, v goja.Value) []byte {
	w := newWriter(e)
	w.hosts, w.viewsAsHost = writeMessageHost, true
	w.data = make([]byte, headSize)
	w.header()
	w.value(v)
	size := len(w.data) - headSize
	if uint64(size) > math.MaxUint32 {
		panic(e.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than 4294967295 bytes"))
	}
	binary.BigEndian.PutUint32(w.data, uint32(size))
	return w.data
}

// Received is the value of a message, without its length.
func Received(e *engine.Engine, message []byte) goja.Value {
	return read(e, message, readMessageHost)
}

func read(e *engine.Engine, data []byte, hosts hostReader) goja.Value {
	r := newReader(e, data)
	r.hosts = hosts
	r.header()
	return r.value()
}
