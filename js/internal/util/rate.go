package util

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// rate is util.debounce and util.throttle: functions that call another less often.
func rate(e *engine.Engine) *goja.Object {
	return engine.Part(e, sources, "rate.js", "internal/util/rate", func(e *engine.Engine) *goja.Object {
		o := e.VM.NewObject()
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
		e.NativeErrors(native)
		e.NativeChecks(native)
		native("needOneOf", func(call goja.FunctionCall) goja.Value {
			var allowed []string
			engine.Must(e.VM.ExportTo(call.Argument(2), &allowed))
			needOneOf(e, call.Argument(0).String(), call.Argument(1), allowed)
			return nil
		})
		native("now", func(goja.FunctionCall) goja.Value { return e.VM.ToValue(e.Now()) })
		native("handled", func(call goja.FunctionCall) goja.Value {
			markAsHandled(e, call.Argument(0).(*goja.Object))
			return nil
		})
		native("throttled", func(goja.FunctionCall) goja.Value {
			return e.Error("ERR_THROTTLED", "The call was dropped by the throttled function")
		})
		return o
	})
}

// needOneOf throws unless v is one of the strings.
func needOneOf(e *engine.Engine, name string, v goja.Value, allowed []string) string {
	if s, ok := v.(goja.String); ok {
		for _, one := range allowed {
			if s.String() == one {
				return one
			}
		}
	}
	panic(e.InvalidArgValue(name, v, "must be one of: '"+strings.Join(allowed, "', '")+"'"))
}
