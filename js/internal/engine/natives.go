package engine

import "github.com/dop251/goja"

// NativeErrors gives the JavaScript of a module Node's errors, as functions that make
// them: error, typeError and rangeError of a code and a message; invalidArgType of a
// name, a value and what is expected, one after the other or as an array;
// invalidArgValue of a name, a value and a reason, if there is one; outOfRange of a
// name, a range and a value; abortError of a reason.
func (e *Engine) NativeErrors(native func(name string, f Native)) {
	for name, f := range map[string]func(code, message string) *goja.Object{"error": e.Error, "typeError": e.TypeError, "rangeError": e.RangeError} {
		native(name, func(call goja.FunctionCall) goja.Value {
			return f(call.Argument(0).String(), call.Argument(1).String())
		})
	}
	native("invalidArgType", func(call goja.FunctionCall) goja.Value {
		var expected []string
		for _, v := range call.Arguments[min(2, len(call.Arguments)):] {
			if o, ok := v.(*goja.Object); ok {
				Must(e.VM.ExportTo(o, &expected))
			} else {
				expected = append(expected, v.String())
			}
		}
		return e.InvalidArgType(call.Argument(0).String(), call.Argument(1), expected...)
	})
	native("invalidArgValue", func(call goja.FunctionCall) goja.Value {
		reason := ""
		if v := call.Argument(2); !IsUndefined(v) {
			reason = v.String()
		}
		return e.InvalidArgValue(call.Argument(0).String(), call.Argument(1), reason)
	})
	native("outOfRange", func(call goja.FunctionCall) goja.Value {
		return e.OutOfRange(call.Argument(0).String(), call.Argument(1).String(), call.Argument(2))
	})
	native("internalAssertion", func(call goja.FunctionCall) goja.Value {
		return e.Error("ERR_INTERNAL_ASSERTION", call.Argument(0).String()+"\nThis is caused by either a bug in Node.js or incorrect usage of "+
			"Node.js internals.\nPlease open an issue with this stack trace at https://github.com/nodejs/node/issues\n")
	})
	native("abortError", func(call goja.FunctionCall) goja.Value { return e.AbortError(call.Argument(0)) })
}

// NativeChecks gives it Node's checks of arguments, each of a name and a value:
// needFunction, needObject, needBoolean, and needInteger with the least and the most, which
// are those of safe integers when they are left out.
func (e *Engine) NativeChecks(native func(name string, f Native)) {
	native("needFunction", func(call goja.FunctionCall) goja.Value {
		e.NeedFunction(call.Argument(0).String(), call.Argument(1))
		return nil
	})
	native("needObject", func(call goja.FunctionCall) goja.Value {
		return e.NeedObject(call.Argument(0).String(), call.Argument(1))
	})
	native("needBoolean", func(call goja.FunctionCall) goja.Value {
		return e.Bool(e.NeedBoolean(call.Argument(0).String(), call.Argument(1)))
	})
	native("needInteger", func(call goja.FunctionCall) goja.Value {
		limit := func(i int, otherwise int64) int64 {
			if v := call.Argument(i); !IsUndefined(v) {
				return v.ToInteger()
			}
			return otherwise
		}
		return e.VM.ToValue(e.NeedInteger(call.Argument(0).String(), call.Argument(1), limit(2, MinSafeInteger), limit(3, MaxSafeInteger)))
	})
}
