package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// Entries lists what is in a Map or a Set, or what one of their iterators is
// still to give; keys is nil where there are only values. ok is false for any
// other object.
func Entries(e *engine.Engine, o *goja.Object) (keys, values []goja.Value, ok bool) {
	r := realmOf(e)
	switch k := gojax.KindOf(o); k {
	case gojax.Map, gojax.Set:
		if k == gojax.Map {
			keys = []goja.Value{}
		}
		r.eachEntry(o, k, func(key, value goja.Value) {
			if k == gojax.Map {
				keys = append(keys, key)
			}
			values = append(values, value)
		})
		return keys, values, true
	case gojax.MapIterator, gojax.SetIterator:
		list, pairs := gojax.Iterated(o)
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
