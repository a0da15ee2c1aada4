package serialization

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// reader reads values. Its functions throw when the data is not what a writer writes.
type reader struct {
	e       *engine.Engine
	data    []byte // what has not been read
	version uint64 // that the header names
	objects []*goja.Object

	hosts       hostReader
	transferred map[uint32]*goja.Object
}

// hostReader reads what a hostWriter has written; nil for a reader without.
type hostReader func(r *reader) goja.Value

func newReader(e *engine.Engine, data []byte) *reader {
	return &reader{e: e, data: data, transferred: map[uint32]*goja.Object{}}
}

// fail throws V8's error for what is not in the format.
func (r *reader) fail() { panic(r.e.PlainError("Unable to deserialize cloned data.")) }

func (r *reader) header() {
	if len(r.data) > 0 && r.data[0] == 0xff {
		n, size := varint(r.data[1:])
		if size > 0 && n >= oldest && n <= version {
			r.version, r.data = n, r.data[1+size:]
			return
		}
	}
	panic(r.e.PlainError("Unable to deserialize cloned data due to invalid or unsupported version."))
}

// varint reads a number of up to 64 bits; bits beyond those are ignored, as by V8. The
// size is 0 when it does not end.
func varint(data []byte) (n uint64, size int) {
	for i, b := range data {
		if i < 10 {
			n |= uint64(b&0x7f) << (7 * i)
		}
		if b < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

func (r *reader) uint() uint32 { return uint32(r.uint64()) }

func (r *reader) uint64() uint64 {
	n, size := varint(r.data)
	if size == 0 {
		r.fail()
	}
	r.data = r.data[size:]
	return n
}

// bytes are the next n, which are there.
func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.fail()
	}
	p := r.data[:n:n]
	r.data = r.data[n:]
	return p
}

func (r *reader) double() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(r.bytes(8)))
}

// peek is the next tag, past what only aligns the data.
func (r *reader) peek() byte {
	for len(r.data) > 0 && r.data[0] == 0 {
		r.data = r.data[1:]
	}
	if len(r.data) == 0 {
		r.fail()
	}
	return r.data[0]
}

func (r *reader) tag() byte {
	t := r.peek()
	r.data = r.data[1:]
	return t
}

// value reads a value, and the view of it if it is a buffer that has one behind it.
func (r *reader) value() goja.Value {
	r.e.Nest()
	defer r.e.Unnest()
	v := r.single()
	if o, ok := v.(*goja.Object); ok && len(r.data) > 0 && r.data[0] == 'V' && gojax.KindOf(o) == gojax.ArrayBuffer {
		return r.view(o)
	}
	return v
}

func (r *reader) single() goja.Value {
	t := r.tag()
	for t == '?' { // how many objects there are, which nobody needs
		r.uint()
		t = r.tag()
	}
	switch t {
	case '_':
		return goja.Undefined()
	case '0':
		return goja.Null()
	case 'T', 'F':
		return r.e.Bool(t == 'T')
	case 'I':
		n := r.uint()
		return r.e.Int(int(int32(n>>1) ^ -int32(n&1)))
	case 'U':
		return r.e.VM.ToValue(int64(r.uint()))
	case 'N':
		return r.e.VM.ToValue(r.double())
	case 'Z':
		return r.e.VM.ToValue(r.bigint())
	case '"', 'c', 'S':
		return r.text(t)
	case '^':
		id := r.uint()
		if uint64(id) >= uint64(len(r.objects)) || r.objects[id] == nil {
			r.fail()
		}
		return r.objects[id]
	case '\\':
		return r.host()
	}
	return r.object(t)
}

func (r *reader) bigint() *big.Int {
	head := r.uint()
	digits := slices.Clone(r.bytes(uint64(head >> 1)))
	slices.Reverse(digits)
	n := new(big.Int).SetBytes(digits)
	if head&1 != 0 {
		n.Neg(n)
	}
	return n
}

