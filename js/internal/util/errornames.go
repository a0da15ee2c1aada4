package util

import (
	"fmt"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// systemError finds an error of the system by its number, which is negative.
func systemError(number int) (name, text string, ok bool) {
	for i := range systemErrors {
		if s := &systemErrors[i]; s.number == number {
			return s.name, s.text, true
		}
	}
	return "", "", false
}

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
		m := e.Construct(e.VM.Get("Map"))
		set, _ := goja.AssertFunction(m.Get("set"))
		for _, s := range systemErrors {
			_, err := set(m, e.Int(s.number), e.VM.NewArray(s.name, s.text))
			engine.Must(err)
		}
		return m
	})
	def("getSystemErrorName", 1, func(call goja.FunctionCall) goja.Value {
		n := number(call)
		if name, _, ok := systemError(n); ok {
			return e.Text(name)
		}
		return e.Text(fmt.Sprintf("Unknown system error %d", n))
	})
	def("getSystemErrorMessage", 1, func(call goja.FunctionCall) goja.Value {
		n := number(call)
		if _, text, ok := systemError(n); ok {
			return e.Text(text)
		}
		return e.Text(fmt.Sprintf("Unknown system error %d", n))
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
	n := int(number.ToInteger())
	code, _, ok := systemError(n)
	if !ok {
		code = fmt.Sprintf("Unknown system error %d", n)
	}
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
