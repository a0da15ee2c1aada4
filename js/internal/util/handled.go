package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/signals"
)

// markPromiseAsHandled has a promise that is rejected not be told of as unhandled.
func markPromiseAsHandled(e *engine.Engine, call goja.FunctionCall) goja.Value {
	o, ok := call.Argument(0).(*goja.Object)
	if ok {
		_, ok = o.Export().(*goja.Promise)
	}
	if !ok {
		panic(e.InvalidArgType("promise", call.Argument(0), "Promise"))
	}
	markAsHandled(e, o)
	return nil
}

func markAsHandled(e *engine.Engine, promise *goja.Object) {
	then := e.Intrinsic("Promise").Get("prototype").(*goja.Object).Get("then")
	e.Call(then, promise, goja.Undefined(), e.Func("", 0, func(goja.FunctionCall) goja.Value { return nil }))
}

// exitCodeOfSignal is what shells say of a program that a signal has ended.
func exitCodeOfSignal(e *engine.Engine, call goja.FunctionCall) goja.Value {
	return e.Int(128 + signals.Number(needOneOf(e, "signalCode", call.Argument(0), signals.Names())))
}
