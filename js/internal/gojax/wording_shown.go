package gojax

import "github.com/dop251/goja"

// How V8 shows a value in a message, without running anything of the program's.

// text is any value.
func (s Source) text(v goja.Value) string {
	switch v := v.(type) {
	case nil:
		return "undefined"
	case *goja.Object:
		return s.shown(v)
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	}
	return v.String()
}

// typed is a value with its type, as that of arguments.
func typed(v goja.Value) string {
	switch {
	case v == nil || goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "object null"
	}
	switch v := v.(type) {
	case *goja.Object:
		return "object"
	case *goja.Symbol:
		return "symbol"
	case goja.String:
		return `string "` + v.String() + `"`
	}
	switch v.Export().(type) {
	case bool:
		return "boolean " + v.String()
	case int64, float64:
		return "number " + v.String()
	}
	return "bigint"
}

// shown is an object: a function is its source, an error its text. What has the toString of
// all objects is named by its constructor, and the rest by its tag.
func (s Source) shown(o *goja.Object) string {
	switch KindOf(o) {
	case Function:
		return functionSource(o)
	case Error:
		return s.errorText(o)
	}
	all := s.Runtime.NewObject().Prototype()
	if holder, _ := s.property(o, String("toString")); holder != nil && holder.SameAs(all) {
		if _, constructor := s.property(o, String("constructor")); constructor != nil {
			if f, ok := constructor.(*goja.Object); ok {
				if name := s.textOf(f, "name"); name != "" {
					return "#<" + name + ">"
				}
			}
		}
	}
	if _, tag := s.property(o, goja.SymToStringTag); tag != nil {
		if tag, ok := tag.(goja.String); ok {
			return "[object " + tag.String() + "]"
		}
	}
	if o.ClassName() == "Object" && KindOf(o) == TypedArray {
		return "[object Uint8Array]"
	}
	return "[object " + o.ClassName() + "]"
}

func (s Source) errorText(o *goja.Object) string {
	name, message := s.textOf(o, "name"), s.textOf(o, "message")
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

// textOf is the text in a property; "" when there is none.
func (s Source) textOf(o *goja.Object, name string) string {
	if _, v := s.property(o, String(name)); v != nil {
		if text, ok := v.(goja.String); ok {
			return text.String()
		}
	}
	return ""
}

// property finds a property that is no accessor, and the object that has it.
func (s Source) property(o *goja.Object, key goja.Value) (holder *goja.Object, v goja.Value) {
	for at := o; at != nil; at = at.Prototype() {
		if d := s.describe(at, key); d != nil {
			return at, d.Get("value")
		}
	}
	return nil, nil
}

// describe is Describe; nil when asking would run a program.
func (s Source) describe(o *goja.Object, key goja.Value) *goja.Object {
	if s.Describe == nil || KindOf(o) == Proxy {
		return nil
	}
	return s.Describe(o, key)
}
