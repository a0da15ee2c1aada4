package gojax

import (
	"unsafe"

	"github.com/dop251/goja"
)

// Caller is the function of JavaScript that has called the native function under way; nil
// when that was not called by one, or when goja keeps its calls in another way.
//
// What is read is a field of the last of the structs of calls, where it was found in their
// type, and one of the values of the stack; both indices are checked. Only the goroutine of
// the runtime may ask.
func Caller(vm *goja.Runtime) *goja.Object {
	machine := machineField.of(unsafe.Pointer(vm))
	if machine == nil || *machine == nil || !callBase.known {
		return nil
	}
	calls, stack := callsField.of(*machine), stackField.of(*machine)
	if calls == nil || stack == nil || len(*calls) == 0 {
		return nil
	}
	last := unsafe.Add(unsafe.Pointer(unsafe.SliceData(*calls)), uintptr(len(*calls)-1)*callSize)
	if at := *callBase.of(last) - 1; at >= 0 && at < len(*stack) {
		o, _ := (*stack)[at].(*goja.Object)
		return o
	}
	return nil
}

// callBase is where the values of a call are on the stack, after its function; callSize is
// how large what is kept of a call is.
var callBase, callSize = func() (base field[int], size uintptr) {
	if _, list, ok := machineSlice("callStack"); ok {
		base, size = fieldOf[int](list.Elem(), "sb"), list.Elem().Size()
	}
	return base, size
}()
