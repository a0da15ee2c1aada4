package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// iteratorLayout is how an iterator of a Map or a Set finds its entries, which are
// a list. An entry that was deleted stays in it without a key, for the iterators
// that stand there.
type iteratorLayout struct {
	iter  field[unsafe.Pointer] // to the rest of what is here; nil after the last entry
	kind  field[int]
	list  field[unsafe.Pointer] // of the iterator: the Map or Set
	at    field[unsafe.Pointer] // the entry that it gave last
	first field[unsafe.Pointer] // of the list

	key, value     field[goja.Value] // of an entry
	previous, next field[unsafe.Pointer]
}

func iteratorLayoutOf(t reflect.Type) (l iteratorLayout) {
	iter, state := pointerTo(t, "iter", "orderedMapIter")
	list, entries := pointerTo(state, "m", "orderedMap")
	at, entry := pointerTo(state, "cur", "mapEntry")
	l.list, l.at, l.key, l.value = list, at, fieldOf[goja.Value](entry, "key"), fieldOf[goja.Value](entry, "value")
	l.first, _ = pointerTo(entries, "iterFirst", "mapEntry")
	l.previous, _ = pointerTo(entry, "iterPrev", "mapEntry")
	l.next, _ = pointerTo(entry, "iterNext", "mapEntry")
	if found, offset, ok := locate(t, "kind"); ok && found.Kind() == reflect.Int {
		l.kind = field[int]{offset, true}
	}
	if list.known && at.known && l.key.known && l.value.known && l.first.known && l.previous.known && l.next.known && l.kind.known {
		l.iter = iter // the way in, where all is as it was
	}
	return l
}

// pointerTo finds a field that points to another private struct, and returns that
// one's type; unknown when it points to anything else.
func pointerTo(in reflect.Type, name, target string) (f field[unsafe.Pointer], t reflect.Type) {
	found, offset, ok := locate(in, name)
	if !ok || found.Kind() != reflect.Pointer || found.Elem().Name() != target {
		return f, unknownType
	}
	return field[unsafe.Pointer]{offset, true}, found.Elem()
}

// unknownType has no fields to find.
var unknownType = reflect.TypeFor[struct{}]()

// Iterated are the entries that an iterator of a Map or a Set has not given yet,
// and whether it gives pairs: then each key is followed by its value. The iterator
// stays where it is. There are none where goja keeps them in another way.
func Iterated(o *goja.Object) (values []goja.Value, pairs bool) {
	p, known := inside(o)
	l := &known.iterator
	if !l.iter.known {
		return nil, false
	}
	const keys, vals, entries = 0, 1, 2
	what := *l.kind.of(p)
	iter := *l.iter.of(p)
	if iter == nil {
		return nil, what == entries
	}
	// Every pointer from here on was read from a field that has this type, and is
	// either nil, which ends each loop, or keeps alive what it points to. Nothing
	// else runs meanwhile: a runtime has one goroutine.
	entry := *l.at.of(iter)
	for entry != nil && *l.key.of(entry) == nil {
		entry = *l.previous.of(entry)
	}
	if list := *l.list.of(iter); entry != nil {
		entry = *l.next.of(entry)
	} else if list != nil {
		entry = *l.first.of(list)
	}
	for ; entry != nil; entry = *l.next.of(entry) {
		key, value := *l.key.of(entry), *l.value.of(entry)
		if value == nil {
			value = key // a Set has no values
		}
		switch what {
		case keys:
			values = append(values, key)
		case vals:
			values = append(values, value)
		case entries:
			values = append(values, key, value)
		}
	}
	return values, what == entries
}
