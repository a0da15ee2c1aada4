package language

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// The list of arguments that goja gives to the traps apply and construct is a piece of
// its stack: a trap that keeps it, as an asynchronous one does, would find the arguments
// of other calls there. Proxies of functions therefore have a handler of ours, which
// calls the traps of the script's with a list of their own. So have those that list keys:
// goja asks for as many as a trap says that there are, and ends where one is missing.

// defineProxies guards the two ways to make a proxy.
func defineProxies(e *engine.Engine, proxy *goja.Object) {
	traps := trapsOf(e)
	own := func(args []goja.Value) []goja.Value {
		if len(args) < 2 {
			return args
		}
		handler, ok := args[1].(*goja.Object)
		if !ok || !engine.IsFunction(args[0]) && !mayListKeys(handler) {
			return args
		}
		o := e.VM.CreateObject(traps)
		engine.Must(o.SetSymbol(gojax.TheHandler, handler))
		return append([]goja.Value{args[0], o}, args[2:]...)
	}
	gojax.GuardNew(proxy, own)
	gojax.Guard(proxy.Get("revocable").(*goja.Object), func(call goja.FunctionCall) []goja.Value { return own(call.Arguments) })
}

// trapsOf is what the handlers inherit: an accessor for each trap, which looks at the
// script's handler each time, as goja would.
func trapsOf(e *engine.Engine) *goja.Object {
	traps := e.VM.CreateObject(nil)
	for name, list := range map[string]int{
		"get": -1, "set": -1, "has": -1, "deleteProperty": -1, "defineProperty": -1, "getOwnPropertyDescriptor": -1, "ownKeys": -1,
		"getPrototypeOf": -1, "setPrototypeOf": -1, "isExtensible": -1, "preventExtensions": -1, "apply": 2, "construct": 1,
	} {
		get := e.NestedFunc(name, 0, func(call goja.FunctionCall) goja.Value {
			handler := call.This.(*goja.Object).GetSymbol(gojax.TheHandler).(*goja.Object)
			trap := handler.Get(name)
			if !engine.IsFunction(trap) {
				return engine.OrUndefined(trap)
			}
			return e.NestedFunc(name, 0, func(call goja.FunctionCall) goja.Value {
				if list >= 0 && list < len(call.Arguments) {
					call.Arguments[list] = copied(e, call.Arguments[list].(*goja.Object))
				}
				result := e.Call(trap, handler, call.Arguments...)
				if name == "ownKeys" {
					return keysOf(e, result)
				}
				return result
			})
		})
		engine.Must(traps.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	return traps
}

// mayListKeys reports whether a handler has the trap ownKeys, without asking it. One that
// gets it later goes to goja as it is.
func mayListKeys(handler *goja.Object) bool {
	for o := handler; o != nil; o = o.Prototype() {
		if gojax.KindOf(o) == gojax.Proxy {
			return false // goja knows how deep proxies are in each other
		}
		if _, exists, known := gojax.Property(o, "ownKeys"); exists || !known {
			return true
		}
	}
	return false
}

// keysOf are the keys that a trap ownKeys has returned.
func keysOf(e *engine.Engine, v goja.Value) goja.Value {
	list, ok := v.(*goja.Object)
	if !ok {
		panic(e.VM.NewTypeError("CreateListFromArrayLike called on non-object"))
	}
	length := whole(engine.Property(list, "length").ToNumber())
	if length > manyElements {
		panic(e.PlainRangeError("Invalid array length"))
	}
	var keys []any
	for i := range int(max(length, 0)) {
		key := engine.Property(list, strconv.Itoa(i))
		_, text := key.(goja.String)
		_, symbol := key.(*goja.Symbol)
		if !text && !symbol {
			shown := e.Shown(key)
			if o, ok := key.(*goja.Object); ok {
				shown = "#<" + engine.ClassName(o) + ">"
			}
			panic(e.VM.NewTypeError("%s is not a valid property name", shown))
		}
		keys = append(keys, key)
	}
	return e.VM.NewArray(keys...)
}

func copied(e *engine.Engine, list *goja.Object) *goja.Object {
	items := make([]any, list.Get("length").ToInteger())
	for i := range items {
		items[i] = engine.Property(list, strconv.Itoa(i))
	}
	return e.VM.NewArray(items...)
}
