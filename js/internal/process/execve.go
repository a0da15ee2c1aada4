package process

import (
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// replacing defines execve, which puts another program in the place of this one.
func (p *Process) replacing() {
	e, warned := p.Engine, false
	p.function("execve", 1, func(call goja.FunctionCall) goja.Value {
		if !warned {
			warned = true
			e.EmitWarning("process.execve is an experimental feature and might change at any time", "ExperimentalWarning", "")
		}
		if p.Thread {
			panic(p.notInThreads("Calling process.execve"))
		}
		if runtime.GOOS == "windows" {
			panic(e.TypeError("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The feature process.execve is unavailable on the current platform, which is being used to run Node.js"))
		}
		path := e.NeedString("execPath", call.Argument(0))
		args := p.arguments(call.Argument(1))
		env := p.environmentFor(call.Argument(2))
		e.Permit(engine.StartChild, path)
		path, _, _ = strings.Cut(path, "\x00") // what the system would see of it
		if err := replace(path, args, env); err != nil {
			panic(p.systemError("execve", path, err))
		}
		return nil
	})
}

func (p *Process) arguments(v goja.Value) (args []string) {
	if engine.IsUndefined(v) {
		return nil
	}
	list, ok := v.(*goja.Object)
	if !ok || list.ClassName() != "Array" {
		panic(p.Engine.InvalidArgType("args", v, "Array"))
	}
	for i := range engine.ToInt(list.Get("length").ToFloat()) {
		one := engine.Property(list, strconv.Itoa(i))
		s, ok := one.(goja.String)
		if !ok || strings.Contains(s.String(), "\x00") {
			panic(p.Engine.InvalidArgValue("args["+strconv.Itoa(i)+"]", one, "must be a string without null bytes"))
		}
		args = append(args, s.String())
	}
	return args
}

func (p *Process) environmentFor(v goja.Value) (env []string) {
	if engine.IsUndefined(v) {
		v = p.Object.Get("env")
	}
	o := p.Engine.NeedObject("env", v)
	for _, name := range o.Keys() {
		s, ok := o.Get(name).(goja.String)
		if !ok || strings.Contains(name+s.String(), "\x00") {
			panic(p.Engine.InvalidArgValue("env", v, "must be an object with string keys and values without null bytes"))
		}
		env = append(env, name+"="+s.String())
	}
	return env
}
