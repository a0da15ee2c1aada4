package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// settingLength is goja's instruction that sets the property "length" of what is below the
// value on the stack. Of an array it leaves the count of elements as it was (array.go).
// Lengths that are set by a computed name, in a pattern as in [a.length] = [1], or by
// functions such as Reflect.set, are not seen here.
type settingLength struct{ set instruction }

func (s *settingLength) exec(machine unsafe.Pointer) {
	of, _, ok := operands(machine)
	var o *goja.Object
	if ok {
		o, ok = (*of).(*goja.Object)
	}
	if !ok {
		execute(s.set, machine)
		return
	}
	before, ok := listOf(o)
	full := ok && *before.count == len(*before.elements)
	execute(s.set, machine)
	switch after, ok := listOf(o); {
	case !ok:
	case full: // as most are: there is no need to go through it
		*after.count = min(*after.count, len(*after.elements))
	default:
		after.recount()
	}
}

func betterLength(in instruction) instruction {
	if name := reflect.ValueOf(in); name.Kind() == reflect.String && name.String() == "length" {
		return &settingLength{in}
	}
	return in
}
