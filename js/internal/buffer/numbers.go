package buffer

import (
	"math"
	"math/big"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// whole is a kind of whole numbers in memory.
type whole struct {
	size      int
	signed    bool
	bigEndian bool
}

// numbers adds the methods that read and write numbers, in Node's order. The
// older spelling UInt and the newer Uint are the same functions.
func (c *Class) numbers() {
	for _, verb := range []string{"read", "write"} {
		c.bigNumbers(verb, "BigUInt64", "BigUint64", false)
		c.bigNumbers(verb, "BigInt64", "", true)
	}
	for _, verb := range []string{"read", "write"} {
		c.wholeNumbers(verb, "UInt", "Uint", false)
		c.wholeNumbers(verb, "Int", "", true)
	}
	c.floats()
}

// endings are how the names of methods end.
var endings = []struct {
	name      string
	bigEndian bool
}{{"LE", false}, {"BE", true}}

// alias makes a method known under other names too.
type alias struct {
	name string
	f    *goja.Object
}

func (c *Class) aliases(list []alias) {
	for _, a := range list {
		engine.Must(c.Prototype.Set(a.name, a.f))
	}
}

func (c *Class) bigNumbers(verb, kind, other string, signed bool) {
	var also []alias
	for _, end := range endings {
		w := whole{8, signed, end.bigEndian}
		f, length := c.readBig(w), 0
		if verb == "write" {
			f, length = c.writeBig(w), 1
		}
		fn := c.method(verb+kind+end.name, length, f)
		if other != "" {
			also = append(also, alias{verb + other + end.name, fn})
		}
	}
	c.aliases(also)
}

func (c *Class) wholeNumbers(verb, kind, other string, signed bool) {
	var also []alias
	add := func(suffix string, w whole) {
		name, length, f := "", 1, c.readWhole(w)
		switch {
		case verb == "write" && w.size == 0:
			name, length, f = verb+kind+suffix, 3, c.writeSized(w)
		case verb == "write":
			name, f = verb+kind+suffix, c.writeWhole(w)
		case w.size == 0:
			name, length, f = verb+kind+suffix, 2, c.readSized(w)
		}
		fn := c.methodNamed(verb+kind+suffix, name, length, f)
		if other != "" {
			also = append(also, alias{verb + other + suffix, fn})
		}
	}
	for _, end := range endings {
		add(end.name, whole{0, signed, end.bigEndian})
		add("32"+end.name, whole{4, signed, end.bigEndian})
		add("16"+end.name, whole{2, signed, end.bigEndian})
		if !end.bigEndian {
			add("8", whole{1, signed, false})
		}
	}
	c.aliases(also)
}

// at is where a number of some size is, throwing Node's errors when it is not
// within the memory.
func (c *Class) at(p []byte, offset goja.Value, size int) int {
	if !gojax.IsNumber(offset) {
		panic(c.engine.InvalidArgType("offset", offset, "number"))
	}
	f := offset.ToFloat()
	last := len(p) - size
	if f >= 0 && f <= float64(last) && f == math.Trunc(f) {
		return int(f)
	}
	switch {
	case math.Floor(f) != f:
		panic(c.engine.OutOfRange("offset", "an integer", offset))
	case last < 0:
		panic(c.outOfBounds(""))
	}
	panic(c.engine.OutOfRange("offset", ">= 0 and <= "+strconv.Itoa(last), offset))
}

// optional is an offset that is 0 when it is left out.
func (c *Class) optional(offset goja.Value) goja.Value {
	if engine.IsUndefined(offset) {
		return c.engine.Int(0)
	}
	return offset
}

// target is the memory that numbers are in.
func (c *Class) target(this goja.Value) []byte {
	p, ok := Bytes(this)
	if !ok {
		panic(c.engine.OutOfRange("offset", ">= 0 and <= NaN", c.engine.Int(0)))
	}
	return p
}

// needLength is the argument byteLength.
func (c *Class) needLength(v goja.Value) int {
	if !gojax.IsNumber(v) {
		if engine.TypeOf(v) == "bigint" {
			panic(c.engine.VM.NewTypeError("Cannot convert a BigInt value to a number"))
		}
		panic(c.engine.InvalidArgType("byteLength", v, "number"))
	}
	f := v.ToFloat()
	switch {
	case math.Floor(f) != f:
		panic(c.engine.OutOfRange("byteLength", "an integer", v))
	case f < 1 || f > 6:
		panic(c.engine.OutOfRange("byteLength", ">= 1 and <= 6", v))
	}
	return int(f)
}

// load reads len(p) bytes; the sign goes up to the highest bit.
func (w whole) load(p []byte) (u uint64) {
	for i := range p {
		b := p[i]
		if !w.bigEndian {
			b = p[len(p)-1-i]
		}
		u = u<<8 | uint64(b)
	}
	if w.signed {
		shift := 64 - 8*len(p)
		u = uint64(int64(u<<shift) >> shift)
	}
	return u
}

func (w whole) store(p []byte, u uint64) {
	for i := range p {
		if w.bigEndian {
			p[len(p)-1-i] = byte(u)
		} else {
			p[i] = byte(u)
		}
		u >>= 8
	}
}

func (c *Class) readWhole(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		p := c.target(call.This)
		i := c.at(p, c.optional(call.Argument(0)), w.size)
		return c.engine.VM.ToValue(int64(w.load(p[i : i+w.size])))
	}
}

