package util

import (
	"bytes"
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// EqualMode says what Equal takes for equal.
type EqualMode int

// The modes of Equal.
const (
	Strict              EqualMode = iota // assert.deepStrictEqual
	LooseEqual                           // assert.deepEqual: == for primitive values
	StrictButPrototypes                  // Strict, whatever the classes are
	Partial                              // assert.partialDeepStrictEqual: the first may have more
)

// Equal compares two values with all that is in them.
func Equal(e *engine.Engine, a, b goja.Value, mode EqualMode) bool {
	return (&comparison{r: realmOf(e), mode: mode}).equal(a, b)
}

type comparison struct {
	r    *realm
	mode EqualMode
	// left and right are the objects that are being compared, outermost first.
	left, right []*goja.Object
}

func isNaN(v goja.Value) bool { return gojax.IsNumber(v) && v.ToFloat() != v.ToFloat() }

func (c *comparison) equal(a, b goja.Value) bool {
	c.r.e.Breathe()
	x, isObject := a.(*goja.Object)
	y, other := b.(*goja.Object)
	if isObject && other && x == y {
		return true
	}
	compound := isObject && !engine.IsFunction(x)
	otherCompound := other && !engine.IsFunction(y)
	switch {
	case compound && otherCompound:
	case c.mode == LooseEqual:
		if compound || otherCompound {
			return false
		}
		return a.Equals(b) || isNaN(a) && isNaN(b)
	default:
		return !isObject && !other && a.SameAs(b)
	}
	if c.mode == Strict && !c.sameClass(x, y) {
		return false
	}
	return c.objects(x, y)
}

// sameClass compares the constructors that two objects inherit, as Node 26 does, and not their
// prototypes: only where there is no such constructor.
func (c *comparison) sameClass(x, y *goja.Object) bool {
	if class := x.Get("constructor"); class != nil && !goja.IsUndefined(class) {
		if _, own := c.r.own(x, c.r.e.Text("constructor")); !own {
			other := y.Get("constructor")
			return other != nil && class.SameAs(other)
		}
	}
	return x.Prototype() == y.Prototype()
}

func tagOf(r *realm, o *goja.Object) string {
	if s, ok := o.GetSymbol(goja.SymToStringTag).(goja.String); ok {
		return s.String()
	}
	switch k := kindThrough(o); k {
	case gojax.Array:
		return "Array"
	case gojax.Arguments:
		return "Arguments"
	case gojax.Error, gojax.Date, gojax.RegExp, gojax.Boxed:
		return o.ClassName()
	}
	return ""
}

// kindThrough is the kind of an object, or of what a proxy stands for.
func kindThrough(o *goja.Object) gojax.Kind {
	if o = gojax.Target(o); o == nil {
		return gojax.Plain
	}
	return gojax.KindOf(o)
}

func (c *comparison) objects(a, b *goja.Object) bool {
	if tagOf(c.r, a) != tagOf(c.r, b) {
		return false
	}
	k := gojax.KindOf(a)
	if k == gojax.Proxy {
		if kindThrough(a) == gojax.Array {
			k = gojax.Array
		} else {
			k = gojax.Plain
		}
	}
	other := gojax.KindOf(b)
	if other == gojax.Proxy {
		if other = gojax.Plain; kindThrough(b) == gojax.Array {
			other = gojax.Array
		}
	}
	if k != other {
		return false
	}
	switch k {
	case gojax.Array:
		if c.mode != Partial && c.r.arrayLength(a, k) != c.r.arrayLength(b, k) {
			return false
		}
	case gojax.Date:
		if !c.r.call(c.r.dateTime, a).SameAs(c.r.call(c.r.dateTime, b)) {
			return false
		}
	case gojax.RegExp:
		if c.r.call(c.r.regexpText, a).String() != c.r.call(c.r.regexpText, b).String() ||
			!a.Get("lastIndex").SameAs(b.Get("lastIndex")) {
			return false
		}
	case gojax.Error:
		if !c.errors(a, b) {
			return false
		}
	case gojax.TypedArray, gojax.DataView:
		if !c.views(a, b, k) {
			return false
		}
	case gojax.ArrayBuffer:
		x, _ := gojax.BufferBytes(a)
		y, _ := gojax.BufferBytes(b)
		if !bytes.Equal(x, y) {
			return false
		}
	case gojax.Map, gojax.Set:
		x, y := c.r.size(a, k), c.r.size(b, k)
		if x != y && (c.mode != Partial || x < y) {
			return false
		}
	case gojax.Boxed:
		if !c.equalBoxed(gojax.Primitive(a), gojax.Primitive(b)) {
			return false
		}
	case gojax.Promise, gojax.WeakMap, gojax.WeakSet:
		return false
	case gojax.Plain:
		if tagOf(c.r, a) == "URL" || isURL(a) && isURL(b) {
			if x, y := a.Get("href"), b.Get("href"); x != nil && y != nil && !x.SameAs(y) {
				return false
			}
		}
	}
	return c.contents(a, b, k)
}

func isURL(o *goja.Object) bool {
	ctor, ok := o.Get("constructor").(*goja.Object)
	return ok && ctor.Get("name") != nil && ctor.Get("name").String() == "URL"
}

func (c *comparison) equalBoxed(a, b goja.Value) bool {
	return a != nil && b != nil && a.SameAs(b)
}

func (c *comparison) errors(a, b *goja.Object) bool {
	for _, name := range []string{"message", "name", "cause", "errors"} {
		key := c.r.e.Text(name)
		x, hasX := c.r.own(a, key)
		y, hasY := c.r.own(b, key)
		if name == "name" || name == "message" {
			if !c.equal(engine.Property(a, name), engine.Property(b, name)) {
				return false
			}
			continue
		}
		if x.enumerable || y.enumerable {
			continue // compared with the other properties
		}
		if c.mode == Partial && !hasY {
			continue
		}
		if hasX != hasY || hasX && !c.equal(engine.Property(a, name), engine.Property(b, name)) {
			return false
		}
	}
	return true
}

func (c *comparison) views(a, b *goja.Object, k gojax.Kind) bool {
	left, _ := gojax.ViewOf(a)
	right, _ := gojax.ViewOf(b)
	x, y := left.Bytes(), right.Bytes()
	switch {
	case left.Type != right.Type:
		return false
	case k == gojax.DataView:
		return bytes.Equal(x, y)
	case c.mode == Partial:
		return isPart(x, y)
	case bytes.Equal(x, y):
		return true
	case len(x) != len(y) || c.mode != LooseEqual || left.Type != "Float32Array" && left.Type != "Float64Array":
		return false
	}
	n := c.r.arrayLength(a, gojax.TypedArray)
	for i := 0; i < n; i++ {
		if x, y := element(a, i), element(b, i); !x.Equals(y) && !(isNaN(x) && isNaN(y)) {
			return false
		}
	}
	return true
}

// isPart reports whether b is in a, in this order but maybe with more between.
func isPart(a, b []byte) bool {
	for _, c := range a {
		if len(b) > 0 && b[0] == c {
			b = b[1:]
		}
	}
	return len(b) == 0
}

// contents compares properties, elements and entries.
func (c *comparison) contents(a, b *goja.Object, k gojax.Kind) bool {
	wanted, ok := c.sameKeys(a, b, k)
	if !ok {
		return false
	}
	for i, o := range c.left {
		if o == a || c.right[i] == b {
			if o == a && c.right[i] == b {
				return true // both come back to where they have been
			}
			if slices.Contains(c.left, a) && slices.Contains(c.right, b) {
				return false
			}
		}
	}
	c.r.e.Nest()
	c.left, c.right = append(c.left, a), append(c.right, b)
	defer func() { c.r.e.Unnest(); c.left, c.right = c.left[:len(c.left)-1], c.right[:len(c.right)-1] }()
	switch k {
	case gojax.Set:
		if !c.sets(a, b) {
			return false
		}
	case gojax.Map:
		if !c.maps(a, b) {
			return false
		}
	case gojax.Array:
		if !c.arrays(a, b) {
			return false
		}
	}
	for _, key := range wanted {
		if !c.equal(property2value(a, key), property2value(b, key)) {
			return false
		}
	}
	return true
}

func property2value(o *goja.Object, key goja.Value) goja.Value {
	if s, ok := key.(*goja.Symbol); ok {
		return engine.OrUndefined(o.GetSymbol(s))
	}
	return engine.Property(o, key.String())
}

// sameKeys lists the keys of b when a has the same; without those of elements.
func (c *comparison) sameKeys(a, b *goja.Object, k gojax.Kind) ([]goja.Value, bool) {
	list := &inspector{r: c.r}
	keys := func(o *goja.Object) []goja.Value {
		keys := list.ownKeys(o, k)
		if c.mode == LooseEqual {
			keys = slices.DeleteFunc(keys, func(key goja.Value) bool { _, is := key.(*goja.Symbol); return is })
		}
		return keys
	}
	x, y := keys(a), keys(b)
	if len(x) != len(y) && (c.mode != Partial || len(x) < len(y)) {
		return nil, false
	}
	for _, key := range y {
		if p, ok := c.r.own(a, key); !ok || !p.enumerable {
			return nil, false
		}
	}
	return y, true
}
