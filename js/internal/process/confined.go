package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// confine takes away what acts on the process that the runtime is in, or tells of it:
// the functions fail as in a Node program without the permission.
func (p *Process) confine() {
	e := p.Engine
	for _, name := range []string{"abort", "chdir", "kill", "_kill", "umask", "dlopen", "_linkedBinding", "loadEnvFile", "_debugProcess", "_debugEnd", "setTraceSigInt",
		"execve", "initgroups", "setgroups", "setegid", "seteuid", "setgid", "setuid"} {
		p.function(name, 0, func(goja.FunctionCall) goja.Value { panic(e.AccessDenied("process." + name)) })
	}
	for _, name := range []string{"getuid", "geteuid", "getgid", "getegid", "getgroups", "constrainedMemory", "availableMemory", "resourceUsage", "cpuUsage", "threadCpuUsage", "memoryUsage"} {
		engine.Must(p.Object.Delete(name))
	}
	p.set("argv", p.strings([]string{"node"}))
	p.set("argv0", "node")
	p.set("execPath", "")
	p.set("execArgv", p.strings(nil))
	p.set("pid", 1)
	engine.Must(p.Object.Delete("ppid"))
	p.set("ppid", 0)
}
