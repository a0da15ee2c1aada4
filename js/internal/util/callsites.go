package util

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/dotenv"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// callSites is util.getCallSites(frameCount).
func callSites(e *engine.Engine, call goja.FunctionCall) goja.Value {
	count := 10
	if v := call.Argument(0); gojax.IsNumber(v) {
		count = int(e.NeedInteger("frameCount", v, 1, 200))
	}
	var sites []any
	for _, frame := range e.Frames(e.VM.CaptureCallStack(0, nil), count+1) {
		if frame.File == "" || len(sites) == count {
			continue // native code
		}
		name := frame.Function
		if name == engine.MainFunction {
			name = ""
		}
		site := e.VM.CreateObject(nil)
		for _, pair := range []struct {
			name string
			v    any
		}{
			{"functionName", name}, {"scriptId", "0"}, {"scriptName", frame.File},
			{"lineNumber", frame.Line}, {"columnNumber", frame.Column}, {"column", frame.Column},
		} {
			engine.Must(site.Set(pair.name, pair.v))
		}
		sites = append(sites, site)
	}
	return e.VM.NewArray(sites...)
}

// parseEnv is util.parseEnv: a file of NAME=value lines.
func parseEnv(e *engine.Engine, text string) goja.Value {
	o := e.VM.CreateObject(nil)
	for _, pair := range dotenv.Parse(text) {
		engine.Must(o.Set(pair[0], pair[1]))
	}
	return o
}

// diff is util.diff: how to make the one sequence of the other.
func diff(e *engine.Engine, call goja.FunctionCall) goja.Value {
	sequence := func(name string, v goja.Value) []string {
		if s, ok := v.(goja.String); ok {
			var parts []string
			for _, c := range s.String() {
				parts = append(parts, string(c))
			}
			return parts
		}
		o, ok := v.(*goja.Object)
		if !ok || gojax.KindOf(o) != gojax.Array {
			panic(e.InvalidArgType(name, v, "string", "Array"))
		}
		parts := make([]string, realmOf(e).arrayLength(o, gojax.Array))
		for i := range parts {
			parts[i] = e.NeedString(name+"["+itoa(i)+"]", element(o, i))
		}
		return parts
	}
	actual, expected := sequence("actual", call.Argument(0)), sequence("expected", call.Argument(1))
	var steps []any
	for _, step := range Diff(actual, expected, false) {
		steps = append(steps, e.VM.NewArray(step.Operation, step.Line))
	}
	return e.VM.NewArray(steps...)
}
