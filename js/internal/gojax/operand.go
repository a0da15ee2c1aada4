package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// Operand returns one of the values that the instruction under way works on: the
// one on top of goja's stack is the first, at 0. It is nil when there is none, or
// when goja keeps its stack in another way. It is for native functions that goja
// calls in the middle of an instruction, as it does the constructors of its errors.
//
// Each pointer is to a field of the type that was looked for, in a struct that the
// runtime keeps alive, and the index is checked. Only the goroutine of the runtime
// may ask.
func Operand(vm *goja.Runtime, i int) goja.Value {
	if vm == nil {
		return nil
	}
	machine := machineField.of(unsafe.Pointer(vm))
	if machine == nil || *machine == nil {
		return nil
	}
	stack, top := stackField.of(*machine), topField.of(*machine)
	if stack == nil || top == nil {
		return nil
	}
	if at := *top - 1 - i; at >= 0 && at < len(*stack) {
		return (*stack)[at]
	}
	return nil
}

// machineSlice finds a slice of structs in goja's machine, of which no more is known.
func machineSlice(name string) (offset uintptr, list reflect.Type, ok bool) {
	machine, _, ok := locate(reflect.TypeFor[goja.Runtime](), "vm")
	if !ok || machine.Kind() != reflect.Pointer {
		return
	}
	list, offset, ok = locate(machine.Elem(), name)
	return offset, list, ok && list.Kind() == reflect.Slice && list.Elem().Kind() == reflect.Struct
}

var machineField, stackField, topField = func() (machine field[unsafe.Pointer], stack field[[]goja.Value], top field[int]) {
	found, offset, ok := locate(reflect.TypeFor[goja.Runtime](), "vm")
	if !ok || found.Kind() != reflect.Pointer {
		return
	}
	machine = field[unsafe.Pointer]{offset, true}
	top = fieldOf[int](found.Elem(), "sp")
	// The stack's type has a name of its own, and the same layout.
	if t, offset, ok := locate(found.Elem(), "stack"); ok && t.ConvertibleTo(reflect.TypeFor[[]goja.Value]()) {
		stack = field[[]goja.Value]{offset, true}
	}
	return machine, stack, top
}()

// key is the name of the property that an instruction sets, when it is computed.
func (s Source) key() string {
	if s.Runtime == nil {
		return ""
	}
	of, key := Operand(s.Runtime, 2), Operand(s.Runtime, 1)
	if of == nil || key == nil || !goja.IsNull(of) && !goja.IsUndefined(of) {
		return ""
	}
	if _, ok := key.(*goja.Object); ok { // which would have to run to be a name
		return ""
	}
	return key.String()
}

// nullishOf is nullish for a read of a property: with the name on top, when that is
// computed.
func (s Source) nullishOf(name string) string {
	if key := Operand(s.Runtime, 0); key != nil && (goja.IsNull(key) || goja.IsUndefined(key)) && key.String() == name {
		if of := Operand(s.Runtime, 1); of != nil && goja.IsNull(of) {
			return "null"
		}
	}
	return s.nullish(0, 1)
}

// keyShown is the name of a property with which an instruction has failed, as V8 shows
// it: goja gives only the description of a symbol.
func (s Source) keyShown(name string) string {
	for i := range 3 {
		if symbol, ok := Operand(s.Runtime, i).(*goja.Symbol); ok && symbol.String() == name {
			return "Symbol(" + name + ")"
		}
	}
	return name
}

// nullish names what an instruction could not work on: "null", or "undefined" when
// that is not known. The operands are those that it may be, the likeliest first.
func (s Source) nullish(operands ...int) string {
	if s.Runtime == nil {
		return "undefined"
	}
	for _, i := range operands {
		switch v := Operand(s.Runtime, i); {
		case v == nil:
		case goja.IsNull(v):
			return "null"
		case goja.IsUndefined(v):
			return "undefined"
		}
	}
	return "undefined"
}
