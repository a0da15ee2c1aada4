// Package serialization has the format in which V8 writes values as bytes: that of
// v8.serialize, and of the messages between processes whose channel was asked to be
// 'advanced'. Node reads what is written here, and what Node writes is read here.
//
// What is read may come from anybody: no length in it is believed before its bytes are
// there, and nothing in it is nested deeper than [engine.Engine.Nest] allows.
package serialization

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// version is the one of the format that is written; from oldest on they are read.
const (
	version = 15
	oldest  = 13
)

// writer writes values. Its functions throw what a value's getters throw.
type writer struct {
	e    *engine.Engine
	data []byte
	ids  map[*goja.Object]uint32

	hosts       hostWriter
	viewsAsHost bool // typed arrays are for hosts to write
	transferred map[*goja.Object]uint32

	failure func(message string) goja.Value     // the error for what is not copied
	shareID func(o *goja.Object) (uint32, bool) // of a SharedArrayBuffer; nil for none
}

// hostWriter writes the objects that V8 leaves to its host; nil for a writer without.
type hostWriter func(w *writer, o *goja.Object)

func newWriter(e *engine.Engine) *writer {
	return &writer{
		e: e, ids: map[*goja.Object]uint32{}, transferred: map[*goja.Object]uint32{},
		failure: func(message string) goja.Value { return e.PlainError(message) },
	}
}

func (w *writer) header() { w.data = append(w.data, 0xff, version) }

func (w *writer) tag(t byte) { w.data = append(w.data, t) }

func (w *writer) uint(n uint64) { w.data = binary.AppendUvarint(w.data, n) }

func (w *writer) double(n float64) {
	if math.IsNaN(n) {
		n = math.Float64frombits(0x7ff8 << 48) // any other would tell what made it
	}
	w.data = binary.LittleEndian.AppendUint64(w.data, math.Float64bits(n))
}

func (w *writer) fail(what string) { panic(w.failure(what + " could not be cloned.")) }

func (w *writer) value(v goja.Value) {
	switch v := v.(type) {
	case *goja.Object:
		w.object(v)
		return
	case *goja.Symbol:
		w.fail(messaging.SymbolText(v))
	case goja.String:
		w.text(v)
		return
	}
	switch n := exported(v).(type) {
	case bool:
		w.tag(truth(n, 'T', 'F'))
	case int64, float64:
		w.number(v.ToFloat())
	case *big.Int:
		w.tag('Z')
		w.bigint(n)
	default:
		w.tag(truth(goja.IsNull(v), '0', '_'))
	}
}

func exported(v goja.Value) any {
	if v == nil {
		return nil
	}
	return v.Export()
}

func truth(b bool, yes, no byte) byte {
	if b {
		return yes
	}
	return no
}

func (w *writer) number(n float64) {
	if i := int32(int64(n)); float64(i) == n && math.Abs(n) <= math.MaxUint32 && (i != 0 || !math.Signbit(n)) {
		w.tag('I')
		w.uint(uint64(uint32(i<<1) ^ uint32(i>>31)))
		return
	}
	w.tag('N')
	w.double(n)
}

func (w *writer) bigint(n *big.Int) {
	words := (n.BitLen() + 63) / 64
	head := uint64(words) * 8 << 1
	if n.Sign() < 0 {
		head |= 1
	}
	w.uint(head)
	digits := new(big.Int).Abs(n).FillBytes(make([]byte, words*8))
	slices.Reverse(digits)
	w.data = append(w.data, digits...)
}

func (w *writer) text(s goja.String) {
	ascii, wide := gojax.Units(s)
	if wide == nil {
		w.tag('"')
		w.uint(uint64(len(ascii)))
		w.data = append(w.data, ascii...)
		return
	}
	if !slices.ContainsFunc(wide, func(u uint16) bool { return u > 0xff }) {
		w.tag('"')
		w.uint(uint64(len(wide)))
		for _, u := range wide {
			w.data = append(w.data, byte(u))
		}
		return
	}
	size := uint64(len(wide)) * 2
	if (len(w.data)+1+len(binary.AppendUvarint(nil, size)))%2 != 0 {
		w.tag(0) // V8 aligns the units
	}
	w.tag('c')
	w.uint(size)
	for _, u := range wide {
		w.data = binary.LittleEndian.AppendUint16(w.data, u)
	}
}

func (w *writer) object(o *goja.Object) {
	if w.known(o) {
		return
	}
	if what := messaging.Refused(w.e, o); what != "" {
		w.fail(what)
	}
	w.e.Nest()
	defer w.e.Unnest()
	kind := gojax.KindOf(o)
	view, isView := gojax.ViewOf(o)
	if isView && !w.viewsAsHost {
		w.view(o, view)
		return
	}
	w.remember(o)
	switch _, _, isException := domexception.Of(o); {
	case isView, messaging.IsPort(o), isKey(o):
		w.host(o)
	case kind == gojax.Error || isException:
		w.failed(o)
	default:
		w.plain(o, kind)
	}
}

// isKey reports whether an object is a key of module crypto, which Node has outside of
// JavaScript.
func isKey(o *goja.Object) bool {
	return engine.Hidden(o, "KeyObject") != nil || engine.Hidden(o, "CryptoKey") != nil
}

// known refers to an object that was written before.
func (w *writer) known(o *goja.Object) bool {
	id, ok := w.ids[o]
	if ok {
		w.tag('^')
		w.uint(uint64(id))
	}
	return ok
}

func (w *writer) remember(o *goja.Object) { w.ids[o] = uint32(len(w.ids)) }

