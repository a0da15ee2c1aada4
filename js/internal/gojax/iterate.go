package gojax

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/dop251/goja"
)

// For each element of an array that a loop goes over, or that is spread or taken apart,
// goja calls a method of an iterator that returns an object with two properties: 300 ns
// and 500 bytes an element. Nobody sees any of it unless a script has put something else
// in the place of the array's iterator or of that one's method. Where it has not, the
// elements are taken from the list.

// record is goja's iteratorRecord. Without an iterator it has nothing to close.
type record struct {
	iterator *goja.Object
	next     Native
}

// iteration is where an array is gone over. To goja it is its record.
type iteration struct {
	record
	array *goja.Object
	at    int64
	over  bool
}

// notCalled tells an iteration from goja's own records.
var notCalled Native = func(goja.FunctionCall) goja.Value { return nil }

// iterItem is goja's iterStackItem: one for each loop and pattern under way.
type iterItem struct {
	value  goja.Value
	_      func() // of for (in): its properties
	record *record
}

// ours returns the iteration behind a record; nil when it is goja's.
func (r *record) ours() *iteration {
	if r == nil || r.iterator != nil || r.next == nil || *(*unsafe.Pointer)(unsafe.Pointer(&r.next)) != *(*unsafe.Pointer)(unsafe.Pointer(&notCalled)) {
		return nil
	}
	return (*iteration)(unsafe.Pointer(r)) // a record with that function is the beginning of one
}

// needNext has an iterator without a method next throw once that is called, as the language
// says; goja calls it all the same, which is the end of the program.
func (r *record) needNext(vm *goja.Runtime) {
	if r != nil && r.iterator != nil && r.next == nil {
		iterator := r.iterator
		r.next = func(goja.FunctionCall) goja.Value {
			needFunction(vm, iterator.Get("next"))
			return goja.Undefined() // it has become one
		}
	}
}

// needFunction throws the TypeError of calling what is no function.
func needFunction(vm *goja.Runtime, f goja.Value) {
	if f == nil {
		f = goja.Undefined()
	}
	if _, ok := goja.AssertFunction(f); !ok {
		panic(vm.NewTypeError("%s is not a function", f))
	}
}

// next returns the next element; nil after the last.
func (i *iteration) next() goja.Value {
	if i.over {
		return nil
	}
	l, ok := listOf(i.array)
	switch {
	case ok && i.at < int64(len(*l.elements)):
		if v := (*l.elements)[i.at]; v != nil {
			i.at++
			return v
		}
	case ok || i.at >= i.array.Get("length").ToInteger():
		i.over = true
		return nil
	}
	// A hole, or an array that is kept in another way: a prototype or a getter may know.
	v := i.array.Get(strconv.FormatInt(i.at, 10))
	i.at++
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// machineLayout is what of a machine and its runtime has to do with iterators.
type machineLayout struct {
	iterated                  field[[]iterItem]
	arrays, values, iterators field[*goja.Object] // Array.prototype, its values, %ArrayIteratorPrototype%
	array                     field[*goja.Object] // Array
	known                     bool
}

var iterating = func() (l machineLayout) {
	machine, _, ok := locate(reflect.TypeFor[goja.Runtime](), "vm")
	if !ok || machine.Kind() != reflect.Pointer || !codeField.known {
		return
	}
	stack, at, ok := locate(machine.Elem(), "iterStack")
	if !ok || stack.Kind() != reflect.Slice || !sameFields(stack.Elem(), reflect.TypeFor[iterItem](), "val", "f", "iter") {
		return
	}
	theirs, _ := stack.Elem().FieldByName("iter")
	if theirs.Type.Kind() != reflect.Pointer || !sameFields(theirs.Type.Elem(), reflect.TypeFor[record](), "iterator", "next") {
		return
	}
	l.iterated = field[[]iterItem]{at, true}
	l.arrays, l.values, l.iterators = intrinsic("ArrayPrototype"), intrinsic("arrayValues"), intrinsic("ArrayIteratorPrototype")
	l.array = intrinsic("Array")
	l.known = l.arrays.known && l.values.known && l.iterators.known && l.array.known
	return
}()

// sameFields reports whether a struct of goja's has just the fields, in order, that one of
// ours has: of the same sizes, and of the same kinds.
func sameFields(theirs, ours reflect.Type, names ...string) bool {
	if theirs.Kind() != reflect.Struct || theirs.NumField() != len(names) || ours.NumField() != len(names) || theirs.Size() != ours.Size() {
		return false
	}
	for i, name := range names {
		a, b := theirs.Field(i), ours.Field(i)
		if a.Name != name || a.Offset != b.Offset || a.Type.Kind() != b.Type.Kind() || a.Type.Size() != b.Type.Size() {
			return false
		}
	}
	return true
}

// intrinsic finds an object in what goja calls the global of a runtime.
func intrinsic(name string) field[*goja.Object] {
	global, offset, ok := locate(reflect.TypeFor[goja.Runtime](), "global")
	if !ok {
		return field[*goja.Object]{}
	}
	f := fieldOf[*goja.Object](global, name)
	f.offset += offset
	return f
}

// plainArray returns v when it is an array whose elements are all that iterating over it
// can show.
func plainArray(machine unsafe.Pointer, v goja.Value) *goja.Object {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	p, known := inside(o)
	if _, inMemory := known.listAt(p); !inMemory || !known.prototype.known || !known.symbols.known || *known.symbols.of(p) != nil {
		return nil
	}
	vm := unsafe.Pointer(*runtimeField.of(machine))
	if *known.prototype.of(p) != *iterating.arrays.of(vm) || !iteratesAsMade(vm) {
		return nil
	}
	return o
}

// iteratesAsMade reports whether arrays have the iterator that they had at first. What
// goja has not made yet nobody can have changed.
func iteratesAsMade(vm unsafe.Pointer) bool {
	arrays := *iterating.arrays.of(vm)
	p, known := inside(arrays)
	switch symbols := known.symbols.of(p); {
	case symbols == nil:
		return false
	case *symbols == nil:
	default:
		if values := *iterating.values.of(vm); values == nil || arrays.GetSymbol(goja.SymIterator) != goja.Value(values) {
			return false
		}
	}
	iterators := *iterating.iterators.of(vm)
	return iterators == nil || isNext(iterators)
}

// nextAsMade is the name under which %ArrayIteratorPrototype% keeps its method next. No list
// of names has it.
const nextAsMade = "next\x00as made"

// IterateAsMade has arrays iterated over without iterators, as long as the method next of
// theirs is what it is now. iterators is %ArrayIteratorPrototype%.
func IterateAsMade(iterators *goja.Object) {
	p, l := inside(iterators)
	if table := l.table.of(p); table != nil && (*table)["next"] != nil {
		(*table)[nextAsMade] = valueOf((*table)["next"])
	}
}

// isNext reports whether the property next of %ArrayIteratorPrototype% is what it was, and
// return is not there.
func isNext(iterators *goja.Object) bool {
	next := ownObject(iterators, "next")
	return next != nil && next == ownObject(iterators, nextAsMade) && iterators.Get("return") == nil
}
