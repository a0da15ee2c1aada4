package eventtarget

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

type symbolKey string

// MaxListeners is the symbol under which a target has how many listeners an event may
// have without a warning: events.kMaxEventTargetListeners.
func MaxListeners(e *engine.Engine) *goja.Symbol { return symbol(e, "events.maxEventTargetListeners") }

// Warned is the symbol under which a target has whether there was such a warning:
// events.kMaxEventTargetListenersWarned.
func Warned(e *engine.Engine) *goja.Symbol {
	return symbol(e, "events.maxEventTargetListenersWarned")
}

func symbol(e *engine.Engine, name string) *goja.Symbol {
	return engine.Slot(e, symbolKey(name), func() *goja.Symbol { return goja.NewSymbol(name) })
}

// limits has targets show both. Node's have them as properties of their own; here they
// would make each target, such as each AbortSignal, larger.
func (c *classes) limits() {
	e := c.engine
	accessor := func(symbol *goja.Symbol, get func(t *Target) goja.Value, set func(t *Target, v goja.Value)) {
		getter := e.Func("get", 0, func(call goja.FunctionCall) goja.Value {
			if h := State(call.This); h != nil {
				return get(h.BaseTarget())
			}
			return nil
		})
		setter := e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
			if h := State(call.This); h != nil {
				set(h.BaseTarget(), call.Argument(0))
			}
			return nil
		})
		engine.Must(c.target.Prototype.DefineAccessorPropertySymbol(symbol, getter, setter, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	accessor(MaxListeners(e), func(t *Target) goja.Value { return e.VM.ToValue(t.max) },
		func(t *Target, v goja.Value) { t.max = v.ToFloat() })
	accessor(Warned(e), func(t *Target) goja.Value { return e.Bool(t.warned) },
		func(t *Target, v goja.Value) { t.warned = v.ToBoolean() })
}
