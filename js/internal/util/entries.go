package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Entries lists what is in a Map or a Set, or what one of their iterators is
// still to give; keys is nil where there are only values. ok is false for any
// other object.
func Entries(e *engine.Engine, o *goja.Object) (keys, values []goja.Value, ok bool) {
	r := realmOf(e)
	switch k := KindOf(o); k {
	case Map, Set:
		if k == Map {
			keys = []goja.Value{}
		}
		r.eachEntry(o, k, func(key, value goja.Value) {
			if k == Map {
				keys = append(keys, key)
			}
			values = append(values, value)
		})
		return keys, values, true
	case MapIterator, SetIterator:
		list, pairs := iterated(o)
		if !pairs {
			return nil, list, true
		}
		keys = []goja.Value{}
		for i := 0; i+1 < len(list); i += 2 {
			keys, values = append(keys, list[i]), append(values, list[i+1])
		}
		return keys, values, true
	}
	return nil, nil, false
}
