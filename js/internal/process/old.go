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
	preloaded := append(p.FlagValues("--require"), p.FlagValues("-r")...)
	p.setFixed("_preload_modules", p.strings(preloaded))
}
