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
	kind := "object"
	if IsFunction(o) {
		kind = "function"
	}
	return message + " of " + kind + " '" + s.shown(o) + "'"
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
