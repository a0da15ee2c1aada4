package fs

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed lines.js
var linesSource string

type linesKey struct{}

// lines are the methods of FileHandle that lines.js has.
func (m *module) lines() {
	e := m.e
	part := func(name string, args ...goja.Value) goja.Value {
		exports := engine.Slot(e, linesKey{}, func() *goja.Object {
			return engine.Source("internal/fs/lines", linesSource, func(*engine.Engine) *goja.Object { return e.Object() })(e, e.VM.NewObject()).(*goja.Object)
		})
		return e.Invoke(exports, name, args...)
	}
	m.handle.Method("readLines", 0, func(call goja.FunctionCall) goja.Value {
		return part("readLines", call.This, call.Argument(0))
	})
	m.handle.Method("readableWebStream", 0, func(call goja.FunctionCall) goja.Value {
		autoClose := false
		if given := call.Argument(0); !engine.IsUndefined(given) {
			options := e.NeedObject("options", given)
			if v := options.Get("autoClose"); !engine.IsUndefined(v) {
				autoClose = e.NeedBoolean("options.autoClose", v)
			}
			if v := options.Get("type"); !engine.IsUndefined(v) && v.String() != "bytes" {
				e.EmitWarning(`A non-"bytes" options.type has no effect. A byte-oriented steam is always created.`, "ExperimentalWarning", "")
			}
		}
		h := handleOf(call.This)
		switch {
		case h == nil:
			panic(e.InvalidThis("FileHandle"))
		case h.fd < 0:
			panic(e.Error("ERR_INVALID_STATE", "Invalid state: The FileHandle is closed"))
		case h.locked:
			panic(e.Error("ERR_INVALID_STATE", "Invalid state: The FileHandle is locked"))
		}
		h.locked = true
		return part("readableWebStream", call.This, e.Bool(autoClose))
	})
}
