package util

import (
	"encoding/hex"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// element is o[i].
func element(o *goja.Object, i int) goja.Value {
	if v := o.Get(itoa(i)); v != nil {
		return v
	}
	return goja.Undefined()
}

// shownOf is how many of n entries are shown.
func (in *inspector) shownOf(n int) int {
	return int(min(max(0, in.MaxArrayLength), float64(n)))
}

func (in *inspector) array(o *goja.Object, size, depth int) []string {
	limit := in.shownOf(size)
	var parts []string // the limit may be far more than there is, as for holes
	at, holes := 0, 0
	emit := func() {
		text := "<" + itoa(holes) + " empty item"
		if holes > 1 {
			text += "s"
		}
		parts = append(parts, in.style(text+">", "undefined"))
		at, holes = at+holes, 0
	}
	for at+holes < size && len(parts) < limit {
		var key goja.Value
		v, ok, known := gojax.Element(o, at+holes)
		p := property{value: v, enumerable: true}
		if !known {
			key = in.r.e.Text(itoa(at + holes))
			p, ok = in.r.own(o, key)
		}
		if !ok {
			if size > 1<<16 {
				holes = in.skipHoles(o, at+holes, size) - at
			} else {
				holes++
			}
			continue
		}
		if holes > 0 {
			emit()
			if len(parts) == limit {
				break
			}
		}
		parts = append(parts, in.propertyOf(o, depth, key, indexed, p))
		at++
	}
	if holes > 0 && len(parts) < limit {
		emit()
	}
	if rest := size - at; rest > 0 {
		parts = append(parts, plural(rest, "item"))
	}
	return parts
}

// skipHoles finds the next element of a large array with holes.
func (in *inspector) skipHoles(o *goja.Object, from, size int) int {
	next := size
	for _, name := range o.Keys() {
		if key := in.r.e.Text(name); isIndex(key) {
			if i := int(key.ToInteger()); i >= from && i < next {
				next = i
			}
		}
	}
	return next
}

func (in *inspector) typedArray(o *goja.Object, size, depth int) []string {
	limit := in.shownOf(size)
	parts := make([]string, 0, limit+1)
	for i := 0; i < limit; i++ {
		parts = append(parts, in.primitive(element(o, i)))
	}
	if size > limit {
		parts = append(parts, plural(size-limit, "item"))
	}
	if in.ShowHidden {
		in.indent += 2
		for _, name := range []string{"BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"} {
			parts = append(parts, in.style("["+name+"]", "string")+": "+in.value(o.Get(name), depth, true))
		}
		in.indent -= 2
	}
	return parts
}

func (in *inspector) setValues(o *goja.Object, depth int) []string {
	size := in.r.size(o, gojax.Set)
	limit := in.shownOf(size)
	var parts []string
	in.indent += 2
	in.r.eachEntry(o, gojax.Set, func(_, value goja.Value) {
		if len(parts) < limit {
			parts = append(parts, in.value(value, depth, false))
		}
	})
	in.indent -= 2
	if size > limit {
		parts = append(parts, plural(size-limit, "item"))
	}
	return parts
}

func (in *inspector) mapEntries(o *goja.Object, depth int) []string {
	size := in.r.size(o, gojax.Map)
	limit := in.shownOf(size)
	var parts []string
	in.indent += 2
	in.r.eachEntry(o, gojax.Map, func(key, value goja.Value) {
		if len(parts) < limit {
			left := in.value(key, depth, false)
			parts = append(parts, left+" => "+in.value(value, depth, false))
		}
	})
	in.indent -= 2
	if size > limit {
		parts = append(parts, plural(size-limit, "item"))
	}
	return parts
}

func (in *inspector) iteratorValues(values []goja.Value, pairs bool, depth int) []string {
	var parts []string
	in.indent += 2
	step := 1
	if pairs {
		step = 2
	}
	limit := in.shownOf(len(values) / step)
	for i := 0; i < limit; i++ {
		if !pairs {
			parts = append(parts, in.value(values[i], depth, false))
			continue
		}
		pair := []string{in.value(values[2*i], depth, false), in.value(values[2*i+1], depth, false)}
		parts = append(parts, in.layout(pair, "", [2]string{"[", "]"}, elements, depth, nil))
	}
	in.indent -= 2
	if rest := len(values)/step - limit; rest > 0 {
		parts = append(parts, plural(rest, "item"))
	}
	return parts
}

// shapeBuffer is for ArrayBuffer and DataView.
func (in *inspector) shapeBuffer(f *form, typed bool) (string, bool) {
	names := []string{"byteLength", "byteOffset", "buffer"}
	name := "DataView"
	if f.kind == gojax.ArrayBuffer {
		name, names = "ArrayBuffer", names[:1]
	}
	prefix := in.prefix(f, name, "")
	f.braces[0] = prefix + "{"
	f.parts = func(depth int) []string {
		var parts []string
		if f.kind == gojax.ArrayBuffer && !typed {
			parts = append(parts, in.contents(f.o))
		}
		in.indent += 2
		for _, name := range names {
			label := "[" + name + "]"
			if !typed {
				label = in.style(label, "string")
			}
			parts = append(parts, label+": "+in.value(f.o.Get(name), depth, false))
		}
		in.indent -= 2
		return parts
	}
	return "", false
}

// contents are the bytes of an ArrayBuffer.
func (in *inspector) contents(o *goja.Object) string {
	bytes, _ := gojax.BufferBytes(o)
	limit := in.shownOf(len(bytes))
	digits := make([]string, limit)
	for i := range digits {
		digits[i] = hex.EncodeToString(bytes[i : i+1])
	}
	text := strings.Join(digits, " ")
	if rest := len(bytes) - limit; rest > 0 {
		text += " " + plural(rest, "byte")
	}
	return in.style("[Uint8Contents]", "special") + ": <" + text + ">"
}

// property writes a property with its name.
func (in *inspector) property(o *goja.Object, depth int, key goja.Value, what entries) string {
	p, ok := in.r.own(o, key)
	if !ok {
		p = property{enumerable: true, value: goja.Undefined()}
		if s, symbol := key.(*goja.Symbol); symbol {
			p.value = o.GetSymbol(s)
		} else if v := o.Get(key.String()); v != nil {
			p.value = v
		}
	}
	if what == elements {
		what = elements
	}
	return in.propertyOf(o, depth, key, what, p)
}

func (in *inspector) propertyOf(o *goja.Object, depth int, key goja.Value, what entries, p property) string {
	space := " "
	var text string
	switch {
	case p.value != nil && !goja.IsUndefined(p.value):
		step := 2
		if in.Compact == Tight && what == properties {
			step = 3
		}
		in.indent += step
		text = in.value(p.value, depth, false)
		if step == 3 && in.BreakLength < float64(Width(text, in.Colors)) {
			space = "\n" + strings.Repeat(" ", in.indent)
		}
		in.indent -= step
	case p.get != nil && in.r.e.IsNamespace(o):
		text = in.exported(o, depth, p)
	case p.get != nil:
		text = in.getter(o, depth, p)
	case p.set != nil:
		text = in.style("[Setter]", "special")
	default:
		text = in.style("undefined", "undefined")
	}
	if what == indexed {
		return text
	}
	return in.name(key, p.enumerable) + ":" + space + text
}

func (in *inspector) name(key goja.Value, enumerable bool) string {
	var text string
	symbol, ok := key.(*goja.Symbol)
	switch {
	case ok:
		text = in.style(escapeText(symbolText(symbol), 0), "symbol")
	case key.String() == "__proto__":
		text = "['__proto__']"
	case isIdentifier(key.String()):
		text = in.style(key.String(), "name")
	default:
		text = in.style(quoteText(unitText(key.(goja.String))), "string")
	}
	if !enumerable {
		text = "[" + text + "]"
	}
	return text
}

func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}

