package buffer

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// methods adds what works on all bytes at once.
func (c *Class) methods() {
	e := c.engine
	c.legacy("parent", "buffer")
	c.legacy("offset", "byteOffset")
	c.method("copy", 4, c.copy)
	toString := c.method("toString", 3, c.toString)
	c.method("equals", 1, func(call goja.FunctionCall) goja.Value {
		other := c.needBytes("otherBuffer", call.Argument(0))
		return e.Bool(bytes.Equal(c.memory(call.This), other))
	})
	inspect := c.method("inspect", 2, c.inspect)
	c.method("compare", 5, c.compare)
	c.method("indexOf", 4, func(call goja.FunctionCall) goja.Value { return e.Int(c.find(call, true)) })
	c.method("lastIndexOf", 4, func(call goja.FunctionCall) goja.Value { return e.Int(c.find(call, false)) })
	c.method("includes", 4, func(call goja.FunctionCall) goja.Value { return e.Bool(c.find(call, true) >= 0) })
	c.method("fill", 4, func(call goja.FunctionCall) goja.Value {
		p, value := c.memory(call.This), call.Argument(0)
		if o, ok := value.(*goja.Object); ok && !IsView(o) {
			value = o.ToNumber() // may run a script
			p = still(call, call.This, p)
		}
		c.fill(p, value, call.Argument(1), call.Argument(2), call.Argument(3))
		return call.This
	})
	c.method("write", 4, c.writeString)
	c.method("toJSON", 0, func(call goja.FunctionCall) goja.Value {
		p := c.memory(call.This)
		data := make([]any, len(p))
		for i, b := range p {
			data[i] = e.Int(int(b))
		}
		return e.Object("type", "Buffer", "data", e.VM.NewArray(data...))
	})
	c.method("subarray", 2, c.subarray)
	c.method("slice", 2, func(call goja.FunctionCall) goja.Value {
		if o, ok := call.This.(*goja.Object); ok && !Is(e, o) {
			method := o.Get("subarray")
			if method == nil || !engine.IsFunction(method) {
				panic(e.VM.NewTypeError("this.subarray is not a function"))
			}
			return e.Call(method, o, call.Arguments...)
		}
		return c.subarray(call)
	})
	for _, size := range []int{2, 4, 8} {
		c.method("swap"+strconv.Itoa(8*size), 0, func(call goja.FunctionCall) goja.Value {
			c.swap(c.memory(call.This), size)
			return call.This
		})
	}
	engine.Must(c.Prototype.Set("toLocaleString", toString))
	engine.Must(c.Prototype.SetSymbol(e.SymbolFor("nodejs.util.inspect.custom"), inspect))
}

