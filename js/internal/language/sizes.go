package language

import (
	"math"
	"math/big"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// typedArrays are the classes of typed arrays, with how many bytes an element has.
var typedArrays = map[string]int64{
	"Int8Array": 1, "Uint8Array": 1, "Uint8ClampedArray": 1, "Int16Array": 2, "Uint16Array": 2, "Float16Array": 2,
	"Int32Array": 4, "Uint32Array": 4, "Float32Array": 4, "Float64Array": 8, "BigInt64Array": 8, "BigUint64Array": 8,
}

// limitSizes has goja refuse, by V8's errors, to allocate what is too large: a length
// may come from a peer. By itself it asks Go for the memory, which ends the process
// when there is none.
func limitSizes(e *engine.Engine, global *goja.Object) {
	object := func(name string) *goja.Object { o, _ := global.Get(name).(*goja.Object); return o }
	method := func(of, name string) *goja.Object { return object(of).Get(name).(*goja.Object) }
	proto := func(of, name string) *goja.Object {
		return method(of, "prototype").Get(name).(*goja.Object)
	}
	s := sizes{e}
	gojax.GuardNew(object("ArrayBuffer"), func(args []goja.Value) []goja.Value {
		return s.first(args, func(size float64) float64 { return s.bytes(size, 1, "Invalid array buffer length") })
	})
	for name, size := range typedArrays {
		if class := object(name); class != nil {
			gojax.GuardNew(class, func(args []goja.Value) []goja.Value { return s.typedArray(args, size) })
		}
	}
	gojax.GuardNew(object("RegExp"), func(args []goja.Value) []goja.Value {
		if len(args) > 0 {
			if pattern, ok := args[0].(goja.String); ok && gojax.TooDeep(pattern.String()) {
				panic(e.Construct(object("SyntaxError"), e.Text("Invalid regular expression: /"+pattern.String()+"/: Regular expression too large")))
			}
		}
		return args
	})
	gojax.Guard(proto("String", "repeat"), s.repeat)
	gojax.Guard(proto("String", "padStart"), s.pad)
	gojax.Guard(proto("String", "padEnd"), s.pad)
	parseBigInts(e, object("BigInt"))
	for _, name := range []string{"asIntN", "asUintN"} {
		gojax.Guard(method("BigInt", name), func(call goja.FunctionCall) []goja.Value { return s.asN(call, name == "asIntN") })
	}
	gojax.Guard(proto("Function", "toString"), func(call goja.FunctionCall) []goja.Value {
		if o, ok := call.This.(*goja.Object); ok && gojax.KindOf(o) == gojax.Proxy {
			if p, ok := o.Export().(goja.Proxy); ok && p.Target() == nil { // revoked: goja asks it what it is of
				panic(e.VM.NewTypeError("Function.prototype.toString requires that 'this' be a Function"))
			}
		}
		return call.Arguments
	})
	gojax.Guard(proto("Function", "apply"), func(call goja.FunctionCall) []goja.Value { return s.list(call.Arguments, 1) })
	gojax.Guard(method("Reflect", "apply"), func(call goja.FunctionCall) []goja.Value { return s.list(call.Arguments, 2) })
	gojax.Guard(method("Reflect", "construct"), func(call goja.FunctionCall) []goja.Value { return s.list(call.Arguments, 1) })
}

// asN checks how many bits of a BigInt are asked for: goja makes a number of so many.
func (s sizes) asN(call goja.FunctionCall, signed bool) []goja.Value {
	n, ok := call.Argument(1).Export().(*big.Int)
	if !ok {
		return call.Arguments
	}
	return s.first(call.Arguments, func(bits float64) float64 {
		if needed := float64(n.BitLen() + 2); bits > needed && (signed || n.Sign() >= 0) {
			return needed
		}
		if bits > maxBits && bits <= engine.MaxSafeInteger {
			panic(s.e.PlainRangeError("Maximum BigInt size exceeded"))
		}
		return bits
	})
}

// maxBits is how many bits a BigInt of V8's may have.
const maxBits = 1 << 30

type sizes struct{ e *engine.Engine }

// bytes checks how many elements of a size are asked for.
func (s sizes) bytes(n float64, size int64, invalid string) float64 {
	if n < 0 || n > engine.MaxSafeInteger {
		panic(s.e.PlainRangeError(invalid))
	}
	if n > float64(engine.MaxMemory/size) {
		panic(s.e.PlainRangeError("Array buffer allocation failed"))
	}
	return n
}

// whole is a number as a length: what is behind the point does not count.
func whole(v goja.Value) float64 {
	n := math.Trunc(v.ToFloat())
	if math.IsNaN(n) {
		return 0
	}
	return n
}

// first has the first argument, as a number, checked; what check returns takes its
// place. To make a number of it may run a script, which must not run twice.
func (s sizes) first(args []goja.Value, check func(n float64) float64) []goja.Value {
	if len(args) == 0 {
		return args
	}
	n := check(whole(args[0].ToNumber()))
	return append([]goja.Value{s.e.VM.ToValue(n)}, args[1:]...)
}

func (s sizes) typedArray(args []goja.Value, size int64) []goja.Value {
	if len(args) == 0 {
		return args
	}
	o, ok := args[0].(*goja.Object)
	if !ok {
		return s.first(args, func(n float64) float64 {
			return s.bytes(n, size, "Invalid typed array length: "+args[0].String())
		})
	}
	switch gojax.KindOf(o) {
	case gojax.ArrayBuffer, gojax.TypedArray: // theirs is in memory already
	case gojax.Array:
		s.bytes(whole(engine.Property(o, "length")), size, "Invalid typed array length")
	default:
		if engine.IsNullish(o.GetSymbol(goja.SymIterator)) {
			s.bytes(whole(engine.Property(o, "length").ToNumber()), size, "Invalid typed array length")
		}
	}
	return args
}

func init() {
	gojax.MaxText = engine.MaxString
	gojax.TextTooLong = func(vm *goja.Runtime) goja.Value {
		if e := engine.Of(vm); e != nil {
			return e.PlainRangeError("Invalid string length")
		}
		return vm.NewTypeError("Invalid string length")
	}
	gojax.MaxBits = maxBits
	gojax.BigIntTooLarge = func(vm *goja.Runtime) goja.Value {
		if e := engine.Of(vm); e != nil {
			return e.PlainRangeError("Maximum BigInt size exceeded")
		}
		return vm.NewTypeError("Maximum BigInt size exceeded")
	}
}

func (s sizes) text(length float64) float64 {
	if length > engine.MaxString {
		panic(s.e.PlainRangeError("Invalid string length"))
	}
	return length
}

// repeat checks 'x'.repeat(n). What is no string, or no number, is left to goja as soon
// as it is one.
func (s sizes) repeat(call goja.FunctionCall) []goja.Value {
	text, ok := call.This.(goja.String)
	if !ok {
		if engine.IsNullish(call.This) {
			return call.Arguments
		}
		text, ok = call.This.ToString().(goja.String)
	}
	return s.first(call.Arguments, func(n float64) float64 {
		if n < 0 || math.IsInf(n, 1) {
			panic(s.e.PlainRangeError("Invalid count value: " + call.Argument(0).String()))
		}
		if ok && text.Length() > 0 {
			s.text(n * float64(text.Length()))
		}
		return n
	})
}

func (s sizes) pad(call goja.FunctionCall) []goja.Value {
	if filler, ok := call.Argument(1).(goja.String); ok && filler.Length() == 0 {
		return call.Arguments
	}
	return s.first(call.Arguments, s.text)
}

// maxArguments is how many arguments a function may be given: about as many as V8's
// stack has room for.
const maxArguments = 125_000

// list checks a list of arguments, which is the argument at a place.
func (s sizes) list(args []goja.Value, at int) []goja.Value {
	if at >= len(args) {
		return args
	}
	o, ok := args[at].(*goja.Object)
	if !ok {
		return args
	}
	length := engine.Property(o, "length")
	if _, ok := length.(*goja.Object); ok {
		return args // goja asks it
	}
	if n := whole(length.ToNumber()); n > maxArguments {
		if n > math.MaxUint32 {
			panic(s.e.PlainRangeError("Invalid array length"))
		}
		panic(s.e.TooDeep())
	}
	return args
}
