package gojax

import (
	"strings"

	"github.com/dop251/goja"
)

// readOnly is the message for what cannot be assigned to: V8 names the object, and
// says whether there is a getter. "" when the message is another.
func (s Source) readOnly(message string) string {
	if message == "" { // of an element of an array
		if key := s.elementKept(); key != "" {
			return "Cannot assign to read only property '" + key + "' of object '[object Array]'"
		}
		return ""
	}
	if message == "length is not writable" {
		return "Cannot assign to read only property 'length' of object '[object Array]'"
	}
	name, ours := strings.CutPrefix(message, "Cannot assign to read only property '")
	name, whole := strings.CutSuffix(name, "'")
	if !ours || !whole {
		return ""
	}
	o := s.assignedTo(name)
	if o == nil {
		return message + " of object '#<Object>'"
	}
	for at := o; at != nil; at = at.Prototype() {
		if d := s.describe(at, s.Runtime.ToValue(name)); d != nil {
			if get := d.Get("get"); get != nil && !goja.IsUndefined(get) {
				return "Cannot set property " + name + " of " + s.shown(at) + " which has only a getter"
			}
			break
		}
	}
	return message + " of object '" + s.shown(o) + "'"
}

// assignedTo is the object whose property of this name an instruction assigns to: it
// lies below the value, and below the name where that is computed.
func (s Source) assignedTo(name string) *goja.Object {
	if key := Operand(s.Runtime, 1); key != nil {
		if o, ok := Operand(s.Runtime, 2).(*goja.Object); ok && !isObject(key) && key.String() == name {
			return o
		}
		o, _ := key.(*goja.Object)
		return o
	}
	return nil
}

// elementKept is the index of the element of an array that an instruction could not
// change; "" when another has failed.
func (s Source) elementKept() string {
	o, ok := Operand(s.Runtime, 2).(*goja.Object)
	key := Operand(s.Runtime, 1)
	if !ok || key == nil || isObject(key) || o.ClassName() != "Array" {
		return ""
	}
	if d := s.describe(o, key); d == nil || d.Get("writable") == nil || d.Get("writable").ToBoolean() {
		return ""
	}
	return key.String()
}

func isObject(v goja.Value) bool {
	_, ok := v.(*goja.Object)
	return ok
}

// shown is an object as V8 names it in messages: by its class, or by its tag where
// objects of its kind have a toString of their own.
func (s Source) shown(o *goja.Object) string {
	if s.plainText(o) {
		if constructor, ok := s.inherited(o, s.Runtime.ToValue("constructor")).(*goja.Object); ok {
			if d := s.describe(constructor, s.Runtime.ToValue("name")); d != nil {
				if name, ok := d.Get("value").(goja.String); ok && name.Length() > 0 {
					return "#<" + name.String() + ">"
				}
			}
		}
	}
	if tag, ok := s.inherited(o, goja.SymToStringTag).(goja.String); ok {
		return "[object " + tag.String() + "]"
	}
	switch class := o.ClassName(); class {
	case "Array", "Date", "Function", "RegExp", "Error":
		return "[object " + class + "]"
	}
	return "[object Object]"
}

// plainText reports whether toString of an object is that of Object.prototype, which is
// all that has one and no prototype.
func (s Source) plainText(o *goja.Object) bool {
	name := s.Runtime.ToValue("toString")
	for at := o; at != nil; at = at.Prototype() {
		if s.describe(at, name) != nil {
			return at.Prototype() == nil
		}
	}
	return false
}

// inherited is the value of a property of an object or of its prototypes; nil when there
// is none, or a getter would have to run.
func (s Source) inherited(o *goja.Object, key goja.Value) goja.Value {
	for at := o; at != nil; at = at.Prototype() {
		if d := s.describe(at, key); d != nil {
			return d.Get("value")
		}
	}
	return nil
}

// describe is Describe; nil when asking would run a program.
func (s Source) describe(o *goja.Object, key goja.Value) *goja.Object {
	if KindOf(o) == Proxy {
		return nil
	}
	return s.Describe(o, key)
}
