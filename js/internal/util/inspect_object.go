package util

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// form is how an object is about to be written.
type form struct {
	o      *goja.Object
	kind   gojax.Kind
	class  string // of the constructor; nullProto says that there is none
	tag    string // Symbol.toStringTag, when it says something
	keys   []goja.Value
	more   []protoProperty
	name   string // of the class, where the constructor does not say it: see prefix
	base   string // what stands before the braces
	braces [2]string
	what   entries
	parts  func(depth int) []string
}

// nullProto is the class of what has no prototype. No constructor has this name.
const nullProto = "\x00null"

// maxNesting is how deep objects may be nested when there is no other limit: in
// Node its stack ends about there.
const maxNesting = 700

// object writes an object that is not a proxy and does not write itself.
func (in *inspector) object(o *goja.Object, kind gojax.Kind, depth int, typed bool) string {
	if kind == gojax.Plain && isInstance(o, in.r.errorClass) {
		kind = gojax.Error
	}
	f := &form{o: o, kind: kind, braces: [2]string{"{", "}"}}
	in.classify(f, depth)
	if text, done := in.shape(f, depth, typed); done {
		return text
	}
	if depth > maxNesting {
		class := "Object"
		if kind == gojax.Array {
			class = "Array"
		}
		return in.style("["+class+": Inspection interrupted prematurely. Maximum call stack size exceeded.]", "special")
	}
	if float64(depth) > in.Depth {
		name := strings.TrimSuffix(in.prefix(f, cmp.Or(f.name, "Object"), ""), " ")
		if kind == gojax.Array && f.class == "Array" {
			name = "Array"
		}
		if f.class != nullProto {
			name = "[" + name + "]"
		}
		return in.style(name, "special")
	}
	in.r.e.Nest()
	depth++
	in.seen = append(in.seen, o)
	in.level = depth
	var parts []string
	if f.parts != nil {
		parts = f.parts(depth)
	}
	for _, key := range f.keys {
		parts = append(parts, in.property(o, depth, key, f.what))
	}
	for _, p := range f.more {
		part := in.propertyOf(o, depth, p.key, f.what, p.property)
		if in.Colors {
			part = "\x1b[2m" + part + "\x1b[22m"
		}
		parts = append(parts, part)
	}
	in.seen = in.seen[:len(in.seen)-1]
	in.r.e.Unnest()
	if index, ok := in.circular[o]; ok {
		reference := in.style("<ref *"+itoa(index)+">", "special")
		switch {
		case in.Compact == Tight:
			f.braces[0] = reference + " " + f.braces[0]
		case f.base == "":
			f.base = reference
		default:
			f.base = reference + " " + f.base
		}
	}
	in.sort(parts, f)
	text := in.layout(parts, f.base, f.braces, f.what, depth, o)
	// An object that is printed in very many places would never end.
	if in.written == nil {
		in.written = map[int]int{}
	}
	in.written[in.indent] += len(text)
	if in.written[in.indent] > 1<<27 {
		in.Depth = -1
	}
	return text
}

func (in *inspector) sort(parts []string, f *form) {
	if in.Sorted == nil || !in.Sorted.ToBoolean() {
		return
	}
	if f.what != properties {
		parts = parts[len(parts)-len(f.keys)-len(f.more):]
	}
	less := func(i, j int) bool { return parts[i] < parts[j] }
	if compare, ok := goja.AssertFunction(in.Sorted); ok {
		less = func(i, j int) bool {
			return in.r.call(compare, goja.Undefined(), in.r.e.Text(parts[i]), in.r.e.Text(parts[j])).ToFloat() < 0
		}
	}
	sort.SliceStable(parts, less)
}

// protoProperty is a property that showHidden finds on a prototype.
type protoProperty struct {
	key goja.Value
	property
}

// classify finds out the class of an object and its tag.
func (in *inspector) classify(f *form, depth int) {
	protos := in.ShowHidden && float64(depth) <= in.Depth
	f.class = in.className(f.o, depth, f, protos)
	var tag goja.String
	_ = in.r.e.VM.Try(func() { tag, _ = f.o.GetSymbol(goja.SymToStringTag).(goja.String) }) // a getter that throws has no tag to show
	if tag != nil && tag.Length() > 0 {
		p, own := in.r.own(f.o, goja.SymToStringTag)
		if !own || !in.ShowHidden && !p.enumerable {
			f.tag = tag.String()
		}
	}
}

// className is the name of the constructor that an object is an instance of.
func (in *inspector) className(o *goja.Object, depth int, f *form, protos bool) string {
	first := o.Prototype()
	for at := o; at != nil; at = at.Prototype() {
		ctor, ok := in.ownConstructor(at)
		if !ok {
			continue
		}
		name := ctor.Get("name")
		if name == nil || name.String() == "" || !isInstance(o, ctor) {
			continue
		}
		if protos && (at != first || !in.r.isBuiltin(name.String())) {
			if start := first; start != nil {
				in.addProtoProperties(f, o, start)
			}
		}
		return name.String()
	}
	if first == nil {
		return nullProto
	}
	class := internalName(o)
	if float64(depth) > in.Depth {
		return class + " <Complex prototype>"
	}
	if inner := in.className(first, depth+1, f, false); inner != nullProto {
		return class + " <" + inner + ">"
	}
	opts := in.Options
	opts.CustomInspect, opts.Depth = false, -1
	return class + " <" + Inspect(in.r.e, first, opts) + ">"
}

