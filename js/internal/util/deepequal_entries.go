package util

import (
	"math"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

func (c *comparison) has(o *goja.Object, i int) bool {
	_, ok := c.r.own(o, c.r.e.Text(itoa(i)))
	return ok
}

func (c *comparison) arrays(a, b *goja.Object) bool {
	n, m := c.r.arrayLength(a, gojax.Array), c.r.arrayLength(b, gojax.Array)
	if c.mode == Partial {
		at := 0
		for i := 0; i < m; i++ {
			// A hole stands for whatever is next, and is no element to be found.
			if c.has(b, i) {
				for wanted := element(b, i); at < n && !(c.has(a, at) && c.equal(element(a, at), wanted)); {
					at++
				}
			}
			if at == n {
				return false
			}
			at++
		}
		return true
	}
	for i := 0; i < n; i++ {
		x, y := a.Get(itoa(i)), b.Get(itoa(i))
		if x == nil && y == nil {
			return c.sparse(a, b, i)
		}
		if (x == nil || goja.IsUndefined(x) || y == nil || goja.IsUndefined(y)) && c.has(a, i) != c.has(b, i) {
			return false
		}
		if !c.equal(engine.OrUndefined(x), engine.OrUndefined(y)) {
			return false
		}
	}
	return true
}

// sparse compares the elements from a hole of both on: there may be billions of holes,
// and few elements.
func (c *comparison) sparse(a, b *goja.Object, from int) bool {
	elements := func(o *goja.Object) (at []int) {
		for _, name := range o.Keys() {
			if i, err := strconv.Atoi(name); err == nil && i >= from && int64(i) < math.MaxUint32 && itoa(i) == name {
				at = append(at, i)
			}
		}
		return at
	}
	at := elements(a)
	if len(at) != len(elements(b)) {
		return false
	}
	for _, i := range at {
		if !c.has(b, i) || !c.equal(element(a, i), element(b, i)) {
			return false
		}
	}
	return true
}

// sets finds for each value of b one of a.
func (c *comparison) sets(a, b *goja.Object) bool {
	var wanted []goja.Value
	c.r.eachEntry(b, gojax.Set, func(_, value goja.Value) {
		if !c.r.call(c.r.setHas, a, value).ToBoolean() {
			wanted = append(wanted, value)
		}
	})
	if len(wanted) == 0 {
		return true
	}
	var free []goja.Value
	c.r.eachEntry(a, gojax.Set, func(_, value goja.Value) {
		if !c.r.call(c.r.setHas, b, value).ToBoolean() {
			free = append(free, value)
		}
	})
	for _, value := range wanted {
		if _, object := value.(*goja.Object); !object && c.mode != LooseEqual {
			return false
		}
		i := slices.IndexFunc(free, func(x goja.Value) bool { return c.equal(x, value) })
		if i < 0 {
			return false
		}
		free = slices.Delete(free, i, i+1)
	}
	return true
}

type pair struct{ key, value goja.Value }

// maps finds for each entry of b one of a.
func (c *comparison) maps(a, b *goja.Object) bool {
	var wanted []pair
	same := true
	c.r.eachEntry(b, gojax.Map, func(key, value goja.Value) {
		if !same {
			return
		}
		if c.r.call(c.r.mapHas, a, key).ToBoolean() {
			if c.equal(c.r.call(c.r.mapGet, a, key), value) {
				return
			}
			if _, object := key.(*goja.Object); !object && c.mode != LooseEqual {
				same = false
				return
			}
		} else if _, object := key.(*goja.Object); !object && c.mode != LooseEqual {
			same = false
			return
		}
		wanted = append(wanted, pair{key, value})
	})
	if !same || len(wanted) == 0 {
		return same
	}
	var free []pair
	c.r.eachEntry(a, gojax.Map, func(key, value goja.Value) {
		if c.r.call(c.r.mapHas, b, key).ToBoolean() && c.equal(value, c.r.call(c.r.mapGet, b, key)) {
			return
		}
		free = append(free, pair{key, value})
	})
	for _, p := range wanted {
		i := slices.IndexFunc(free, func(x pair) bool { return c.equal(x.key, p.key) && c.equal(x.value, p.value) })
		if i < 0 {
			return false
		}
		free = slices.Delete(free, i, i+1)
	}
	return true
}
