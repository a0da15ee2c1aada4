package process

import (
	"math"
	"os"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/signals"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// identity defines pid, the users and groups, and kill.
func (p *Process) identity() {
	e := p.Engine
	p.set("pid", os.Getpid())
	e.Accessor(p.Object, "ppid", func(*goja.Object) goja.Value { return e.Int(os.Getppid()) }, nil)
	number := func(name string, f func() int) {
		p.function(name, 0, func(goja.FunctionCall) goja.Value { return e.Int(f()) })
	}
	if os.Getuid() >= 0 { // not on Windows
		number("getuid", os.Getuid)
		number("geteuid", os.Geteuid)
		number("getgid", os.Getgid)
		number("getegid", os.Getegid)
		p.function("getgroups", 0, func(goja.FunctionCall) goja.Value {
			groups, _ := os.Getgroups()
			list := make([]any, len(groups))
			for i, g := range groups {
				list[i] = g
			}
			return e.VM.NewArray(list...)
		})
	}
	p.function("umask", 1, func(call goja.FunctionCall) goja.Value {
		v := call.Argument(0)
		if engine.IsUndefined(v) {
			return e.Int(currentUmask())
		}
		if goja.IsNull(v) {
			v = goja.Undefined()
		}
		var mask int64
		if s, ok := v.(goja.String); ok {
			n, err := strconv.ParseUint(s.String(), 8, 32)
			if err != nil {
				panic(e.InvalidArgValue("mask", v, "must be a 32-bit unsigned integer or an octal string"))
			}
			mask = int64(n)
		} else {
			mask = e.NeedInteger("mask", v, 0, math.MaxUint32)
		}
		return e.Int(umask(int(mask & 0o777)))
	})
	p.function("kill", 2, func(call goja.FunctionCall) goja.Value {
		pid, ok := wholeNumber(call.Argument(0))
		if !ok {
			panic(e.InvalidArgType("pid", call.Argument(0), "number"))
		}
		signal := 15
		if v := call.Argument(1); engine.TypeOf(v) == "number" && v.ToFloat() == float64(int32(v.ToInteger())) {
			signal = int(v.ToInteger())
		} else if v.ToBoolean() {
			n, known := signalNumbers[v.String()]
			if !known {
				panic(e.TypeError("ERR_UNKNOWN_SIGNAL", "Unknown signal: "+v.String()))
			}
			signal = n
		}
		// A script may have put its own in the place of what does it.
		if failed := int(e.Invoke(p.Object, "_kill", e.Int(pid), e.Int(signal)).ToInteger()); failed != 0 {
			panic(uverr.Named(node.Numbered(failed).Name, "kill").Short(e))
		}
		return e.Bool(true)
	})
	p.function("_kill", 0, func(call goja.FunctionCall) goja.Value {
		pid, signal := int(int32(call.Argument(0).ToInteger())), int(int32(call.Argument(1).ToInteger()))
		if pid == os.Getpid() && signals.End(signal) {
			signals.DieBy(signal)
		}
		if err := kill(pid, signal); err != nil {
			return e.Int(uverr.Of(err, "kill").Number)
		}
		return e.Int(0)
	})
}

// wholeNumber is a number that is the same as a 32-bit integer, or a text of one.
func wholeNumber(v goja.Value) (int, bool) {
	if engine.TypeOf(v) != "number" && engine.TypeOf(v) != "string" {
		return 0, false
	}
	n := v.ToFloat()
	if n != math.Trunc(n) || math.IsInf(n, 0) || math.IsNaN(n) || n != float64(int32(n)) {
		return 0, false
	}
	return int(n), true
}