// legacy adds an older name of a property of typed arrays.
func (c *Class) legacy(name, property string) {
	get := c.engine.Func("get", 0, func(call goja.FunctionCall) goja.Value {
		if o, ok := call.This.(*goja.Object); ok && Is(c.engine, o) {
			return o.Get(property)
		}
		return nil
	})
	engine.Must(c.Prototype.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
}

// copy is copy(target[, targetStart[, sourceStart[, sourceEnd]]]).
func (c *Class) copy(call goja.FunctionCall) goja.Value {
	e := c.engine
	source := c.memory(call.This)
	target, ok := Bytes(call.Argument(0))
	if !ok {
		panic(e.InvalidArgType("target", call.Argument(0), "Buffer", "Uint8Array"))
	}
	place := func(i int, name string, missing int, high float64, wanted string) int {
		v := call.Argument(i)
		if engine.IsUndefined(v) {
			return missing
		}
		f := math.Floor(v.ToNumber().ToFloat())
		if math.IsNaN(f) || math.IsInf(f, 0) {
			f = 0
		}
		if f < 0 || f > high {
			panic(e.OutOfRange(name, wanted, e.VM.ToValue(f)))
		}
		return int(min(f, math.MaxInt32*1024))
	}
	to := place(1, "targetStart", 0, math.Inf(1), ">= 0")
	start := place(2, "sourceStart", 0, float64(len(source)), ">= 0 && <= "+strconv.Itoa(len(source)))
	end := min(place(3, "sourceEnd", len(source), math.Inf(1), ">= 0"), len(source))
	if to >= len(target) || start >= end {
		return e.Int(0)
	}
	source, target = still(call, call.This, source), still(call, call.Argument(0), target)
	return e.Int(copy(target[to:], source[start:end]))
}

// compare is compare(target[, targetStart[, targetEnd[, sourceStart[, sourceEnd]]]]).
func (c *Class) compare(call goja.FunctionCall) goja.Value {
	source := c.memory(call.This)
	target := c.needBytes("target", call.Argument(0))
	targetStart := c.position("targetStart", call.Argument(1), 0, engine.MaxSafeInteger)
	targetEnd := c.position("targetEnd", call.Argument(2), len(target), int64(len(target)))
	start := c.position("sourceStart", call.Argument(3), 0, engine.MaxSafeInteger)
	end := c.position("sourceEnd", call.Argument(4), len(source), int64(len(source)))
	result := 0
	switch {
	case start >= end && targetStart < targetEnd:
		result = -1
	case start >= end:
	case targetStart >= targetEnd:
		result = 1
	default:
		result = bytes.Compare(source[start:end], target[targetStart:targetEnd])
	}
	return c.engine.Int(result)
}

// fill is fill(value[, offset[, end]][, encoding]).
func (c *Class) fill(p []byte, value, offset, end, encoding goja.Value) {
	e := c.engine
	enc := UTF8
	s, isString := value.(goja.String)
	if isString {
		if _, ok := offset.(goja.String); ok || engine.IsUndefined(offset) {
			offset, end, encoding = goja.Undefined(), goja.Undefined(), offset
		} else if _, ok := end.(goja.String); ok {
			end, encoding = goja.Undefined(), end
		}
		if name, ok := encoding.(goja.String); !ok && !engine.IsNullish(encoding) {
			panic(e.InvalidArgType("encoding", encoding, "string"))
		} else if ok && name.Length() > 0 {
			enc = NeedEncoding(e, name)
		}
	}
	if !engine.IsUndefined(offset) {
		start := c.position("offset", offset, 0, engine.MaxSafeInteger)
		last := c.position("end", end, len(p), int64(len(p)))
		if start >= last {
			return
		}
		p = p[start:last]
	}
	var pattern []byte
	switch view, isView := Bytes(value); {
	case isString && s.Length() == 0:
		pattern = []byte{0}
	case isString:
		pattern = enc.Decode(s)
	case isView:
		pattern = view
	default:
		pattern = []byte{toByte(value)}
	}
	if len(pattern) == 0 {
		panic(e.InvalidArgValue("value", value, ""))
	}
	for n := copy(p, pattern); n > 0 && n < len(p); n *= 2 {
		copy(p[n:], p[:n])
	}
}

// subarray makes a Buffer of a part, which shares its memory.
func (c *Class) subarray(call goja.FunctionCall) goja.Value {
	p := c.memory(call.This)
	start, end := relative(call.Argument(0), len(p)), len(p)
	if v := call.Argument(1); !engine.IsUndefined(v) {
		end = relative(v, len(p))
	}
	this := goja.FunctionCall{This: call.This}
	if view, _ := View(call.This); !view.IsTypedArray() {
		panic(c.engine.TypeError("ERR_INVALID_ARG_TYPE", "argument must be a buffer"))
	}
	if start == len(p) && start > 0 {
		// An empty part behind the last byte would be a pointer to memory of
		// others, which Go's garbage collector does not forgive.
		start--
		end = start
	}
	offset := int(c.byteOffset(this).ToInteger())
	return c.view(c.buffer(this), c.engine.Int(offset+start), c.engine.Int(max(end-start, 0)))
}

// relative is a position that counts from the end when it is negative.
func relative(v goja.Value, length int) int {
	f := integer(v)
	if f < 0 {
		f += float64(length)
	}
	return int(max(0, min(f, float64(length))))
}

func (c *Class) swap(p []byte, size int) {
	if len(p)%size != 0 {
		panic(c.engine.RangeError("ERR_INVALID_BUFFER_SIZE", "Buffer size must be a multiple of "+strconv.Itoa(8*size)+"-bits"))
	}
	for ; len(p) > 0; p = p[size:] {
		for i, j := 0, size-1; i < j; i, j = i+1, j-1 {
			p[i], p[j] = p[j], p[i]
		}
	}
}

const digitsOfHex = "0123456789abcdef"

// inspect is how console.log shows a Buffer.
func (c *Class) inspect(call goja.FunctionCall) goja.Value {
	p := c.memory(call.This)
	shown := int(min(c.inspectMax, float64(len(p))))
	var b strings.Builder
	b.WriteString("<" + engine.ClassName(call.This.(*goja.Object).Prototype()) + " ")
	for i, x := range p[:shown] {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(digitsOfHex[x>>4])
		b.WriteByte(digitsOfHex[x&15])
	}
	if more := float64(len(p)) - c.inspectMax; more > 0 {
		b.WriteString(" ... " + c.engine.VM.ToValue(more).String() + " more byte")
		if more > 1 {
			b.WriteByte('s')
		}
	}
	if o := call.This.(*goja.Object); len(call.Arguments) > 1 && c.engine.Inspect != nil {
		c.extras(&b, o, len(p) > 0, call.Argument(1))
	}
	b.WriteByte('>')
	return gojax.String(b.String())
}

// extras shows properties that somebody has set on a Buffer. They are as deep as
// those of an object around them would be.
func (c *Class) extras(b *strings.Builder, o *goja.Object, separate bool, options goja.Value) {
	depth := 1
	if given, ok := options.(*goja.Object); ok {
		if v := given.Get("depth"); v != nil && gojax.IsNumber(v) {
			depth = int(max(-1, min(v.ToFloat(), math.MaxInt32))) - 1
		} else if v != nil && goja.IsNull(v) {
			depth = math.MaxInt32
		}
	}
	length := int(o.Get("length").ToInteger())
	show := func(name string, v goja.Value) {
		if separate {
			b.WriteString(", ")
		}
		separate = true
		b.WriteString(name + ": " + c.engine.Inspect(v, depth))
	}
	keys := o.Keys()
	for _, name := range keys[min(length, len(keys)):] {
		show(name, o.Get(name))
	}
	for _, symbol := range o.Symbols() {
		if c.engine.Call(c.engine.Intrinsic("Object").Get("prototype").(*goja.Object).Get("propertyIsEnumerable"), o, symbol).ToBoolean() {
			show("Symbol("+symbol.String()+")", o.GetSymbol(symbol))
		}
	}
}