// readSized is for the methods that are told how many bytes there are.
func (c *Class) readSized(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		offset := call.Argument(0)
		if engine.IsUndefined(offset) {
			panic(c.engine.InvalidArgType("offset", offset, "number"))
		}
		size := c.needLength(call.Argument(1))
		p := c.target(call.This)
		i := c.at(p, offset, size)
		return c.engine.VM.ToValue(int64(w.load(p[i : i+size])))
	}
}

func (c *Class) writeWhole(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		return c.storeNumber(w, call.This, call.Argument(0), c.optional(call.Argument(1)))
	}
}

func (c *Class) writeSized(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		w := w
		w.size = c.needLength(call.Argument(2))
		return c.storeNumber(w, call.This, call.Argument(0), call.Argument(1))
	}
}

// storeNumber stores a number and returns where it ends.
func (c *Class) storeNumber(w whole, this, v, offset goja.Value) goja.Value {
	number := v.ToNumber() // may run a script, which can give the memory away
	f := number.ToFloat()
	p := c.target(this)
	if w.size == 1 && !gojax.IsNumber(offset) {
		panic(c.engine.InvalidArgType("offset", offset, "number"))
	}
	low, high := 0.0, math.Ldexp(1, 8*w.size)-1
	if w.signed {
		low, high = -math.Ldexp(1, 8*w.size-1), math.Ldexp(1, 8*w.size-1)-1
	}
	if f < low || f > high {
		panic(c.engine.OutOfRange("value", w.limits(low, high), number))
	}
	i := c.at(p, offset, w.size)
	if math.IsNaN(f) {
		f = 0
	}
	w.store(p[i:i+w.size], uint64(int64(f)))
	return c.engine.Int(i + w.size)
}

// limits says which values fit; those of many bits are written as powers.
func (w whole) limits(low, high float64) string {
	if w.size <= 4 {
		return ">= " + strconv.FormatInt(int64(low), 10) + " and <= " + strconv.FormatInt(int64(high), 10)
	}
	n := ""
	if w.size == 8 {
		n = "n"
	}
	power := func(bits int) string { return "2" + n + " ** " + strconv.Itoa(bits) + n }
	if w.signed {
		return ">= -(" + power(8*w.size-1) + ") and < " + power(8*w.size-1)
	}
	return ">= 0" + n + " and < " + power(8*w.size)
}

func (c *Class) readBig(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		p := c.target(call.This)
		i := c.at(p, c.optional(call.Argument(0)), 8)
		u := w.load(p[i : i+8])
		if w.signed {
			return c.engine.VM.ToValue(big.NewInt(int64(u)))
		}
		return c.engine.VM.ToValue(new(big.Int).SetUint64(u))
	}
}

func (c *Class) writeBig(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		v, ok := call.Argument(0).Export().(*big.Int)
		outside := ok && (w.signed && !v.IsInt64() || !w.signed && !v.IsUint64())
		if !ok { // other values are compared as numbers, which may run a script
			f := call.Argument(0).ToNumber().ToFloat()
			outside = w.signed && (f < -1<<63 || f >= 1<<63) || !w.signed && (f < 0 || f >= 1<<64)
		}
		p := c.target(call.This)
		if outside {
			panic(c.engine.OutOfRange("value", w.limits(0, 0), call.Argument(0)))
		}
		i := c.at(p, c.optional(call.Argument(1)), 8)
		if !ok {
			panic(c.engine.VM.NewTypeError("Cannot mix BigInt and other types, use explicit conversions"))
		}
		u := v.Uint64()
		if w.signed {
			u = uint64(v.Int64())
		}
		w.store(p[i:i+8], u)
		return c.engine.Int(i + 8)
	}
}

// floats adds the methods for floating point numbers.
func (c *Class) floats() {
	direction := map[bool]string{false: "Forwards", true: "Backwards"}
	kinds := []struct {
		name string
		size int
	}{{"Float", 4}, {"Double", 8}}
	for _, kind := range kinds {
		for _, end := range endings {
			w := whole{kind.size, false, end.bigEndian}
			c.methodNamed("read"+kind.name+end.name, "read"+kind.name+direction[end.bigEndian], 0, c.readFloat(w))
		}
	}
	for _, kind := range kinds {
		for _, end := range endings {
			w := whole{kind.size, false, end.bigEndian}
			c.methodNamed("write"+kind.name+end.name, "write"+kind.name+direction[end.bigEndian], 1, c.writeFloat(w))
		}
	}
}

func (c *Class) readFloat(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		p := c.target(call.This)
		i := c.at(p, c.optional(call.Argument(0)), w.size)
		u := w.load(p[i : i+w.size])
		if w.size == 4 {
			return c.engine.VM.ToValue(float64(math.Float32frombits(uint32(u))))
		}
		return c.engine.VM.ToValue(math.Float64frombits(u))
	}
}

func (c *Class) writeFloat(w whole) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0).ToNumber().ToFloat() // may run a script
		p := c.target(call.This)
		i := c.at(p, c.optional(call.Argument(1)), w.size)
		u := math.Float64bits(f)
		if math.IsNaN(f) {
			u = 0x7FF8 << 48 // Go's own has another bit set
		}
		if w.size == 4 {
			u = uint64(math.Float32bits(float32(f)))
		}
		w.store(p[i:i+w.size], u)
		return c.engine.Int(i + w.size)
	}
}
