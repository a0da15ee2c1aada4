package shared

import (
	"math/big"
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// exclusive is held by every operation of Atomics: that makes them atomic to each
// other, and one lock is enough for what scripts do with them.
var exclusive sync.Mutex

// element is one number of a typed array of integers.
type element struct {
	e        *engine.Engine
	function string // of Atomics, for errors
	array    *goja.Object
	view     gojax.View
	index    int
}

// integers are the classes of the arrays that Atomics works on.
var integers = []string{"Int8Array", "Uint8Array", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "BigInt64Array", "BigUint64Array"}

// elementOf checks the first two arguments.
func elementOf(e *engine.Engine, function string, array, index goja.Value) *element {
	view, ok := buffer.View(array)
	if !ok || !slices.Contains(integers, view.Type) {
		panic(e.VM.NewTypeError("%s is not an integer typed array.", shown(array)))
	}
	x := &element{e: e, function: function, array: array.(*goja.Object), view: view}
	x.check()
	i := index.ToInteger() // may run a script
	if i < 0 || i >= int64(view.Length/view.Size) {
		panic(e.Construct(e.Intrinsic("RangeError"), e.Text("Invalid atomic access index")))
	}
	x.index = int(i)
	x.check()
	return x
}

// check throws when the array has lost its memory: whatever ran a script may have
// given that away.
func (x *element) check() {
	if x.view.Buffer.Detached() {
		panic(x.e.VM.NewTypeError("Cannot perform Atomics.%s on a detached or out-of-bounds ArrayBuffer", x.function))
	}
}

// shown is how V8 names a value in its messages.
func shown(v goja.Value) string {
	o, ok := v.(*goja.Object)
	if !ok {
		return v.String()
	}
	if _, ok := buffer.View(o); ok {
		if tag, ok := o.GetSymbol(goja.SymToStringTag).(goja.String); ok {
			return "[object " + tag.String() + "]"
		}
	}
	if gojax.KindOf(o) == gojax.Array {
		return "[object Array]"
	}
	return "#<Object>"
}

// asIntNKey is where BigInt.asIntN is kept.
type asIntNKey struct{}

// value makes a number of the array's kind, to compute with. It may run a script, so
// that it is not for what happens under the lock.
func (x *element) value(v goja.Value) goja.Value {
	if x.view.Size == 8 {
		if gojax.IsBigInt(v) {
			return v
		}
		asIntN := engine.Slot(x.e, asIntNKey{}, func() goja.Value { return nil })
		return x.e.Call(asIntN, goja.Undefined(), x.e.Int(64), v)
	}
	return x.e.VM.ToValue(v.ToNumber().ToInteger()) // the script runs once
}

func (x *element) load() goja.Value {
	return x.array.Get(x.e.Int(x.index).String())
}

func (x *element) store(v goja.Value) {
	engine.Must(x.array.Set(x.e.Int(x.index).String(), v))
}

// address is the same for all arrays that share this element.
func (x *element) address() *byte { return &x.view.Bytes()[x.index*x.view.Size] }

func atomics(e *engine.Engine) goja.Value {
	o := e.VM.NewObject()
	engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text("Atomics"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	e.Method(o, "load", 2, func(call goja.FunctionCall) goja.Value {
		x := elementOf(e, "load", call.Argument(0), call.Argument(1))
		exclusive.Lock()
		defer exclusive.Unlock()
		return x.load()
	})
	e.Method(o, "store", 3, func(call goja.FunctionCall) goja.Value {
		x := elementOf(e, "store", call.Argument(0), call.Argument(1))
		v := x.value(call.Argument(2))
		x.check()
		exclusive.Lock()
		defer exclusive.Unlock()
		x.store(v)
		return v
	})
	for name, compute := range operations {
		e.Method(o, name, 3, func(call goja.FunctionCall) goja.Value {
			x := elementOf(e, name, call.Argument(0), call.Argument(1))
			v := x.value(call.Argument(2))
			x.check()
			exclusive.Lock()
			defer exclusive.Unlock()
			old := x.load()
			x.store(compute.of(e, old, v))
			return old
		})
	}
	e.Method(o, "compareExchange", 4, func(call goja.FunctionCall) goja.Value {
		x := elementOf(e, "store", call.Argument(0), call.Argument(1))
		expected, v := x.value(call.Argument(2)), x.value(call.Argument(3))
		x.check()
		exclusive.Lock()
		defer exclusive.Unlock()
		old := x.load()
		// What is expected wraps around as what is stored does.
		x.store(expected)
		wrapped := x.load()
		if old.StrictEquals(wrapped) {
			x.store(v)
		} else {
			x.store(old)
		}
		return old
	})
	e.Method(o, "isLockFree", 1, func(call goja.FunctionCall) goja.Value {
		n := call.Argument(0).ToInteger()
		return e.Bool(n == 1 || n == 2 || n == 4 || n == 8)
	})
	e.Method(o, "pause", 0, func(goja.FunctionCall) goja.Value { return nil })
	e.Method(o, "wait", 4, func(call goja.FunctionCall) goja.Value { return wait(e, call) })
	e.Method(o, "waitAsync", 4, func(call goja.FunctionCall) goja.Value { return waitAsync(e, call) })
	e.Method(o, "notify", 3, func(call goja.FunctionCall) goja.Value { return notify(e, call) })
	return o
}

// operation is how two numbers become one: of 32 bits at most, or of 64.
type operation struct {
	small func(a, b int64) int64
	big   func(to, a, b *big.Int) *big.Int
}

func (c operation) of(e *engine.Engine, old, v goja.Value) goja.Value {
	a, ok := old.Export().(*big.Int)
	if !ok {
		return e.VM.ToValue(c.small(old.ToInteger(), v.ToInteger()))
	}
	b, _ := v.Export().(*big.Int)
	return e.VM.ToValue(c.big(new(big.Int), a, b))
}

var operations = map[string]operation{
	"add":      {func(a, b int64) int64 { return a + b }, (*big.Int).Add},
	"sub":      {func(a, b int64) int64 { return a - b }, (*big.Int).Sub},
	"and":      {func(a, b int64) int64 { return a & b }, (*big.Int).And},
	"or":       {func(a, b int64) int64 { return a | b }, (*big.Int).Or},
	"xor":      {func(a, b int64) int64 { return a ^ b }, (*big.Int).Xor},
	"exchange": {func(_, b int64) int64 { return b }, func(to, _, b *big.Int) *big.Int { return to.Set(b) }},
}
