package process

import (
	"math/big"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// origin is what hrtime counts from: any point in the past will do.
var origin = time.Now().Add(-time.Hour)

// times defines uptime and hrtime.
func (p *Process) times() {
	e := p.Engine
	p.function("uptime", 0, func(goja.FunctionCall) goja.Value {
		return e.VM.ToValue(time.Since(p.Started).Seconds())
	})
	p.function("hrtime", 1, func(call goja.FunctionCall) goja.Value {
		now := time.Since(origin)
		seconds, nanos := int64(now/time.Second), int64(now%time.Second)
		if v := call.Argument(0); !engine.IsUndefined(v) {
			o, ok := v.(*goja.Object)
			if !ok || o.ClassName() != "Array" {
				panic(e.InvalidArgType("time", v, "Array"))
			}
			if n := o.Get("length").ToInteger(); n != 2 {
				panic(e.OutOfRange("time", "2", e.VM.ToValue(n)))
			}
			seconds -= o.Get("0").ToInteger()
			if nanos -= o.Get("1").ToInteger(); nanos < 0 {
				seconds, nanos = seconds-1, nanos+int64(time.Second)
			}
		}
		return e.VM.NewArray(seconds, nanos)
	})
	hrtime := p.Object.Get("hrtime").(*goja.Object)
	engine.Must(hrtime.Set("bigint", e.Func("bigint", 0, func(goja.FunctionCall) goja.Value {
		return e.VM.ToValue(big.NewInt(int64(time.Since(origin))))
	})))
}
