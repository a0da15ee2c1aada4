// Package domexception is DOMException, the error of what Node has from the web.
package domexception

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// codes are the names that have a number, by their number.
var codes = [...]struct{ name, constant string }{
	1:  {"IndexSizeError", "INDEX_SIZE_ERR"},
	2:  {"", "DOMSTRING_SIZE_ERR"},
	3:  {"HierarchyRequestError", "HIERARCHY_REQUEST_ERR"},
	4:  {"WrongDocumentError", "WRONG_DOCUMENT_ERR"},
	5:  {"InvalidCharacterError", "INVALID_CHARACTER_ERR"},
	6:  {"", "NO_DATA_ALLOWED_ERR"},
	7:  {"NoModificationAllowedError", "NO_MODIFICATION_ALLOWED_ERR"},
	8:  {"NotFoundError", "NOT_FOUND_ERR"},
	9:  {"NotSupportedError", "NOT_SUPPORTED_ERR"},
	10: {"InUseAttributeError", "INUSE_ATTRIBUTE_ERR"},
	11: {"InvalidStateError", "INVALID_STATE_ERR"},
	12: {"SyntaxError", "SYNTAX_ERR"},
	13: {"InvalidModificationError", "INVALID_MODIFICATION_ERR"},
	14: {"NamespaceError", "NAMESPACE_ERR"},
	15: {"InvalidAccessError", "INVALID_ACCESS_ERR"},
	16: {"", "VALIDATION_ERR"},
	17: {"TypeMismatchError", "TYPE_MISMATCH_ERR"},
	18: {"SecurityError", "SECURITY_ERR"},
	19: {"NetworkError", "NETWORK_ERR"},
	20: {"AbortError", "ABORT_ERR"},
	21: {"URLMismatchError", "URL_MISMATCH_ERR"},
	22: {"QuotaExceededError", "QUOTA_EXCEEDED_ERR"},
	23: {"TimeoutError", "TIMEOUT_ERR"},
	24: {"InvalidNodeTypeError", "INVALID_NODE_TYPE_ERR"},
	25: {"DataCloneError", "DATA_CLONE_ERR"},
}

// exception is what hides in a DOMException.
type exception struct {
	goja.Value
	name, message string
}

const slot = "domexception"

type classKey struct{}

// Of returns the name and the message of a DOMException.
func Of(v goja.Value) (name, message string, ok bool) {
	if o, isObject := v.(*goja.Object); isObject {
		if x, isException := engine.Hidden(o, slot).(*exception); isException {
			return x.name, x.message, true
		}
	}
	return "", "", false
}

// New makes a DOMException.
func New(e *engine.Engine, message, name string) *goja.Object {
	return e.Construct(Constructor(e), e.Text(message), e.Text(name))
}

// Define makes the global.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "DOMException", false, func() goja.Value { return Constructor(e) })
}

// Constructor is DOMException.
func Constructor(e *engine.Engine) *goja.Object {
	return engine.Slot(e, classKey{}, func() *engine.Class { return newClass(e) }).Constructor
}

func newClass(e *engine.Engine) *engine.Class {
	parent := e.Intrinsic("Error")
	c := e.NewClass("DOMException", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		return construct(e, call)
	})
	engine.Must(c.Prototype.SetPrototype(parent.Get("prototype").(*goja.Object)))
	get := func(name string, f func(x *exception) goja.Value) {
		c.Attribute(name, func(this *goja.Object) goja.Value {
			x, ok := engine.Hidden(this, slot).(*exception)
			if !ok {
				panic(e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of DOMException`))
			}
			return f(x)
		}, nil)
	}
	get("name", func(x *exception) goja.Value { return e.Text(x.name) })
	get("message", func(x *exception) goja.Value { return e.Text(x.message) })
	get("code", func(x *exception) goja.Value {
		for code, entry := range codes {
			if code > 0 && entry.name == x.name && x.name != "" {
				return e.Int(code)
			}
		}
		return e.Int(0)
	})
	c.Tag("DOMException")
	for code, entry := range codes {
		if code == 0 {
			continue
		}
		for _, o := range []*goja.Object{c.Constructor, c.Prototype} {
			engine.Must(o.DefineDataProperty(entry.constant, e.Int(code), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
		}
	}
	return c
}

// construct makes an Error of it, so that it has a stack.
func construct(e *engine.Engine, call goja.ConstructorCall) *goja.Object {
	x := &exception{Value: goja.Undefined(), name: "Error"}
	if v := call.Argument(0); !engine.IsUndefined(v) {
		x.message = e.ToText(v).String()
	}
	o := e.PlainError(x.message)
	if options, ok := call.Argument(1).(*goja.Object); ok && !engine.IsFunction(options) {
		x.name = e.ToText(options.Get("name")).String()
		if cause := options.Get("cause"); cause != nil {
			engine.Must(o.DefineDataProperty("cause", cause, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
	} else if v := call.Argument(1); !engine.IsUndefined(v) {
		x.name = e.ToText(v).String()
	}
	stack := engine.Property(o, "stack").String()
	rest := ""
	if i := strings.Index(stack, "\n    at "); i >= 0 {
		rest = stack[i:]
	}
	header := x.name
	if x.message != "" {
		header += ": " + x.message
	}
	engine.Must(o.Delete("message"))
	engine.Must(o.SetPrototype(call.This.Prototype()))
	engine.Must(o.DefineDataProperty("stack", e.Text(header+rest), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	engine.Hide(o, slot, x)
	return o
}
