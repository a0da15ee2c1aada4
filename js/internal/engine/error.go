package engine

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
)

// Error makes a Node error of class Error: an Error with a code, whose stack
// starts with "Error [CODE]: message". Throw it with panic.
func (e *Engine) Error(code, message string) *goja.Object {
	return e.coded(e.Intrinsic("Error"), code, message)
}

// TypeError is Error of class TypeError.
func (e *Engine) TypeError(code, message string) *goja.Object {
	return e.coded(e.Intrinsic("TypeError"), code, message)
}

// RangeError is Error of class RangeError.
func (e *Engine) RangeError(code, message string) *goja.Object {
	return e.coded(e.Intrinsic("RangeError"), code, message)
}

// URIError is Error of class URIError.
func (e *Engine) URIError(code, message string) *goja.Object {
	return e.coded(e.Intrinsic("URIError"), code, message)
}

func (e *Engine) coded(class goja.Value, code, message string) *goja.Object {
	e.code = code
	o := e.Construct(class, e.Text(message))
	e.code = ""
	plain := func(property string, v goja.Value) {
		Must(o.DefineDataProperty(property, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	if !e.stacks {
		// goja formats the stack when it is first asked for, from the
		// name at that time; Node shows the code in it.
		plain("name", e.Text(o.Get("name").String()+" ["+code+"]"))
		o.Get("stack")
		Must(o.Delete("name"))
	}
	plain("toString", Slot(e, "Error.toString", func() goja.Value {
		return e.Func("toString", 0, func(call goja.FunctionCall) goja.Value {
			this := e.This(call, "name")
			return e.Text(Property(this, "name").String() + " [" + Property(this, "code").String() + "]: " + Property(this, "message").String())
		})
	}))
	Must(o.Set("code", code))
	return o
}

// PlainError makes an Error without a code.
func (e *Engine) PlainError(message string) *goja.Object {
	return e.Construct(e.Intrinsic("Error"), e.Text(message))
}

// PlainErrorFrom is PlainError for what no script has caused by a call: where the
// stack would be empty, it shows these frames, as Node's does.
func (e *Engine) PlainErrorFrom(message string, origin ...Frame) *goja.Object {
	e.origin = origin
	defer func() { e.origin = nil }()
	return e.PlainError(message)
}

// AggregateError makes the error of several that have come to the same, with the
// code in its stack; the origin is as for [Engine.PlainErrorFrom].
func (e *Engine) AggregateError(code string, errs []goja.Value, origin ...Frame) *goja.Object {
	items := make([]any, len(errs))
	for i, err := range errs {
		items[i] = err
	}
	e.code, e.origin = code, origin
	defer func() { e.code, e.origin = "", nil }()
	o := e.Construct(e.Intrinsic("AggregateError"), e.VM.NewArray(items...))
	Must(o.Set("code", code))
	return o
}

// PlainRangeError makes a RangeError without a code.
func (e *Engine) PlainRangeError(message string) *goja.Object {
	return e.Construct(e.Intrinsic("RangeError"), e.Text(message))
}

// Thrown returns the JavaScript value of an error that came out of a call.
func (e *Engine) Thrown(err error) goja.Value {
	if thrown, ok := err.(*goja.Exception); ok {
		return thrown.Value()
	}
	return e.VM.NewGoError(err)
}

// InvalidArgType is Node's ERR_INVALID_ARG_TYPE. The expected types are written
// as Node's messages name them: "string", "function", "Buffer", "null".
func (e *Engine) InvalidArgType(name string, received goja.Value, expected ...string) *goja.Object {
	return e.TypeError("ERR_INVALID_ARG_TYPE", "The "+argumentName(name)+" must be "+oneOfTypes(expected)+". Received "+e.Describe(received))
}

// argumentName says what kind of thing a name is: `"x" argument`.
func argumentName(name string) string {
	if strings.HasSuffix(name, " argument") {
		return name
	}
	if strings.Contains(name, ".") {
		return `"` + name + `" property`
	}
	return `"` + name + `" argument`
}

// oneOfTypes lists primitive types, then classes, then values.
func oneOfTypes(expected []string) string {
	var types, classes, others []string
	for _, name := range expected {
		switch name {
		case "string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol":
			types = append(types, strings.ToLower(name))
		default:
			if name[0] >= 'A' && name[0] <= 'Z' && !strings.Contains(name, " ") {
				classes = append(classes, name)
			} else {
				others = append(others, name)
			}
		}
	}
	if len(classes) > 0 {
		// An object is an instance of Object beside other classes.
		for i, name := range types {
			if name == "object" {
				types = append(types[:i], types[i+1:]...)
				classes = append(classes, "Object")
				break
			}
		}
	}
	var parts []string
	switch len(types) {
	case 0:
	case 1:
		parts = append(parts, "of type "+types[0])
	default:
		parts = append(parts, "one of type "+alternatives(types))
	}
	if len(classes) > 0 {
		parts = append(parts, "an instance of "+alternatives(classes))
	}
	switch len(others) {
	case 0:
	case 1:
		if strings.ToLower(others[0]) != others[0] {
			parts = append(parts, "an "+others[0])
		} else {
			parts = append(parts, others[0])
		}
	default:
		parts = append(parts, "one of "+alternatives(others))
	}
	return strings.Join(parts, " or ")
}

func alternatives(names []string) string {
	switch len(names) {
	case 1:
		return names[0]
	case 2:
		return names[0] + " or " + names[1]
	}
	return strings.Join(names[:len(names)-1], ", ") + ", or " + names[len(names)-1]
}

// Describe is a wrong value as messages have it after "Received".
func (e *Engine) Describe(v goja.Value) string {
	if IsUndefined(v) {
		return "undefined"
	}
	if goja.IsNull(v) {
		return "null"
	}
	if o, ok := v.(*goja.Object); ok {
		if IsFunction(o) {
			if name := o.Get("name"); name != nil && name.String() != "" {
				return "function " + name.String()
			}
			return "function "
		}
		if name := constructorName(o); name != "" {
			return "an instance of " + name
		}
		return e.inspect(o, -1)
	}
	var text string
	if s, ok := v.(goja.String); ok { // what is cut keeps its quotes
		text = e.quote(s)
	} else if text = e.inspect(v, 2); utf8.RuneCountInString(text) > 28 {
		text = string([]rune(text)[:25]) + "..."
	}
	return "type " + TypeOf(v) + " (" + text + ")"
}

// quote is a string as messages about types have it.
func (e *Engine) quote(s goja.String) string {
	text := s.String()
	if s.Length() > 28 {
		text = s.Substring(0, 25).String() + "..."
	}
	if !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return e.inspect(e.VM.ToValue(text), 2)
}

func (e *Engine) inspect(v goja.Value, depth int) string {
	if e.Inspect != nil {
		return e.Inspect(v, depth)
	}
	if s, ok := v.(goja.String); ok {
		return "'" + s.String() + "'"
	}
	return v.String()
}

// Shown is a value as messages have it that name it without quotes.
func (e *Engine) Shown(v goja.Value) string {
	v = OrUndefined(v)
	if e.AsString != nil {
		return e.AsString(v)
	}
	if symbol, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + symbol.String() + ")"
	}
	return v.String()
}

// TypeOf is the typeof operator.
func TypeOf(v goja.Value) string {
	switch v := v.(type) {
	case nil:
		return "undefined"
	case *goja.Object:
		if IsFunction(v) {
			return "function"
		}
		return "object"
	case *goja.Symbol:
		return "symbol"
	case goja.String:
		return "string"
	}
	if goja.IsUndefined(v) {
		return "undefined"
	}
	if goja.IsNull(v) {
		return "object"
	}
	switch v.Export().(type) {
	case bool:
		return "boolean"
	case int64, float64:
		return "number"
	}
	return "bigint"
}

// InvalidArgValue is Node's ERR_INVALID_ARG_VALUE; an empty reason means "is
// invalid".
func (e *Engine) InvalidArgValue(name string, value goja.Value, reason string) *goja.Object {
	return e.TypeError(e.invalidValue(name, value, reason))
}

// InvalidArgRange is ERR_INVALID_ARG_VALUE where Node has it as a RangeError.
func (e *Engine) InvalidArgRange(name string, value goja.Value) *goja.Object {
	return e.RangeError(e.invalidValue(name, value, ""))
}

func (e *Engine) invalidValue(name string, value goja.Value, reason string) (code, message string) {
	if reason == "" {
		reason = node.IsInvalid
	}
	text := e.inspect(OrUndefined(value), 2)
	if units := []rune(text); len(units) > 128 {
		text = string(units[:128]) + "..."
	}
	return node.InvalidValue(name, reason, text)
}

// OutOfRange is Node's ERR_OUT_OF_RANGE: wanted is ">= 0 && <= 255", "an
// integer".
func (e *Engine) OutOfRange(name, wanted string, received goja.Value) *goja.Object {
	return e.RangeError(node.OutOfRange(name, wanted, e.numeral(received)))
}

// numeral writes a number as messages about ranges do: large integers with
// underscores between the thousands.
func (e *Engine) numeral(v goja.Value) string {
	switch n := OrUndefined(v).Export().(type) {
	case int64:
		if n > 1<<32 || n < -1<<32 {
			return Underscored(strconv.FormatInt(n, 10))
		}
	case float64:
		if n == math.Trunc(n) && math.Abs(n) > 1<<32 && !math.IsInf(n, 0) {
			return Underscored(v.String())
		}
	case *big.Int:
		if n.CmpAbs(big.NewInt(1<<32)) > 0 {
			return Underscored(n.String()) + "n"
		}
		return n.String() + "n"
	}
	return e.inspect(OrUndefined(v), 2)
}

// Underscored puts underscores between the thousands of a number.
func Underscored(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "_" + digits[i:]
	}
	return sign + digits
}

// EmitWarning is process.emitWarning(message, name, code); the code may be "".
func (e *Engine) EmitWarning(message, name, code string, more ...any) {
	if e.Warn == nil {
		return
	}
	warning := e.PlainError(message)
	Must(warning.Set("name", e.Text(name)))
	if code != "" {
		Must(warning.Set("code", code))
	}
	for i := 0; i+1 < len(more); i += 2 {
		Must(warning.Set(more[i].(string), more[i+1]))
	}
	e.Warn(warning)
}

type abortErrorKey struct{}

// abortErrorClass is the class of Node's that scripts meet as the constructor of such an
// error only. Code and name are properties of each error's own.
func (e *Engine) abortErrorClass() *goja.Object {
	return Slot(e, abortErrorKey{}, func() *goja.Object {
		code, aborted := node.Aborted()
		return e.Class("AbortError", 0, e.Intrinsic("Error"), func(call goja.ConstructorCall) *goja.Object {
			options := call.Argument(1)
			if _, ok := options.(*goja.Object); !ok && !IsUndefined(options) {
				panic(e.InvalidArgType("options", options, "object"))
			}
			message := call.Argument(0)
			if IsUndefined(message) {
				message = e.Text(aborted)
			}
			err := e.Construct(e.Intrinsic("Error"), message, options)
			Must(err.SetPrototype(call.This.Prototype()))
			Must(err.Set("code", code))
			Must(err.Set("name", "AbortError"))
			return err
		}).Constructor
	})
}

// AbortError is what an aborted operation fails with: Node's ABORT_ERR. The
// cause is the reason of the signal; nil or undefined for none.
func (e *Engine) AbortError(cause goja.Value) *goja.Object {
	var options goja.Value = goja.Undefined()
	if !IsUndefined(cause) {
		options = e.Object("cause", cause)
	}
	return e.Construct(e.abortErrorClass(), goja.Undefined(), options)
}
