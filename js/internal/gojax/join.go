package gojax

import (
	"reflect"
	"sync/atomic"
	"unsafe"
	"weak"

	"github.com/dop251/goja"
)

// goja's + copies both texts, so that one that grows piece by piece costs the square of its
// length: 2 MB of 200,000 pieces took 16 s. Here the second time that a text grows it gets
// room behind its end, as a slice of Go does, and the next piece is written there. The text
// before stays what it was: it ends where it ended.

// longText is from where on a text is worth it, in bytes.
const longText = 1 << 10

// grown is a text with room behind it: this struct, and then size bytes, of which used are
// a part of some text and never change.
type grown struct {
	used atomic.Int64
	size int64
}

const grownHead = unsafe.Sizeof(grown{})

func newGrown(size int) *grown {
	// Not cleared, it would have to be; and there are no pointers in it. The struct is
	// at its beginning, where memory of uint64 is aligned for it.
	memory := make([]uint64, (int(grownHead)+size+7)/8)
	g := (*grown)(unsafe.Pointer(unsafe.SliceData(memory)))
	g.size = int64(len(memory)*8) - int64(grownHead)
	return g
}

// bytes is the memory behind the struct, which is a part of the same allocation.
func (g *grown) bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(g), grownHead)), g.size)
}

// claim gives the n bytes that follow the first used ones to the caller alone; nil when
// there are not so many, or when another text goes on there already. Any goroutine may try:
// two runtimes may have the same text.
func (g *grown) claim(used, n int) []byte {
	if int64(used+n) > g.size || !g.used.CompareAndSwap(int64(used), int64(used+n)) {
		return nil
	}
	return g.bytes()[used : used+n]
}

// lately are texts that grew not long ago, by where they begin. None is kept alive by it.
var lately [64]atomic.Pointer[growing]

type growing struct {
	begin  uintptr
	length int                 // of what + has made, in bytes
	room   weak.Pointer[grown] // or where it has room already
}

func latelyAt(begin uintptr) *atomic.Pointer[growing] {
	return &lately[uint64(begin)*0x9e3779b97f4a7c15>>58]
}

// content is the memory of a text: ASCII, or UTF-16 with one unit of goja's own before it.
type content struct {
	begin  unsafe.Pointer
	length int // in bytes
	wide   bool
}

// words is how Go keeps a value in an interface: what it is, and where.
type words struct{ what, where unsafe.Pointer }

// The two kinds of text, each by the first word of a goja.Value of it; nil when goja has
// them in another way, and then nothing is long.
var asciiWhat, wideWhat = func() (ascii, wide unsafe.Pointer) {
	a, w := goja.Value(goja.StringFromUTF16([]uint16{'a'})), goja.Value(goja.StringFromUTF16([]uint16{0x20ac}))
	if reflect.TypeOf(a).Kind() != reflect.String || !reflect.TypeOf(w).ConvertibleTo(unitsType) || reflect.ValueOf(w).Len() != 2 {
		return nil, nil
	}
	return (*words)(unsafe.Pointer(&a)).what, (*words)(unsafe.Pointer(&w)).what
}()

// emptyText is one of ASCII.
var emptyText = goja.Value(goja.StringFromUTF16(nil))

// contentOf reads the memory of a value that has one of these two kinds: the second word
// points to a string or to a slice of uint16.
func contentOf(v *goja.Value) (c content, ok bool) {
	w := (*words)(unsafe.Pointer(v))
	switch {
	case w.what == nil:
		return c, false
	case w.what == asciiWhat:
		s := *(*string)(w.where)
		return content{unsafe.Pointer(unsafe.StringData(s)), len(s), false}, true
	case w.what == wideWhat:
		s := *(*[]uint16)(w.where)
		return content{unsafe.Pointer(unsafe.SliceData(s)), 2 * len(s), true}, true
	}
	return c, false
}

// value is a text of the same kind, in memory that never changes.
func (c content) value() (v goja.Value) {
	if c.wide {
		s := unsafe.Slice((*uint16)(c.begin), c.length/2)
		*(*words)(unsafe.Pointer(&v)) = words{wideWhat, unsafe.Pointer(&s)}
	} else {
		s := unsafe.String((*byte)(c.begin), c.length)
		*(*words)(unsafe.Pointer(&v)) = words{asciiWhat, unsafe.Pointer(&s)}
	}
	return v
}