// exported is what a name in the namespace of a module stands for.
func (in *inspector) exported(o *goja.Object, depth int, p property) string {
	get, _ := goja.AssertFunction(p.get)
	v, err := get(o)
	if err != nil {
		return in.style("<uninitialized>", "special")
	}
	in.indent += 2
	defer func() { in.indent -= 2 }()
	return in.value(v, depth, false)
}

func (in *inspector) getter(o *goja.Object, depth int, p property) string {
	label := "Getter"
	if p.set != nil {
		label = "Getter/Setter"
	}
	open := func(end string) string { return in.style("["+label+end, "special") }
	if !(in.Getters == "all" || in.Getters == "get" && p.set == nil || in.Getters == "set" && p.set != nil) {
		return open("]")
	}
	get, _ := goja.AssertFunction(p.get)
	v, err := get(o)
	if err != nil {
		thrown, ok := in.r.e.Thrown(err).(*goja.Object)
		message := in.r.e.Thrown(err).String()
		if ok && !engine.IsUndefined(thrown.Get("stack")) {
			in.indent += 2
			message = in.value(thrown, depth, false)
			in.indent -= 2
		}
		return open(":") + " <Inspection threw (" + message + ")>" + in.style("]", "special")
	}
	in.indent += 2
	defer func() { in.indent -= 2 }()
	if object, ok := v.(*goja.Object); ok {
		return open("]") + " " + in.value(object, depth, false)
	}
	return open(":") + " " + in.primitive(v) + in.style("]", "special")
}
