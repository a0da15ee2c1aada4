package gojax

import (
	"reflect"
	"strconv"
	"unsafe"

	"github.com/dop251/goja"
)

// An array of goja is a list of elements, nil where there is none, and a count of those
// that are there. Where the two are equal, and equal to the length, goja's methods and
// iterators take the list as it is. But pop and a shorter length leave the count as it
// was, and defining an element that is there makes it more. Such an array is slow from then
// on; and a hole more may make the two equal again, and goja then hands out nil as a value. Its shift goes through all elements by name, so
// that a queue costs the square of its length.

// list is an array as goja keeps it.
type list struct {
	elements  *[]goja.Value
	length    *uint32
	count     *int // the elements that are there
	described *int // those of them that are more than a value
	fixed     bool // the length cannot be changed
}

type listLayout struct {
	count, described field[int]  // arrayObject.objCount, arrayObject.propValueCount
	writable         field[bool] // arrayObject.lengthProp.writable
}

func listLayoutOf(t reflect.Type) (l listLayout) {
	l.count, l.described = fieldOf[int](t, "objCount"), fieldOf[int](t, "propValueCount")
	if property, offset, ok := locate(t, "lengthProp"); ok {
		if l.writable = fieldOf[bool](property, "writable"); l.writable.known {
			l.writable.offset += offset
		}
	}
	return l
}

// listOf returns what an object is as an array whose places are all in memory, and whose
// elements are values and nothing more; ok is false when it is another, or when goja is
// made in another way.
func listOf(o *goja.Object) (l list, ok bool) {
	p, known := inside(o)
	return known.listAt(p)
}

func (known *layout) listAt(p unsafe.Pointer) (l list, ok bool) {
	l = list{elements: known.elements.of(p), length: known.length.of(p), count: known.list.count.of(p), described: known.list.described.of(p)}
	writable := known.list.writable.of(p)
	if l.elements == nil || l.length == nil || l.count == nil || l.described == nil || writable == nil {
		return l, false
	}
	l.fixed = !*writable
	return l, *l.described == 0 && *l.length == uint32(len(*l.elements))
}

// Pop is the pop of arrays; done is false when it has done nothing, and goja has to.
func Pop(o *goja.Object) (last goja.Value, done bool) {
	l, ok := listOf(o)
	if !ok || l.fixed || len(*l.elements) == 0 {
		return nil, false
	}
	end := len(*l.elements) - 1
	if last = (*l.elements)[end]; last == nil {
		return nil, false
	}
	(*l.elements)[end] = nil
	*l.elements = (*l.elements)[:end]
	*l.length--
	*l.count--
	return last, true
}

// few is how many elements are sooner moved than left out at the front: what is left out
// takes memory until the list grows.
const few = 32

// Shift is the shift of arrays that have an element in each place; done is false when it
// has done nothing, and goja has to.
func Shift(o *goja.Object) (first goja.Value, done bool) {
	l, ok := listOf(o)
	if !ok || l.fixed || len(*l.elements) == 0 || !l.full() {
		return nil, false
	}
	elements := *l.elements
	first = elements[0]
	if last := len(elements) - 1; last < few {
		copy(elements, elements[1:])
		elements[last] = nil
		*l.elements = elements[:last]
	} else {
		elements[0] = nil
		*l.elements = elements[1:]
	}
	*l.length--
	*l.count--
	return first, true
}

// full reports whether there are elements in all places. A count that cannot be right, or
// of which it is not known, is made right.
func (l list) full() bool {
	if *l.count != len(*l.elements) {
		l.recount()
	}
	return *l.count == len(*l.elements)
}

// Recount makes goja's count of an array's elements right after something has made it wrong.
func Recount(o *goja.Object) {
	l, known := keptList(o)
	if !known {
		return
	}
	l.recount()
	*l.described = 0
	for _, v := range *l.elements {
		if v != nil && isDescribed(v) {
			*l.described++
		}
	}
}

// Redefining has an element of an array defined by define. One that was there before goja
// counts once more.
func Redefining(o *goja.Object, key string, define func()) {
	i, err := strconv.ParseUint(key, 10, 32)
	there := func() (l list, v goja.Value) {
		if l, known := keptList(o); known && err == nil && i < uint64(len(*l.elements)) {
			return l, (*l.elements)[i]
		}
		return l, nil
	}
	l, before := there()
	if before == nil {
		define()
		return
	}
	count, described := *l.count, *l.described
	define()
	if l, after := there(); after != nil {
		*l.count, *l.described = count, described+numberOf(isDescribed(after))-numberOf(isDescribed(before))
	}
}

func numberOf(is bool) int {
	if is {
		return 1
	}
	return 0
}

// keptList is the list of any array that has one.
func keptList(o *goja.Object) (l list, known bool) {
	p, layout := inside(o)
	l, _ = layout.listAt(p)
	return l, l.elements != nil && l.count != nil && l.described != nil
}

func (l list) recount() {
	n := 0
	for _, v := range *l.elements {
		if v != nil {
			n++
		}
	}
	*l.count = n
}
