package process

import (
	"github.com/dop251/goja"
)

// old defines what Node keeps for programs written long ago.
func (p *Process) old() {
	p.set("domain", goja.Null())
	nothing := p.Engine.Func("", 0, func(goja.FunctionCall) goja.Value { return nil })
	p.set("_startProfilerIdleNotifier", nothing)
	p.set("_stopProfilerIdleNotifier", nothing)
	p.function("_debugEnd", 0, func(goja.FunctionCall) goja.Value { return nil })
	p.function("_debugProcess", 0, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) != 1 {
			panic(p.Engine.Error("ERR_MISSING_ARGS", "Invalid number of arguments."))
		}
		if err := kill(int(call.Argument(0).ToInteger()), signalNumbers["SIGUSR1"]); err != nil {
			panic(p.systemError("kill", "", err))
		}
		return nil
	})
	preloaded := append(p.FlagValues("--require"), p.FlagValues("-r")...)
	p.setFixed("_preload_modules", p.strings(preloaded))
}
