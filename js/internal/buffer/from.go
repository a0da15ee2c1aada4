package buffer

import (
	"bytes"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// statics adds Buffer.from and the other functions of the constructor.
func (c *Class) statics() {
	e := c.engine
	engine.Must(c.Constructor.Set("poolSize", 64<<10))
	c.static("from", 3, func(call goja.FunctionCall) goja.Value {
		return c.from(call.Argument(0), call.Argument(1), call.Argument(2))
	})
	c.static("copyBytesFrom", 3, c.copyBytesFrom)
	c.static("of", 0, func(call goja.FunctionCall) goja.Value {
		data := make([]byte, len(call.Arguments))
		for i, v := range call.Arguments {
			data[i] = toByte(v)
		}
		return c.wrap(data)
	})
	c.static("alloc", 3, func(call goja.FunctionCall) goja.Value {
		return c.alloc(call.Argument(0), call.Argument(1), call.Argument(2))
	})
	unsafe := func(call goja.FunctionCall) goja.Value { return c.allocate(c.needSize(call.Argument(0))) }
	c.static("allocUnsafe", 2, unsafe)
	c.static("allocUnsafeSlow", 2, unsafe)
	c.static("isBuffer", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(Is(e, call.Argument(0))) })
	c.static("compare", 2, func(call goja.FunctionCall) goja.Value {
		p := c.needBytes("buf1", call.Argument(0))
		return e.Int(bytes.Compare(p, c.needBytes("buf2", call.Argument(1))))
	})
	isEncoding := func(call goja.FunctionCall) goja.Value {
		s, ok := call.Argument(0).(goja.String)
		if ok {
			_, ok = ParseEncoding(s.String())
		}
		return e.Bool(ok)
	}
	c.static("isEncoding", 1, isEncoding)
	c.static("concat", 2, c.concat)
	c.static("byteLength", 2, c.byteLength)
	// Older packages find the function by this symbol.
	engine.Must(c.Constructor.SetSymbol(goja.NewSymbol("kIsEncodingSymbol"), c.Constructor.Get("isEncoding")))
}

// toByte is ToUint8.
func toByte(v goja.Value) byte {
	f := v.ToNumber().ToFloat()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return byte(int64(math.Mod(math.Trunc(f), 256)))
}

// construct is new Buffer(…), and Buffer(…) too.
func (c *Class) construct(call goja.ConstructorCall) *goja.Object {
	e := c.engine
	if !c.warned && !c.inPackage() {
		c.warned = true
		e.EmitWarning("Buffer() is deprecated due to security and usability issues. Please use the Buffer.alloc(), "+
			"Buffer.allocUnsafe(), or Buffer.from() methods instead.", "DeprecationWarning", "DEP0005")
	}
	if gojax.IsNumber(call.Argument(0)) {
		if _, ok := call.Argument(1).(goja.String); ok {
			panic(e.InvalidArgType("string", call.Argument(0), "string"))
		}
		return c.alloc(call.Argument(0), goja.Undefined(), goja.Undefined())
	}
	return c.from(call.Argument(0), call.Argument(1), call.Argument(2))
}

// inPackage reports whether a file of a package has called: its user cannot mend it, and is
// not warned.
func (c *Class) inPackage() bool {
	stack := c.engine.VM.CaptureCallStack(100, nil)
	for i := range stack {
		if file := stack[i].SrcName(); !gojax.IsNative(&stack[i]) && !strings.HasPrefix(file, "node:") {
			return strings.Contains(filepath.ToSlash(file), "/node_modules/")
		}
	}
	return false
}

func (c *Class) needSize(v goja.Value) int {
	return engine.ToInt(c.engine.NeedNumber("size", v, 0, engine.MaxSafeInteger))
}

func (c *Class) alloc(size, fill, encoding goja.Value) *goja.Object {
	o := c.allocate(c.needSize(size))
	p, _ := Bytes(o)
	if len(p) > 0 && !engine.IsUndefined(fill) {
		c.fill(p, fill, c.engine.Int(0), goja.Undefined(), encoding)
	}
	return o
}

// from is Buffer.from; second and third mean what the first makes of them.
func (c *Class) from(v, second, third goja.Value) *goja.Object {
	if s, ok := v.(goja.String); ok {
		return c.fromString(s, second)
	}
	if o, ok := v.(*goja.Object); ok && !engine.IsFunction(o) {
		if memory, ok := ArrayBufferBytes(o); ok {
			return c.fromArrayBuffer(o, len(memory), second, third)
		}
		if p, ok := Bytes(o); ok && IsUint8Array(o) {
			return c.wrap(bytes.Clone(p))
		}
		if made := c.fromObject(o, second, third); made != nil {
			return made
		}
	}
	panic(c.engine.InvalidArgType("first argument", v, "string", "Buffer", "ArrayBuffer", "Array", "Array-like Object"))
}

func (c *Class) fromString(s goja.String, encoding goja.Value) *goja.Object {
	enc := UTF8
	if name, ok := encoding.(goja.String); ok && name.Length() > 0 {
		enc = NeedEncoding(c.engine, name)
	}
	return c.wrap(enc.Decode(s))
}

