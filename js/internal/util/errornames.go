package util

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

func loadErrorNames(e *engine.Engine, def func(string, int, engine.Native)) {
	number := func(call goja.FunctionCall) int {
		v := call.Argument(0)
		if !gojax.IsNumber(v) {
			panic(e.InvalidArgType("err", v, "number"))
		}
		if n := v.ToFloat(); n >= 0 || n != math.Trunc(n) || n < engine.MinSafeInteger {
			panic(e.OutOfRange("err", "a negative integer", v))
		}
		return int(v.ToInteger())
	}
	def("getSystemErrorMap", 0, func(goja.FunctionCall) goja.Value {
		m := e.Construct(e.Intrinsic("Map"))
		set, _ := goja.AssertFunction(m.Get("set"))
		for _, s := range node.SystemErrors() {
			_, err := set(m, e.Int(s.Number), e.VM.NewArray(s.Name, s.Text))
			engine.Must(err)
		}
		return m
	})
	def("getSystemErrorName", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(node.Numbered(number(call)).Name)
	})
	def("getSystemErrorMessage", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(node.Numbered(number(call)).Text)
	})
}

// errnoException is util._errnoException(err, syscall, original).
func errnoException(e *engine.Engine, call goja.FunctionCall) goja.Value {
	syscall := call.Argument(1).String()
	detail := ""
	if v := call.Argument(2); v.ToBoolean() {
		detail = " " + v.String()
	}
	return syscallError(e, call.Argument(0), syscall, detail)
}

func syscallError(e *engine.Engine, number goja.Value, syscall, detail string) *goja.Object {
	code := node.Numbered(int(number.ToInteger())).Name
	err := e.PlainError(syscall + " " + code + detail)
	engine.Must(err.Set("errno", number))
	engine.Must(err.Set("code", code))
	engine.Must(err.Set("syscall", syscall))
	return err
}

// hostPortException is util._exceptionWithHostPort(err, syscall, address, port,
// additional).
func hostPortException(e *engine.Engine, call goja.FunctionCall) goja.Value {
	address, port := call.Argument(2), call.Argument(3)
	detail := ""
	if port.ToBoolean() && port.ToInteger() > 0 {
		detail = " " + address.String() + ":" + port.String()
	} else if address.ToBoolean() {
		detail = " " + address.String()
	}
	if v := call.Argument(4); v.ToBoolean() {
		detail += " - Local (" + v.String() + ")"
	}
	err := syscallError(e, call.Argument(0), call.Argument(1).String(), detail)
	engine.Must(err.Set("address", address))
	if port.ToBoolean() {
		engine.Must(err.Set("port", port))
	}
	return err
}
