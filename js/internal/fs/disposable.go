package fs

import (
	"errors"
	"os"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// makeTemporary makes a directory with a name that no other has, and a value of that.
func makeTemporary(result func(opts options, name string) goja.Value) operation {
	return func(a *arguments) work {
		opts := a.options(1)
		prefix := a.path(0, "prefix")
		a.permit(prefix+"XXXXXX", writes)
		return func() (func() []goja.Value, error) {
			for {
				name := temporaryName(prefix)
				err := sysMkdir(name, 0o700)
				if errors.Is(err, os.ErrExist) {
					continue
				}
				return func() []goja.Value { return []goja.Value{result(opts, name)} }, failed(err, "mkdtemp", prefix+"XXXXXX")
			}
		}
	}
}

// disposable are mkdtempDisposable and its form that does it at once: what they make is
// removed by using.
func (m *module) disposable() {
	e := m.e
	make := func(symbol string, remove func(path string) goja.Value) operation {
		return makeTemporary(func(opts options, name string) goja.Value {
			o := e.VM.CreateObject(nil)
			if symbol == "dispose" {
				o = e.VM.NewObject()
			}
			removing := func(goja.FunctionCall) goja.Value { return remove(name) }
			engine.Must(o.Set("path", opts.text(name)))
			engine.Must(o.Set("remove", e.Func("remove", 0, removing)))
			engine.Must(o.SetSymbol(e.WellKnown(symbol), e.Func("[Symbol."+symbol+"]", 0, removing)))
			return o
		})
	}
	forced := func() *goja.Object { return e.Object("recursive", true, "force", true) }
	engine.Must(m.exports.Set("mkdtempDisposableSync", e.Func("mkdtempDisposableSync", 2, func(call goja.FunctionCall) goja.Value {
		return m.now(&arguments{m: m, list: call.Arguments}, make("dispose", func(path string) goja.Value {
			return m.now(&arguments{m: m, list: []goja.Value{e.Text(path), forced()}}, m.remove)
		}))
	})))
	m.addPromise(m.promises, "mkdtempDisposable", 2, make("asyncDispose", func(path string) goja.Value {
		return m.promise(&arguments{m: m, list: []goja.Value{e.Text(path), forced()}, async: true}, m.remove, first)
	}))
}
