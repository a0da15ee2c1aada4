package threads

import (
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// ResourceLimits are those of a Worker, in megabytes.
type ResourceLimits struct {
	young, old, code, stack float64
}

// resourceLimitsOf reads the option: what is no positive number is V8's default.
func resourceLimitsOf(given goja.Value) ResourceLimits {
	l := ResourceLimits{young: 96, old: 4096, code: 0, stack: 4}
	o, ok := given.(*goja.Object)
	if !ok {
		return l
	}
	limit := func(name string, limit *float64) {
		v := o.Get(name)
		if engine.TypeOf(v) != "number" {
			return
		}
		if n := v.ToFloat(); n > 0 && !math.IsInf(n, 0) {
			*limit = n
		}
	}
	limit("maxOldGenerationSizeMb", &l.old)
	limit("maxYoungGenerationSizeMb", &l.young)
	limit("codeRangeSizeMb", &l.code)
	limit("stackSizeMb", &l.stack)
	return l
}

// object is what scripts see.
func (l ResourceLimits) object(e *engine.Engine) *goja.Object {
	return e.Object("maxYoungGenerationSizeMb", l.young, "maxOldGenerationSizeMb", l.old, "codeRangeSizeMb", l.code, "stackSizeMb", l.stack)
}