// text reads a string of one byte a character, of two, or of UTF-8.
func (r *reader) text(t byte) goja.String {
	data := r.bytes(uint64(r.uint()))
	var units []uint16
	switch {
	case t == 'S' || t == '"' && !slices.ContainsFunc(data, func(b byte) bool { return b >= 0x80 }):
		return r.e.Text(string(data)).(goja.String)
	case t == '"':
		units = make([]uint16, len(data))
		for i, b := range data {
			units[i] = uint16(b)
		}
	case len(data)%2 != 0:
		r.fail()
	default:
		units = make([]uint16, len(data)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
	}
	return goja.StringFromUTF16(units)
}

// someText reads a string of whatever kind.
func (r *reader) someText() goja.String {
	t := r.tag()
	if t != '"' && t != 'c' && t != 'S' {
		r.fail()
	}
	return r.text(t)
}

// made keeps an object for those that refer to it.
func (r *reader) made(o *goja.Object) *goja.Object {
	r.objects = append(r.objects, o)
	return o
}

// later keeps the place of an object that is made after what is in it.
func (r *reader) later() (made func(o *goja.Object) *goja.Object) {
	id := len(r.objects)
	r.objects = append(r.objects, nil)
	return func(o *goja.Object) *goja.Object {
		r.objects[id] = o
		return o
	}
}

func (r *reader) object(t byte) goja.Value {
	e := r.e
	switch t {
	case 'o':
		o := r.made(e.VM.NewObject())
		r.properties(o, '{')
		return o
	case 'A', 'a':
		return r.array(t == 'A')
	case 'D':
		return r.made(e.Construct(e.Intrinsic("Date"), e.VM.ToValue(r.double())))
	case 'R':
		return r.regexp()
	case 'y', 'x':
		return r.made(e.Bool(t == 'y').ToObject(e.VM))
	case 'n':
		return r.made(e.VM.ToValue(r.double()).ToObject(e.VM))
	case 'z':
		return r.made(e.VM.ToValue(r.bigint()).ToObject(e.VM))
	case 's':
		made := r.later()
		return made(r.someText().ToObject(e.VM))
	case ';':
		return r.collection("Map", "set", ':', 2)
	case '\'':
		return r.collection("Set", "add", ',', 1)
	case 'B', '~':
		return r.buffer(t == '~')
	case 't', 'u':
		o := r.transferred[r.uint()]
		if o == nil || shared.Is(o) != (t == 'u') {
			r.fail()
		}
		return r.made(o)
	case 'r':
		return r.failure()
	}
	r.fail()
	return nil
}

// properties reads keys and values up to the end, which says how many they were.
func (r *reader) properties(o *goja.Object, end byte) {
	n := uint32(0)
	for ; r.peek() != end; n++ {
		key := r.value()
		if _, ok := key.(goja.String); !ok && !gojax.IsNumber(key) {
			r.fail()
		}
		engine.Must(o.DefineDataProperty(key.String(), r.value(), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
	r.tag()
	if r.uint() != n {
		r.fail()
	}
}

// array reads one, element by element or as the properties it has; its end says the length
// again. The length of the former is no more than there are bytes; of the latter it costs
// nothing.
func (r *reader) array(dense bool) goja.Value {
	n := r.uint()
	if dense && uint64(n) > uint64(len(r.data)) {
		r.fail()
	}
	o := r.made(r.e.VM.NewArray())
	if dense {
		r.elements(o, int(n))
		r.properties(o, '$')
	} else {
		engine.Must(o.Set("length", int64(n)))
		r.properties(o, '@')
	}
	if r.uint() != n {
		r.fail()
	}
	return o
}

func (r *reader) elements(o *goja.Object, n int) {
	for i := range n {
		if r.peek() == '-' {
			r.tag()
			engine.Must(o.Set("length", i+1))
			continue
		}
		v := r.value()
		engine.Must(o.DefineDataProperty(r.e.Int(i).String(), v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
}

func (r *reader) regexp() goja.Value {
	made := r.later()
	source, bits := r.someText(), r.uint()
	letters := ""
	for i := range len(flags) {
		if flags[i] != 0 && bits&(1<<i) != 0 {
			letters += flags[i : i+1]
		}
	}
	if flagBits(letters) != uint64(bits) {
		r.fail()
	}
	return made(r.e.Construct(r.e.Intrinsic("RegExp"), source, r.e.Text(letters)))
}

// collection reads a Map or a Set, whose end says how many values were in it.
func (r *reader) collection(class, method string, end byte, each int) goja.Value {
	o := r.made(r.e.Construct(r.e.Intrinsic(class)))
	add := o.Get(method)
	n := uint32(0)
	for r.peek() != end {
		args := make([]goja.Value, each)
		for i := range args {
			args[i] = r.value()
			n++
		}
		r.e.Call(add, o, args...)
	}
	r.tag()
	if r.uint() != n {
		r.fail()
	}
	return o
}

// buffer reads an ArrayBuffer. One that could be resized keeps its size: there are none
// of those.
func (r *reader) buffer(resizable bool) goja.Value {
	size := r.uint()
	if resizable && r.uint() < size {
		r.fail()
	}
	memory := slices.Clone(r.bytes(uint64(size)))
	return r.made(r.e.VM.ToValue(r.e.VM.NewArrayBuffer(memory)).(*goja.Object))
}

// view reads the view of a buffer.
func (r *reader) view(buffer *goja.Object) goja.Value {
	r.tag()
	class := named(viewTags, r.tag())
	offset, length := uint64(r.uint()), uint64(r.uint())
	if r.version == 0 || r.version >= 14 {
		r.uint() // whether it follows the length of its buffer
	}
	memory, _ := gojax.BufferBytes(buffer)
	size := uint64(max(1, sizes[class]))
	if class == "" || offset > uint64(len(memory)) || length > uint64(len(memory))-offset || offset%size != 0 || length%size != 0 {
		r.fail()
	}
	return r.made(r.viewOf(class, buffer, int(offset), int(length)/int(size)))
}

func (r *reader) viewOf(class string, buffer *goja.Object, offset, n int) *goja.Object {
	return r.e.Construct(r.e.Intrinsic(class), buffer, r.e.Int(offset), r.e.Int(n))
}

func (r *reader) host() goja.Value {
	made := r.later()
	if r.hosts == nil {
		r.fail()
	}
	o, ok := r.hosts(r).(*goja.Object)
	if !ok {
		panic(r.e.VM.NewTypeError("readHostObject must return an object"))
	}
	return made(o)
}

// failure reads an error. Its stack is only what was written: it was not made here.
func (r *reader) failure() goja.Value {
	e := r.e
	o := r.made(e.Construct(e.Intrinsic("Error")))
	define := func(name string, v goja.Value) {
		engine.Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	define("stack", goja.Undefined())
	for {
		switch t := r.tag(); t {
		case '.':
			return o
		case 'm':
			define("message", r.someText())
		case 's':
			define("stack", r.someText())
		case 'c':
			define("cause", r.value())
		default:
			class := named(errorTags, t)
			if class == "" {
				r.fail()
			}
			if proto, ok := e.Intrinsic(class).Get("prototype").(*goja.Object); ok {
				engine.Must(o.SetPrototype(proto))
			}
		}
	}
}
