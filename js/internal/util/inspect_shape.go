package util

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

func itoa(n int) string { return strconv.Itoa(n) }

// shape decides how an object is written. Objects without properties may be
// done with already.
func (in *inspector) shape(f *form, depth int, typed bool) (text string, done bool) {
	if isIterable(f.kind) && f.class != nullProto {
		// Whatever has lost its iterator is written as any object.
		if v := f.o.GetSymbol(goja.SymIterator); v == nil || !v.ToBoolean() {
			f.kind = gojax.Plain
		}
	}
	f.keys = in.ownKeys(f.o, f.kind)
	bare := len(f.keys) == 0 && len(f.more) == 0
	switch f.kind {
	case gojax.Array, gojax.TypedArray:
		return in.shapeArray(f, bare)
	case gojax.Map, gojax.Set:
		name := "Map"
		f.parts = func(depth int) []string { return in.mapEntries(f.o, depth) }
		if f.kind == gojax.Set {
			name = "Set"
			f.parts = func(depth int) []string { return in.setValues(f.o, depth) }
		}
		size := in.r.size(f.o, f.kind)
		prefix := in.prefix(f, name, "("+itoa(size)+")")
		f.braces[0] = prefix + "{"
		return prefix + "{}", size == 0 && bare
	case gojax.MapIterator, gojax.SetIterator:
		in.shapeIterator(f)
		return "", false
	case gojax.Function:
		f.base = in.functionText(f)
		return in.style(f.base, "special"), bare
	case gojax.RegExp:
		f.base = in.r.call(in.r.regexpText, f.o).String()
		if f.class == nullProto {
			f.base = "/" + in.r.call(in.r.source, f.o).String() + "/"
		}
		if prefix := in.prefix(f, "RegExp", ""); prefix != "RegExp " {
			f.base = prefix + f.base
		}
		return in.style(f.base, "regexp"), bare || float64(depth) > in.Depth
	case gojax.Date:
		f.base = in.dateText(f.o)
		if prefix := in.prefix(f, "Date", ""); prefix != "Date " {
			f.base = prefix + f.base
		}
		return in.style(f.base, "date"), bare
	case gojax.Error:
		f.base = in.errorText(f)
		return f.base, len(f.keys) == 0 && len(f.more) == 0 && f.parts == nil
	case gojax.Boxed:
		f.base = in.boxedText(f)
		return f.base, len(f.keys) == 0
	case gojax.ArrayBuffer, gojax.DataView:
		return in.shapeBuffer(f, typed)
	case gojax.Promise:
		f.braces[0] = in.prefix(f, "Promise", "") + "{"
		f.parts = func(depth int) []string { return in.promise(f.o, depth) }
		return "", false
	case gojax.WeakMap, gojax.WeakSet:
		name := "WeakMap"
		if f.kind == gojax.WeakSet {
			name = "WeakSet"
		}
		f.braces[0] = in.prefix(f, name, "") + "{"
		f.parts = func(int) []string { return []string{in.style("<items unknown>", "special")} }
		return "", false
	}
	if f.class == "URL" && float64(depth) <= in.Depth && engine.Hidden(f.o, "url") != nil { // its own function was not asked
		f.base = engine.Property(f.o, "href").String()
		return f.base, bare
	}
	return in.shapePlain(f, bare)
}

func isIterable(k gojax.Kind) bool {
	switch k {
	case gojax.Array, gojax.TypedArray, gojax.Map, gojax.Set, gojax.MapIterator, gojax.SetIterator:
		return true
	}
	return false
}

func (in *inspector) shapePlain(f *form, bare bool) (string, bool) {
	switch {
	case in.r.e.IsNamespace(f.o):
		f.braces[0] = "[Module: null prototype] {"
	case f.kind == gojax.Arguments && f.class == "Object":
		f.braces[0] = "[Arguments] {"
	case f.class == "Object" && f.tag == "":
	default:
		f.braces[0] = in.prefix(f, "Object", "") + "{"
	}
	return f.braces[0] + "}", bare
}

func (in *inspector) shapeArray(f *form, bare bool) (string, bool) {
	f.what = elements
	size := in.r.arrayLength(f.o, f.kind)
	prefix := ""
	if f.kind == gojax.Array {
		if f.class != "Array" || f.tag != "" {
			prefix = in.prefix(f, "Array", "("+itoa(size)+")")
		}
		f.parts = func(depth int) []string { return in.array(f.o, size, depth) }
	} else {
		prefix = in.prefix(f, in.r.call(in.r.typedTag, f.o).String(), "("+itoa(size)+")")
		f.parts = func(depth int) []string { return in.typedArray(f.o, size, depth) }
		bare = bare && !in.ShowHidden
	}
	f.braces = [2]string{prefix + "[", "]"}
	return f.braces[0] + "]", size == 0 && bare
}