func (w *writer) plain(o *goja.Object, kind gojax.Kind) {
	switch kind {
	case gojax.Array:
		w.array(o)
	case gojax.Date:
		w.tag('D')
		w.double(w.e.Call(w.e.Intrinsic("Date").Get("prototype").(*goja.Object).Get("getTime"), o).ToFloat())
	case gojax.RegExp:
		w.tag('R')
		pattern := messaging.Pattern(w.e, o)
		w.text(pattern[0].(goja.String))
		w.uint(flagBits(pattern[1].String()))
	case gojax.Boxed:
		w.boxed(gojax.Primitive(o))
	case gojax.Map:
		w.tag(';')
		entries := messaging.Entries(w.e, o, "Map")
		for _, entry := range entries {
			w.value(entry[1])
			w.value(entry[0])
		}
		w.tag(':')
		w.uint(uint64(len(entries)) * 2)
	case gojax.Set:
		w.tag('\'')
		entries := messaging.Entries(w.e, o, "Set")
		for _, entry := range entries {
			w.value(entry[0])
		}
		w.tag(',')
		w.uint(uint64(len(entries)))
	case gojax.ArrayBuffer:
		w.buffer(o)
	default:
		w.tag('o')
		n := w.properties(o, o.Keys())
		w.tag('{')
		w.uint(n)
	}
}

// flags are the letters of the bits of a regular expression's.
const flags = "gimyus\x00dv"

func flagBits(text string) (bits uint64) {
	for i := range len(flags) {
		if flags[i] != 0 && slices.Contains([]byte(text), flags[i]) {
			bits |= 1 << i
		}
	}
	return bits
}

func (w *writer) boxed(v goja.Value) {
	if s, ok := v.(goja.String); ok {
		w.tag('s')
		w.text(s)
		return
	}
	switch n := v.Export().(type) {
	case bool:
		w.tag(truth(n, 'y', 'x'))
	case *big.Int:
		w.tag('z')
		w.bigint(n)
	default:
		w.tag('n')
		w.double(v.ToFloat())
	}
}

// properties writes those of these that are still there when their turn comes.
func (w *writer) properties(o *goja.Object, keys []string) (n uint64) {
	for _, key := range keys {
		v := o.Get(key)
		if v == nil {
			continue
		}
		if i, ok := index(key); ok {
			w.number(float64(i))
		} else {
			w.text(w.e.Text(key).(goja.String))
		}
		w.value(v)
		n++
	}
	return n
}

// array writes one without holes element by element, any other as what properties it has.
func (w *writer) array(o *goja.Object) {
	n := o.Get("length").ToInteger()
	var keys []string
	if !gojax.OnlyElements(o) || !isFull(o, n) {
		keys = o.Keys()
		if n > int64(len(keys)) || n > 0 && keys[n-1] != strconv.FormatInt(n-1, 10) {
			w.tag('a')
			w.uint(uint64(n))
			written := w.properties(o, keys)
			w.tag('@')
			w.uint(written)
			w.uint(uint64(n))
			return
		}
		keys = keys[n:]
	}
	w.tag('A')
	w.uint(uint64(n))
	for i := range int(n) {
		if v := element(o, i); v != nil {
			w.value(v)
		} else {
			w.tag('-') // a getter has taken it away
		}
	}
	written := w.properties(o, keys)
	w.tag('$')
	w.uint(written)
	w.uint(uint64(n))
}

func isFull(o *goja.Object, n int64) bool {
	for i := range n {
		if _, exists, known := gojax.Element(o, int(i)); !exists || !known {
			return false
		}
	}
	return true
}

func element(o *goja.Object, i int) goja.Value {
	if v, exists, known := gojax.Element(o, i); exists && known {
		return v
	}
	return o.Get(strconv.Itoa(i))
}

// buffer writes an ArrayBuffer: what is in it, or what it is transferred as.
func (w *writer) buffer(o *goja.Object) {
	memory, ok := gojax.BufferOf(o)
	if id, moved := w.transferred[o]; moved {
		w.tag('t')
		w.uint(uint64(id))
		return
	}
	if shared.Is(o) {
		if w.shareID != nil {
			if id, ok := w.shareID(o); ok {
				w.tag('u')
				w.uint(uint64(id))
				return
			}
		}
		w.fail("#<SharedArrayBuffer>")
	}
	if !ok || memory.Detached() {
		w.fail("An ArrayBuffer is detached and")
	}
	w.tag('B')
	w.uint(uint64(len(memory.Bytes())))
	w.data = append(w.data, memory.Bytes()...)
}

// view writes a typed array or a DataView after its buffer.
func (w *writer) view(o *goja.Object, view gojax.View) {
	w.object(w.e.VM.ToValue(view.Buffer).(*goja.Object))
	w.remember(o)
	w.tag('V')
	w.tag(viewTags[view.Type])
	w.uint(uint64(view.Offset))
	w.uint(uint64(view.Length))
	w.uint(0) // it does not follow the length of its buffer
}

func (w *writer) host(o *goja.Object) {
	if w.hosts == nil {
		w.fail(w.e.Call(w.e.Intrinsic("Object").Get("prototype").(*goja.Object).Get("toString"), o).String())
	}
	w.tag('\\')
	w.hosts(w, o)
}

// failed writes an error: its class if that is one of the language, and its own message,
// stack and cause.
func (w *writer) failed(o *goja.Object) {
	w.tag('r')
	if t := errorTags[messaging.ErrorClass(o)]; t != 0 {
		w.tag(t)
	}
	own := func(name string) bool { return w.e.OwnProperty(o, w.e.Text(name)) != nil }
	if own("message") {
		w.tag('m')
		w.text(w.e.ToText(o.Get("message")))
	}
	if stack, ok := o.Get("stack").(goja.String); ok {
		w.tag('s')
		w.text(stack)
	}
	if own("cause") {
		w.tag('c')
		w.value(o.Get("cause"))
	}
	w.tag('.')
}
