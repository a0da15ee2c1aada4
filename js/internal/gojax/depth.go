package gojax

import (
	"unsafe"

	"github.com/dop251/goja"
)

// Depth is how many calls of JavaScript are within each other; known is false where goja
// counts them in another way.
//
// The pointers are to fields of the types that were looked for, in a struct that the
// runtime keeps alive. Of the slice only the header is read, which is that of any slice.
// Only the goroutine of the runtime may ask.
func Depth(vm *goja.Runtime) (depth int, known bool) {
	machine := machineField.of(unsafe.Pointer(vm))
	if machine == nil || *machine == nil {
		return 0, false
	}
	calls := callsField.of(*machine)
	if calls == nil {
		return 0, false
	}
	return len(*calls), true
}

// callsField is vm.callStack: a slice of structs that are not looked at.
var callsField = func() (calls field[[]struct{}]) {
	if offset, _, ok := machineSlice("callStack"); ok {
		calls = field[[]struct{}]{offset, true}
	}
	return calls
}()
