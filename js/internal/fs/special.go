package fs

import (
	_ "embed"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed streams.js
var streamsSource string

// streams is what streams.js exports, compiled when it is first used.
func (m *module) streams() *goja.Object {
	if m.lazy == nil {
		natives := func(e *engine.Engine) *goja.Object {
			return e.Object("fs", m.exports, "path", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
				a := &arguments{m: m, list: call.Arguments}
				return e.Text(a.path(0, "path"))
			}), "fdOf", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
				if h := handleOf(call.Argument(0)); h != nil {
					return e.Int(h.fd)
				}
				return call.Argument(0)
			}), "outOfRange", e.Func("", 3, func(call goja.FunctionCall) goja.Value {
				return e.OutOfRange(call.Argument(0).String(), call.Argument(1).String(), call.Argument(2))
			}))
		}
		m.lazy = engine.Source("internal/fs/streams", streamsSource, natives)(m.e, m.e.VM.NewObject()).(*goja.Object)
	}
	return m.lazy
}

// absent are functions that Node has and nodenet has not.
var absent = []string{"Utf8Stream"}

func (m *module) special() {
	e := m.e
	for _, name := range absent {
		engine.Must(m.exports.Set(name, e.Func(name, 1, func(goja.FunctionCall) goja.Value {
			panic(e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "fs."+name+"() is not available in nodenet"))
		})))
	}
	m.blobs()
	m.fromPart(m.exports, "dir.js", "opendir", "3", "opendirSync", "2")
	m.fromPart(m.promises, "dir.js", "opendir", "2")
	m.fromPart(m.exports, "glob.js", "glob", "3", "globSync", "2")
	m.fromPart(m.promises, "glob.js", "glob", "2")
	m.fromPart(m.exports, "watch.js", "watch", "3", "watchFile", "3", "unwatchFile", "2")
	m.fromPart(m.promises, "watch.js", "watch", "1")
	engine.Must(m.exports.Set("lchmod", goja.Undefined())) // as where the system has none
	engine.Must(m.exports.Set("lchmodSync", goja.Undefined()))
	m.addPromise(m.promises, "lchmod", 2, func(*arguments) work {
		panic(e.Error("ERR_METHOD_NOT_IMPLEMENTED", "The lchmod() method is not implemented"))
	})
	engine.Must(m.exports.Set("_toUnixTimestamp", e.Func("toUnixTimestamp", 1, func(call goja.FunctionCall) goja.Value {
		return e.VM.ToValue((&arguments{m: m}).time(call.Argument(0)))
	})))
	for _, name := range []string{"createReadStream", "createWriteStream"} {
		engine.Must(m.exports.Set(name, e.Func(name, 2, func(call goja.FunctionCall) goja.Value {
			return e.Invoke(m.streams(), name, call.Arguments...)
		})))
	}
	for _, name := range []string{"ReadStream", "WriteStream", "FileReadStream", "FileWriteStream"} {
		m.lazyProperty(name, func() goja.Value { return m.streams().Get(strings.TrimPrefix(name, "File")) })
	}
	m.lazyProperty("Dir", func() goja.Value { return m.part("dir.js").Get("Dir") })
	engine.Must(m.exports.Set("constants", m.constants()))
	engine.Must(m.promises.Set("constants", m.constants()))
	engine.Must(m.exports.Set("promises", m.promises))
}

// lazyProperty is a class that is in JavaScript, which scripts may replace.
func (m *module) lazyProperty(name string, class func() goja.Value) {
	var replaced goja.Value
	getter := m.e.Func("get "+name, 0, func(goja.FunctionCall) goja.Value {
		if replaced != nil {
			return replaced
		}
		return class()
	})
	setter := m.e.Func("set "+name, 1, func(call goja.FunctionCall) goja.Value {
		replaced = call.Argument(0)
		return nil
	})
	engine.Must(m.exports.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

type constantsKey struct{}

func (m *module) constants() *goja.Object { return Constants(m.e) }

// Constants is fs.constants, without the rest of fs.
func Constants(e *engine.Engine) *goja.Object {
	return engine.Slot(e, constantsKey{}, func() *goja.Object {
		o := e.VM.CreateObject(nil)
		for _, c := range numbers {
			engine.Must(o.Set(c.name, c.n))
		}
		return o
	})
}
