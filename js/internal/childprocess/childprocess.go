// Package childprocess is Node's child_process. What starts and ends processes,
// and the ends of their pipes, is Go; the class ChildProcess and what is built on
// it is JavaScript, which is compiled when a script first asks for the module.
package childprocess

import (
	"embed"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/net"
	"github.com/nodenet-go/nodenet/js/internal/serialization"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

//go:embed child.js channel.js transfer.js run.js
var sources embed.FS

// part is what one of the sources exports.
func part(e *engine.Engine, name string) *goja.Object {
	return engine.Part(e, sources, name+".js", "internal/child_process/"+name, natives)
}

// Forked is set for a program that is the same as the one that forks it.
const Forked = "NODENET_FORKED"

// Load is the loader of require('child_process').
func Load(e *engine.Engine, _ *goja.Object) goja.Value { return part(e, "run") }

// Connect gives process the channel to the parent, which has named its descriptor in
// NODE_CHANNEL_FD, and in NODE_CHANNEL_SERIALIZATION_MODE how messages are written.
func Connect(e *engine.Engine, fd int, mode string) {
	e.Invoke(part(e, "run"), "_forkChild", e.Int(fd), e.Text(mode))
}

type nativesKey struct{}

// natives are what the sources are given.
func natives(e *engine.Engine) *goja.Object {
	return engine.Slot(e, nativesKey{}, func() *goja.Object {
		o := e.VM.NewObject()
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func("", 0, f))) }
		native("part", func(call goja.FunctionCall) goja.Value { return part(e, call.Argument(0).String()) })
		engine.Must(o.Set("forked", Forked))
		native("spawn", func(call goja.FunctionCall) goja.Value {
			return spawn(e, optionsOf(call.Argument(0).(*goja.Object)), call.Argument(1))
		})
		native("spawnSync", func(call goja.FunctionCall) goja.Value {
			return spawnSync(e, optionsOf(call.Argument(0).(*goja.Object)))
		})
		native("pipe", func(call goja.FunctionCall) goja.Value { return pipeObject(e, int(call.Argument(0).ToInteger())) })
		native("channel", func(call goja.FunctionCall) goja.Value {
			_, o := newWire(e, int(call.Argument(0).ToInteger()), call.Argument(1).ToBoolean())
			return o
		})
		native("message", func(call goja.FunctionCall) goja.Value {
			return buffer.Wrap(e, serialization.Message(e, call.Argument(0)))
		})
		native("received", func(call goja.FunctionCall) goja.Value {
			data, _ := buffer.Bytes(call.Argument(0))
			return serialization.Received(e, data)
		})
		native("isHandle", func(call goja.FunctionCall) goja.Value { return e.Bool(net.IsHandle(call.Argument(0))) })
		native("detach", func(call goja.FunctionCall) goja.Value { net.Detach(call.Argument(0)); return nil })
		native("ofBoundSocket", func(call goja.FunctionCall) goja.Value { return net.OfBoundSocket(call.Argument(0)) })
		native("boundSocketOf", func(call goja.FunctionCall) goja.Value { return net.BoundSocketOf(call.Argument(0)) })
		nativeErrors(e, native)
		return o
	})
}

func nativeErrors(e *engine.Engine, native func(string, engine.Native)) {
	e.NativeErrors(native)
	native("needInt32", func(call goja.FunctionCall) goja.Value {
		e.NeedInteger(call.Argument(0).String(), call.Argument(1), math.MinInt32, math.MaxInt32)
		return nil
	})
	native("needCount", func(call goja.FunctionCall) goja.Value {
		e.NeedInteger(call.Argument(0).String(), call.Argument(1), 0, engine.MaxSafeInteger)
		return nil
	})
	native("needAmount", func(call goja.FunctionCall) goja.Value {
		e.NeedNumber(call.Argument(0).String(), call.Argument(1), 0, math.NaN())
		return nil
	})
	native("missingArgs", func(call goja.FunctionCall) goja.Value { return e.MissingArgs(call.Argument(0).String()) })
	// failure is the error of a failed system call: a name, and the call.
	native("failure", func(call goja.FunctionCall) goja.Value {
		return uverr.Named(call.Argument(0).String(), call.Argument(1).String()).Short(e)
	})
	native("errorName", func(call goja.FunctionCall) goja.Value {
		return e.Text(node.Numbered(int(call.Argument(0).ToInteger())).Name)
	})
}

// options are those of spawn and spawnSync after the JavaScript has checked them.
type options struct {
	file       string
	advanced   bool // messages are written as V8 writes values
	args       []string
	env        []string
	dir        string
	detached   bool
	uid, gid   *int // nil: as this process
	stdio      []stdio
	timeout    int64 // milliseconds, of spawnSync
	maxBuffer  float64
	killSignal int
}

// stdio is what a descriptor of the child is to be.
type stdio struct {
	kind  string // pipe, ipc, fd or ignore
	fd    int
	input []byte
}

func optionsOf(o *goja.Object) *options {
	number := func(name string, missing int64) int64 {
		if v := o.Get(name); !engine.IsNullish(v) {
			return v.ToInteger()
		}
		return missing
	}
	p := &options{
		file: o.Get("file").String(), args: texts(o.Get("args")), env: texts(o.Get("envPairs")), maxBuffer: -1,
		timeout: number("timeout", 0), killSignal: int(number("killSignal", 0)),
	}
	for name, id := range map[string]**int{"uid": &p.uid, "gid": &p.gid} {
		if v := o.Get(name); !engine.IsNullish(v) {
			number := int(v.ToInteger())
			*id = &number
		}
	}
	if v := o.Get("cwd"); !engine.IsNullish(v) {
		p.dir = v.String()
	}
	if v := o.Get("detached"); v != nil {
		p.detached = v.ToBoolean()
	}
	if v := o.Get("serialization"); v != nil {
		p.advanced = v.String() == "advanced"
	}
	if v := o.Get("maxBuffer"); !engine.IsNullish(v) {
		p.maxBuffer = v.ToFloat()
	}
	list := o.Get("stdio").(*goja.Object)
	for i := range int(list.Get("length").ToInteger()) {
		item := list.Get(itoa(i)).(*goja.Object)
		s := stdio{kind: item.Get("type").String()}
		if v := item.Get("fd"); v != nil {
			s.fd = int(v.ToInteger())
		}
		if v := item.Get("input"); v != nil {
			data, _ := buffer.Bytes(v)
			s.input = append([]byte(nil), data...)
		}
		p.stdio = append(p.stdio, s)
	}
	return p
}

func texts(v goja.Value) []string {
	o := v.(*goja.Object)
	list := make([]string, o.Get("length").ToInteger())
	for i := range list {
		list[i] = o.Get(itoa(i)).String()
	}
	return list
}