// internalName is the class of an object whose prototypes say nothing.
func internalName(o *goja.Object) string {
	switch gojax.KindOf(o) {
	case gojax.Map:
		return "Map"
	case gojax.Set:
		return "Set"
	case gojax.Promise:
		return "Promise"
	}
	return o.ClassName()
}

// isInstance is instanceof without Symbol.hasInstance.
func isInstance(o, ctor *goja.Object) bool {
	proto, ok := ctor.Get("prototype").(*goja.Object)
	if !ok {
		return false
	}
	for at := o.Prototype(); at != nil; at = at.Prototype() {
		if at == proto {
			return true
		}
	}
	return false
}

// addProtoProperties collects what showHidden shows of the prototypes that are
// not JavaScript's own: all but methods.
func (in *inspector) addProtoProperties(f *form, o, proto *goja.Object) {
	seen := map[string]bool{}
	for _, key := range in.allKeys(o) {
		seen[keyText(key)] = true
	}
	for at := proto; at != nil; at = at.Prototype() {
		if ctor, ok := in.ownConstructor(at); ok && in.r.isBuiltin(ctor.Get("name").String()) {
			return
		}
		for _, key := range in.allKeys(at) {
			text := keyText(key)
			if text == "constructor" || seen[text] {
				continue
			}
			p, _ := in.r.own(at, key)
			if engine.IsFunction(p.value) {
				continue
			}
			seen[text] = true
			f.more = append(f.more, protoProperty{key, p})
		}
	}
}

func keyText(key goja.Value) string {
	if s, ok := key.(*goja.Symbol); ok {
		return symbolText(s)
	}
	return key.String()
}

// prefix is what stands before the braces: the class, and the tag if that is
// another.
func (in *inspector) prefix(f *form, fallback, size string) string {
	f.name = fallback
	if f.class == nullProto {
		if f.tag != "" && f.tag != fallback {
			return "[" + fallback + size + ": null prototype] [" + f.tag + "] "
		}
		return "[" + fallback + size + ": null prototype] "
	}
	if f.tag != "" && f.tag != f.class {
		return f.class + size + " [" + f.tag + "] "
	}
	return f.class + size + " "
}

// allKeys are all own keys of an object, but for what native code hides there.
func (in *inspector) allKeys(o *goja.Object) []goja.Value {
	list := in.r.call(in.r.ownKeys, goja.Undefined(), o).(*goja.Object)
	n := int(list.Get("length").ToInteger())
	keys := make([]goja.Value, 0, n)
	for i := 0; i < n; i++ {
		key := list.Get(itoa(i))
		if _, ok := key.(*goja.Symbol); !ok && strings.HasPrefix(key.String(), "\x00") {
			continue
		}
		keys = append(keys, key)
	}
	return keys
}

// ownKeys are the keys of the properties to show; without those of elements
// when elements are shown by themselves.
func (in *inspector) ownKeys(o *goja.Object, kind gojax.Kind) []goja.Value {
	list := kind == gojax.Array || kind == gojax.TypedArray
	var keys []goja.Value
	switch {
	case in.ShowHidden:
		keys = in.allKeys(o)
		if kind == gojax.Function {
			functionOrder(keys)
		}
	case list && gojax.OnlyElements(o):
		return in.symbolKeys(o, keys)
	default:
		names := o.Keys()
		keys = make([]goja.Value, 0, len(names))
		for _, name := range names {
			keys = append(keys, in.r.e.Text(name))
		}
		keys = in.symbolKeys(o, keys)
	}
	if list {
		keys = slices.DeleteFunc(keys, isIndex)
	}
	return keys
}

func (in *inspector) symbolKeys(o *goja.Object, keys []goja.Value) []goja.Value {
	for _, symbol := range o.Symbols() {
		if p, ok := in.r.own(o, symbol); ok && p.enumerable {
			keys = append(keys, symbol)
		}
	}
	return keys
}

// isIndex reports whether a key is that of an element of an array.
func isIndex(key goja.Value) bool {
	s, ok := key.(goja.String)
	if !ok || s.Length() == 0 || s.Length() > 10 {
		return false
	}
	text := s.String()
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return (text[0] != '0' || len(text) == 1) && (len(text) < 10 || text < "4294967295")
}

// functionOrder puts what every function has first, as V8 lists it.
func functionOrder(keys []goja.Value) {
	rank := func(key goja.Value) int {
		return slices.Index([]string{"prototype", "name", "length"}, keyText(key))
	}
	slices.SortStableFunc(keys, func(a, b goja.Value) int { return rank(b) - rank(a) })
}
