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
// calls the traps of the script's with a list of their own.

// defineProxies guards the two ways to make a proxy.
func defineProxies(e *engine.Engine, proxy *goja.Object) {
	traps := trapsOf(e)
	own := func(args []goja.Value) []goja.Value {
		if len(args) < 2 || !engine.IsFunction(args[0]) {
			return args
		}
		handler, ok := args[1].(*goja.Object)
		if !ok {
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
				return e.Call(trap, handler, call.Arguments...)
			})
		})
		engine.Must(traps.DefineAccessorProperty(name, get, nil, goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	return traps
}

func copied(e *engine.Engine, list *goja.Object) *goja.Object {
	items := make([]any, list.Get("length").ToInteger())
	for i := range items {
		items[i] = engine.Property(list, strconv.Itoa(i))
	}
	return e.VM.NewArray(items...)
}