func (c content) bytes() []byte { return unsafe.Slice((*byte)(c.begin), c.length) }

// MaxText and TextTooLong are how many units a text may have, and what is thrown of one
// that + would make longer; package language sets them.
var (
	MaxText     int
	TextTooLong func(vm *goja.Runtime) goja.Value
)

// joining is goja's instruction for +.
type joining struct{ add instruction }

func (j *joining) exec(machine unsafe.Pointer) {
	left, right, ok := operands(machine)
	var c content
	if ok {
		c, ok = contentOf(left)
	}
	if !ok || c.length < longText {
		execute(j.add, machine)
		return
	}
	text := *left
	tail, ok := tailOf(*right)
	if !ok {
		// goja makes a text of it, and a script of the object's may run meanwhile.
		*left = emptyText
		execute(j.add, machine)
		if left = result(machine); left == nil {
			return
		}
		if tail, ok = tailOf(*left); ok {
			*left = join(machine, text, c, tail)
		}
		return
	}
	*left = join(machine, text, c, tail)
	*topField.of(machine)--
	*counterField.of(machine)++
}

func (c content) units() int {
	if c.wide {
		return c.length/2 - 1
	}
	return c.length
}

// tailOf is the text of a text or a number, without a script that runs for it.
func tailOf(v goja.Value) (c content, ok bool) {
	if c, ok = contentOf(&v); ok {
		return c, true
	}
	if s, ok := v.(goja.String); ok { // one from Go
		v = s.Substring(0, s.Length())
		return contentOf(&v)
	}
	if !IsNumber(v) {
		return c, false
	}
	s := v.String()
	return content{unsafe.Pointer(unsafe.StringData(s)), len(s), false}, true
}

// join is a text with another one behind it.
func join(machine unsafe.Pointer, text goja.Value, c, tail content) goja.Value {
	if MaxText > 0 && c.units()+tail.units() > MaxText {
		panic(TextTooLong(*runtimeField.of(machine)))
	}
	if place, g := c.room(tail); place != nil {
		tail.put(place, c.wide)
		c.begin, c.length = unsafe.Pointer(unsafe.SliceData(g.bytes())), c.length+len(place)
		return c.value()
	}
	both := goja.Value(text.(goja.String).Concat(tail.value().(goja.String)))
	if c, ok := contentOf(&both); ok {
		begin := uintptr(c.begin)
		latelyAt(begin).Store(&growing{begin: begin, length: c.length})
	}
	return both
}

// room is where a text goes on with another one, when it has grown lately.
func (c content) room(tail content) (place []byte, g *grown) {
	known := latelyAt(uintptr(c.begin)).Load()
	if known == nil || known.begin != uintptr(c.begin) || tail.wide && !c.wide {
		return nil, nil
	}
	g = known.room.Value()
	if g == nil && known.length != c.length || g != nil && g.used.Load() != int64(c.length) {
		return nil, nil // another text begins there, or goes on there
	}
	more := tail.units()
	if c.wide {
		more *= 2
	}
	if g != nil {
		place = g.claim(c.length, more)
	}
	if place == nil {
		g = newGrown((c.length + more) / 2 * 3)
		place = g.claim(0, c.length+more)[c.length:]
		copy(g.bytes(), c.bytes())
		begin := uintptr(unsafe.Pointer(g)) + grownHead
		latelyAt(begin).Store(&growing{begin: begin, room: weak.Make(g)})
	}
	return place, g
}

// put writes a text behind another one.
func (c content) put(place []byte, wide bool) {
	switch {
	case c.wide:
		copy(place, c.bytes()[2:])
	case wide:
		units := unsafe.Slice((*uint16)(unsafe.Pointer(unsafe.SliceData(place))), len(place)/2)
		for i, b := range c.bytes() {
			units[i] = uint16(b)
		}
	default:
		copy(place, c.bytes())
	}
}
