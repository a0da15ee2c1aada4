package language

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// watcher has loops of goja's be interrupted: each step is counted, and now and then a
// function of JavaScript is called, which goja does not begin when it was interrupted.
type watcher struct {
	e      *engine.Engine
	has    gojax.Native // Reflect.has
	idle   gojax.Native // does nothing
	steps  int
	active map[*goja.Object]*watched
}

// stepsBetween is how many steps are made before the next look: some 100 µs.
const stepsBetween = 1 << 10

func (w *watcher) tick() {
	if w.steps++; w.steps%stepsBetween != 0 {
		return
	}
	if w.idle == nil {
		idle, err := w.e.VM.RunString("(function () {})")
		engine.Must(err)
		w.idle = gojax.FunctionOf(idle)
	}
	w.idle(goja.FunctionCall{This: goja.Undefined()})
}

// refuse throws when an array of so many elements cannot be made.
func (w *watcher) refuse(n, most float64) {
	if most > 0 && n > most {
		panic(w.e.PlainRangeError("Invalid array length"))
	}
}

// text throws when so many elements cannot be joined.
func (w *watcher) text(n float64, separator goja.Value) {
	between := 1
	if s, ok := separator.(goja.String); ok {
		between = s.Length()
	}
	if n > math.MaxUint32 {
		panic(w.e.VM.NewTypeError("Invalid array length"))
	}
	sizes{w.e}.text((n - 1) * float64(between))
}

// watched is an object that a loop is about. The proxy passes on all that such loops ask
// for; it is a proxy of nothing, so that goja does not compare the answers with the object.
type watched struct {
	w     *watcher
	o     *goja.Object
	proxy *goja.Object
	limit func(length float64) // throws; nil when any length is right
	skips bool                 // what is not there, see loop
	known map[*goja.Symbol]goja.Value
}

// watch returns the watched form of an object: the same one within a call, since goja
// finds circles by it.
func (w *watcher) watch(o *goja.Object) *watched {
	if active := w.active[o]; active != nil {
		return active
	}
	var target *goja.Object
	if gojax.IsArray(o) {
		target = w.e.VM.NewArray()
	} else {
		target = w.e.VM.NewObject()
	}
	x := &watched{w: w, o: o}
	x.proxy = w.e.VM.ToValue(w.e.VM.NewProxy(target, &goja.ProxyTrapConfig{
		Has: func(_ *goja.Object, key string) bool {
			w.tick()
			return x.has(key)
		},
		Get: func(_ *goja.Object, key string, _ goja.Value) goja.Value { return x.get(key) },
		GetSym: func(_ *goja.Object, key *goja.Symbol, _ goja.Value) goja.Value {
			if v, ok := x.known[key]; ok {
				return v
			}
			return o.GetSymbol(key)
		},
		Set: func(_ *goja.Object, key string, v, _ goja.Value) bool {
			w.tick()
			engine.Must(o.Set(key, v))
			return true
		},
		DeleteProperty: func(_ *goja.Object, key string) bool {
			w.tick()
			engine.Must(o.Delete(key))
			return true
		},
	})).(*goja.Object)
	return x
}

func (x *watched) has(key string) bool {
	return x.w.has(goja.FunctionCall{Arguments: []goja.Value{x.o, x.w.e.Text(key)}}).ToBoolean()
}

func (x *watched) get(key string) goja.Value {
	x.w.tick()
	if x.skips && key[0] <= '9' && !x.has(key) {
		return nil
	}
	v := x.o.Get(key)
	if key == "length" && x.limit != nil && v != nil {
		v = v.ToNumber()
		x.limit(whole(v))
	}
	return v
}

// call calls a method on the watched object, which is also what it returns then.
func (x *watched) call(original gojax.Native, call goja.FunctionCall) goja.Value {
	if _, nested := x.w.active[x.o]; !nested {
		x.w.active[x.o] = x
		defer delete(x.w.active, x.o)
	}
	call.This = x.proxy
	if result := original(call); result != x.proxy {
		return result
	}
	return x.o
}

// hidden is a function of the script's, which is given the object and not the proxy.
func (x *watched) hidden(f gojax.Native) goja.Value {
	return x.w.e.Func("", 0, func(call goja.FunctionCall) goja.Value {
		if last := len(call.Arguments) - 1; last >= 0 && call.Arguments[last] == x.proxy {
			call.Arguments[last] = x.o
		}
		return f(call)
	})
}

// concat watches what is spread into the list, too.
func (w *watcher) concat(original gojax.Native, call goja.FunctionCall) goja.Value {
	replaced := false
	watch := func(v goja.Value, rest bool) goja.Value {
		o, ok := v.(*goja.Object)
		if !ok || !endless(o) {
			return v
		}
		spreadable := engine.OrUndefined(o.GetSymbol(goja.SymIsConcatSpreadable))
		if spreadable.ToBoolean() || engine.IsUndefined(spreadable) && gojax.IsArray(o) {
			x := w.watch(o)
			x.known = map[*goja.Symbol]goja.Value{goja.SymIsConcatSpreadable: spreadable}
			v, replaced = x.proxy, true
		} else if rest {
			v, replaced = w.e.VM.NewArray(v), true // it is not asked once more
		}
		return v
	}
	o, _ := call.This.(*goja.Object)
	this := watch(call.This, o != nil && !gojax.IsArray(o)) // of an array that is left as it is, goja asks for the class
	arguments := make([]goja.Value, len(call.Arguments))
	for i, v := range call.Arguments {
		arguments[i] = watch(v, true)
	}
	if !replaced {
		return original(call)
	}
	return original(goja.FunctionCall{This: this, Arguments: arguments})
}
