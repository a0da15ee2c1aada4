package gojax

import (
	"unsafe"

	"github.com/dop251/goja"
)

// Methods of arrays that goja has a quick way for, which it never takes: it looks for an
// Array.prototype that is kept as an array is, and since it makes that of a template there
// is none. Its own way sets each element by name. These are the same for arrays that have
// nothing of their own but elements; what else there is goja has to do.

// ArrayMethod does a method of an array; done is false when it has done nothing.
type ArrayMethod = func(vm *goja.Runtime, o *goja.Object, args []goja.Value) (v goja.Value, done bool)

// ArrayMethods are by their names in Array.prototype.
var ArrayMethods = map[string]ArrayMethod{
	"pop":     func(_ *goja.Runtime, o *goja.Object, _ []goja.Value) (goja.Value, bool) { return Pop(o) },
	"shift":   func(_ *goja.Runtime, o *goja.Object, _ []goja.Value) (goja.Value, bool) { return Shift(o) },
	"push":    pushed,
	"unshift": unshift,
	"slice":   slice,
	"concat":  concat,
}

// onlyArray is the list of an array that has no other properties than its elements and no
// other prototype than [] has.
func onlyArray(vm *goja.Runtime, o *goja.Object) (l list, ok bool) {
	p, known := inside(o)
	if l, ok = known.listAt(p); !ok || !iterating.known {
		return l, false
	}
	return l, *known.symbols.of(p) == nil && len(*known.names.of(p)) <= 1 && *known.prototype.of(p) == *iterating.arrays.of(unsafe.Pointer(vm))
}

// makesArrays reports whether methods of arrays make arrays, and not what a constructor
// that a script has named makes.
func makesArrays(vm *goja.Runtime) bool {
	array, arrays := *iterating.array.of(unsafe.Pointer(vm)), *iterating.arrays.of(unsafe.Pointer(vm))
	return array != nil && arrays.Get("constructor") == goja.Value(array) && array.GetSymbol(goja.SymSpecies) == goja.Value(array)
}

// lengthening is the list of an array that may get more elements.
func lengthening(vm *goja.Runtime, o *goja.Object, more []goja.Value) (l list, ok bool) {
	if l, ok = onlyArray(vm, o); !ok || l.fixed || !extensible(o) || uint64(len(*l.elements)+len(more)) >= 1<<32-1 {
		return l, false
	}
	return l, true
}

func pushed(vm *goja.Runtime, o *goja.Object, args []goja.Value) (goja.Value, bool) {
	l, ok := lengthening(vm, o, args)
	if !ok {
		return nil, false
	}
	l.set(append(*l.elements, args...), *l.count+len(args))
	return vm.ToValue(len(*l.elements)), true
}

func unshift(vm *goja.Runtime, o *goja.Object, args []goja.Value) (goja.Value, bool) {
	l, ok := lengthening(vm, o, args)
	if !ok {
		return nil, false
	}
	n := len(args)
	elements := append(*l.elements, args...) // for the room
	copy(elements[n:], elements)
	copy(elements, args)
	l.set(elements, *l.count+n)
	return vm.ToValue(len(elements)), true
}

func slice(vm *goja.Runtime, o *goja.Object, args []goja.Value) (goja.Value, bool) {
	l, ok := onlyArray(vm, o)
	if !ok || !makesArrays(vm) {
		return nil, false
	}
	bounds := [2]int{0, len(*l.elements)}
	for i, arg := range args[:min(len(args), 2)] {
		if _, ok := arg.(*goja.Object); ok { // which would have to run to be a number
			return nil, false
		}
		if i == 1 && goja.IsUndefined(arg) {
			continue
		}
		at := arg.ToInteger()
		if at < 0 {
			at = max(0, at+int64(len(*l.elements)))
		}
		bounds[i] = int(min(at, int64(len(*l.elements))))
	}
	return arrayOf(vm, (*l.elements)[bounds[0]:max(bounds[0], bounds[1])])
}

func concat(vm *goja.Runtime, o *goja.Object, args []goja.Value) (goja.Value, bool) {
	l, ok := onlyArray(vm, o)
	arrays := *iterating.arrays.of(unsafe.Pointer(vm))
	if !ok || !makesArrays(vm) || arrays.GetSymbol(goja.SymIsConcatSpreadable) != nil {
		return nil, false
	}
	parts := [][]goja.Value{*l.elements}
	for i, arg := range args {
		o, isObject := arg.(*goja.Object)
		if !isObject {
			parts = append(parts, args[i:i+1])
			continue
		}
		l, ok := onlyArray(vm, o)
		if !ok {
			return nil, false
		}
		parts = append(parts, *l.elements)
	}
	return arrayOf(vm, parts...)
}

// arrayOf makes an array of the elements of lists, unless there is a hole, which a
// prototype might fill.
func arrayOf(vm *goja.Runtime, lists ...[]goja.Value) (goja.Value, bool) {
	length := 0
	for _, l := range lists {
		length += len(l)
	}
	o := vm.NewArray()
	l, ok := listOf(o)
	if !ok || uint64(length) >= 1<<32-1 {
		return nil, false
	}
	elements := make([]goja.Value, 0, length)
	for _, l := range lists {
		if hasHole(l) {
			return nil, false
		}
		elements = append(elements, l...)
	}
	l.set(elements, length)
	return o, true
}

// hasHole looks at the elements, since goja's count of them is not always right.
func hasHole(elements []goja.Value) bool {
	for _, v := range elements {
		if v == nil {
			return true
		}
	}
	return false
}

// set makes elements, of which so many are there, those of the array.
func (l list) set(elements []goja.Value, count int) {
	*l.elements, *l.length, *l.count = elements, uint32(len(elements)), count
}

func extensible(o *goja.Object) bool {
	p, l := inside(o)
	is := l.extensible.of(p)
	return is != nil && *is
}
