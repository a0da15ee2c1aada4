package gojax

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// What goja says where a function of its own was called with something wrong.
const (
	noObject    = "Value is not an object: "
	notCallable = "Value is not callable: "
	notFunction = " is not a function"
)

// withCallback are the functions that are given one to call.
var withCallback = map[string]bool{"map": true, "forEach": true, "filter": true, "find": true, "findIndex": true, "findLast": true, "findLastIndex": true,
	"some": true, "every": true, "flatMap": true, "reduce": true, "reduceRight": true, "from": true}

// withObject are functions that work on an object only, and how V8 calls them.
var withObject = map[string]string{"get": "Reflect.get", "set": "Reflect.set", "has": "Reflect.has", "ownKeys": "Reflect.ownKeys",
	"deleteProperty": "Reflect.deleteProperty", "defineProperty": "Reflect.defineProperty", "getPrototypeOf": "Reflect.getPrototypeOf",
	"setPrototypeOf": "Reflect.setPrototypeOf", "isExtensible": "Reflect.isExtensible", "preventExtensions": "Reflect.preventExtensions",
	"getOwnPropertyDescriptor": "Reflect.getOwnPropertyDescriptor", "all": "Promise.all", "allSettled": "Promise.allSettled", "any": "Promise.any",
	"race": "Promise.race", "resolve": "PromiseResolve", "reject": "PromiseReject"}

// ofNative is the message of a function that goja has itself; "" where there is nothing
// to change.
func (s Source) ofNative(message string) string {
	value, missing := strings.CutPrefix(message, noObject)
	callee, written := strings.CutSuffix(message, notFunction)
	uncallable := strings.HasPrefix(message, notCallable)
	switch name := s.Native; {
	case withCallback[name] && (missing || uncallable || written):
		if missing {
			callee = value
		}
		v := s.argument(callee, uncallable || written)
		if s.overTyped() {
			return s.text(v) + notFunction
		}
		return typed(v) + notFunction
	case withCallback[name] && strings.HasSuffix(message, notFunction+" %!s(MISSING)"): // goja meant to show it
		return "object" + notFunction
	case name == "groupBy" && written:
		return s.text(Operand(s.Runtime, 0)) + notFunction
	case missing && (name == "set" || name == "add") && s.under(WeakMap, WeakSet):
		if name == "set" {
			return "Invalid value used as weak map key"
		}
		return "Invalid value used in weak set"
	case missing && withObject[name] != "":
		return withObject[name] + " called on non-object"
	case (missing || uncallable) && name == "construct":
		return s.text(s.argument(value, uncallable)) + " is not a constructor"
	case message == "Value is not a constructor" && name == "construct":
		return s.text(s.argument("", true)) + " is not a constructor"
	case uncallable && name == "apply":
		return "Function.prototype.apply was called on " + s.text(s.argument("", true)) + ", which is an object and not a function"
	case missing && name == "apply":
		return "CreateListFromArrayLike called on non-object"
	case missing && name == "fromEntries":
		return "Iterator value " + value + " is not an entry object"
	case message == "The comparison function must be either a function or undefined":
		return message + ": " + s.text(Operand(s.Runtime, 0))
	case message == "RegExp doesn't have global flag set" && name == "matchAll":
		return "String.prototype.matchAll called with a non-global RegExp argument"
	case strings.HasPrefix(message, "Index ") && strings.HasSuffix(message, " is out of bounds") && s.under(DataView):
		return "Offset is outside the bounds of the DataView"
	case (message == "Source is too large" || message == "offset should be >= 0") && name == "set":
		return "offset is out of bounds"
	case message == "object is not iterable" && name == "fromEntries":
		return typed(Operand(s.Runtime, 0)) + noIterator
	}
	return ""
}

// argument is the value that goja has shown so, or the first object, among what a function
// was called with.
func (s Source) argument(shown string, object bool) goja.Value {
	for i := range 8 {
		switch v := Operand(s.Runtime, i); {
		case v == nil:
			return goja.Undefined()
		case isObject(v):
			if object && !IsFunction(v) {
				return v
			}
		case v.String() == shown:
			return v
		}
	}
	return String(shown)
}

// under reports whether a function was called on an object of one of these kinds.
func (s Source) under(kinds ...Kind) bool {
	for i := range 8 {
		o, ok := Operand(s.Runtime, i).(*goja.Object)
		if !ok {
			continue
		}
		for _, kind := range kinds {
			if KindOf(o) == kind {
				return true
			}
		}
	}
	return false
}

func (s Source) overTyped() bool { return s.under(TypedArray) }

var instance = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^;,]*[\w$)\]}]\s+instanceof\s`) })

// ofOperator is the message of an instruction that works on objects only.
func (s Source) ofOperator(message string) string {
	switch {
	case message == "Class extends value is not a constructor or null":
		return "Class extends value " + s.text(Operand(s.Runtime, 0)) + " is not a constructor or null"
	case strings.HasPrefix(message, noObject) && s.Line != "" && instance().MatchString(s.Line[s.At:]):
		return "Right-hand side of 'instanceof' is not an object"
	case message == "object is not iterable":
		switch callee, constructed := s.called(); {
		case !constructed:
		case callee == "Set", callee == "Map", callee == "WeakSet", callee == "WeakMap":
			return typed(Operand(s.Runtime, 0)) + noIterator
		}
	case message == "Constructor TypedArray requires 'new'":
		if callee, _ := s.called(); callee != "" {
			return "Constructor " + callee + " requires 'new'"
		}
	case strings.HasPrefix(message, "Cannot delete property '"):
		if before, _, cut := strings.Cut(message, "' of "); cut {
			for i := range 2 {
				if o, ok := Operand(s.Runtime, i).(*goja.Object); ok {
					return before + "' of " + s.shown(o)
				}
			}
		}
	case strings.HasPrefix(message, notCallable):
		if callee, constructed := s.called(); constructed && callee == "Promise" {
			return "Promise resolver " + s.text(Operand(s.Runtime, 0)) + notFunction
		}
	}
	return ""
}
