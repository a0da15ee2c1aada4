package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// promisify is util.promisify.
func promisify(e *engine.Engine, original goja.Value) goja.Value {
	e.NeedFunction("original", original)
	f := original.(*goja.Object)
	symbol := e.SymbolFor("nodejs.util.promisify.custom")
	if custom := f.GetSymbol(symbol); custom != nil && custom.ToBoolean() {
		if !engine.IsFunction(custom) {
			panic(e.InvalidArgType("util.promisify.custom", custom, "function"))
		}
		hide(custom.(*goja.Object), symbol, custom)
		return custom
	}
	names, _ := f.GetSymbol(PromisifyArgs(e)).(*goja.Object)
	call, _ := goja.AssertFunction(f)
	wrapped := e.Func("", 0, func(c goja.FunctionCall) goja.Value {
		promise, resolve, reject := e.Promise()
		done := e.Func("", 0, func(c goja.FunctionCall) goja.Value {
			if err := c.Argument(0); err.ToBoolean() {
				reject(err)
				return nil
			}
			if names != nil && len(c.Arguments) > 2 {
				values := e.VM.NewObject()
				for i, name := range textsOf(names) {
					engine.Must(values.Set(name, c.Argument(i+1)))
				}
				resolve(values)
				return nil
			}
			resolve(c.Argument(1))
			return nil
		})
		args := append(append([]goja.Value{}, c.Arguments...), done)
		if _, err := call(c.This, args...); err != nil {
			if _, ok := err.(*goja.Exception); !ok {
				panic(err)
			}
			reject(e.Thrown(err))
		}
		return promise
	})
	engine.Must(wrapped.SetPrototype(f.Prototype()))
	hide(wrapped, symbol, wrapped)
	copyProperties(e, wrapped, f)
	return wrapped
}

type promisifyArgsKey struct{}

// PromisifyArgs is the symbol under which a function names the values that it
// calls back with, when they are more than one.
func PromisifyArgs(e *engine.Engine) *goja.Symbol {
	return engine.Slot(e, promisifyArgsKey{}, func() *goja.Symbol { return goja.NewSymbol("customPromisifyArgs") })
}

func textsOf(list *goja.Object) []string {
	n := int(list.Get("length").ToInteger())
	texts := make([]string, n)
	for i := range texts {
		texts[i] = element(list, i).String()
	}
	return texts
}

func hide(o *goja.Object, symbol *goja.Symbol, v goja.Value) {
	engine.Must(o.DefineDataPropertySymbol(symbol, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// copyProperties gives a wrapper all that the function it stands for has: name,
// length and what a script has put there.
func copyProperties(e *engine.Engine, to, from *goja.Object) {
	r := realmOf(e)
	define, _ := goja.AssertFunction(e.Intrinsic("Object").Get("defineProperty"))
	for _, key := range (&inspector{r: r}).allKeys(from) {
		if s := keyText(key); s == "prototype" || s == "caller" || s == "arguments" {
			continue
		}
		d := e.OwnProperty(from, key)
		_, err := define(goja.Undefined(), to, key, d)
		engine.Must(err)
	}
}

// callbackify is util.callbackify.
func callbackify(e *engine.Engine, original goja.Value) goja.Value {
	e.NeedFunction("original", original)
	f := original.(*goja.Object)
	wrapped := e.Func("", 0, func(call goja.FunctionCall) goja.Value {
		n := len(call.Arguments)
		var last goja.Value = goja.Undefined()
		if n > 0 {
			last = call.Arguments[n-1]
		}
		e.NeedFunction("last argument", last)
		promise := e.Call(f, call.This, call.Arguments[:n-1]...).ToObject(e.VM)
		this := call.This
		// A callback that throws is uncaught: no promise takes that.
		e.Invoke(promise, "then",
			e.Func("", 1, func(c goja.FunctionCall) goja.Value {
				v := c.Argument(0)
				e.NextTick(func() { e.Call(last, this, goja.Null(), v) })
				return nil
			}),
			e.Func("", 1, func(c goja.FunctionCall) goja.Value {
				reason := c.Argument(0)
				e.NextTick(func() { e.Call(last, this, falsyReason(e, reason)) })
				return nil
			}))
		return nil
	})
	copyProperties(e, wrapped, f)
	if n, ok := f.Get("length").Export().(int64); ok {
		engine.Must(wrapped.DefineDataProperty("length", e.Int(int(n)+1), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	if name, ok := f.Get("name").(goja.String); ok {
		engine.Must(wrapped.DefineDataProperty("name", e.Text(name.String()+"Callbackified"), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return wrapped
}

// falsyReason makes an error of a reason that a callback would take for none.
func falsyReason(e *engine.Engine, reason goja.Value) goja.Value {
	if reason.ToBoolean() {
		return reason
	}
	err := e.Error("ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value")
	engine.Must(err.Set("reason", reason))
	return err
}

// aborted is util.aborted: a promise for the event of a signal's abort.
func aborted(e *engine.Engine, call goja.FunctionCall) goja.Value {
	promise, resolve, reject := e.Promise()
	signal, ok := eventtarget.State(call.Argument(0)).(*abort.Signal)
	if !ok {
		reject(e.TypeError("ERR_INVALID_ARG_TYPE", "signal is not of type AbortSignal."))
		return promise
	}
	if _, ok := call.Argument(1).(*goja.Object); !ok {
		reject(e.InvalidArgType("resource", call.Argument(1), "Object"))
		return promise
	}
	if signal.Aborted() {
		resolve(goja.Undefined())
		return promise
	}
	once := e.Object("once", true)
	engine.Must(once.SetSymbol(e.SymbolFor("nodejs.internal.kResistStopPropagation"), true))
	e.Invoke(signal.Object, "addEventListener", e.Text("abort"), e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		resolve(call.Argument(0))
		return nil
	}), once)
	return promise
}