func (in *inspector) shapeIterator(f *form) {
	name := "Map"
	if f.kind == gojax.SetIterator {
		name = "Set"
	}
	values, pairs := gojax.Iterated(f.o)
	tag := name + " Iterator"
	if pairs {
		tag = name + " Entries"
	}
	if f.tag != "" && f.tag != name+" Iterator" {
		tag += "] [" + f.tag
	}
	f.braces[0] = "[" + tag + "] {"
	f.parts = func(depth int) []string { return in.iteratorValues(values, pairs, depth) }
}

func (in *inspector) dateText(o *goja.Object) string {
	v, err := in.r.dateISO(o)
	if err != nil {
		return "Invalid Date"
	}
	return v.String()
}

// boxedText writes objects of String, Number and so on.
func (in *inspector) boxedText(f *form) string {
	v := gojax.Primitive(f.o)
	plain := &inspector{Options: in.Options, r: in.r}
	plain.Colors = false
	name, style := "", "number"
	switch v := v.(type) {
	case goja.String:
		name, style = "String", "string"
		// Its characters are properties as well.
		n := min(v.Length(), len(f.keys))
		f.keys = f.keys[n:]
	case *goja.Symbol:
		name, style = "Symbol", "symbol"
	default:
		switch {
		case gojax.IsBigInt(v):
			name, style = "BigInt", "bigint"
		case gojax.IsNumber(v):
			name = "Number"
		default:
			name, style = "Boolean", "boolean"
		}
	}
	base := "[" + name
	if f.class != name {
		if f.class == nullProto {
			base += " (null prototype)"
		} else {
			base += " (" + f.class + ")"
		}
	}
	base += ": " + plain.primitive(v) + "]"
	if f.tag != "" && f.tag != f.class {
		base += " [" + f.tag + "]"
	}
	if len(f.keys) != 0 {
		return base
	}
	return in.style(base, style)
}

func (in *inspector) promise(o *goja.Object, depth int) []string {
	p := o.Export().(*goja.Promise)
	if p.State() == goja.PromiseStatePending {
		return []string{in.style("<pending>", "special")}
	}
	in.indent += 2
	result := p.Result()
	if result == nil {
		result = goja.Undefined()
	}
	text := in.value(result, depth, false)
	in.indent -= 2
	if p.State() == goja.PromiseStateRejected {
		text = in.style("<rejected>", "special") + " " + text
	}
	return []string{text}
}

// functionText is "[Function: name]".
func (in *inspector) functionText(f *form) string {
	function := "Function"
	kind := gojax.FunctionKindOf(f.o)
	if kind == gojax.ClassConstructor || in.r.e.IsClass(f.o) {
		return in.classText(f)
	}
	switch kind {
	case gojax.GeneratorFunction:
		function = "GeneratorFunction"
	case gojax.AsyncFunction:
		function = "AsyncFunction"
	case gojax.AsyncGeneratorFunction:
		function = "AsyncGeneratorFunction"
	}
	base := "[" + function
	if f.class == nullProto {
		base += " (null prototype)"
	}
	name := f.o.Get("name")
	switch s, ok := name.(goja.String); {
	case ok && s.Length() == 0:
		base += " (anonymous)"
	case ok:
		base += ": " + s.String()
	case engine.IsUndefined(name):
		base += ": " + in.primitive(goja.Undefined())
	default:
		base += ": " + in.value(name, 0, false)
	}
	base += "]"
	if f.class != function && f.class != nullProto && !(f.class == "Function") {
		base += " " + f.class
	}
	if f.tag != "" && f.tag != f.class && f.tag != function {
		base += " [" + f.tag + "]"
	}
	return base
}

func (in *inspector) classText(f *form) string {
	name := "(anonymous)"
	if _, ok := in.r.own(f.o, in.r.e.Text("name")); ok {
		if v := f.o.Get("name"); v != nil && v.ToBoolean() { // by its getter, if it has one
			name = in.r.e.ToText(v).String()
		}
	}
	base := "class " + name
	if f.class != "Function" && f.class != nullProto {
		base += " [" + f.class + "]"
	}
	if f.tag != "" && f.tag != f.class {
		base += " [" + f.tag + "]"
	}
	if f.class == nullProto {
		return "[" + base + " extends [null prototype]]"
	}
	if parent := f.o.Prototype(); parent != nil {
		if parentName := parent.Get("name"); parentName != nil && parentName.ToBoolean() {
			base += " extends " + parentName.String()
		}
	}
	return "[" + base + "]"
}
