package process

import (
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// resources defines what the process uses and may use.
func (p *Process) resources() {
	e := p.Engine
	memory := e.Func("memoryUsage", 0, func(goja.FunctionCall) goja.Value {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return e.Object("rss", rss(), "heapTotal", int64(m.HeapSys), "heapUsed", int64(m.HeapAlloc), "external", int64(m.StackSys), "arrayBuffers", 0)
	})
	engine.Must(memory.Set("rss", e.Func("rss", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(rss()) })))
	p.set("memoryUsage", memory)
	cpu := func(call goja.FunctionCall) goja.Value {
		u := usageOf()
		user, system := u.user, u.system
		if v := call.Argument(0); !engine.IsUndefined(v) && v.ToBoolean() {
			before := e.NeedObject("prevValue", v)
			user -= int64(e.NeedNumber("prevValue.user", before.Get("user"), 0, engine.MaxSafeInteger))
			system -= int64(e.NeedNumber("prevValue.system", before.Get("system"), 0, engine.MaxSafeInteger))
		}
		return e.Object("user", user, "system", system)
	}
	p.function("cpuUsage", 1, cpu)
	p.function("threadCpuUsage", 1, cpu)
	p.function("resourceUsage", 0, func(goja.FunctionCall) goja.Value {
		u := usageOf()
		return e.Object("userCPUTime", u.user, "systemCPUTime", u.system, "maxRSS", u.maxRSS, "sharedMemorySize", 0, "unsharedDataSize", 0,
			"unsharedStackSize", 0, "minorPageFault", u.minor, "majorPageFault", u.major, "swappedOut", 0, "fsRead", u.in, "fsWrite", u.out,
			"ipcSent", 0, "ipcReceived", 0, "signalsCount", 0, "voluntaryContextSwitches", u.voluntary, "involuntaryContextSwitches", u.involuntary)
	})
	p.function("constrainedMemory", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(memoryInfo("MemTotal:")) })
	p.function("availableMemory", 0, func(goja.FunctionCall) goja.Value { return e.VM.ToValue(memoryInfo("MemAvailable:")) })
	p.function("getActiveResourcesInfo", 0, func(goja.FunctionCall) goja.Value {
		names := []string{}
		for _, r := range e.Resources() {
			names = append(names, r.Name)
		}
		return p.strings(names)
	})
	p.function("_getActiveHandles", 0, func(goja.FunctionCall) goja.Value {
		owners := []any{}
		for _, r := range e.Resources() {
			if r.Owner != nil {
				owners = append(owners, r.Owner)
			}
		}
		return e.VM.NewArray(owners...)
	})
	p.function("_getActiveRequests", 0, func(goja.FunctionCall) goja.Value { return e.VM.NewArray() })
	for _, name := range []string{"ref", "unref"} {
		p.function(name, 1, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok {
				for _, method := range []goja.Value{o.GetSymbol(e.SymbolFor("nodejs." + name)), o.Get(name)} {
					if engine.IsFunction(method) {
						e.Call(method, o)
						break
					}
				}
			}
			return nil
		})
	}
}

// rss is the memory of the process that is in RAM, in bytes.
func rss() int64 {
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			pages, _ := strconv.ParseInt(fields[1], 10, 64)
			return pages * int64(os.Getpagesize())
		}
	}
	return usageOf().maxRSS * 1024
}

// memoryInfo reads a line of /proc/meminfo, in bytes; 0 where there is none.
func memoryInfo(name string) int64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			n, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n * 1024
		}
	}
	return 0
}
