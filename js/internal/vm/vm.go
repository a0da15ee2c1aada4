// Package vm is require('vm') as far as there is one context: code runs in this
// one.
package vm

import (
	"fmt"
	"math"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// script hides in a vm.Script.
type script struct {
	goja.Value
	program *goja.Program
}

const slot = "script"

// filename reads the options of the functions here: a name, or an object with
// one.
func filename(e *engine.Engine, v goja.Value) string {
	name := "evalmachine.<anonymous>"
	if text, ok := v.(goja.String); ok {
		return text.String()
	}
	if engine.IsUndefined(v) {
		return name
	}
	o := e.NeedObject("options", v)
	if v := o.Get("filename"); !engine.IsUndefined(v) {
		name = e.NeedString("options.filename", v)
	}
	for _, offset := range []string{"lineOffset", "columnOffset"} {
		if v := o.Get(offset); !engine.IsUndefined(v) {
			e.NeedInteger("options."+offset, v, math.MinInt32, math.MaxInt32)
		}
	}
	return name
}

// timeout is how long code may run; 0 is without a limit.
func timeout(e *engine.Engine, v goja.Value) (limit time.Duration) {
	if engine.IsUndefined(v) {
		return 0
	}
	o := e.NeedObject("options", v)
	if v := o.Get("timeout"); !engine.IsUndefined(v) {
		limit = time.Duration(e.NeedInteger("options.timeout", v, 1, math.MaxUint32)) * time.Millisecond
	}
	for _, name := range []string{"displayErrors", "breakOnSigint"} {
		if v := o.Get(name); !engine.IsUndefined(v) {
			e.NeedBoolean("options."+name, v)
		}
	}
	return limit
}

// compile compiles, and throws what is wrong with the source as the runtime
// does.
func compile(e *engine.Engine, name, source string) *goja.Program {
	if gojax.TooDeep(source) {
		panic(e.TooDeep())
	}
	program, err := gojax.Compile(name, source)
	if err != nil {
		panic(e.Construct(e.Intrinsic("SyntaxError"), e.Text(gojax.SyntaxErrorOf(err, source).Message)))
	}
	return program
}

// run runs a program for no longer than the limit, if there is one.
func run(e *engine.Engine, program *goja.Program, limit time.Duration) (v goja.Value) {
	f := func() (err error) {
		v, err = e.VM.RunProgram(program)
		return err
	}
	if limit == 0 {
		engine.Must(f())
		return v
	}
	err := e.RunWithin(limit, f)
	if err == engine.ErrRunLimit {
		err := e.PlainError(fmt.Sprintf("Script execution timed out after %dms", limit.Milliseconds()))
		engine.Must(err.Set("code", "ERR_SCRIPT_EXECUTION_TIMEOUT"))
		panic(err)
	}
	engine.Must(err)
	return v
}

// Load is the loader of require('vm').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	set := func(name string, v goja.Value) { engine.Must(exports.Set(name, v)) }
	set("Script", scriptClass(e).Constructor)
	set("runInThisContext", e.Func("runInThisContext", 2, func(call goja.FunctionCall) goja.Value {
		options := call.Argument(1)
		program := compile(e, filename(e, options), call.Argument(0).String())
		if _, name := options.(goja.String); name {
			options = goja.Undefined()
		}
		return run(e, program, timeout(e, options))
	}))
	set("isContext", e.Func("isContext", 1, func(call goja.FunctionCall) goja.Value {
		if _, ok := call.Argument(0).(*goja.Object); !ok {
			panic(e.InvalidArgType("object", call.Argument(0), "object"))
		}
		return e.Bool(false)
	}))
	set("compileFunction", e.Func("compileFunction", 3, func(call goja.FunctionCall) goja.Value {
		source := e.NeedString("code", call.Argument(0))
		names := ""
		if params, ok := call.Argument(1).(*goja.Object); ok {
			names = e.Invoke(params, "join", e.Text(",")).String()
		}
		return run(e, compile(e, filename(e, call.Argument(2)), "(function ("+names+"\n) {"+source+"\n})"), 0)
	}))
	for _, name := range []string{"createContext", "runInContext", "runInNewContext", "measureMemory"} {
		set(name, absent(e, "vm."+name))
	}
	return nil
}

// absent is a function that says that it is not there.
func absent(e *engine.Engine, name string) *goja.Object {
	return e.Func(name[3:], 0, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", name+"() is not there in nodenet: all code runs in one context"))
	})
}

func scriptClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("Script", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		program := compile(e, filename(e, call.Argument(1)), call.Argument(0).String())
		engine.Hide(call.This, slot, &script{Value: goja.Undefined(), program: program})
		return nil
	})
	c.Method("runInThisContext", 1, func(call goja.FunctionCall) goja.Value {
		if o, ok := call.This.(*goja.Object); ok {
			if s, ok := engine.Hidden(o, slot).(*script); ok {
				return run(e, s.program, timeout(e, call.Argument(0)))
			}
		}
		panic(e.VM.NewTypeError("Illegal invocation"))
	})
	for _, name := range []string{"runInContext", "runInNewContext"} {
		engine.Must(c.Prototype.DefineDataProperty(name, absent(e, "vm."+name), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return c
}