func (c *Class) fromArrayBuffer(o *goja.Object, size int, start, length goja.Value) *goja.Object {
	offset := 0.0
	if !engine.IsUndefined(start) {
		if offset = math.Trunc(start.ToNumber().ToFloat()); math.IsNaN(offset) {
			offset = 0
		}
	}
	if offset > float64(size) {
		panic(c.outOfBounds("offset"))
	}
	if offset < 0 {
		panic(c.engine.Construct(c.engine.Intrinsic("RangeError"),
			c.engine.Text("Start offset "+strconv.Itoa(int(offset))+" is outside the bounds of the buffer")))
	}
	n := float64(size) - offset
	if !engine.IsUndefined(length) {
		wanted := math.Trunc(length.ToNumber().ToFloat())
		if wanted > n {
			panic(c.outOfBounds("length"))
		}
		if !(wanted > 0) { // NaN too
			wanted = 0
		}
		n = wanted
	}
	if n == 0 && int(offset) == size && size > 0 {
		offset-- // see subarray: nothing may point behind the memory
	}
	return c.view(o, c.engine.Int(int(offset)), c.engine.Int(int(n)))
}

// outOfBounds is ERR_BUFFER_OUT_OF_BOUNDS; the name may be empty.
func (c *Class) outOfBounds(name string) *goja.Object {
	text := "Attempt to access memory outside buffer bounds"
	if name != "" {
		text = `"` + name + `" is outside of buffer bounds`
	}
	return c.engine.RangeError("ERR_BUFFER_OUT_OF_BOUNDS", text)
}

// fromObject returns nil when nothing in the object can be made bytes.
func (c *Class) fromObject(o *goja.Object, second, third goja.Value) *goja.Object {
	if valueOf := o.Get("valueOf"); valueOf != nil && engine.IsFunction(valueOf) {
		v := c.engine.Call(valueOf, o)
		_, isString := v.(goja.String)
		inner, isObject := v.(*goja.Object)
		if isString || isObject && inner != o {
			return c.from(v, second, third)
		}
	}
	length := o.Get("length")
	_, over := ArrayBufferBytes(o.Get("buffer"))
	if !engine.IsUndefined(length) || over {
		if length == nil || !gojax.IsNumber(length) {
			return c.wrap(nil)
		}
		return c.fromArray(o, length)
	}
	if kind, ok := o.Get("type").(goja.String); ok && kind.String() == "Buffer" {
		if data, ok := o.Get("data").(*goja.Object); ok && data.ClassName() == "Array" {
			return c.fromArray(data, data.Get("length"))
		}
	}
	if convert := o.GetSymbol(goja.SymToPrimitive); convert != nil && engine.IsFunction(convert) {
		if s, ok := c.engine.Call(convert, o, c.engine.Text("string")).(goja.String); ok {
			return c.fromString(s, second)
		}
	}
	return nil
}

func (c *Class) fromArray(o *goja.Object, length goja.Value) *goja.Object {
	n := length.ToInteger()
	if n <= 0 {
		return c.wrap(nil)
	}
	made := c.allocate(int(n))
	c.set(goja.FunctionCall{This: made, Arguments: []goja.Value{o}})
	return made
}

func (c *Class) copyBytesFrom(call goja.FunctionCall) goja.Value {
	view, ok := View(call.Argument(0))
	if !ok || !view.IsTypedArray() {
		panic(c.engine.InvalidArgType("view", call.Argument(0), "TypedArray"))
	}
	p, size := view.Bytes(), view.Size
	start := c.position("offset", call.Argument(1), 0, engine.MaxSafeInteger)
	length := c.position("length", call.Argument(2), len(p), engine.MaxSafeInteger)
	p = p[min(start, len(p)/size)*size:]
	return c.wrap(bytes.Clone(p[:min(length, len(p)/size)*size]))
}

func (c *Class) concat(call goja.FunctionCall) goja.Value {
	e := c.engine
	list, ok := call.Argument(0).(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		panic(e.InvalidArgType("list", call.Argument(0), "Array"))
	}
	n := int(list.Get("length").ToInteger())
	if n == 0 {
		return c.wrap(nil)
	}
	given := c.position("length", call.Argument(1), -1, engine.MaxSafeInteger)
	var parts [][]byte // n says little of how many there are
	total := 0
	for i := range n {
		v := list.Get(strconv.Itoa(i))
		p, ok := uint8Array(v)
		if !ok {
			panic(e.InvalidArgType("list["+strconv.Itoa(i)+"]", v, "Buffer", "Uint8Array"))
		}
		parts = append(parts, p)
		total += len(p)
	}
	if given >= 0 {
		total = given
	}
	made := c.allocate(total)
	rest, _ := Bytes(made)
	for _, p := range parts {
		rest = rest[copy(rest, p):]
	}
	return made
}

func (c *Class) byteLength(call goja.FunctionCall) goja.Value {
	v := call.Argument(0)
	if s, ok := v.(goja.String); ok {
		enc := UTF8
		if name := call.Argument(1); name.ToBoolean() {
			if known, ok := ParseEncoding(c.engine.ToText(name).String()); ok {
				enc = known
			}
		}
		return c.engine.Int(enc.ByteLength(s))
	}
	p, ok := Bytes(v)
	if !ok {
		p, ok = ArrayBufferBytes(v)
	}
	if !ok {
		panic(c.engine.InvalidArgType("string", v, "string", "Buffer", "ArrayBuffer"))
	}
	return c.engine.Int(len(p))
}
